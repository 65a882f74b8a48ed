-- Officials keep work lists under a name, in an order of their own, one of them to begin with; a head shares one with the unit.
CREATE TABLE dossiers.saved_view (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  -- The unit that sees it too; null is the owner's alone.
  unit_name text,
  name text NOT NULL CONSTRAINT saved_view_name_length CHECK (length(name) BETWEEN 1 AND 80),
  query text NOT NULL CONSTRAINT saved_view_query_length CHECK (length(query) BETWEEN 1 AND 1500),
  place integer NOT NULL,
  is_start boolean NOT NULL DEFAULT false,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX saved_view_of_owner ON dossiers.saved_view (tenant_id, owner_id, place, id);
CREATE INDEX saved_view_of_unit ON dossiers.saved_view (tenant_id, unit_name, name, id) WHERE unit_name IS NOT NULL;
CREATE UNIQUE INDEX saved_view_starts_once ON dossiers.saved_view (tenant_id, owner_id) WHERE is_start;
SELECT platform.protect('dossiers.saved_view', 'SELECT, INSERT, UPDATE, DELETE');

-- Open dossiers of the system used before are taken over in mid-year: tried first, then ordered by a decision and taken slice by slice, each old code once.
CREATE SCHEMA old_system_imports;
GRANT USAGE ON SCHEMA old_system_imports TO egov_app;

-- A file that was tried. What was wrong with it, and how far it has been taken.
CREATE TABLE old_system_imports.import (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT import_public_id_once UNIQUE,
  app_id text NOT NULL,
  file_name text NOT NULL,
  state text NOT NULL DEFAULT 'tried' CONSTRAINT import_state_known CHECK (state IN ('tried', 'ordered', 'done')),
  rows integer NOT NULL CONSTRAINT import_rows_some CHECK (rows > 0),
  faulty integer NOT NULL CONSTRAINT import_faulty_range CHECK (faulty BETWEEN 0 AND rows),
  taken integer NOT NULL DEFAULT 0,
  -- Rows that could not be taken although they were sound when they were tried, or whose old code was here already.
  passed_over integer NOT NULL DEFAULT 0,
  tried_by text NOT NULL,
  tried_at timestamptz NOT NULL,
  decision text,
  ordered_by text,
  ordered_at timestamptz,
  done_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT import_ordered_is_whole CHECK ((state = 'tried') = (decision IS NULL)),
  -- A file with a fault is never taken.
  CONSTRAINT import_ordered_is_sound CHECK (state = 'tried' OR faulty = 0)
);
CREATE INDEX import_newest ON old_system_imports.import (tenant_id, tried_at DESC, id DESC);
SELECT platform.protect('old_system_imports.import');

-- One row of a file: what it says while it waits, what is wrong with it, and what it became. Emptied once it is taken.
CREATE TABLE old_system_imports.import_row (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  place integer NOT NULL,
  old_code text NOT NULL,
  content jsonb,
  faults jsonb NOT NULL DEFAULT '[]',
  state text NOT NULL DEFAULT 'waits' CONSTRAINT import_row_state_known CHECK (state IN ('waits', 'taken', 'known', 'refused')),
  PRIMARY KEY (tenant_id, import_id, place),
  CONSTRAINT import_row_of_import FOREIGN KEY (tenant_id, import_id) REFERENCES old_system_imports.import (tenant_id, id)
);
CREATE INDEX import_row_waits ON old_system_imports.import_row (tenant_id, import_id, place) WHERE state = 'waits';
CREATE INDEX import_row_faulty ON old_system_imports.import_row (tenant_id, import_id, place) WHERE faults <> '[]';
SELECT platform.protect('old_system_imports.import_row');

-- Each old code of a procedure becomes one dossier, whichever file it comes in.
CREATE TABLE old_system_imports.taken_over (
  tenant_id uuid NOT NULL,
  app_id text NOT NULL,
  old_code text NOT NULL,
  dossier_id uuid NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, app_id, old_code)
);
SELECT platform.protect('old_system_imports.taken_over', 'SELECT, INSERT');

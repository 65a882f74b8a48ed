-- A running process moves to a new version only by an explicit act, which stays on record with the version it had.
ALTER TABLE workflow.instance ADD COLUMN migrated_from text REFERENCES workflow.definition (hash);
CREATE INDEX instance_of_definition ON workflow.instance (tenant_id, definition_hash, id) WHERE state = 'running';

-- Running processes that moved to another version: by whom, why, and from which.
CREATE TABLE workflow.version_change (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  instance_id uuid NOT NULL,
  sequence integer NOT NULL,
  from_hash text NOT NULL REFERENCES workflow.definition (hash),
  to_hash text NOT NULL REFERENCES workflow.definition (hash),
  mapping jsonb NOT NULL,
  by_ref text NOT NULL,
  reason text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT version_change_of_instance FOREIGN KEY (tenant_id, instance_id) REFERENCES workflow.instance (tenant_id, id)
);
CREATE INDEX version_change_of_instance ON workflow.version_change (tenant_id, instance_id, sequence);
SELECT platform.protect('workflow.version_change', 'SELECT, INSERT');

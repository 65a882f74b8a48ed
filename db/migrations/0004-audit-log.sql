-- What was done cannot be rewritten unseen: leaves written with the change, numbered after it by one sequencer.
CREATE SCHEMA audit;
GRANT USAGE ON SCHEMA audit TO egov_app;

-- A leaf is a commitment: SHA-256 over a salt and the payload. It stays when the payload is erased.
CREATE TABLE audit.leaf (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  actor_ref text NOT NULL,
  position_id uuid,
  mandate text,
  at timestamptz NOT NULL,
  commitment bytea NOT NULL CONSTRAINT leaf_commitment_length CHECK (octet_length(commitment) = 32),
  log_index bigint,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX leaf_of_subject ON audit.leaf (tenant_id, subject_kind, subject_id, at);
CREATE INDEX leaf_unsequenced ON audit.leaf (at, id) WHERE log_index IS NULL;
CREATE UNIQUE INDEX leaf_log_index_once ON audit.leaf (log_index) WHERE log_index IS NOT NULL;
SELECT platform.protect('audit.leaf', 'SELECT, INSERT');
GRANT UPDATE (log_index) ON audit.leaf TO egov_app;
SELECT platform.open_door('audit.leaf', 'SELECT', 'sequencer');
SELECT platform.open_door('audit.leaf', 'UPDATE', 'sequencer');

-- Salt and payload lie beside the leaf and can be erased where the law orders it; nothing else of them is kept.
CREATE TABLE audit.payload (
  tenant_id uuid NOT NULL,
  leaf_id uuid NOT NULL,
  salt bytea NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (tenant_id, leaf_id),
  CONSTRAINT payload_of_leaf FOREIGN KEY (tenant_id, leaf_id) REFERENCES audit.leaf (tenant_id, id)
);
SELECT platform.protect('audit.payload', 'SELECT, INSERT, DELETE');
SELECT platform.open_door('audit.payload', 'SELECT', 'sequencer');

-- Hashes of the perfect subtrees, so that a root needs only a handful of rows.
CREATE TABLE audit.subtree (
  level smallint NOT NULL,
  index bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (level, index)
);
CREATE TABLE audit.checkpoint (
  size bigint PRIMARY KEY,
  root bytea NOT NULL,
  at timestamptz NOT NULL,
  signature bytea NOT NULL
);
GRANT SELECT, INSERT ON audit.subtree, audit.checkpoint TO egov_app;

-- Signatures that come later: the prepared bytes and who is to sign them under which mandate; completed seconds or days after.
CREATE SCHEMA signing;
GRANT USAGE ON SCHEMA signing TO egov_app;
CREATE TABLE signing.pending_signature (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  -- The version of the subject that was prepared; a subject that moved on is not signed.
  subject_version integer NOT NULL,
  prepared bytea NOT NULL,
  prepared_sha256 bytea NOT NULL,
  signer_id uuid NOT NULL,
  position_id uuid NOT NULL,
  mandate_kind text NOT NULL CONSTRAINT pending_mandate_known CHECK (mandate_kind IN ('holding', 'delegation')),
  mandate_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT pending_state_known CHECK (state IN ('pending', 'completed', 'refused')),
  refusal text,
  prepared_at timestamptz NOT NULL,
  completed_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX pending_once_for_subject ON signing.pending_signature (tenant_id, subject_id) WHERE state = 'pending';
CREATE INDEX pending_waiting ON signing.pending_signature (prepared_at) WHERE state = 'pending';
SELECT platform.protect('signing.pending_signature');
SELECT platform.open_door('signing.pending_signature', 'SELECT', 'signing');

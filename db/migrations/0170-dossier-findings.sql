-- Steps of a procedure beyond the desk's own acts leave what was found there; a dossier may wait for the applicant's financial duty, be withdrawn, stopped or passed to the competent agency (R22); it arrives online, at the desk or by post.
CREATE TABLE dossiers.finding (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  step text NOT NULL,
  outcome text NOT NULL,
  answers jsonb NOT NULL,
  note text NOT NULL CONSTRAINT finding_note_length CHECK (length(note) <= 4000),
  by_ref text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT finding_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier (tenant_id, id)
);
CREATE INDEX finding_of_dossier_at ON dossiers.finding (tenant_id, dossier_id, at);
SELECT platform.protect('dossiers.finding', 'SELECT, INSERT');

ALTER TABLE dossiers.dossier DROP CONSTRAINT dossier_state_known;
ALTER TABLE dossiers.dossier ADD CONSTRAINT dossier_state_known CHECK (state IN
  ('submitted', 'received', 'processing', 'supplement', 'financial-duty', 'refused', 'signed', 'done', 'withdrawn', 'stopped', 'transferred'));
ALTER TABLE dossiers.dossier ADD COLUMN channel text NOT NULL DEFAULT 'online'
  CONSTRAINT dossier_channel_known CHECK (channel IN ('online', 'desk', 'post'));

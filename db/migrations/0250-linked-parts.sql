-- Linked procedures (liên thông): what an agency does after another for one applicant is a dossier of its own, with its own sub-term.
CREATE TABLE dossiers.part (
  tenant_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  -- The task that the leading dossier's process placed here, and waits for.
  task_id uuid NOT NULL,
  step text NOT NULL,
  -- The leading dossier, in the records of the agency that received it. No foreign key follows it there: row security says who sees it.
  lead_tenant_id uuid NOT NULL,
  lead_id uuid NOT NULL,
  lead_code text NOT NULL,
  lead_agency text NOT NULL,
  -- What the applicant was promised for the whole, as it stood when the part was handed over.
  lead_due_at timestamptz,
  agency_name text NOT NULL,
  applicant_id uuid NOT NULL,
  handed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, dossier_id),
  CONSTRAINT part_of_task_once UNIQUE (tenant_id, task_id),
  CONSTRAINT part_is_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier (tenant_id, id)
);
CREATE INDEX part_of_lead ON dossiers.part (lead_id, handed_at);
SELECT platform.protect('dossiers.part', 'SELECT, INSERT');
CREATE POLICY own_part ON dossiers.part FOR SELECT USING (applicant_id = (SELECT platform.applicant()));

ALTER TABLE dossiers.dossier DROP CONSTRAINT dossier_channel_known;
ALTER TABLE dossiers.dossier ADD CONSTRAINT dossier_channel_known CHECK (channel IN ('online', 'desk', 'post', 'linked'));

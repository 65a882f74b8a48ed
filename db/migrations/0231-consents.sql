-- What the city holds about applicants already is used for a new dossier only with their consent, kept with what it was for.
CREATE TABLE dossiers.consent (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  -- The draft's id, which its dossier keeps.
  subject_id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT consent_kind_known CHECK (kind IN ('paper', 'register-search', 'prefill')),
  -- The paper of the checklist, the registers asked, or the record taken from.
  target text NOT NULL,
  file_id uuid,
  -- Answers that were filled in.
  fields text[] NOT NULL,
  from_tenant_id uuid,
  from_code text NOT NULL,
  from_title_vi text NOT NULL,
  from_title_en text NOT NULL,
  from_at timestamptz,
  agreed_at timestamptz NOT NULL,
  agreed_by text NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT consent_paper_has_file CHECK ((kind = 'paper') = (file_id IS NOT NULL))
);
CREATE INDEX consent_of_subject ON dossiers.consent (tenant_id, subject_id, agreed_at);
SELECT platform.protect('dossiers.consent');
CREATE POLICY own_consent ON dossiers.consent FOR SELECT USING (account_id = (SELECT platform.applicant()));

-- Who may file for whom: a family member, or staff of a business; with the consent of whoever is represented, for a time, revocable at once.
CREATE TABLE identity.mandate (
  id uuid PRIMARY KEY,
  -- Told at the desk, where a signed paper is shown.
  code text NOT NULL CONSTRAINT mandate_code_once UNIQUE,
  proxy_id uuid NOT NULL REFERENCES identity.account (id),
  represented_citizen_id text NOT NULL,
  represented_name text NOT NULL,
  -- Known from the consent on.
  represented_id uuid REFERENCES identity.account (id),
  kind text NOT NULL CONSTRAINT mandate_kind_known CHECK (kind IN ('family', 'staff')),
  organisation text CONSTRAINT mandate_staff_has_organisation CHECK ((kind = 'staff') = (organisation IS NOT NULL)),
  -- Empty: every procedure.
  app_ids text[] NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  consent text CONSTRAINT mandate_consent_known CHECK (consent IN ('sign-in', 'paper')),
  consented_at timestamptz,
  -- The account, or the official who saw the paper.
  consented_by text,
  paper text,
  ended_at timestamptz,
  ended_by text,
  asked_at timestamptz NOT NULL,
  CONSTRAINT mandate_dates_in_order CHECK (valid_from <= valid_until),
  CONSTRAINT mandate_for_another CHECK (represented_id <> proxy_id),
  CONSTRAINT mandate_consent_is_whole CHECK (num_nonnulls(consent, consented_at, consented_by, represented_id) IN (0, 4)),
  CONSTRAINT mandate_paper_is_named CHECK ((consent = 'paper') = (paper IS NOT NULL) OR consent IS NULL)
);
CREATE INDEX mandate_of_proxy ON identity.mandate (proxy_id, asked_at DESC);
CREATE INDEX mandate_of_represented ON identity.mandate (represented_citizen_id, asked_at DESC);
ALTER TABLE identity.mandate ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.mandate FORCE ROW LEVEL SECURITY;
CREATE POLICY door_sign_in ON identity.mandate FOR ALL USING ((SELECT platform.door()) = 'sign_in');
GRANT SELECT, INSERT, UPDATE ON identity.mandate TO egov_app;

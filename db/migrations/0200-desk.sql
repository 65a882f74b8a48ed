-- What a reception desk enters for whoever stands there or wrote by post, for its own agency or for another of the city (R16).
CREATE SCHEMA desk;
GRANT USAGE ON SCHEMA desk TO egov_app;

-- It lies with the records of the agency that answers; the desk that took it in sees its own entries and nothing else there.
CREATE TABLE desk.entry (
  tenant_id uuid NOT NULL,
  -- The draft's id, which its dossier keeps.
  id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT entry_public_id_once UNIQUE,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  taking_tenant_id uuid NOT NULL,
  taking_agency_id uuid NOT NULL,
  taking_agency_name text NOT NULL,
  app_id text NOT NULL,
  account_id uuid NOT NULL,
  applicant_name text NOT NULL,
  channel text NOT NULL CONSTRAINT entry_channel_known CHECK (channel IN ('desk', 'post')),
  posted_on date,
  arrived_at timestamptz NOT NULL,
  reply_address text NOT NULL DEFAULT '',
  entered_by uuid NOT NULL,
  entered_name text NOT NULL,
  position_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  submitted_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT entry_by_post_is_answered_by_post CHECK (channel <> 'post' OR (reply_address <> '' AND posted_on IS NOT NULL))
);
CREATE INDEX entry_of_desk ON desk.entry (taking_tenant_id, started_at DESC, id DESC);
SELECT platform.protect('desk.entry');
CREATE POLICY taken_in ON desk.entry FOR SELECT USING (taking_tenant_id = ANY ((SELECT platform.held_tenants())::uuid[]));

-- From which day a desk may take in for any competent agency of the city: dated, with its source [S], corrected without a release.
CREATE TABLE desk.intake_rule (
  from_on date PRIMARY KEY,
  until_on date,
  source text NOT NULL CONSTRAINT intake_rule_has_source CHECK (source <> '')
);
ALTER TABLE desk.intake_rule ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON desk.intake_rule FOR SELECT USING (true);
GRANT SELECT ON desk.intake_rule TO egov_app;
INSERT INTO desk.intake_rule (from_on, source) VALUES
  (DATE '2025-07-01', 'Nghị định 118/2025/NĐ-CP: tiếp nhận không phụ thuộc địa giới hành chính trong phạm vi cấp tỉnh');
ALTER TABLE desk.intake_rule FORCE ROW LEVEL SECURITY;

-- "Received elsewhere" is seen on the dossier; the desk that took it in follows its code, state and promised day.
ALTER TABLE dossiers.dossier ADD COLUMN taken_by uuid;
SELECT platform.open_door('dossiers.dossier', 'SELECT', 'intake');

-- A closed month is published as it was, signed: later changes stand beside it and never in it. Rules of the figures are dated data.
CREATE TABLE indicators.month_snapshot (
  month date PRIMARY KEY,
  -- Canonical JSON, and what it was when the month was closed: neither is ever changed.
  body text NOT NULL,
  sha256 bytea NOT NULL CONSTRAINT month_snapshot_hash_length CHECK (octet_length(sha256) = 32),
  closed_at timestamptz NOT NULL,
  closed_by text NOT NULL,
  -- The worker that holds the installation's key signs after the act.
  signature bytea,
  public_key text,
  CONSTRAINT month_snapshot_signed_with_key CHECK ((signature IS NULL) = (public_key IS NULL))
);
CREATE INDEX month_snapshot_unsigned ON indicators.month_snapshot (month) WHERE signature IS NULL;
ALTER TABLE indicators.month_snapshot ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicators.month_snapshot FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON indicators.month_snapshot FOR SELECT USING (true);
CREATE POLICY closed_by_directory ON indicators.month_snapshot FOR INSERT WITH CHECK ((SELECT platform.door()) = 'directory');
CREATE POLICY signed_by_counters ON indicators.month_snapshot FOR UPDATE USING ((SELECT platform.door()) = 'counters' AND signature IS NULL) WITH CHECK (true);
GRANT SELECT, INSERT ON indicators.month_snapshot TO egov_app;
GRANT UPDATE (signature, public_key) ON indicators.month_snapshot TO egov_app;

-- What an administrator may set without a release: when a month is closed, and how the service quality index weighs. Dated and sourced.
CREATE TABLE indicators.rule (
  name text NOT NULL CONSTRAINT rule_name_known CHECK (name IN ('month-close', 'quality-index')),
  valid_from date NOT NULL,
  value jsonb NOT NULL,
  source text NOT NULL CONSTRAINT rule_has_source CHECK (source <> ''),
  certainty text NOT NULL CONSTRAINT rule_certainty_known CHECK (certainty IN ('S', 'S2', 'M')),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (name, valid_from, recorded_at)
);
INSERT INTO indicators.rule (name, valid_from, value, source, certainty, recorded_at) VALUES
  ('month-close', '2000-01-01', '{"day": 5}', 'Quy ước của thành phố minh họa', 'M', '2025-01-01'),
  ('quality-index', '2022-06-23', '{"openness": 18, "progress": 20, "online": 12, "payment": 10, "satisfaction": 18, "digitisation": 22}',
   'Quyết định 766/QĐ-TTg ngày 23/6/2022, ghi theo trí nhớ, cần đối chiếu văn bản', 'M', '2025-01-01');
ALTER TABLE indicators.rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicators.rule FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON indicators.rule FOR SELECT USING (true);
CREATE POLICY write_by_directory ON indicators.rule FOR INSERT WITH CHECK ((SELECT platform.door()) = 'directory');
GRANT SELECT, INSERT ON indicators.rule TO egov_app;

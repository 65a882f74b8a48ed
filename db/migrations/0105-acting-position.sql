-- An official who holds or stands in for several positions acts in one of them at a time; a delegation may cover some procedures only.
CREATE TABLE organisation.acting_position (
  session_id uuid PRIMARY KEY,
  official_id uuid NOT NULL REFERENCES organisation.official (id),
  position_id uuid NOT NULL REFERENCES organisation.position (id),
  chosen_at timestamptz NOT NULL
);
ALTER TABLE organisation.acting_position ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation.acting_position FORCE ROW LEVEL SECURITY;
CREATE POLICY door_directory ON organisation.acting_position FOR ALL USING ((SELECT platform.door()) = 'directory');
GRANT SELECT, INSERT, UPDATE ON organisation.acting_position TO egov_app;
ALTER TABLE organisation.delegation ADD COLUMN app_ids text[] CONSTRAINT delegation_scope_not_empty CHECK (cardinality(app_ids) > 0);
CREATE INDEX delegation_of_position ON organisation.delegation (position_id);

-- The organisation has two times: when a fact was valid, and when we recorded it. It belongs to the city, not to a tenant.
CREATE SCHEMA organisation;
GRANT USAGE ON SCHEMA organisation TO egov_app;

CREATE TABLE organisation.agency (
  id uuid PRIMARY KEY,
  slug text NOT NULL CONSTRAINT agency_slug_once UNIQUE,
  organ_id text NOT NULL CONSTRAINT agency_organ_id_shape CHECK (organ_id ~ '^[0-9A-Z]+(\.[0-9A-Z]+)*$' AND length(organ_id) <= 35)
);

CREATE TABLE organisation.agency_fact (
  agency_id uuid NOT NULL REFERENCES organisation.agency (id),
  name text NOT NULL,
  name_en text NOT NULL,
  kind text NOT NULL CONSTRAINT agency_kind_known CHECK (kind IN ('city-office', 'department', 'district', 'ward', 'corporation', 'centre')),
  parent_id uuid REFERENCES organisation.agency (id),
  is_one_stop boolean NOT NULL,
  valid daterange NOT NULL,
  recorded tstzrange NOT NULL,
  source text NOT NULL,
  CONSTRAINT agency_fact_one_at_a_time EXCLUDE USING gist (agency_id WITH =, valid WITH &&, recorded WITH &&)
);

CREATE TABLE organisation.position (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL REFERENCES organisation.agency (id),
  unit_name text NOT NULL,
  title text NOT NULL,
  title_en text NOT NULL,
  role text NOT NULL CONSTRAINT position_role_known CHECK (role IN
    ('receiver', 'specialist', 'head', 'leader', 'clerk', 'inspector', 'administrator', 'operator')),
  valid daterange NOT NULL
);
CREATE INDEX position_of_agency ON organisation.position (agency_id, role);

CREATE TABLE organisation.official (
  id uuid PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE organisation.holding (
  id uuid PRIMARY KEY,
  position_id uuid NOT NULL REFERENCES organisation.position (id),
  official_id uuid NOT NULL REFERENCES organisation.official (id),
  valid daterange NOT NULL,
  recorded tstzrange NOT NULL,
  CONSTRAINT holding_one_at_a_time EXCLUDE USING gist (position_id WITH =, valid WITH &&, recorded WITH &&)
);
CREATE INDEX holding_of_official ON organisation.holding (official_id);

-- Ủy quyền: dated, by a written decision, revocable; the holder keeps the position.
CREATE TABLE organisation.delegation (
  id uuid PRIMARY KEY,
  position_id uuid NOT NULL REFERENCES organisation.position (id),
  to_official_id uuid NOT NULL REFERENCES organisation.official (id),
  decision text NOT NULL CONSTRAINT delegation_has_decision CHECK (decision <> ''),
  valid daterange NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT delegation_one_at_a_time EXCLUDE USING gist (position_id WITH =, to_official_id WITH =, valid WITH &&) WHERE (revoked_at IS NULL)
);
CREATE INDEX delegation_to ON organisation.delegation (to_official_id);

-- Everyone may read who is in charge; only the directory and the seed may write, and nothing is ever deleted.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['agency', 'agency_fact', 'position', 'official', 'holding', 'delegation'] LOOP
    EXECUTE format('ALTER TABLE organisation.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE organisation.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read_by_all ON organisation.%I FOR SELECT USING (true)', name);
    EXECUTE format('CREATE POLICY write_by_directory ON organisation.%I FOR ALL USING (platform.door() = ANY (ARRAY[''directory'', ''seed'']))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON organisation.%I TO egov_app', name);
  END LOOP;
END $$;

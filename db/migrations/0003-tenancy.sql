-- A tenant is an immutable record-holder; which agency answers for it is a dated fact, so a merger rewrites no rows.
CREATE SCHEMA tenancy;
GRANT USAGE ON SCHEMA tenancy TO egov_app;

CREATE TABLE tenancy.tenant (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT tenant_code_once UNIQUE,
  name text NOT NULL
);

CREATE TABLE tenancy.custody (
  tenant_id uuid NOT NULL REFERENCES tenancy.tenant (id),
  agency_id uuid NOT NULL,
  valid daterange NOT NULL,
  decision text NOT NULL CONSTRAINT custody_has_decision CHECK (decision <> ''),
  PRIMARY KEY (tenant_id, valid),
  CONSTRAINT custody_one_agency_at_a_time EXCLUDE USING gist (tenant_id WITH =, valid WITH &&)
);
CREATE INDEX custody_of_agency ON tenancy.custody (agency_id);

ALTER TABLE tenancy.tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenancy.tenant FORCE ROW LEVEL SECURITY;
ALTER TABLE tenancy.custody ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenancy.custody FORCE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON tenancy.tenant FOR SELECT USING (true);
CREATE POLICY read_by_all ON tenancy.custody FOR SELECT USING (true);
CREATE POLICY write_by_directory ON tenancy.tenant FOR ALL USING (platform.door() = ANY (ARRAY['directory', 'seed']));
CREATE POLICY write_by_directory ON tenancy.custody FOR ALL USING (platform.door() = ANY (ARRAY['directory', 'seed']));
GRANT SELECT, INSERT, UPDATE ON tenancy.tenant, tenancy.custody TO egov_app;

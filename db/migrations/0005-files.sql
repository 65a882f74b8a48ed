-- What files belong to: their bytes lie in the store by tenant and hash, here is whose they are and what they are.
CREATE SCHEMA files;
GRANT USAGE ON SCHEMA files TO egov_app;
CREATE TABLE files.file (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  -- For addresses that outsiders see.
  public_id text NOT NULL CONSTRAINT file_public_id_once UNIQUE,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  -- The paper of the checklist, or the kind of result.
  slot text NOT NULL,
  applicant_id uuid,
  sha256 text NOT NULL CONSTRAINT file_sha256_shape CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint NOT NULL CONSTRAINT file_not_empty CHECK (size_bytes > 0),
  type text NOT NULL CONSTRAINT file_type_known CHECK (type IN ('application/pdf', 'image/jpeg', 'image/png')),
  name text NOT NULL CONSTRAINT file_has_name CHECK (name <> ''),
  pages integer CONSTRAINT file_pages_counted CHECK (pages > 0),
  scan text NOT NULL CONSTRAINT file_scan_known CHECK (scan IN ('clean', 'not-scanned')),
  added_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX file_of_subject ON files.file (subject_id, added_at) WHERE removed_at IS NULL;
CREATE INDEX file_by_hash ON files.file (tenant_id, sha256);
SELECT platform.protect('files.file');
CREATE POLICY own_file ON files.file USING (applicant_id = (SELECT platform.applicant()));
-- An applicant's transaction may name a tenant, to write there; it still sees nobody else's papers.
CREATE POLICY only_own_file ON files.file AS RESTRICTIVE
  USING ((SELECT platform.applicant()) IS NULL OR applicant_id = (SELECT platform.applicant()));
SELECT platform.open_door('files.file', 'SELECT', 'public-verify');

-- A draft, and the dossier it becomes, belong to whoever is represented; here stands who files it for them, under which mandate.
CREATE TABLE dossiers.proxy_filing (
  tenant_id uuid NOT NULL,
  -- The draft's id, which its dossier keeps.
  subject_id uuid NOT NULL,
  public_id text NOT NULL CONSTRAINT proxy_filing_public_id_once UNIQUE,
  app_id text NOT NULL,
  mandate_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT proxy_filing_kind_known CHECK (kind IN ('family', 'staff')),
  organisation text,
  proxy_id uuid NOT NULL,
  proxy_name text NOT NULL,
  represented_id uuid NOT NULL,
  represented_name text NOT NULL,
  started_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, subject_id)
);
CREATE INDEX proxy_filing_of_proxy ON dossiers.proxy_filing (proxy_id, started_at DESC);
SELECT platform.protect('dossiers.proxy_filing', 'SELECT, INSERT');
CREATE POLICY own_proxy_filing ON dossiers.proxy_filing FOR SELECT
  USING (proxy_id = (SELECT platform.applicant()) OR represented_id = (SELECT platform.applicant()));

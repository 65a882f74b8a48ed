-- Other systems that may ask: a token for one record-holder, for named purposes, until a day, ended at once.
CREATE SCHEMA api;
GRANT USAGE ON SCHEMA api TO egov_app;
-- Who asks, for which purposes and how long. The token itself is told once, to whoever asked for it.
CREATE TABLE api.token (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  system_name text NOT NULL CONSTRAINT token_system_is_named CHECK (length(system_name) BETWEEN 2 AND 200),
  scopes text[] NOT NULL CONSTRAINT token_has_scope CHECK (cardinality(scopes) > 0),
  token_hash bytea NOT NULL CONSTRAINT token_hash_once UNIQUE,
  hint text NOT NULL,
  issued_at timestamptz NOT NULL,
  issued_by text NOT NULL,
  issued_by_name text NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX token_newest ON api.token (tenant_id, issued_at DESC, id DESC);
SELECT platform.protect('api.token');
SELECT platform.open_door('api.token', 'SELECT', 'sign_in');
SELECT platform.open_door('api.token', 'UPDATE', 'sign_in');
-- What changed is read in the order of the log, one record-holder's at a time.
CREATE INDEX place_of_tenant_in_order ON audit.place (tenant_id, log_index);

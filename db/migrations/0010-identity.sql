-- Who may sign in: accounts, second factors, sessions that can be ended at once, and the brake on guessing.
CREATE SCHEMA identity;
GRANT USAGE ON SCHEMA identity TO egov_app;

CREATE TABLE identity.account (
  id uuid PRIMARY KEY,
  kind text NOT NULL CONSTRAINT account_kind_known CHECK (kind IN ('official', 'applicant')),
  login text NOT NULL CONSTRAINT account_login_once UNIQUE,
  name text NOT NULL,
  email text,
  phone text,
  citizen_id text,
  official_id uuid CONSTRAINT account_official_once UNIQUE,
  password_hash text NOT NULL,
  is_demo boolean NOT NULL,
  -- Sealed with the installation's key; present from enrolment, in force once confirmed.
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  created_at timestamptz NOT NULL,
  CONSTRAINT account_official_has_person CHECK ((kind = 'official') = (official_id IS NOT NULL))
);

CREATE TABLE identity.recovery_code (
  account_id uuid NOT NULL REFERENCES identity.account (id),
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE identity.session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL CONSTRAINT session_token_once UNIQUE,
  account_id uuid NOT NULL REFERENCES identity.account (id),
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  stepped_up_at timestamptz,
  user_agent text NOT NULL,
  address text NOT NULL
);
CREATE INDEX session_of_account ON identity.session (account_id, seen_at DESC) WHERE revoked_at IS NULL;

CREATE TABLE identity.attempt (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  last_failure_at timestamptz NOT NULL
);

-- Only who presents an identity passes here, and the account's owner sees the account.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['account', 'recovery_code', 'session', 'attempt'] LOOP
    EXECUTE format('ALTER TABLE identity.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE identity.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY door_sign_in ON identity.%I FOR ALL USING ((SELECT platform.door()) = ANY (ARRAY[''sign_in'', ''seed'']))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON identity.%I TO egov_app', name);
  END LOOP;
END $$;
CREATE POLICY door_outbox ON identity.account FOR SELECT USING ((SELECT platform.door()) = 'outbox');

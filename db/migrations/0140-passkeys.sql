-- Passkeys (WebAuthn): the public half of each key, where its counter stands, and challenges that were answered once.
CREATE TABLE identity.passkey (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES identity.account (id),
  credential_id bytea NOT NULL CONSTRAINT passkey_credential_once UNIQUE,
  public_key bytea NOT NULL,
  -- As the device counts; a key that is kept in several devices counts nothing and stays at 0.
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  is_backed_up boolean NOT NULL,
  name text NOT NULL CONSTRAINT passkey_name_length CHECK (length(name) BETWEEN 1 AND 60),
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  removed_at timestamptz
);
CREATE INDEX passkey_of_account ON identity.passkey (account_id, created_at) WHERE removed_at IS NULL;

-- A challenge proves itself by its seal; only those that were answered are kept, until they would have lapsed anyway.
CREATE TABLE identity.answered_challenge (
  hash bytea PRIMARY KEY,
  lapses_at timestamptz NOT NULL
);
CREATE INDEX answered_challenge_lapses ON identity.answered_challenge (lapses_at);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['passkey', 'answered_challenge'] LOOP
    EXECUTE format('ALTER TABLE identity.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE identity.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY door_sign_in ON identity.%I FOR ALL USING ((SELECT platform.door()) = ''sign_in'')', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON identity.passkey TO egov_app;
GRANT SELECT, INSERT, DELETE ON identity.answered_challenge TO egov_app;

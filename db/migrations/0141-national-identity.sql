-- Applicants come through the national identity provider (R18): such an account has no password, and the provider's name for its holder.
ALTER TABLE identity.account ALTER COLUMN password_hash DROP NOT NULL;
ALTER TABLE identity.account ADD COLUMN born_on date;
CREATE INDEX account_of_citizen ON identity.account (citizen_id) WHERE citizen_id IS NOT NULL;

-- Which account stands for whom at a provider: by the provider's address and its name for the person.
CREATE TABLE identity.linked_identity (
  issuer text NOT NULL,
  subject text NOT NULL,
  account_id uuid NOT NULL REFERENCES identity.account (id),
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject),
  CONSTRAINT linked_identity_once UNIQUE (account_id)
);

-- The provider's token of a session that began there, sealed; it is shown to the provider once, to sign out there too.
ALTER TABLE identity.session ADD COLUMN id_token bytea;

-- What somebody was sending when their session ended, kept while they are away at the provider. Sealed with the
-- installation's key; found by the browser that left it, and few for each address.
CREATE TABLE identity.kept_form (
  token_hash bytea PRIMARY KEY,
  address text NOT NULL,
  body bytea NOT NULL,
  lapses_at timestamptz NOT NULL
);
CREATE INDEX kept_form_of_address ON identity.kept_form (address, lapses_at DESC);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['linked_identity', 'kept_form'] LOOP
    EXECUTE format('ALTER TABLE identity.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE identity.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY door_sign_in ON identity.%I FOR ALL USING ((SELECT platform.door()) = ''sign_in'')', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON identity.linked_identity TO egov_app;
GRANT SELECT, INSERT, DELETE ON identity.kept_form TO egov_app;

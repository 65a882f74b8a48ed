-- The floor of every schema: how a tenant table is protected, and what the application role may do.
CREATE SCHEMA platform;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
GRANT USAGE ON SCHEMA platform TO egov_app;

-- The record-holders the current transaction may see. STABLE, and read as a sub-select in policies: once per statement.
CREATE FUNCTION platform.held_tenants() RETURNS uuid[]
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('app.tenants', true), ''), '{}')::uuid[] $$;

CREATE FUNCTION platform.applicant() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.applicant', true), '')::uuid $$;

CREATE FUNCTION platform.door() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('app.door', true), '') $$;

-- Puts a tenant table behind forced row-level security. The application role gets the verbs asked for, never ownership.
CREATE FUNCTION platform.protect(target regclass, verbs text DEFAULT 'SELECT, INSERT, UPDATE') RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY held_tenant ON %s USING (tenant_id = ANY ((SELECT platform.held_tenants())::uuid[]))', target);
  EXECUTE format('GRANT %s ON %s TO egov_app', verbs, target);
END $$;

-- Opens a protected table to named doors (src/platform/database/doors.ts), for one verb or ALL.
CREATE FUNCTION platform.open_door(target regclass, verb text, VARIADIC doors text[]) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY %I ON %s FOR %s %s ((SELECT platform.door()) = ANY (%L::text[]))',
    'door_' || lower(verb) || '_' || doors[1], target, verb,
    CASE upper(verb) WHEN 'INSERT' THEN 'WITH CHECK' ELSE 'USING' END, doors);
END $$;

-- Search form of Vietnamese text: lower case, without marks. unaccent() itself is not IMMUTABLE and cannot be indexed.
CREATE FUNCTION platform.folded(input text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(input, NFC))) $$;

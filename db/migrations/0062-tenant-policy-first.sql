-- PostgreSQL tries permissive policies from the last name to the first and stops at the one that holds. Officials read by
-- the tenant they hold, so that one comes first: what applicants and doors may read is then not even looked up.
CREATE OR REPLACE FUNCTION platform.protect(target regclass, verbs text DEFAULT 'SELECT, INSERT, UPDATE') RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant_held ON %s USING (tenant_id = ANY ((SELECT platform.held_tenants())::uuid[]))', target);
  EXECUTE format('GRANT %s ON %s TO egov_app', verbs, target);
END $$;

DO $$
DECLARE target regclass;
BEGIN
  FOR target IN SELECT polrelid::regclass FROM pg_policy WHERE polname = 'held_tenant' LOOP
    EXECUTE format('ALTER POLICY held_tenant ON %s RENAME TO tenant_held', target);
  END LOOP;
END $$;

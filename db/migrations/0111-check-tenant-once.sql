-- A row that is written is checked once, so the held tenants are asked for directly: a sub-select costs more than its answer.
-- Reading keeps the sub-select: once a statement, whatever the number of rows.
CREATE OR REPLACE FUNCTION platform.protect(target regclass, verbs text DEFAULT 'SELECT, INSERT, UPDATE') RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant_held ON %s USING (tenant_id = ANY ((SELECT platform.held_tenants())::uuid[]))'
    ' WITH CHECK (tenant_id = ANY (platform.held_tenants()))', target);
  EXECUTE format('GRANT %s ON %s TO egov_app', verbs, target);
END $$;

DO $$
DECLARE target regclass;
BEGIN
  FOR target IN SELECT polrelid::regclass FROM pg_policy WHERE polname = 'tenant_held' AND polcmd IN ('*', 'a') LOOP
    EXECUTE format('ALTER POLICY tenant_held ON %s WITH CHECK (tenant_id = ANY (platform.held_tenants()))', target);
  END LOOP;
END $$;

-- Every policy of a table is made ready at every statement, and each new door was one more. The doors of a table for a verb are
-- one policy now, so that opening a door costs those who do not pass it nothing.
CREATE OR REPLACE FUNCTION platform.open_door(target regclass, verb text, VARIADIC doors text[]) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  kind text := CASE upper(verb) WHEN 'INSERT' THEN 'WITH CHECK' ELSE 'USING' END;
  known record;
BEGIN
  SELECT p.polname AS name, substring(pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid) FROM '''(\{[^}]*\})''')::text[] AS doors
    INTO known
    FROM pg_policy p
    WHERE p.polrelid = target AND starts_with(p.polname, 'door_' || lower(verb) || '_')
    ORDER BY p.polname LIMIT 1;
  IF known.name IS NULL THEN
    EXECUTE format('CREATE POLICY %I ON %s FOR %s %s ((SELECT platform.door()) = ANY (%L::text[]))',
      'door_' || lower(verb) || '_' || doors[1], target, verb, kind, doors);
  ELSE
    EXECUTE format('ALTER POLICY %I ON %s %s ((SELECT platform.door()) = ANY (%L::text[]))',
      known.name, target, kind, known.doors || doors);
  END IF;
END $$;

DO $$
DECLARE
  several record;
BEGIN
  FOR several IN
    SELECT p.polrelid::regclass AS target, v.verb, array_agg(p.polname::text) AS names, array_agg(d.door) AS doors
    FROM pg_policy p
    JOIN (VALUES ('r', 'SELECT'), ('a', 'INSERT'), ('w', 'UPDATE'), ('d', 'DELETE'), ('*', 'ALL')) AS v (cmd, verb)
      ON v.cmd = p.polcmd::text AND starts_with(p.polname, 'door_' || lower(v.verb) || '_')
    JOIN LATERAL unnest(substring(pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid) FROM '''(\{[^}]*\})''')::text[]) AS d (door) ON true
    GROUP BY p.polrelid, v.verb
    HAVING count(DISTINCT p.polname) > 1
  LOOP
    FOR i IN 1 .. array_length(several.names, 1) LOOP
      EXECUTE format('DROP POLICY IF EXISTS %I ON %s', several.names[i], several.target);
    END LOOP;
    EXECUTE format('SELECT platform.open_door(%L, %L, VARIADIC %L::text[])', several.target, several.verb, several.doors);
  END LOOP;
END $$;

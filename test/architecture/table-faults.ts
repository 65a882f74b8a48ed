import type { Pool } from "pg";
import type { Faults } from "./import-faults.ts";

/** Lock 3: tables that the database would not guard, and how many tables with a tenant were looked at. */
export async function tableFaults(pool: Pool): Promise<Faults> {
  const { rows: tables } = await pool.query<{
    name: string;
    isForced: boolean;
    policies: number;
    key: string | null;
    isOwned: boolean;
  }>(
    `SELECT c.oid::regclass::text AS name, c.relrowsecurity AND c.relforcerowsecurity AS "isForced",
            (SELECT count(*)::integer FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
            (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
             WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
            pg_has_role('egov_app', c.relowner, 'MEMBER') AS "isOwned"
     FROM pg_class c
     JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id' AND NOT t.attisdropped
     WHERE c.relkind IN ('r', 'p')
     ORDER BY 1`,
  );
  const { rows: references } = await pool.query<{ name: string }>(
    `SELECT c.conrelid::regclass || '.' || c.conname AS name
     FROM pg_constraint c
     JOIN pg_attribute own ON own.attrelid = c.conrelid AND own.attname = 'tenant_id'
     JOIN pg_attribute other ON other.attrelid = c.confrelid AND other.attname = 'tenant_id'
     WHERE c.contype = 'f' AND NOT (own.attnum = ANY (c.conkey) AND other.attnum = ANY (c.confkey))
     ORDER BY 1`,
  );
  const { rows: foreign } = await pool.query<{ name: string }>(
    `SELECT c.conrelid::regclass || '.' || c.conname AS name
     FROM pg_constraint c
     JOIN pg_class own ON own.oid = c.conrelid
     JOIN pg_class other ON other.oid = c.confrelid
     WHERE c.contype = 'f' AND own.relnamespace <> other.relnamespace
     ORDER BY 1`,
  );
  return {
    looked: tables.length,
    faults: [
      ...tables.flatMap(({ name, isForced, policies, key, isOwned }) => [
        ...(isForced ? [] : [`${name} does not force row security`]),
        ...(policies > 0 ? [] : [`${name} has no policy`]),
        ...(key === "tenant_id" ? [] : [`${name} does not lead its key with the tenant`]),
        ...(isOwned ? [`${name} is owned by the application's role`] : []),
      ]),
      ...references.map(({ name }) => `${name} points at a row without its tenant`),
      ...foreign.map(({ name }) => `${name} points into another room's schema`),
    ],
  };
}

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Pool } from "pg";

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Migrations in file order: `0042-dossiers-add-receipt-number.sql`. */
export function migrationsIn(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({ name, sql: readFileSync(path.join(folder, name), "utf8") }));
}

export function fingerprintOf(migrations: readonly Migration[]): string {
  const hash = createHash("sha256");
  for (const migration of migrations) hash.update(migration.name).update(migration.sql);
  return hash.digest("hex");
}

const MIGRATION_LOCK = 724_001;

/**
 * Brings the schema forward as the migrator. Each file is one transaction; an applied file that was edited since is
 * refused, because another installation already runs the old text. Safe for several starts at once (advisory lock).
 */
export async function migrate(pool: Pool, migrations: readonly Migration[]): Promise<string[]> {
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    await client.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    await client.query(
      `CREATE TABLE IF NOT EXISTS public.schema_migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const known = await client.query<{ name: string; sha256: string }>(
      `SELECT name, sha256 FROM public.schema_migration`,
    );
    const shaByName = new Map(known.rows.map((row) => [row.name, row.sha256]));
    for (const migration of migrations) {
      const sha256 = createHash("sha256").update(migration.sql).digest("hex");
      const before = shaByName.get(migration.name);
      if (before === sha256) continue;
      if (before !== undefined)
        throw new Error(`migration ${migration.name} was changed after it had been applied`);
      await client.query("BEGIN");
      try {
        await client.query(migration.sql);
        await client.query(`INSERT INTO public.schema_migration (name, sha256) VALUES ($1, $2)`, [
          migration.name,
          sha256,
        ]);
        await client.query("COMMIT");
      } catch (cause) {
        await client.query("ROLLBACK");
        throw new Error(`migration ${migration.name} failed`, { cause });
      }
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => undefined); // the session's end frees it too
    client.release();
  }
}

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client, Pool } from "pg";
import {
  type Database,
  fingerprintOf,
  migrate,
  migrationsIn,
  openEmbedded,
  openServer,
} from "#platform/database";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface TestDatabase extends Database {
  /** Transactions that waited for something else than the database; a test that means to takes its own out. */
  readonly waits: string[];
  /** Fails when any are left (house, decision 10). */
  close(): Promise<void>;
}

/**
 * An empty migrated database for one test file. On PGlite it loads a snapshot that is made once per schema; with
 * `TEST_POSTGRES_URL` (an administrator's address of a throw-away server) the same tests run on real PostgreSQL.
 */
export async function testDatabase(
  asMigrator: (pool: Pool) => Promise<void> = async () => undefined,
): Promise<TestDatabase> {
  const waits: string[] = [];
  const onSlow = (sentence: string): void => {
    if (sentence.includes("for something else than the database")) waits.push(sentence);
  };
  const db = await opened(asMigrator, onSlow);
  return {
    ...db,
    waits,
    close: async () => {
      await db.close();
      if (waits.length > 0) throw new Error(waits.join("\n"));
    },
  };
}

async function opened(
  asMigrator: (pool: Pool) => Promise<void>,
  onSlow: (sentence: string) => void,
): Promise<Database> {
  const migrations = migrationsIn(path.join(ROOT, "db/migrations"));
  const admin = process.env["TEST_POSTGRES_URL"];
  if (admin !== undefined) return serverDatabase(admin, migrations, asMigrator, onSlow);
  const file = path.join(ROOT, ".cache", `pglite-${fingerprintOf(migrations).slice(0, 16)}.tar`);
  if (existsSync(file)) {
    const kept = await openEmbedded({
      snapshot: new Blob([readFileSync(file)]),
      migrations,
      onSlow,
    });
    await asMigrator(kept.pool);
    return kept;
  }
  const made = await openEmbedded({ migrations, onSlow });
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await (await made.dump()).arrayBuffer()));
  renameSync(unfinished, file);
  await asMigrator(made.pool);
  return made;
}

let databases = 0;

async function serverDatabase(
  adminUrl: string,
  migrations: ReturnType<typeof migrationsIn>,
  asMigrator: (pool: Pool) => Promise<void>,
  onSlow: (sentence: string) => void,
): Promise<Database> {
  const name = `egov_test_${process.pid}_${Date.now()}_${(databases += 1)}`;
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`SELECT pg_advisory_lock(724002)`);
  for (const role of ["egov_app", "egov_migrator"])
    await admin.query(
      `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} LOGIN PASSWORD 'test'; END IF; END $$`,
    );
  await admin.query(`CREATE DATABASE ${name} OWNER egov_migrator`);
  await admin.end();
  const urlAs = (role: string): string => {
    const url = new URL(adminUrl);
    url.username = role;
    url.password = "test";
    url.pathname = `/${name}`;
    return url.href;
  };
  const migrator = new Pool({ connectionString: urlAs("egov_migrator"), max: 1 });
  await migrate(migrator, migrations);
  await asMigrator(migrator);
  await migrator.end();
  return openServer({ url: urlAs("egov_app"), maxConnections: 8, onSlow });
}

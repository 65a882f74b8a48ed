import path from "node:path";
import { Pool, type PoolClient } from "pg";
import { type Database, migrate, migrationsIn, openEmbedded, openServer } from "#platform/database";
import { holdFolder } from "#platform/folder-lock";
import { migrateJobs } from "#platform/jobs";
import { type Config, ConfigRefused } from "./config.ts";
import { JOB_NAMES } from "./workers.ts";

/** Locks of the whole installation, so that any number of processes may start at once on one PostgreSQL. */
const PREPARE_LOCK = 724_004;
const CONNECTIONS = 10;

/** Opens the database of the settings with its schema brought forward, or refuses in words what an operator can mend. */
export async function openDatabase(
  config: Config,
  root: string,
  onSlow: (sentence: string) => void,
): Promise<Database> {
  const migrations = migrationsIn(path.join(root, "db/migrations"));
  if (config.databaseUrl === undefined || config.migrationDatabaseUrl === undefined) {
    const lock = holdFolder(config.dataFolder);
    if (lock === undefined)
      throw new ConfigRefused(
        `Another process owns ${config.dataFolder}. Two on one folder would lose rows; stop the other one first.`,
      );
    const embedded = await openEmbedded({
      folder: path.join(config.dataFolder, "database"),
      migrations,
      onSlow,
    });
    await migrateJobs(embedded.pool, JOB_NAMES);
    return { ...embedded, close: () => embedded.close().then(() => lock.release()) };
  }
  // One connection holds the lock while the other one works.
  const migrator = new Pool({ connectionString: config.migrationDatabaseUrl, max: 2 });
  try {
    await underLock(migrator, PREPARE_LOCK, async () => {
      await migrate(migrator, migrations);
      await migrateJobs(migrator, JOB_NAMES);
    });
  } catch (error) {
    throw inWords(error, "MIGRATION_DATABASE_URL");
  } finally {
    await migrator.end();
  }
  return openServer({ url: config.databaseUrl, maxConnections: CONNECTIONS, onSlow }).catch(
    (error: unknown) => {
      throw inWords(error, "DATABASE_URL");
    },
  );
}

/** What the application role may not be, and a server that does not let us in, are for the operator to mend. */
function inWords(error: unknown, setting: string): unknown {
  if (!(error instanceof Error)) return error;
  const state = "code" in error ? String(error.code) : "";
  if (error.message.startsWith("the application role"))
    return new ConfigRefused(
      `${setting}: ${error.message}. Make its role with npm run setup:database.`,
    );
  const isAtTheDoor = /^(?:ECONN|ENOTFOUND|EAI_|ETIMEDOUT|28|3D)/u.test(state);
  return isAtTheDoor
    ? new ConfigRefused(`${setting}: the database server does not let us in: ${error.message}.`)
    : error;
}

/** Runs the work while no other process on this database runs work under the same lock; waits for its turn. */
export function inTurn<T>(db: Database, work: () => Promise<T>): Promise<T> {
  return db.kind === "embedded" ? work() : underLock(db.pool, PREPARE_LOCK, work);
}

/** Like `inTurn`, but gives undefined at once when another process is at it. */
export async function unlessTaken<T>(
  db: Database,
  lock: number,
  work: () => Promise<T>,
): Promise<T | undefined> {
  if (db.kind === "embedded") return work();
  const client = await db.pool.connect();
  try {
    const { rows } = await client.query<{ held: boolean }>(
      `SELECT pg_try_advisory_lock(${lock}) AS held`,
    );
    return rows[0]?.held === true ? await thenUnlock(client, lock, work) : undefined;
  } finally {
    client.release();
  }
}

async function underLock<T>(pool: Pool, lock: number, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${lock})`);
    return await thenUnlock(client, lock, work);
  } finally {
    client.release();
  }
}

async function thenUnlock<T>(client: PoolClient, lock: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${lock})`).catch(() => undefined); // the session's end frees it too
  }
}

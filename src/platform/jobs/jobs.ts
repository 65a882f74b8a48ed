import type { Pool } from "pg";
import { PgBoss } from "pg-boss";
import type { Database, Tx } from "#platform/database";

/** A job is an imperative with a name: shallow, idempotent, tried again with growing pauses when it throws. */
export interface JobDefinition {
  readonly name: string;
  /** Five-field cron at Vietnamese time for work that comes round by itself; absent for jobs that are sent. */
  readonly cron?: string;
  run(data: unknown): Promise<void>;
}

export interface Jobs {
  /** Sends a job in the caller's transaction: it exists exactly if the change exists. */
  send(tx: Tx, name: string, data: object): Promise<void>;
  /** Starts working; several processes share the queues. */
  start(): Promise<void>;
  /** Lets the jobs in hand finish. */
  stop(): Promise<void>;
}

const SCHEMA = "jobs";
/** A failed job is tried over about an hour: a mail server that restarts, a signing service that is away. */
const RETRY = { retryLimit: 8, retryDelay: 15, retryBackoff: true } as const;
const POLL_SECONDS = 1;
const STOP_WITHIN_MS = 15_000;

/** Queues on PostgreSQL by pg-boss, behind this port: the rest of the house knows `JobDefinition` and `Jobs` only. */
export function createJobs(
  db: Database,
  definitions: readonly JobDefinition[],
  onError: (error: unknown) => void,
): Jobs {
  const boss = new PgBoss({
    db: overPool(db.pool),
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    persistQueueStats: false,
    superviseIntervalSeconds: 300,
  });
  boss.on("error", onError);
  const tellAndFail = (error: unknown): never => {
    onError(error);
    throw error; // the queue tries it again
  };
  return {
    send: async (tx, name, data) => {
      await boss.send(name, data, { ...RETRY, db: overTx(tx) });
    },
    start: async () => {
      await boss.start();
      for (const definition of definitions) {
        await boss.work(
          definition.name,
          { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 },
          ([job]) => definition.run(job?.data).catch(tellAndFail),
        );
        if (definition.cron !== undefined)
          await boss.schedule(definition.name, definition.cron, null, { tz: "Asia/Ho_Chi_Minh" });
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_WITHIN_MS }),
  };
}

/** Brings the queues' own schema forward and makes the queues, as the migrator; the application role gets use only. */
export async function migrateJobs(
  migrator: Pool,
  definitions: readonly Pick<JobDefinition, "name">[],
): Promise<void> {
  const boss = new PgBoss({
    db: overPool(migrator),
    schema: SCHEMA,
    supervise: false,
    schedule: false,
    persistQueueStats: false,
  });
  await boss.start();
  for (const { name } of definitions) await boss.createQueue(name, { policy: "standard" });
  await boss.stop({ graceful: false });
  await migrator.query(
    `GRANT USAGE ON SCHEMA ${SCHEMA} TO egov_app;
     GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO egov_app;
     GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO egov_app`,
  );
}

function overPool(pool: Pool): Executor {
  return {
    executeSql: async (text, values = []) => {
      const result = await pool.query(text, values.length === 0 ? undefined : [...values]);
      const parts = Array.isArray(result) ? (result as { rows: unknown[] }[]) : [result]; // several statements give several results
      return { rows: parts.flatMap((part) => part.rows ?? []) };
    },
  };
}

function overTx(tx: Tx): Executor {
  return { executeSql: async (text, values = []) => ({ rows: await tx.rows(text, values) }) };
}

interface Executor {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

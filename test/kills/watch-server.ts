import { setTimeout as wait } from "node:timers/promises";
import type { Client } from "pg";

/** How the database server sees a clerk's connection. */
export interface Backend {
  readonly state: string;
  /** A transaction that has written, or locked a row, has a number. */
  readonly hasWritten: boolean;
  readonly waitsFor: string | null;
  readonly query: string;
}

export async function backendOf(admin: Client, clerk: string): Promise<Backend | undefined> {
  const { rows } = await admin.query<Backend>(
    `SELECT state, backend_xid IS NOT NULL AS "hasWritten", query,
            CASE WHEN wait_event_type = 'Lock' THEN wait_event END AS "waitsFor"
     FROM pg_stat_activity
     WHERE application_name = $1 AND datname = current_database()`,
    [clerk],
  );
  return rows[0];
}

/** Asks again until the server's view of the clerk is as expected. */
export async function untilSeen(
  admin: Client,
  clerk: string,
  isExpected: (backend: Backend | undefined) => boolean,
): Promise<Backend | undefined> {
  for (let tries = 0; tries < 4_000; tries += 1) {
    const backend = await backendOf(admin, clerk);
    if (isExpected(backend)) return backend;
    await wait(2);
  }
  throw new Error(
    `${clerk} was never seen as expected: ${JSON.stringify(await backendOf(admin, clerk))}`,
  );
}

/** A place in a deed where it can be held: a table it reads or writes, or the commit itself. */
export type Place =
  | { readonly table: string; readonly holds: "reads" | "writes" }
  | { readonly commit: true };

/** Commits of any deed wait here: each of them emits an event. */
const AT_COMMIT = `
  CREATE FUNCTION public.wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock_shared(724777); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON outbox.event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.wait_at_commit()`;

/**
 * Makes whoever comes to the place wait there, until the returned function lets them go. Holding a table is a lock in
 * an open transaction; holding the commit is a deferred trigger that waits for an advisory lock.
 */
export async function hold(admin: Client, place: Place): Promise<() => Promise<void>> {
  if ("commit" in place) {
    await admin.query(AT_COMMIT);
    await admin.query(`SELECT pg_advisory_lock(724777)`);
    return async () => {
      await admin.query(`SELECT pg_advisory_unlock(724777)`);
      await admin.query(`DROP FUNCTION public.wait_at_commit() CASCADE`);
    };
  }
  const mode = place.holds === "reads" ? "ACCESS EXCLUSIVE" : "SHARE ROW EXCLUSIVE";
  await admin.query(`BEGIN; LOCK TABLE ${place.table} IN ${mode} MODE`);
  return async () => {
    await admin.query("ROLLBACK");
  };
}

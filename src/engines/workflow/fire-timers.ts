import { type Database, StaleVersion, type Tx, withDoor, withTenant } from "#platform/database";
import type { MovedSubject } from "./cascade.ts";
import type { WorkflowDeps } from "./movement.ts";
import { fireTimer } from "./run-process.ts";
import { type DueTimer, dueTimers } from "./store.ts";

/** Timers looked at in one query; each then fires in a transaction of its own. */
const BATCH = 100;

/** What the house does about a process that a timer moved: perform its `calls`, follow its tasks. Same transaction. */
export type OnMoved = (tx: Tx, subject: MovedSubject) => Promise<void>;

/**
 * Fires every timer that is due, each once and in its own tenant's transaction; gives how many fired. A process that
 * cannot move holds up no other: its timer stays due, and the errors are told together at the end.
 */
export async function fireDueTimers(
  db: Database,
  now: Date,
  deps: WorkflowDeps & { readonly onMoved?: OnMoved },
): Promise<number> {
  let fired = 0;
  const failures: unknown[] = [];
  for (let last: DueTimer | undefined; ;) {
    const due = await withDoor(db, "deadlines", (tx) => dueTimers(tx, now, last, BATCH));
    for (const timer of due)
      try {
        if (await fireOne(db, now, deps, timer)) fired += 1;
      } catch (cause) {
        failures.push(new Error(`timer ${timer.id} of tenant ${timer.tenantId}`, { cause }));
      }
    last = due.at(-1);
    if (due.length < BATCH) break;
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} timers could not fire, ${fired} did`);
  return fired;
}

async function fireOne(
  db: Database,
  now: Date,
  deps: WorkflowDeps & { readonly onMoved?: OnMoved },
  timer: DueTimer,
): Promise<boolean> {
  const scope = {
    tenantIds: [timer.tenantId],
    actor: { kind: "system", job: "timers" },
  } as const;
  try {
    return await withTenant(db, scope, async (tx) => {
      const subject = await fireTimer(tx, now, deps, timer.id);
      if (subject !== undefined) await deps.onMoved?.(tx, subject);
      return subject !== undefined;
    });
  } catch (error) {
    if (error instanceof StaleVersion) return false; // an official moved it just now; if the timer still stands, the next round fires it
    throw error;
  }
}

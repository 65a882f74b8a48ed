import { setTimeout as wait } from "node:timers/promises";
import type { Client } from "pg";
import type { Deed, Form } from "./forms.ts";
import type { RunningClerk } from "./running-clerk.ts";
import { backendOf, hold, type Place, untilSeen } from "./watch-server.ts";

/** Where in the deed the clerk was when it was killed, as the server and the clerk's last words prove. */
export type Moment =
  | "before the first write"
  | "between writes"
  | "after COMMIT"
  | "after the deed";

export interface Kill {
  readonly form: Form;
  readonly moment: Moment;
}

/** What the killer needs: one connection that watches, and one that holds places. */
export interface Killer {
  readonly watcher: Client;
  readonly holder: Client;
  /** True when the deed of the form is in the database. */
  isDone(form: Form): Promise<boolean>;
}

/**
 * Kills the clerk this long after it began the form, wherever it is. It is stopped first and killed as it stands, so
 * that the server can be asked in between what the transaction had done at that very moment.
 */
export async function killAfter(
  killer: Killer,
  clerk: RunningClerk,
  form: Form,
  afterMs: number,
): Promise<Kill> {
  await clerk.begin(form);
  if (afterMs >= 1) await wait(afterMs);
  clerk.process.kill("SIGSTOP");
  const backend = await untilSeen(killer.watcher, clerk.name, (one) => one?.state !== "active");
  const isInTransaction = backend?.state === "idle in transaction";
  await killed(killer, clerk);
  if (clerk.outcomeOf(form) !== undefined) return { form, moment: "after the deed" };
  if (isInTransaction)
    return { form, moment: backend.hasWritten ? "between writes" : "before the first write" };
  return { form, moment: (await killer.isDone(form)) ? "after COMMIT" : "before the first write" };
}

/** Kills the clerk while the server is busy for it at the place: a statement, or COMMIT itself, is under way. */
export async function killAt(
  killer: Killer,
  clerk: RunningClerk,
  form: Form,
  place: Place,
): Promise<Kill> {
  const letGo = await hold(killer.holder, place);
  await clerk.begin(form);
  const seen = await untilSeen(killer.watcher, clerk.name, (one) => one?.waitsFor != null);
  clerk.process.kill("SIGKILL");
  await clerk.ended;
  const isStillOpen = (await backendOf(killer.watcher, clerk.name))?.waitsFor !== undefined;
  await letGo();
  await killed(killer, clerk);
  if (clerk.outcomeOf(form) !== undefined || !isStillOpen || seen === undefined)
    throw new Error(`${form.deed} was over before ${clerk.name} was killed`);
  if ("commit" in place && seen.query === "COMMIT") return { form, moment: "after COMMIT" };
  return { form, moment: seen.hasWritten ? "between writes" : "before the first write" };
}

/** Dead, and the server has noticed and ended what was open. */
async function killed(killer: Killer, clerk: RunningClerk): Promise<void> {
  clerk.process.kill("SIGKILL");
  await clerk.ended;
  await untilSeen(killer.watcher, clerk.name, (one) => one === undefined);
}

const reads = (table: string): Place => ({ table, holds: "reads" });
const writes = (table: string): Place => ({ table, holds: "writes" });
const atCommit: Place = { commit: true };

/**
 * The deeds of submit, pay, accept and sign, and where in each the clerk is waited for: at its first read, at writes behind
 * the first one, and at COMMIT.
 */
export const AMBUSHES: Readonly<
  Record<
    Extract<Deed, "submit" | "pay" | "accept" | "number" | "order" | "complete">,
    readonly Place[]
  >
> = {
  submit: [
    reads("dossiers.draft"),
    writes("numbering.register"),
    writes("deadlines.clock"),
    writes("dossiers.dossier"),
    writes("notifications.notice"),
    atCommit,
  ],
  pay: [
    reads("payments.charge"),
    writes("numbering.register"),
    writes("payments.payment"),
    writes("audit.leaf"),
    writes("notifications.notice"),
    writes("payments.gateway_notice"),
    atCommit,
  ],
  accept: [
    reads("dossiers.dossier"),
    writes("deadlines.clock"),
    writes("workflow.token"),
    writes("dossiers.dossier_event"),
    writes("notifications.notice"),
    atCommit,
  ],
  number: [
    reads("dossiers.dossier"),
    writes("dossiers.dossier_event"),
    writes("audit.leaf"),
    writes("outbox.event"),
    atCommit,
  ],
  order: [
    reads("dossiers.dossier"),
    writes("dossiers.dossier_event"),
    writes("audit.leaf"),
    writes("signing.pending_signature"),
    atCommit,
  ],
  complete: [
    reads("dossiers.dossier"),
    writes("files.file"),
    writes("workflow.token"),
    writes("outbox.event"),
    atCommit,
  ],
};

/** Mulberry32: numbers from 0 up to 1, the same for the same seed, so that a failure can be seen again. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

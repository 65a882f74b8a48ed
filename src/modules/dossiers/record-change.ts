import { actorRef } from "#kernel/actor";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import type { Dossier } from "./dossier.ts";
import type { DossierEventName } from "./events.ts";
import { insertHistory, saveChange } from "./change-store.ts";
import type { CounterChange } from "./store.ts";

export interface Change {
  readonly before: Dossier;
  readonly next: Dossier;
  readonly name: DossierEventName;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly counters?: readonly CounterChange[];
}

/**
 * The one way a dossier changes: row, history entry, counters, audit leaf and event in the caller's transaction.
 * Throws `StaleVersion` when the dossier was changed since it was read.
 */
export async function recordChange(tx: Tx, now: Date, change: Change): Promise<Dossier> {
  const { before, next, name, detail = {}, counters = [] } = change;
  const entry = historyEntry(tx, now, before.state, next.state, name, detail);
  await saveChange(tx, now, { before, next }, entry, counters);
  const saved = { ...next, version: next.version + 1 };
  await publish(tx, now, saved, name, detail);
  return saved;
}

/** The same for a dossier that was just inserted; `detail` says how it came where that was not online. */
export async function recordArrival(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  arrival: {
    readonly name: DossierEventName;
    readonly detail: Readonly<Record<string, unknown>>;
    readonly counters: readonly CounterChange[];
  },
): Promise<void> {
  const { name, detail, counters } = arrival;
  const entry = historyEntry(tx, now, null, dossier.state, name, detail);
  await insertHistory(tx, now, dossier, entry, counters);
  await publish(tx, now, dossier, name, detail);
}

function historyEntry(
  tx: Tx,
  now: Date,
  fromState: string | null,
  toState: string,
  name: DossierEventName,
  detail: Readonly<Record<string, unknown>>,
) {
  const actor = tx.actor;
  return {
    name,
    fromState,
    toState,
    actorRef: actorRef(actor),
    actorName: "name" in actor ? actor.name : "",
    positionId: actor.kind === "official" ? actor.positionId : null,
    detail,
    at: now,
  };
}

async function publish(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  name: DossierEventName,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendLeaf(tx, now, {
    subjectKind: "dossier",
    subjectId: dossier.id,
    action: name,
    payload: { code: dossier.code, state: dossier.state, version: dossier.version, detail },
  });
  await emit(tx, now, {
    name,
    subjectKind: "dossier",
    subjectId: dossier.id,
    sequence: dossier.version,
    body: { code: dossier.code, state: dossier.state, ...detail },
  });
}

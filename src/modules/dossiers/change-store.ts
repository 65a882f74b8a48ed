import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";
import type { CounterChange, HistoryEntry } from "./store.ts";

/** What acts change of a dossier after it was submitted. Everything else stays as it came. */
const CHANGING = {
  answers: "answers",
  state: "state",
  answerDueAt: "answer_due_at",
  acceptedAt: "accepted_at",
  dueAt: "due_at",
  firstDueAt: "first_due_at",
  releasedAt: "released_at",
  outcome: "outcome",
  receiptNumber: "receipt_number",
  resultNumber: "result_number",
  processingClockId: "processing_clock_id",
  taskId: "task_id",
  step: "step",
  stepRole: "step_role",
  holderId: "holder_id",
  stepSince: "step_since",
  supplementAskedAt: "supplement_asked_at",
} as const satisfies Partial<Record<keyof Dossier, string>>;
type Changing = keyof typeof CHANGING;
const KEYS = Object.keys(CHANGING) as Changing[]; // the keys of the literal above

function isSame(one: unknown, other: unknown): boolean {
  return one instanceof Date && other instanceof Date ? +one === +other : one === other;
}

/**
 * Writes what changed of a dossier, its history entry and its counter deltas in one statement, which has no part for what
 * stays: an act changes a handful of columns. The version it was read at must still stand: if someone else was faster
 * the transaction ends in `StaleVersion` and nothing is written.
 */
export async function saveChange(
  tx: Tx,
  now: Date,
  { before, next }: { readonly before: Dossier; readonly next: Dossier },
  entry: HistoryEntry,
  counters: readonly CounterChange[],
): Promise<void> {
  const values: unknown[] = [next.tenantId, next.id, before.version];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const changed = KEYS.filter((key) => !isSame(before[key], next[key])).map(
    (key) =>
      `${CHANGING[key]} = ${bind(key === "answers" ? JSON.stringify(next[key]) : next[key])}`,
  );
  const parts = [
    `changed AS (
       UPDATE dossiers.dossier SET ${[...changed, "version = version + 1"].join(", ")}
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING tenant_id, id, version, app_id)`,
    `entry AS (
       INSERT INTO dossiers.dossier_event (tenant_id, id, dossier_id, sequence, name, from_state, to_state, actor_ref, actor_name, position_id, detail, at)
       SELECT tenant_id, ${bind(uuidv7(now.getTime()))}, id, version, ${bind(entry.name)}, ${bind(entry.fromState)}, ${bind(entry.toState)},
              ${bind(entry.actorRef)}, ${bind(entry.actorName)}, ${bind(entry.positionId)}, ${bind(JSON.stringify(entry.detail))}, ${bind(entry.at)}
       FROM changed)`,
  ];
  if (counters.length > 0)
    parts.push(`counted AS (
       INSERT INTO dossiers.counter_delta (tenant_id, id, app_id, month, metric, amount)
       SELECT changed.tenant_id, d.id, changed.app_id, d.month, d.metric, d.amount
       FROM changed, unnest(${bind(counters.map(() => uuidv7(now.getTime())))}::uuid[], ${bind(counters.map((c) => c.month))}::date[],
         ${bind(counters.map((c) => c.metric))}::text[], ${bind(counters.map((c) => c.amount))}::integer[]) AS d (id, month, metric, amount))`);
  await tx.write(
    `WITH ${parts.join(", ")}
     SELECT platform.changed(EXISTS (SELECT FROM changed), ${bind(`dossier ${next.code}`)})`,
    values,
  );
}

/** The first entry of a dossier's history, written beside its row. */
export async function insertHistory(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  entry: HistoryEntry,
  counters: readonly CounterChange[],
): Promise<void> {
  await tx.write(
    `WITH entry AS (
       INSERT INTO dossiers.dossier_event (tenant_id, id, dossier_id, sequence, name, from_state, to_state, actor_ref, actor_name, position_id, detail, at)
       VALUES ($1, $2, $3, 1, $4, NULL, $5, $6, $7, NULL, $8, $9)
     )
     INSERT INTO dossiers.counter_delta (tenant_id, id, app_id, month, metric, amount)
     SELECT $1, d.id, $10, d.month, d.metric, d.amount
     FROM unnest($11::uuid[], $12::date[], $13::text[], $14::integer[]) AS d (id, month, metric, amount)`,
    [
      dossier.tenantId,
      uuidv7(now.getTime()),
      dossier.id,
      entry.name,
      dossier.state,
      entry.actorRef,
      entry.actorName,
      JSON.stringify(entry.detail),
      entry.at,
      dossier.appId,
      counters.map(() => uuidv7(now.getTime())),
      counters.map((c) => c.month),
      counters.map((c) => c.metric),
      counters.map((c) => c.amount),
    ],
  );
}

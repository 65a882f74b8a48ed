import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import type { PaperEventName } from "./events.ts";

/** Audit leaf and event of an act, in the transaction that changed the rows. */
export async function record(
  tx: Tx,
  now: Date,
  fact: {
    readonly name: PaperEventName;
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly sequence: number;
    readonly body: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { name, subjectKind, subjectId, sequence, body } = fact;
  await appendLeaf(tx, now, { action: name, subjectKind, subjectId, payload: body });
  await emit(tx, now, { name, subjectKind, subjectId, sequence, body });
}

import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import { type Charge, stateOf } from "./charge.ts";
import type { PaymentEventName } from "./events.ts";
import { saveCharge } from "./store.ts";

/**
 * The one way a charge changes: row, audit leaf and event in the caller's transaction. Throws `StaleVersion` when it
 * was changed since it was read.
 */
export async function recordCharge(
  tx: Tx,
  now: Date,
  change: {
    readonly next: Charge;
    readonly name: PaymentEventName;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<Charge> {
  const { next, name, detail } = change;
  await saveCharge(tx, next);
  const saved = { ...next, state: stateOf(next), version: next.version + 1 };
  await publishCharge(tx, now, saved, name, detail);
  return saved;
}

/** Leaf and event of a charge as it stands now. */
export async function publishCharge(
  tx: Tx,
  now: Date,
  charge: Charge,
  name: PaymentEventName,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const body = {
    label: charge.label,
    reference: charge.reference,
    state: charge.state,
    amountVnd: charge.amountVnd,
    paidVnd: charge.paidVnd,
    refundedVnd: charge.refundedVnd,
    ...detail,
  };
  await appendLeaf(tx, now, {
    subjectKind: "charge",
    subjectId: charge.id,
    action: name,
    payload: body,
  });
  await emit(tx, now, {
    name,
    subjectKind: "charge",
    subjectId: charge.id,
    sequence: charge.version,
    body: {
      ...body,
      of: { kind: charge.subjectKind, id: charge.subjectId, purpose: charge.purpose },
    },
  });
}

import { dongText } from "#kernel/money";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import type { PaymentEventName } from "./events.ts";
import { recordCharge } from "./record-charge.ts";
import type { Refund } from "./refund.ts";
import { saveRefund } from "./refund-store.ts";
import { lockedCharge } from "./store.ts";
import { tellPayer } from "./tell-payer.ts";

/** The one way a refund changes: row, audit leaf and event in the caller's transaction. */
export async function recordRefund(
  tx: Tx,
  now: Date,
  next: Refund,
  name: PaymentEventName,
): Promise<Refund> {
  await saveRefund(tx, next);
  const saved = { ...next, version: next.version + 1 };
  await publishRefund(tx, now, saved, name);
  return saved;
}

export async function publishRefund(
  tx: Tx,
  now: Date,
  refund: Refund,
  name: PaymentEventName,
): Promise<void> {
  const body = {
    chargeId: refund.chargeId,
    paymentId: refund.paymentId,
    amountVnd: refund.amountVnd,
    state: refund.state,
    reason: refund.reason,
    decision: refund.decision,
  };
  const subject = { subjectKind: "refund", subjectId: refund.id };
  await appendLeaf(tx, now, { ...subject, action: name, payload: body });
  await emit(tx, now, { ...subject, name, sequence: refund.version, body });
}

/** The money has gone back: the refund ends, its charge counts it, and the payer is told. */
export async function endRefund(tx: Tx, now: Date, refund: Refund): Promise<Refund> {
  const charge = await lockedCharge(tx, refund.tenantId, refund.chargeId);
  if (charge === undefined) throw new Error(`refund ${refund.id} has no charge`);
  const ended = await recordRefund(
    tx,
    now,
    { ...refund, state: "done", endedAt: now },
    "refund-done",
  );
  await recordCharge(tx, now, {
    next: { ...charge, refundedVnd: charge.refundedVnd + refund.amountVnd },
    name: "charge-refunded",
    detail: { refundId: refund.id, tookVnd: -refund.amountVnd },
  });
  await tellPayer(tx, now, charge, "refund-done", { amount: dongText(refund.amountVnd) });
  return ended;
}

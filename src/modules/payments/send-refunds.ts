import { isUuid } from "#kernel/ids";
import { type Database, withDoor, withTenant } from "#platform/database";
import type { PaymentGateway } from "#platform/payment-gateway";
import { type GatewayOutcome, insertGatewayNotice } from "./gateway-store.ts";
import { endRefund, recordRefund } from "./record-refund.ts";
import { mayBecome } from "./refund.ts";
import { lockedCharge } from "./store.ts";
import { lockedRefund, refundsToSend, type RefundToSend, tenantOfRefund } from "./refund-store.ts";

const BATCH = 20;
/** Sent this long ago without an answer, it is sent again under the same id, which refunds once. */
const ASK_AGAIN_MS = 10 * 60_000;

/**
 * Sends approved refunds to the gateway and gives how many went. The gateway is asked outside of any transaction; a
 * worker that is killed in between asks again, and the same id is one refund.
 */
export async function sendRefunds(
  db: Database,
  now: Date,
  gateway: PaymentGateway,
  onError: (error: unknown) => void,
): Promise<number> {
  const before = new Date(now.getTime() - ASK_AGAIN_MS);
  const waiting = await withDoor(db, "payments", (tx) => refundsToSend(tx, before, BATCH));
  let sent = 0;
  for (const refund of waiting)
    try {
      const answer = await gateway.refund({
        refundId: refund.id,
        transactionId: refund.transactionId,
        amountVnd: refund.amountVnd,
        reason: refund.reason,
      });
      await noteAnswer(db, now, refund, answer);
      sent += 1;
    } catch (error) {
      onError(error); // a gateway that cannot be reached is asked again with the next beat
    }
  return sent;
}

async function noteAnswer(
  db: Database,
  now: Date,
  { tenantId, id }: RefundToSend,
  answer: "accepted" | "refused",
): Promise<void> {
  await withTenant(db, scopeOf(tenantId), async (tx) => {
    const refund = await lockedRefund(tx, [tenantId], id);
    if (refund === undefined) return;
    // The gateway's own notice may have been faster.
    if (answer === "refused" && mayBecome(refund.state, "failed"))
      await recordRefund(tx, now, { ...refund, state: "failed", endedAt: now }, "refund-failed");
    else if (answer === "accepted" && mayBecome(refund.state, "sent"))
      await recordRefund(tx, now, { ...refund, state: "sent", sentAt: now }, "refund-sent");
  });
}

/** What the gateway says became of a refund. Said twice, or of a refund that ended, it changes nothing. */
export async function settleRefund(
  db: Database,
  now: Date,
  told: {
    readonly refundId: string;
    readonly transactionId: string;
    readonly status: "succeeded" | "failed";
  },
): Promise<GatewayOutcome | "unknown-account"> {
  const place = isUuid(told.refundId)
    ? await withDoor(db, "payments", (tx) => tenantOfRefund(tx, told.refundId))
    : undefined;
  if (place === undefined) return "unknown-account";
  return withTenant(db, scopeOf(place.tenantId), async (tx) => {
    const refund = await lockedRefund(tx, [place.tenantId], told.refundId);
    if (refund === undefined) throw new Error(`refund ${told.refundId} is gone`);
    const outcome = ((): GatewayOutcome => {
      const to = told.status === "succeeded" ? "done" : "failed";
      if (refund.state === to) return "repeated";
      if (!mayBecome(refund.state, to)) return "refund-unknown";
      return to === "done" ? "refund-done" : "refund-failed";
    })();
    if (outcome === "refund-done") await endRefund(tx, now, refund);
    if (outcome === "refund-failed")
      await recordRefund(tx, now, { ...refund, state: "failed", endedAt: now }, "refund-failed");
    const charge = await lockedCharge(tx, place.tenantId, refund.chargeId);
    await insertGatewayNotice(tx, now, {
      tenantId: place.tenantId,
      outcome,
      transactionId: told.transactionId,
      reference: charge?.reference ?? "",
      amount: String(refund.amountVnd),
      currency: "VND",
      chargeId: refund.chargeId,
    });
    return outcome;
  });
}

function scopeOf(tenantId: string) {
  return { tenantIds: [tenantId], actor: { kind: "system", job: "gateway" } } as const;
}

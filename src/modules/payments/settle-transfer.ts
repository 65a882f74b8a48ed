import { dayIn } from "#kernel/calendar-day";
import { type Database, type Tx, withDoor, withTenant } from "#platform/database";
import type { GatewayPayment } from "#platform/payment-gateway";
import type { Charge } from "./charge.ts";
import { type GatewayOutcome, insertGatewayNotice, lastNoticeOf } from "./gateway-store.ts";
import { referenceIn } from "./reference.ts";
import { chargeByReference, lockedCharge, paymentByTransaction } from "./store.ts";
import { tenantOfAccount } from "./gateway-store.ts";
import { takePayment } from "./take-payment.ts";

/** A notice that is heard this long after its payment is late: the cashier may have looked for the money meanwhile. */
const LATE_MS = 24 * 3_600_000;

/**
 * What became of a transfer that the gateway spoke of. It is counted exactly once, by the gateway's own name for it;
 * whatever else comes, in any order and any number, is written down and changes nothing. `unknown-account`: nobody
 * here collects where it went.
 */
export async function settleTransfer(
  db: Database,
  now: Date,
  transfer: GatewayPayment,
): Promise<GatewayOutcome | "unknown-account"> {
  const place = await placeOf(db, transfer);
  if (place === undefined) return "unknown-account";
  const scope = { tenantIds: [place.tenantId], actor: { kind: "system", job: "gateway" } } as const;
  return withTenant(db, scope, async (tx) => {
    const charge =
      place.chargeId === undefined
        ? undefined
        : await lockedCharge(tx, place.tenantId, place.chargeId);
    const outcome = await settled(tx, now, place.tenantId, charge, transfer);
    await insertGatewayNotice(tx, now, {
      tenantId: place.tenantId,
      outcome,
      transactionId: transfer.transactionId,
      reference: transfer.reference,
      amount: String(transfer.amount),
      currency: transfer.currency,
      chargeId: charge?.id ?? null,
    });
    return outcome;
  });
}

/** Whose money it is: by the reference in the transfer, or else by the account that it went to. */
function placeOf(
  db: Database,
  transfer: GatewayPayment,
): Promise<{ readonly tenantId: string; readonly chargeId?: string } | undefined> {
  return withDoor(db, "payments", async (tx) => {
    const reference = referenceIn(transfer.reference);
    const charge = reference === undefined ? undefined : await chargeByReference(tx, reference);
    if (charge !== undefined) return { tenantId: charge.tenantId, chargeId: charge.id };
    const tenantId = await tenantOfAccount(tx, transfer.account);
    return tenantId === undefined ? undefined : { tenantId };
  });
}

async function settled(
  tx: Tx,
  now: Date,
  tenantId: string,
  charge: Charge | undefined,
  transfer: GatewayPayment,
): Promise<GatewayOutcome> {
  const known = await paymentByTransaction(tx, tenantId, transfer.transactionId);
  if (known !== undefined) {
    if (transfer.status !== "succeeded") return "out-of-order";
    return known.amountVnd === transfer.amount ? "repeated" : "contradicts";
  }
  if (transfer.currency !== "VND") return "wrong-currency";
  if (transfer.status === "pending")
    return (await lastNoticeOf(tx, tenantId, transfer.transactionId)) === "failed"
      ? "out-of-order"
      : "pending";
  if (transfer.status === "failed") return "failed";
  if (charge === undefined) return "unknown-reference";
  const { charge: after } = await takePayment(tx, now, charge, {
    channel: "gateway",
    amountVnd: transfer.amount,
    transactionId: transfer.transactionId,
    paidAt: transfer.paidAt,
    payerName: transfer.payer === "" ? charge.payerName : transfer.payer,
    takenBy: "",
  });
  return meaningOf(after, transfer, now);
}

function meaningOf(after: Charge, transfer: GatewayPayment, now: Date): GatewayOutcome {
  if (after.state === "cancelled" || after.state === "refunded") return "taken-after-cancel";
  if (after.state === "overpaid") return "taken-over";
  if (after.state === "partly-paid") return "taken-part";
  const isLate =
    now.getTime() - transfer.paidAt.getTime() > LATE_MS ||
    (after.dueOn !== null && dayIn(transfer.paidAt) > after.dueOn);
  return isLate ? "taken-late" : "taken";
}

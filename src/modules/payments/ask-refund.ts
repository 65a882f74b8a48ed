import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import type { PaymentRefusal } from "./charge.ts";
import { allowed, type Caller } from "./policy.ts";
import { publishRefund } from "./record-refund.ts";
import { counts, type Refund } from "./refund.ts";
import { insertRefund, refundsOf } from "./refund-store.ts";
import { chargeByPublicId, lockedCharge, paymentsOf } from "./store.ts";

export interface RefundRequest {
  readonly publicId: string;
  readonly version: number;
  /** The payment that goes back, by its public id; a transfer goes back the way it came. */
  readonly payment: string;
  readonly amountVnd: number | undefined;
  readonly reason: string;
}

/** Asks that money of one payment goes back. Nothing moves before another person has decided. */
export async function askRefund(
  tx: Tx,
  now: Date,
  caller: Caller,
  request: RefundRequest,
): Promise<Result<Refund, PaymentRefusal>> {
  const seen = await chargeByPublicId(tx, request.publicId);
  const official = seen && allowed(caller, "refund ask", seen);
  if (seen === undefined || official === undefined) return refused("missing");
  // The charge is held, so that two requests at once cannot ask for the same money.
  const charge = await lockedCharge(tx, seen.tenantId, seen.id);
  if (charge?.version !== request.version) return refused("stale");
  const payment = (await paymentsOf(tx, charge)).find((one) => one.publicId === request.payment);
  if (payment === undefined) return refused("missing");
  const reason = request.reason.trim().slice(0, LONGEST_REASON);
  if (reason === "") return refused("reason-missing");
  const taken = (await refundsOf(tx, charge))
    .filter((one) => one.paymentId === payment.id && counts(one))
    .reduce((sum, one) => sum + one.amountVnd, 0);
  const { amountVnd } = request;
  if (amountVnd === undefined || amountVnd < 1 || amountVnd > payment.amountVnd - taken)
    return refused("amount-wrong");
  const refund: Refund = {
    tenantId: charge.tenantId,
    id: uuidv7(now.getTime()),
    chargeId: charge.id,
    paymentId: payment.id,
    amountVnd,
    reason,
    state: "asked",
    askedBy: official.officialId,
    askedName: official.name,
    askedAt: now,
    decidedBy: null,
    decidedName: null,
    decidedAt: null,
    decision: null,
    sentAt: null,
    endedAt: null,
    version: 1,
  };
  await insertRefund(tx, refund);
  await publishRefund(tx, now, refund, "refund-asked");
  return ok(refund);
}

const LONGEST_REASON = 1000;

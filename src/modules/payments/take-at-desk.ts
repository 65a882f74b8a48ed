import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { type Charge, outstandingVnd, type Payment, type PaymentRefusal } from "./charge.ts";
import { allowed, type Caller } from "./policy.ts";
import { chargeByPublicId, lockedCharge, paymentByTransaction } from "./store.ts";
import { takePayment } from "./take-payment.ts";

export interface DeskPayment {
  readonly publicId: string;
  /** The version that was on the screen: the same form sent twice takes money once. */
  readonly version: number;
  readonly channel: "cash" | "transfer";
  readonly amountVnd: number | undefined;
  /** The bank's name for a transfer that the payer shows. */
  readonly transactionId: string;
  readonly payerName: string;
}

/** The reception desk takes cash, or notes a transfer that the payer can show, and hands out a receipt. */
export async function takeAtDesk(
  tx: Tx,
  now: Date,
  caller: Caller,
  desk: DeskPayment,
): Promise<Result<{ readonly charge: Charge; readonly payment: Payment }, PaymentRefusal>> {
  const seen = await chargeByPublicId(tx, desk.publicId);
  const official = seen && allowed(caller, "fee take-at-desk", seen);
  if (seen === undefined || official === undefined) return refused("missing");
  const charge = await lockedCharge(tx, seen.tenantId, seen.id);
  if (charge?.version !== desk.version) return refused("stale");
  const outstanding = outstandingVnd(charge);
  if (outstanding === 0) return refused("nothing-due");
  const { amountVnd } = desk;
  if (amountVnd === undefined || amountVnd < 1 || amountVnd > outstanding)
    return refused("amount-wrong");
  const transactionId = desk.transactionId.trim();
  if (desk.channel === "transfer") {
    if (!/^[\w.:-]{1,64}$/u.test(transactionId)) return refused("reference-missing");
    if ((await paymentByTransaction(tx, charge.tenantId, transactionId)) !== undefined)
      return refused("counted-already");
  }
  const payer = desk.payerName.trim().slice(0, LONGEST_NAME);
  return ok(
    await takePayment(tx, now, charge, {
      channel: desk.channel,
      amountVnd,
      transactionId: desk.channel === "transfer" ? transactionId : null,
      paidAt: now,
      payerName: payer === "" ? charge.payerName : payer,
      takenBy: official.name,
    }),
  );
}

const LONGEST_NAME = 200;

import { dongText } from "#kernel/money";
import type { Tx } from "#platform/database";
import { type Charge, outstandingVnd, type Said, surplusVnd } from "./charge.ts";
import { recordCharge } from "./record-charge.ts";
import { lockedCharges, type Subject } from "./store.ts";
import { tellPayer } from "./tell-payer.ts";

/**
 * A subject's charge follows what is true of the subject now. What is missing is owed and told; what was paid beyond it is a
 * surplus that the cashier sees and gives back like every other, by request and decision. Nothing changes on a charge that
 * was cancelled or already refunded, nor where the amount stays.
 */
export async function changeCharge(
  tx: Tx,
  now: Date,
  of: Subject & { readonly purpose: string },
  to: { readonly amountVnd: number; readonly basis: readonly Said[]; readonly reason: string },
): Promise<Charge | undefined> {
  const charge = (await lockedCharges(tx, of)).find((one) => one.purpose === of.purpose);
  if (charge === undefined || charge.amountVnd === to.amountVnd) return charge;
  if (charge.cancelledAt !== null || charge.refundedVnd > 0) return charge;
  const next = { ...charge, amountVnd: to.amountVnd, basis: to.basis };
  const saved = await recordCharge(tx, now, {
    next,
    name: "charge-changed",
    detail: { formerVnd: charge.amountVnd, reason: to.reason },
  });
  if (outstandingVnd(saved) > 0)
    await tellPayer(tx, now, saved, "fee-due", { amount: dongText(outstandingVnd(saved)) });
  else if (surplusVnd(saved) > 0)
    await tellPayer(tx, now, saved, "fee-surplus", { amount: dongText(surplusVnd(saved)) });
  return saved;
}

import { dongText } from "#kernel/money";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { type Charge, type PaymentRefusal, surplusVnd } from "./charge.ts";
import { recordCharge } from "./record-charge.ts";
import { lockedCharges } from "./store.ts";
import { tellPayer } from "./tell-payer.ts";

/**
 * Cancels what a subject owes, with the reason the subject gives: a dossier that was refused is not charged. What had
 * been paid stays on record, as a surplus that is owed back.
 */
export async function cancelCharges(
  tx: Tx,
  now: Date,
  subject: { readonly subjectKind: string; readonly subjectId: string },
  reason: string,
): Promise<Result<readonly Charge[], PaymentRefusal>> {
  if (reason.trim() === "") return refused("reason-missing");
  const open = (await lockedCharges(tx, subject)).filter((one) => one.cancelledAt === null);
  const cancelled: Charge[] = [];
  for (const charge of open) {
    const saved = await recordCharge(tx, now, {
      next: { ...charge, cancelledAt: now, cancelReason: reason.trim() },
      name: "charge-cancelled",
      detail: { reason: reason.trim() },
    });
    cancelled.push(saved);
    const surplus = surplusVnd(saved);
    if (surplus > 0) await tellPayer(tx, now, saved, "fee-surplus", { amount: dongText(surplus) });
  }
  return ok(cancelled);
}

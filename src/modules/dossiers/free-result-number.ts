import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { isOver } from "./dossier.ts";
import { recordChange } from "./record-change.ts";
import { dossierNumbered, isReceiptUsed } from "./number-store.ts";

export type NumberInUse = "signed" | "waits-for-signature" | "receipt-given";

/**
 * Takes a number that is to be voided from the dossier that has it, so that the next signing draws another. A paper that
 * is signed, or waits for its signature, keeps its number: results are revoked, not numbered again.
 */
export async function freeResultNumber(
  tx: Tx,
  now: Date,
  number: { readonly text: string; readonly year: string; readonly reason: string },
): Promise<Result<null, NumberInUse>> {
  const before = await dossierNumbered(tx, number.text, number.year);
  if (before === undefined) return ok(null);
  if (before.step === "await-signature") return refused("waits-for-signature");
  if (before.state === "signed" || isOver(before.state)) return refused("signed");
  await recordChange(tx, now, {
    before,
    next: { ...before, resultNumber: null },
    name: "result-number-voided",
    detail: { resultNumber: number.text, reason: number.reason },
  });
  return ok(null);
}

/** A receipt that was handed out keeps its number. */
export async function freeReceiptNumber(
  tx: Tx,
  number: number,
  year: string,
): Promise<Result<null, NumberInUse>> {
  return (await isReceiptUsed(tx, number, year)) ? refused("receipt-given") : ok(null);
}

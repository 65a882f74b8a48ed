import type { Tx } from "#platform/database";
import { type Charge, outstandingVnd } from "./charge.ts";
import { chargesOf, type Subject } from "./store.ts";

/** The charges of a subject that must be paid before it goes on, and are not. */
export async function mustStillPay(
  tx: Tx,
  tenantId: string,
  subject: Subject,
): Promise<readonly Charge[]> {
  const charges = await chargesOf(tx, tenantId, subject);
  return charges.filter((charge) => charge.isDueFirst && outstandingVnd(charge) > 0);
}

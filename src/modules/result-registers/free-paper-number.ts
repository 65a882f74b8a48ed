import { recordById } from "#engines/records";
import { ok, refused, type Result } from "#kernel/result";
import { theTenant, type Tx } from "#platform/database";
import { moveAmendment } from "./load-result.ts";
import { amendmentNumbered } from "./store.ts";

/**
 * Takes a number that is to be voided from a paper that is not signed yet; its next signing draws another. What is signed,
 * or waits for its signature, keeps its number.
 */
export async function freePaperNumber(
  tx: Tx,
  now: Date,
  { text, year }: { readonly text: string; readonly year: string },
): Promise<Result<null, "signed" | "waits-for-signature">> {
  const amendment = await amendmentNumbered(tx, theTenant(tx), text, year);
  if (amendment === undefined) return ok(null);
  if (amendment.state === "signing") return refused("waits-for-signature");
  if (amendment.state !== "numbered") return refused("signed");
  const record = await recordById(tx, amendment.tenantId, amendment.recordId);
  if (record === undefined) throw new Error(`amendment ${amendment.id} has no record`);
  await moveAmendment(
    tx,
    now,
    amendment,
    { ...amendment, state: "proposed", number: null, paperPublicId: null },
    { name: "amendment-number-voided", record },
  );
  return ok(null);
}

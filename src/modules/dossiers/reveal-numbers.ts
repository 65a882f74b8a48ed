import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { type Caller, may } from "./policy.ts";
import { dossierByPublicId } from "./store.ts";

/**
 * An official asks to see the personal numbers of a dossier in full. The asking is in the audit log before the numbers
 * are on the screen: who, in which position, when, about which dossier. The dossier itself does not change.
 */
export async function revealNumbers(
  tx: Tx,
  now: Date,
  caller: Caller,
  publicId: string,
): Promise<Result<Dossier, DossierRefusal>> {
  const dossier = await dossierByPublicId(tx, publicId);
  if (dossier === undefined || !may(caller, "reveal-numbers", dossier)) return refused("missing");
  await appendLeaf(tx, now, {
    action: "numbers-revealed",
    subjectKind: "dossier",
    subjectId: dossier.id,
    payload: { code: dossier.code },
  });
  return ok(dossier);
}

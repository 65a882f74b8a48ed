import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import type { DossierDeps } from "./deps.ts";
import { type Dossier, type DossierRefusal, mayMove } from "./dossier.ts";
import { endDossier } from "./end-dossier.ts";
import { responsibleFor, tellApplicant, tellOfficials } from "./notices.ts";
import { dossierByPublicId } from "./store.ts";

/** The applicant takes the dossier back: any time before the result is signed, with or without a reason. */
export async function withdrawDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  act: {
    readonly publicId: string;
    readonly accountId: string;
    /** What was on the screen; a dossier that moved on is shown again first. */
    readonly version: number;
    readonly reason: string;
  },
): Promise<Result<Dossier, DossierRefusal>> {
  const before = await dossierByPublicId(tx, act.publicId);
  if (before === undefined || before.accountId !== act.accountId || before.channel === "linked")
    return refused("missing");
  if (!mayMove(before.state, "withdrawn")) return refused("wrong-state");
  if (before.version !== act.version) return refused("stale");
  const { actors } = await responsibleFor(tx, now, before);
  const reason = act.reason.trim();
  const saved = await endDossier(tx, now, deps, {
    before,
    state: "withdrawn",
    name: "dossier-withdrawn",
    detail: { reason },
    owesNothing: `Người nộp đã rút hồ sơ ${before.code}`,
  });
  await tellApplicant(tx, now, saved, "withdrawn");
  await tellOfficials(tx, now, saved, actors, { template: "taken-back" });
  return ok(saved);
}

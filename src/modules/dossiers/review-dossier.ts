import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { completeStep } from "./complete-step.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { entered } from "./financial-duty.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import type { Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";

/** The head agrees and passes the dossier to the leader, or sends it back to the specialist saying why. */
export async function reviewDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & { readonly decision: "approve" | "return"; readonly note: string },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "review", step: "review" });
  if (!found.ok) return found;
  const before = found.value;
  const note = act.note.trim();
  if (act.decision === "return" && note === "") return refused("reason-missing");
  const edition = editionOf(deps, before.appId, before.edition);
  const step = await completeStep(tx, now, deps, before, act.decision);
  const saved = await recordChange(tx, now, {
    before,
    next: await entered(tx, now, edition, { ...before, ...step }),
    name: act.decision === "approve" ? "dossier-reviewed" : "dossier-sent-back",
    detail: { note },
  });
  return ok(saved);
}

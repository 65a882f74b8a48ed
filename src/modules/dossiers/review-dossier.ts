import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { completeStep } from "./complete-step.ts";
import type { DossierDeps } from "./deps.ts";
import type { Dossier, DossierRefusal } from "./dossier.ts";
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
  const step = await completeStep(tx, now, deps, before, act.decision);
  const saved = await recordChange(tx, now, {
    before,
    next: { ...before, ...step },
    name: act.decision === "approve" ? "dossier-reviewed" : "dossier-sent-back",
    detail: { note },
  });
  return ok(saved);
}

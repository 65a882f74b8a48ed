import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { completeStep } from "./complete-step.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { entered } from "./financial-duty.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import type { Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";

/** The specialist has examined the papers and proposes to grant; the proposal goes to the head of the unit. */
export async function examineDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & { readonly proposal: string },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "examine", step: "examine" });
  if (!found.ok) return found;
  const before = found.value;
  const proposal = act.proposal.trim();
  if (proposal === "") return refused("reason-missing");
  const edition = editionOf(deps, before.appId, before.edition);
  const step = await completeStep(tx, now, deps, before, "propose");
  const saved = await recordChange(tx, now, {
    before,
    next: await entered(tx, now, edition, { ...before, ...step, state: "processing" }),
    name: "dossier-examined",
    detail: { proposal },
  });
  return ok(saved);
}

import { returnOutcome, returnsFrom } from "#app-kit";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { completeStep } from "./complete-step.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { entered } from "./financial-duty.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import type { Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";

/**
 * Whoever has a step sends the dossier back to an earlier one that the edition names, saying why. The diagram has the way:
 * what it leads to is where the dossier is then, and another round begins.
 */
export async function returnDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & { readonly from: string; readonly to: string; readonly reason: string },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "work", step: act.from });
  if (!found.ok) return found;
  const before = found.value;
  if (!caller.roles.includes(before.stepRole ?? "")) return refused("missing");
  const edition = editionOf(deps, before.appId, before.edition);
  if (!returnsFrom(edition, before.step).includes(act.to)) return refused("wrong-state");
  const note = act.reason.trim();
  if (note === "") return refused("reason-missing");
  const step = await completeStep(tx, now, deps, before, returnOutcome(act.to));
  return ok(
    await recordChange(tx, now, {
      before,
      next: await entered(tx, now, edition, { ...before, ...step }),
      name: "dossier-sent-back",
      detail: { note, from: act.from, to: step.step },
    }),
  );
}

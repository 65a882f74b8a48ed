import { draftedSteps, type Edition } from "#app-kit";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { completeStep } from "./complete-step.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { entered } from "./financial-duty.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import { findingsOf } from "./finding-store.ts";
import type { Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";
import { draftVersions } from "./result-draft.ts";

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
    detail: {
      note,
      ...(act.decision === "approve" ? await agreedTo(tx, edition, before) : {}),
    },
  });
  return ok(saved);
}

/** Which version of the worded result was agreed to, where the edition has it worded. */
async function agreedTo(
  tx: Tx,
  edition: Edition,
  { tenantId, id }: Dossier,
): Promise<{ readonly draft?: number }> {
  if (draftedSteps(edition).size === 0) return {};
  const versions = draftVersions(edition, await findingsOf(tx, tenantId, id));
  return versions.length === 0 ? {} : { draft: versions.length };
}

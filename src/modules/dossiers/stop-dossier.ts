import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import type { DossierDeps } from "./deps.ts";
import { type Dossier, type DossierRefusal, mayMove } from "./dossier.ts";
import { endDossier } from "./end-dossier.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import { tellApplicant } from "./notices.ts";
import type { Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";

/**
 * The head or leader stops a dossier with a written reason: the applicant has died, or no supplement came within its term.
 * It is no refusal: nothing was judged.
 */
export async function stopDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & { readonly reason: string; readonly signerTitle: string },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "stop" });
  if (!found.ok) return found;
  const before = found.value;
  if (!mayMove(before.state, "stopped")) return refused("wrong-state");
  const reason = act.reason.trim();
  if (reason === "") return refused("reason-missing");
  const saved = await endDossier(tx, now, deps, {
    before,
    state: "stopped",
    name: "dossier-stopped",
    detail: { reason, signerTitle: act.signerTitle },
    owesNothing: `Hồ sơ ${before.code} đã dừng giải quyết`,
  });
  await tellApplicant(tx, now, saved, "stopped");
  return ok(saved);
}

/**
 * A defect found after the one request was used: the head decides, by number and reason, that another may be asked for
 * (R17). Until then the second request is refused.
 */
export async function allowSupplement(
  tx: Tx,
  now: Date,
  caller: Caller,
  act: ActOn & { readonly decisionNumber: string; readonly reason: string },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "allow-supplement" });
  if (!found.ok) return found;
  const before = found.value;
  if (!mayAllowSupplement(before)) return refused("wrong-state");
  const decision = act.decisionNumber.trim();
  if (decision === "") return refused("decision-missing");
  const reason = act.reason.trim();
  if (reason === "") return refused("reason-missing");
  const decidedBy = tx.actor.kind === "official" ? tx.actor.name : "";
  return ok(
    await recordChange(tx, now, {
      before,
      next: { ...before, supplementAskedAt: null },
      name: "supplement-allowed",
      detail: { decision, decidedBy, reason },
    }),
  );
}

/** The one request is used, and the dossier is at work again; a paper that waits for its signature is left alone. */
export function mayAllowSupplement(
  dossier: Pick<Dossier, "state" | "step" | "supplementAskedAt">,
): boolean {
  return (
    dossier.supplementAskedAt !== null &&
    dossier.step !== "await-signature" &&
    mayMove(dossier.state, "supplement")
  );
}

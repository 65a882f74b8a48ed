import { draftedSteps, type Edition } from "#app-kit";
import { drawNumber } from "#engines/numbering";
import { deliverMessage, throwError } from "#engines/workflow";
import { actorRef } from "#kernel/actor";
import { dayIn } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { type KeptFile, recordFile } from "#platform/files";
import { completeSignature, type CompletionRefusal, prepareSignature } from "#platform/signing";
import { completeStep } from "./complete-step.ts";
import { tellPlaced } from "./consult.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import { type Dossier, type DossierRefusal, mayMove } from "./dossier.ts";
import { type ActOn, loadForAct, stepAfter } from "./load-for-act.ts";
import { findingsOf } from "./finding-store.ts";
import { isAsApproved } from "./result-draft.ts";
import { responsibleFor, tellOfficials } from "./notices.ts";
import type { Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";
import { dossierById, historyOf } from "./store.ts";

/**
 * First of three short acts around one signature: the result gets its number. The paper is printed after this
 * transaction, with the number on it; if anything stops here, the number stays the dossier's and the next try uses it.
 */
export async function numberResult(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn,
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "sign", step: "sign" });
  if (!found.ok) return found;
  const before = found.value;
  if (!mayMove(before.state, "signed")) return refused("wrong-state");
  const edition = editionOf(deps, before.appId, before.edition);
  if (!(await isAgreed(tx, edition, before))) return refused("draft-changed");
  if (before.resultNumber !== null) return ok(before);
  const { result } = edition;
  const on = dayIn(now);
  const drawn = await drawNumber(tx, now, {
    name: result.register,
    period: on.slice(0, 4),
    issuedOn: on,
  });
  if (!drawn.ok) throw new Error(`result number of ${before.code}: ${drawn.error}`);
  const resultNumber = `${String(drawn.value).padStart(2, "0")}/${result.notation}`;
  return ok(
    await recordChange(tx, now, {
      before,
      next: { ...before, resultNumber },
      name: "result-numbered",
      detail: { resultNumber },
    }),
  );
}

/** The worded result is the version that the head agreed to. */
async function isAgreed(tx: Tx, edition: Edition, { tenantId, id }: Dossier): Promise<boolean> {
  if (draftedSteps(edition).size === 0) return true;
  const findings = await findingsOf(tx, tenantId, id);
  return isAsApproved(edition, findings, await historyOf(tx, tenantId, id));
}

/** Second: the prepared bytes and a pending signature are stored; the signature itself comes seconds or days later. */
export async function orderSignature(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & { readonly preparedPdf: Uint8Array },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "sign", step: "sign" });
  if (!found.ok) return found;
  const before = found.value;
  if (before.resultNumber === null || caller.actor.kind !== "official")
    return refused("wrong-state");
  const step = await completeStep(tx, now, deps, before, "sign");
  const saved = await recordChange(tx, now, {
    before,
    next: { ...before, ...step },
    name: "signature-prepared",
    detail: { resultNumber: before.resultNumber },
  });
  await prepareSignature(tx, now, {
    subjectKind: "dossier",
    subjectId: saved.id,
    subjectVersion: saved.version,
    prepared: act.preparedPdf,
    signerId: caller.actor.officialId,
    positionId: caller.actor.positionId,
    mandate: caller.actor.mandate,
  });
  return ok(saved);
}

/** A paper that can no longer be signed as it was prepared goes back to who signs, with the reason, and they are told. */
async function backToSigner(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  before: Dossier,
  why: Exclude<CompletionRefusal, "not-pending">,
): Promise<void> {
  if (before.step !== "await-signature" || before.taskId === null) return;
  const moved = await throwError(tx, now, deps.workflow, {
    taskId: before.taskId,
    code: "unsigned",
    by: actorRef(tx.actor),
  });
  if (!moved.ok) throw new Error(`process of ${before.code}: ${moved.error}`);
  const saved = await recordChange(tx, now, {
    before,
    next: { ...before, ...stepAfter(moved.value, now) },
    name: "signature-refused",
    detail: { why },
  });
  const { actors } = await responsibleFor(tx, now, saved);
  await tellOfficials(tx, now, saved, actors, { template: "signature-refused" });
}

/**
 * Third: the signed bytes came back. The dossier must be the version that was prepared, and the signer must still hold
 * the mandate; then file, state, process and audit move together. Completing twice changes nothing the second time.
 */
export async function completeResult(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  signed: {
    readonly tenantId: string;
    readonly dossierId: string;
    readonly pendingId: string;
    readonly signedPdf: Uint8Array;
    readonly kept: KeptFile;
    readonly mandateHolds: boolean;
  },
): Promise<Result<Dossier, CompletionRefusal>> {
  const before = await dossierById(tx, signed.tenantId, signed.dossierId);
  if (before === undefined) throw new Error(`dossier ${signed.dossierId} is not there`);
  const completed = await completeSignature(tx, now, {
    pendingId: signed.pendingId,
    signedPdf: signed.signedPdf,
    currentVersion: before.version,
    mandateHolds: signed.mandateHolds,
  });
  if (!completed.ok) {
    if (completed.error !== "not-pending")
      await backToSigner(tx, now, deps, before, completed.error);
    return completed;
  }
  await recordFile(tx, now, signed.kept, {
    subjectKind: "dossier",
    subjectId: before.id,
    slot: "result",
    applicantId: before.accountId,
  });
  const moved = await deliverMessage(tx, now, deps.workflow, {
    instanceId: before.instanceId,
    message: "signed",
    variables: {},
  });
  if (!moved.ok) throw new Error(`process of ${before.code}: ${moved.error}`);
  await tellPlaced(tx, now, before, moved.value);
  const saved = await recordChange(tx, now, {
    before,
    next: { ...before, ...stepAfter(moved.value, now), state: "signed" },
    name: "result-signed",
    detail: { sha256: signed.kept.sha256 },
  });
  return ok(saved);
}

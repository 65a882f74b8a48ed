import { drawNumber } from "#engines/numbering";
import { dayIn } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import { startClock, stopClock } from "#modules/deadlines";
import type { Tx } from "#platform/database";
import { isFeeOpen } from "./charge-fee.ts";
import { completeStep } from "./complete-step.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import { type Dossier, type DossierRefusal, mayMove } from "./dossier.ts";
import { entered } from "./financial-duty.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import { tellApplicant } from "./notices.ts";
import { agencyOf, type Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";

/**
 * The reception desk accepts: receipt number and due date in one transaction. The first clock (answer to the filing)
 * stops and the processing term starts (R42); its first due moment is the promise that on-time is judged by (R43).
 */
export async function acceptDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn,
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "accept", step: "receive" });
  if (!found.ok) return found;
  const before = found.value;
  if (!mayMove(before.state, "received")) return refused("wrong-state");
  if (await isFeeOpen(tx, before)) return refused("fee-open");
  const on = dayIn(now);
  const [number, step] = await Promise.all([
    drawNumber(tx, now, { name: "receipts", period: on.slice(0, 4), issuedOn: on }),
    completeStep(tx, now, deps, before, "accept"),
    stopClock(tx, now, before.answerClockId),
  ]);
  if (!number.ok) throw new Error(`receipt number of ${before.code}: ${number.error}`);
  const edition = editionOf(deps, before.appId, before.edition);
  const terms = edition.clock;
  const clock = await startClock(tx, now, deps.calendars, {
    subjectKind: "dossier",
    subjectId: before.id,
    applicantId: before.accountId,
    agencyId: agencyOf(caller),
    purpose: "processing",
    term: terms.processing,
    ...(terms.lateFromMinute === undefined ? {} : { lateFromMinute: terms.lateFromMinute }),
    startedAt: takenInAt(before, now),
  });
  const next = await entered(tx, now, edition, {
    ...before,
    ...step,
    state: "received",
    acceptedAt: takenInAt(before, now),
    receiptNumber: number.value,
    processingClockId: clock.id,
    dueAt: clock.dueAt,
    firstDueAt: clock.firstDueAt,
  });
  const saved = await recordChange(tx, now, {
    before,
    next,
    name: "dossier-accepted",
    detail: { receiptNumber: number.value, dueAt: clock.dueAt.toISOString() },
  });
  await tellApplicant(tx, now, saved, "accepted");
  return ok(saved);
}

/**
 * When the desk took it in: now, or the moment on the paper slip where nothing has been asked for since (R17, R33). An
 * office that enters its slips late does so on its own time.
 */
function takenInAt(dossier: Dossier, now: Date): Date {
  return dossier.paperReceipt !== null && dossier.supplementAskedAt === null
    ? dossier.submittedAt
    : now;
}

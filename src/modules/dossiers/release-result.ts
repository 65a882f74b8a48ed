import { outcomeOf } from "#kernel/legal-clock";
import { ok, refused, type Result } from "#kernel/result";
import { stopClock } from "#modules/deadlines";
import type { Tx } from "#platform/database";
import { completeStep } from "./complete-step.ts";
import { countedResult } from "./counters.ts";
import type { DossierDeps } from "./deps.ts";
import { type Dossier, type DossierRefusal, mayMove } from "./dossier.ts";
import { lateDetail, type LateWords } from "./late-reason.ts";
import { answerLead } from "./linked-parts.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import { tellApplicant } from "./notices.ts";
import { agencyOf, type Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";

/**
 * The clerk releases the signed result. On time means: on or before the first promised moment (R21, R43); what comes
 * later says why.
 */
export async function releaseResult(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & { readonly late?: LateWords },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "release", step: "release" });
  if (!found.ok) return found;
  const before = found.value;
  if (!mayMove(before.state, "done")) return refused("wrong-state");
  if (before.firstDueAt === null || before.processingClockId === null)
    throw new Error(`dossier ${before.code} was signed without a due date`);
  const late = await lateDetail(tx, now, before, act.late);
  if (!late.ok) return late;
  const { time } = await deps.calendars.workingTime(tx, now, agencyOf(caller));
  const outcome = outcomeOf(now, before.firstDueAt, time);
  const [step] = await Promise.all([
    completeStep(tx, now, deps, before, "released"),
    stopClock(tx, now, before.processingClockId),
  ]);
  const saved = await recordChange(tx, now, {
    before,
    next: { ...before, ...step, state: "done", releasedAt: now, outcome },
    name: "result-released",
    detail: { outcome, ...late.value },
    counters: countedResult(now, outcome),
  });
  await deps.onReleased(tx, now, saved);
  await answerLead(tx, now, saved, { outcome: "released" });
  await tellApplicant(tx, now, saved, "released");
  return ok(saved);
}

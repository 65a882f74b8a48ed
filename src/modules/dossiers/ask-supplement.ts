import { dueMoment } from "#kernel/legal-clock";
import { ok, refused, type Result } from "#kernel/result";
import { pauseClock } from "#modules/deadlines";
import type { Tx } from "#platform/database";
import { completeStep } from "./complete-step.ts";
import { counted } from "./counters.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import { type Dossier, type DossierRefusal, mayAskSupplement } from "./dossier.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import { tellApplicant } from "./notices.ts";
import { agencyOf, type Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";
import { type Defect, insertSupplement } from "./supplement-store.ts";

/**
 * Asks the applicant to supplement: once, in full, in writing (form 02; Decree 61/2018, R15, R17). Every defect is tied
 * to a field or a paper, so the applicant mends only those. The running clock pauses until the answer, for which the
 * edition may set a term. What is found later needs the head's decision first (`allowSupplement`).
 */
export async function askSupplement(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & { readonly defects: readonly Defect[] },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, {
    action: "ask-supplement",
    step: "receive",
  });
  if (!found.ok) return found;
  const before = found.value;
  const { desk, clock } = editionOf(deps, before.appId, before.edition);
  if (!desk.supplementAt.includes(before.step ?? "")) return refused("wrong-state");
  if (!caller.roles.includes(before.stepRole ?? "")) return refused("missing");
  const allowed = mayAskSupplement(before);
  if (!allowed.ok) return allowed;
  const defects = act.defects.filter((defect) => defect.words.trim() !== "");
  if (defects.length === 0) return refused("reason-missing");
  const clockId = before.processingClockId ?? before.answerClockId;
  const paused = await pauseClock(tx, now, clockId, "Chờ người nộp bổ sung hồ sơ (mẫu số 02)");
  if (!paused.ok) throw new Error(`clock of ${before.code}: ${paused.error}`);
  const step = await completeStep(tx, now, deps, before, "supplement");
  const author = tx.actor.kind === "official" ? tx.actor.name : "";
  const { time } = await deps.calendars.workingTime(tx, now, agencyOf(caller));
  const answerBy =
    clock.supplement === undefined
      ? null
      : dueMoment(
          { term: clock.supplement, startedAt: now, pauses: [], extensions: [] },
          time,
          now,
        );
  await insertSupplement(tx, now, before, { defects, askedBy: author, answerBy });
  const saved = await recordChange(tx, now, {
    before,
    next: { ...before, ...step, state: "supplement", supplementAskedAt: now },
    name: "supplement-asked",
    detail: { defects: defects.length },
    counters: counted(now, "supplemented"),
  });
  await tellApplicant(tx, now, saved, "supplement-asked");
  return ok(saved);
}

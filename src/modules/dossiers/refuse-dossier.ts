import { outcomeOf } from "#kernel/legal-clock";
import { ok, refused, type Result } from "#kernel/result";
import { stopClock } from "#modules/deadlines";
import type { Tx } from "#platform/database";
import { cancelFee } from "./charge-fee.ts";
import { completeStep } from "./complete-step.ts";
import { counted, countedResult } from "./counters.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import { type Dossier, type DossierRefusal, mayMove } from "./dossier.ts";
import { lateDetail, type LateWords } from "./late-reason.ts";
import { answerLead } from "./linked-parts.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import { tellApplicant } from "./notices.ts";
import { agencyOf, type Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";

/** Refuses a dossier with its reasons (form 03). A refusal is a result: on time if given by the first promise (R43). */
export async function refuseDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & { readonly reason: string; readonly late?: LateWords },
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "refuse" });
  if (!found.ok) return found;
  const before = found.value;
  const { desk } = editionOf(deps, before.appId, before.edition);
  if (!desk.refuseAt.includes(before.step ?? "")) return refused("wrong-state");
  if (!caller.roles.includes(before.stepRole ?? "")) return refused("missing");
  if (!mayMove(before.state, "refused")) return refused("wrong-state");
  const reason = act.reason.trim();
  if (reason === "") return refused("reason-missing");
  const late = await lateDetail(tx, now, before, act.late);
  if (!late.ok) return late;
  const { time } = await deps.calendars.workingTime(tx, now, agencyOf(caller));
  const promised = before.firstDueAt ?? before.answerDueAt;
  const outcome = outcomeOf(now, promised, time);
  await stopClock(tx, now, before.processingClockId ?? before.answerClockId);
  const step = await completeStep(tx, now, deps, before, "refuse");
  const saved = await recordChange(tx, now, {
    before,
    next: { ...before, ...step, state: "refused", releasedAt: now, outcome },
    name: "dossier-refused",
    detail: { outcome, reason, ...late.value },
    counters: [...countedResult(now, outcome), ...counted(now, "refused")],
  });
  await answerLead(tx, now, saved, { outcome: "refused", reason });
  await cancelFee(tx, now, saved);
  await tellApplicant(tx, now, saved, "refused");
  return ok(saved);
}

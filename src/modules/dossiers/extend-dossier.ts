import { type CalendarDay, dayIn, instantAt } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import { workingDays } from "#kernel/term";
import { extendClock } from "#modules/deadlines";
import { type Holder, holdersOf } from "#modules/organisation";
import type { Tx } from "#platform/database";
import type { DossierDeps } from "./deps.ts";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import { tellApplicant } from "./notices.ts";
import { agencyOf, type Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";

export interface ExtensionForm {
  readonly decisionNumber: string;
  /** Undefined when it could not be read. */
  readonly decidedOn: CalendarDay | undefined;
  /** The leader who signed the decision, in office on that day. */
  readonly deciderId: string;
  readonly workingDays: number;
  readonly reason: string;
}

const LONGEST_EXTENSION = 30;
const NOON = 12 * 60;

/**
 * Gives an accepted dossier more time, only by a written decision that a leader of the agency signed: its number, its
 * day and its reason stand beside the due date for everyone to read. The first promise stays what on-time is judged by (R43).
 */
export async function extendDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & ExtensionForm,
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "extend" });
  if (!found.ok) return found;
  const before = found.value;
  if (!mayExtend(before) || before.processingClockId === null) return refused("wrong-state");
  const decision = await judged(tx, now, caller, before, act);
  if (!decision.ok) return decision;
  const { decider, decidedOn } = decision.value;
  const extended = await extendClock(tx, now, deps.calendars, before.processingClockId, {
    decisionNumber: act.decisionNumber.trim(),
    decidedOn,
    decidedBy: decider.title,
    reason: act.reason.trim(),
    term: workingDays(act.workingDays),
  });
  if (!extended.ok) throw new Error(`clock of ${before.code}: ${extended.error}`);
  const { dueAt } = extended.value;
  const saved = await recordChange(tx, now, {
    before,
    next: { ...before, dueAt },
    name: "term-extended",
    detail: {
      decision: act.decisionNumber.trim(),
      decidedOn,
      decidedBy: decider.name,
      workingDays: act.workingDays,
      reason: act.reason.trim(),
      dueAt: dueAt.toISOString(),
    },
  });
  await tellApplicant(tx, now, saved, "term-extended");
  return ok(saved);
}

/** Between acceptance and the signature; a paper that waits to be signed is left alone. */
export function mayExtend(dossier: Pick<Dossier, "state" | "step" | "processingClockId">): boolean {
  const isOpen = dossier.state === "received" || dossier.state === "processing";
  return isOpen && dossier.step !== "await-signature" && dossier.processingClockId !== null;
}

async function judged(
  tx: Tx,
  now: Date,
  caller: Caller,
  dossier: Dossier,
  form: ExtensionForm,
): Promise<Result<{ decider: Holder; decidedOn: CalendarDay }, DossierRefusal>> {
  const { decidedOn, workingDays: count } = form;
  if (form.decisionNumber.trim() === "") return refused("decision-missing");
  const acceptedOn = dayIn(dossier.acceptedAt ?? dossier.submittedAt);
  if (decidedOn === undefined || decidedOn > dayIn(now) || decidedOn < acceptedOn)
    return refused("date-unfit");
  if (!Number.isInteger(count) || count < 1 || count > LONGEST_EXTENSION)
    return refused("term-unfit");
  if (form.reason.trim() === "") return refused("reason-missing");
  const leaders = await holdersOf(tx, agencyOf(caller), "leader", instantAt(decidedOn, NOON));
  const decider = leaders.find((one) => one.officialId === form.deciderId);
  return decider === undefined ? refused("no-one-there") : ok({ decider, decidedOn });
}

import { processOf } from "#engines/workflow";
import { type CalendarDay, dayIn, instantAt } from "#kernel/calendar-day";
import { isWorkingDay } from "#kernel/holiday-calendar";
import { dueMoment, latestStart } from "#kernel/legal-clock";
import type { WorkingTime } from "#kernel/office-hours";
import { ok, refused, type Result } from "#kernel/result";
import { workingDays } from "#kernel/term";
import { type AlarmFact, apologyRuleOn } from "#modules/deadlines";
import { custodianOf } from "#modules/tenancy";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import { apologyOf, insertDraftedApology, markApologySent } from "./apology-store.ts";
import { counted } from "./counters.ts";
import type { DossierDeps } from "./deps.ts";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import { responsibleFor, tellApplicant, tellOfficials } from "./notices.ts";
import { agencyOf, type Caller } from "./policy.ts";
import { recordChange } from "./record-change.ts";
import { dossierById } from "./store.ts";

/**
 * The clock says that a promise may not be kept: drafts form 04 with a reason and a new day, once, and tells the heads.
 * Nothing of the dossier changes and nobody outside is told before a head or leader has signed it (R17).
 */
export async function draftApology(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  fact: AlarmFact,
): Promise<void> {
  if (fact.subjectKind !== "dossier" || fact.kind === "escalation") return;
  const dossier = await dossierById(tx, fact.tenantId, fact.subjectId);
  const rule = apologyRuleOn(dayIn(fact.dueAt));
  if (dossier === undefined || rule === undefined || !mayApologise(dossier)) return;
  const agencyId = await custodianOf(tx, dossier.tenantId, dayIn(now));
  const { time } = await deps.calendars.workingTime(tx, now, agencyId);
  const term = workingDays(rule.proposedWorkingDays);
  const newDue = dueMoment(
    { term, startedAt: fact.dueAt, pauses: [], extensions: [] },
    time,
    fact.dueAt,
  );
  const process = await processOf(tx, "dossier", dossier.id);
  const step = process?.waiting[0]?.name ?? "";
  const newDueOn = dayIn(newDue);
  const reason = `Hồ sơ đang ở bước “${step}”, chưa giải quyết xong trong thời hạn đã hẹn`;
  const id = await insertDraftedApology(tx, now, dossier, { reason, newDueOn });
  if (id === undefined) return;
  const said = { code: dossier.code, reason, newDueOn };
  const subject = { subjectKind: "apology", subjectId: id };
  await appendLeaf(tx, now, { ...subject, action: "apology-drafted", payload: said });
  await emit(tx, now, { ...subject, name: "apology-drafted", sequence: 1, body: said });
  const { heads } = await responsibleFor(tx, now, dossier);
  await tellOfficials(tx, now, dossier, heads, { template: "apology-drafted", dueAt: fact.dueAt });
}

export interface ApologyForm {
  readonly reason: string;
  /** Undefined when it could not be read. */
  readonly newDueOn: CalendarDay | undefined;
  /** Name and title as the paper shows them. */
  readonly signer: { readonly name: string; readonly title: string };
}

/**
 * The head or leader signs form 04 and it is sent: reason and new day, once only. The due moment of the clock stays and
 * on-time is still judged by the first promise (R17, R43).
 */
export async function sendApology(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  act: ActOn & ApologyForm,
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "apologise" });
  if (!found.ok) return found;
  const before = found.value;
  if ((await apologyOf(tx, before))?.sentAt instanceof Date) return refused("already-asked");
  if (!mayApologise(before) || before.dueAt === null) return refused("wrong-state");
  const reason = act.reason.trim();
  if (reason === "") return refused("reason-missing");
  const { time } = await deps.calendars.workingTime(tx, now, agencyOf(caller));
  const { newDueOn } = act;
  if (newDueOn === undefined || newDueOn < dayIn(now) || newDueOn <= dayIn(before.dueAt))
    return refused("new-date-unfit");
  if (!isWorkingDay(time.calendar, newDueOn)) return refused("new-date-unfit");
  const { name: signerName, title: signerTitle } = act.signer;
  const sent = { reason, newDueOn, signerName, signerTitle };
  if (!(await markApologySent(tx, now, before, sent))) return refused("already-asked");
  const saved = await recordChange(tx, now, {
    before,
    next: before,
    name: "apology-sent",
    detail: { reason, newDueOn, isInTime: now <= sendBy(before.dueAt, time) },
    counters: counted(now, "apologised"),
  });
  await tellApplicant(tx, now, saved, "apology-sent", instantAt(newDueOn, NOON));
  return ok(saved);
}

const NOON = 12 * 60;

/** Accepted, open, its clock running, and not on its way to a signature, which a change would undo. For a part whoever promised the whole apologises. */
export function mayApologise(
  dossier: Pick<Dossier, "state" | "step" | "processingClockId" | "channel">,
): boolean {
  const isOpen = dossier.state === "received" || dossier.state === "processing";
  if (dossier.channel === "linked") return false;
  return isOpen && dossier.step !== "await-signature" && dossier.processingClockId !== null;
}

/** The last moment at which an apology is in time. */
export function sendBy(dueAt: Date, time: WorkingTime): Date {
  const ahead = apologyRuleOn(dayIn(dueAt))?.aheadWorkingDays ?? 0;
  return latestStart(dueAt, workingDays(ahead), time);
}

import type { Answers, Edition } from "#app-kit";
import { dayPeriod, dossierCode, drawNumber, lookupCode } from "#engines/numbering";
import { handOverTask, parseDefinition, startInstance } from "#engines/workflow";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { publicId } from "#kernel/ids";
import { closeOf } from "#kernel/office-hours";
import { startClock, stopClock } from "#modules/deadlines";
import type { Tx } from "#platform/database";
import { countedArrival } from "./counters.ts";
import { type DossierDeps, editionOf, timeOf } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import { stepAfter } from "./load-for-act.ts";
import { recordArrival, recordChange } from "./record-change.ts";
import { insertDossier } from "./store.ts";
import { toldAnswers } from "./told-answers.ts";

/** An open dossier as the books of the system used before have it. */
export interface OldDossier {
  /** Settled by whoever keeps the old code, in the same transaction. */
  readonly id: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly edition: string;
  readonly agency: { readonly id: string; readonly organId: string };
  /** Its code there: kept in the history, and found by the search of the work list. */
  readonly oldCode: string;
  readonly accountId: string;
  readonly applicantName: string;
  readonly answers: Answers;
  readonly receivedAt: Date;
  /** The day on the paper that the applicant holds. */
  readonly promisedOn: CalendarDay;
  readonly step: string;
  readonly holderId: string | null;
  /** The written decision to move here. */
  readonly decision: string;
}

/** A step that a dossier can be taken over at, and whose work it is. */
export interface TakeOverStep {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** At the desk a filing has no answer yet; a result that is signed has left the process of the old system too. */
const RECEIVE = "receive";
const AFTER_SIGNING = "release";

/** The steps of an edition that officials work on, in the order of the diagram, up to the signature. */
export async function stepsToTakeOver(edition: Edition): Promise<readonly TakeOverStep[]> {
  const parsed = await parseDefinition(edition.process);
  if (!parsed.ok) return [];
  return [...parsed.value.nodes.values()]
    .filter(
      (node) =>
        node.kind === "user" &&
        node.parent === undefined &&
        node.tenant === undefined &&
        node.multi === undefined &&
        node.id !== AFTER_SIGNING,
    )
    .map(({ id, name, role }) => ({ id, name, role }));
}

/**
 * Takes an open dossier over in mid-year. It gets a code of this system and keeps the old one as its reference; its clock
 * starts at the true moment, the day promised on the old paper stands, and the process begins at the step it had come to.
 * It counts as received once, when it is entered in these books. What was paid was paid there.
 */
export async function takeOverDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  old: OldDossier,
): Promise<Dossier> {
  const edition = editionOf(deps, old.appId, old.edition);
  const process = deps.apps.get(old.appId)?.processes.get(edition.inForceFrom);
  if (process === undefined) throw new Error(`no published process for ${old.appId}`);
  const on = dayIn(now);
  const number = await drawNumber(tx, now, {
    name: "dossier-codes",
    period: dayPeriod(on),
    issuedOn: on,
  });
  if (!number.ok) throw new Error(`code of ${old.oldCode}: ${number.error}`);
  const subject = { subjectKind: "dossier", subjectId: old.id };
  const counted = { ...subject, applicantId: old.accountId, agencyId: old.agency.id };
  const answer = await startClock(tx, now, deps.calendars, {
    ...counted,
    purpose: "answer",
    term: edition.clock.answer,
    startedAt: old.receivedAt,
  });
  const moved = await startInstance(tx, now, deps.workflow, {
    ...subject,
    definitionHash: process,
    variables: await toldAnswers(tx, deps, old),
    at: old.step,
  });
  const arrived: Dossier = {
    ...begun(old, edition),
    code: dossierCode(old.agency.organId, on, number.value),
    answerDueAt: answer.dueAt,
    answerClockId: answer.id,
    instanceId: moved.instanceId,
    ...stepAfter(moved, now),
  };
  const searchText = [arrived.code, old.oldCode, arrived.applicantName, arrived.title].join(" ");
  await insertDossier(tx, { dossier: arrived, searchText });
  await recordArrival(tx, now, arrived, {
    name: "dossier-submitted",
    detail: {
      channel: arrived.channel,
      oldCode: old.oldCode,
      decision: old.decision,
      receivedAt: old.receivedAt.toISOString(),
      note: `Chuyển từ hệ thống cũ, mã ${old.oldCode}, theo ${old.decision}`,
    },
    counters: countedArrival(now, arrived.channel),
  });
  const held = await heldBy(tx, arrived, old.holderId);
  return old.step === RECEIVE && held.holderId === null
    ? arrived
    : goneOn(tx, now, deps, { before: arrived, next: held, old, edition });
}

function begun(
  old: OldDossier,
  edition: Edition,
): Omit<
  Dossier,
  "code" | "answerDueAt" | "answerClockId" | "instanceId" | keyof ReturnType<typeof stepAfter>
> {
  const named = old.answers[edition.form.titleField];
  return {
    tenantId: old.tenantId,
    id: old.id,
    publicId: publicId(),
    lookupCode: lookupCode(),
    channel: "desk",
    paperReceipt: null,
    takenBy: null,
    appId: old.appId,
    edition: old.edition,
    accountId: old.accountId,
    applicantName: old.applicantName,
    title: typeof named === "string" ? named : "",
    answers: old.answers,
    state: "submitted",
    submittedAt: old.receivedAt,
    acceptedAt: null,
    dueAt: null,
    firstDueAt: null,
    releasedAt: null,
    outcome: null,
    receiptNumber: null,
    resultNumber: null,
    processingClockId: null,
    supplementAskedAt: null,
    version: 1,
  };
}

async function heldBy(tx: Tx, dossier: Dossier, holderId: string | null): Promise<Dossier> {
  if (holderId === null || dossier.taskId === null) return dossier;
  const handed = await handOverTask(tx, { taskId: dossier.taskId, toOfficialId: holderId });
  if (!handed.ok) throw new Error(`the task of ${dossier.code} is ${handed.error}`);
  return { ...dossier, holderId };
}

interface Going {
  readonly before: Dossier;
  readonly next: Dossier;
  readonly old: OldDossier;
  readonly edition: Edition;
}

/** Past the desk: it was accepted there when it was received, and the day on its paper is the promise (R43). */
async function goneOn(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  { before, next, old, edition }: Going,
): Promise<Dossier> {
  if (old.step === RECEIVE) return recordChange(tx, now, { before, next, name: "dossier-claimed" });
  await stopClock(tx, now, before.answerClockId);
  const time = await timeOf(tx, now, deps, [{ agencyId: old.agency.id }]);
  const clock = await startClock(tx, now, deps.calendars, {
    subjectKind: "dossier",
    subjectId: before.id,
    applicantId: before.accountId,
    agencyId: old.agency.id,
    purpose: "processing",
    term: edition.clock.processing,
    startedAt: old.receivedAt,
    promisedAt: closeOf(time, old.promisedOn),
  });
  return recordChange(tx, now, {
    before,
    next: {
      ...next,
      state: old.step === "examine" ? "received" : "processing",
      acceptedAt: old.receivedAt,
      processingClockId: clock.id,
      dueAt: clock.dueAt,
      firstDueAt: clock.firstDueAt,
    },
    name: "dossier-accepted",
    detail: { dueAt: clock.dueAt.toISOString(), oldCode: old.oldCode },
  });
}

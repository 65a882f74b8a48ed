import { type Edition, papersFor } from "#app-kit";
import { validateAll } from "#engines/forms";
import { dayPeriod, dossierCode, drawNumber, lookupCode } from "#engines/numbering";
import { startInstance } from "#engines/workflow";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import { startClock } from "#modules/deadlines";
import { filesOf } from "#platform/files";
import type { Tx } from "#platform/database";
import { chargeFee, feeFor } from "./charge-fee.ts";
import { countedArrival } from "./counters.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Channel, Dossier, DossierRefusal } from "./dossier.ts";
import { type Draft, draftByPublicId, markDraftSubmitted } from "./draft-store.ts";
import { stepAfter } from "./load-for-act.ts";
import { tellApplicant } from "./notices.ts";
import { recordArrival } from "./record-change.ts";
import { dossierById, insertDossier } from "./store.ts";
import { toldAnswers } from "./told-answers.ts";

export interface Submission {
  readonly publicId: string;
  readonly accountId: string;
  readonly applicantName: string;
  /** Who receives: its office hours count, and its identifier begins the dossier code (R19). */
  readonly agency: { readonly id: string; readonly organId: string };
  /** How it came in; online unless said. */
  readonly channel?: Channel;
  /**
   * The numbered slip it was taken in on while nothing else worked, and when. The moment is the slip's to vouch for: the
   * register of slips calls this, nobody else.
   */
  readonly onPaper?: { readonly slip: string; readonly receivedAt: Date };
  /** What came by post: the first clock runs from when it reached an office of the city, not from when it was entered. */
  readonly byPost?: { readonly postedOn: CalendarDay; readonly arrivedAt: Date };
  /** The agency whose desk took it in for the one that answers (R16). */
  readonly takenBy?: { readonly id: string; readonly name: string };
  /** The agency that passed it on, with its code there: what it holds was taken in once, and is judged at the desk. */
  readonly passedOn?: { readonly agency: string; readonly code: string; readonly reason: string };
}

/**
 * Submits a draft. Code, first clock (8 working hours to answer, R42), process, fee, counters, audit leaf, event and
 * notice are one transaction. Submitting twice gives the same dossier: the draft is locked and remembers what it became.
 */
export async function submitDraft(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  submission: Submission,
): Promise<Result<Dossier, DossierRefusal>> {
  const draft = await draftByPublicId(tx, submission.publicId, { lock: true });
  if (draft === undefined || draft.accountId !== submission.accountId) return refused("missing");
  if (draft.submittedAs !== null) return alreadySubmitted(tx, draft);
  const edition = editionOf(deps, draft.appId, draft.edition);
  if (submission.passedOn === undefined && !(await isComplete(tx, edition, draft)))
    return refused("incomplete");
  const fee = await feeFor(deps, edition, draft.answers);
  if (!fee.ok) return refused("no-fee");
  const receivedAt = submission.onPaper?.receivedAt ?? submission.byPost?.arrivedAt ?? now;
  const on = dayIn(now);
  const number = await drawNumber(tx, now, {
    name: "dossier-codes",
    period: dayPeriod(on),
    issuedOn: on,
  });
  if (!number.ok) throw new Error(`code of draft ${draft.id}: ${number.error}`);
  const process = deps.apps.get(draft.appId)?.processes.get(edition.inForceFrom);
  if (process === undefined) throw new Error(`no published process for ${draft.appId}`);
  const subject = { subjectKind: "dossier", subjectId: draft.id };
  const clock = await startClock(tx, now, deps.calendars, {
    ...subject,
    applicantId: draft.accountId,
    agencyId: submission.agency.id,
    purpose: "answer",
    term: edition.clock.answer,
    startedAt: receivedAt,
  });
  const moved = await startInstance(tx, now, deps.workflow, {
    ...subject,
    definitionHash: process,
    variables: await toldAnswers(tx, deps, draft),
  });
  const dossier = arrived(draft, submission, {
    code: dossierCode(submission.agency.organId, on, number.value),
    title: titleOf(draft, edition),
    submittedAt: receivedAt,
    answerDueAt: clock.dueAt,
    answerClockId: clock.id,
    instanceId: moved.instanceId,
    ...stepAfter(moved, now),
  });
  await insertDossier(tx, { dossier, searchText: searchText(dossier) });
  await recordArrival(tx, now, dossier, {
    name: "dossier-submitted",
    detail: arrivalDetail(dossier, submission),
    counters: countedArrival(now, dossier.channel),
  });
  await chargeFee(tx, now, deps, dossier, fee.value);
  await markDraftSubmitted(tx, draft, dossier.id);
  await tellApplicant(tx, now, dossier, "received");
  return ok(dossier);
}

/** True when every field is valid and every required paper is there. The pages show what is missing; this only refuses. */
async function isComplete(tx: Tx, edition: Edition, draft: Draft): Promise<boolean> {
  if (validateAll(edition.form, edition.schema, draft.answers).length > 0) return false;
  const files = await filesOf(tx, "dossier", draft.id);
  const slots = new Set(files.map((file) => file.slot));
  return papersFor(edition, draft.answers).every(
    (paper) => !paper.isRequired || slots.has(paper.id),
  );
}

/** What the history says of an arrival over a counter: how, on which slip, who took it in, and the moment that counts. */
function arrivalDetail(
  { channel, paperReceipt, submittedAt }: Dossier,
  { byPost, takenBy, passedOn }: Submission,
): Readonly<Record<string, string>> {
  const isDated = paperReceipt !== null || byPost !== undefined;
  return {
    ...(channel === "online" ? {} : { channel }),
    ...(paperReceipt === null ? {} : { paperReceipt }),
    ...(isDated ? { receivedAt: submittedAt.toISOString() } : {}),
    ...(byPost === undefined ? {} : { postedOn: byPost.postedOn }),
    ...(takenBy === undefined ? {} : { takenBy: takenBy.name }),
    ...(passedOn === undefined
      ? {}
      : {
          fromAgency: passedOn.agency,
          fromCode: passedOn.code,
          note: `${passedOn.agency}, ${passedOn.code}`,
        }),
  };
}

async function alreadySubmitted(tx: Tx, draft: Draft): Promise<Result<Dossier, DossierRefusal>> {
  const dossier = await dossierById(tx, draft.tenantId, draft.submittedAs ?? "");
  return dossier === undefined ? refused("missing") : ok(dossier);
}

type Arrival = Pick<
  Dossier,
  | "code"
  | "title"
  | "submittedAt"
  | "answerDueAt"
  | "answerClockId"
  | "instanceId"
  | "taskId"
  | "step"
  | "stepRole"
  | "holderId"
  | "stepSince"
>;

/** The dossier keeps the draft's identity, so its files stay where they are and its address stays the same. */
function arrived(draft: Draft, submission: Submission, arrival: Arrival): Dossier {
  return {
    tenantId: draft.tenantId,
    id: draft.id,
    publicId: draft.publicId,
    appId: draft.appId,
    edition: draft.edition,
    accountId: draft.accountId,
    answers: draft.answers,
    lookupCode: lookupCode(),
    channel: submission.channel ?? "online",
    paperReceipt: submission.onPaper?.slip ?? null,
    takenBy: submission.takenBy?.id ?? null,
    applicantName: submission.applicantName,
    state: "submitted",
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
    ...arrival,
  };
}

function titleOf(draft: Draft, edition: Edition): string {
  const named = draft.answers[edition.form.titleField];
  return typeof named === "string" ? named : "";
}

function searchText(dossier: Dossier): string {
  return [dossier.code, dossier.applicantName, dossier.title].join(" ");
}

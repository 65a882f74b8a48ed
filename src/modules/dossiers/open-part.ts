import type { LinkedPart, PartTold } from "#app-kit";
import { dayPeriod, dossierCode, drawNumber, lookupCode } from "#engines/numbering";
import {
  type PlacedTask,
  placedTaskById,
  placedTasksOfInstance,
  startInstance,
} from "#engines/workflow";
import { dayIn } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { type ClockView, startClock } from "#modules/deadlines";
import { agencyById } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import { type Database, type Tx, withTenant } from "#platform/database";
import { copyBytes, filesOf, type FileStore, recordFile, type StoredFile } from "#platform/files";
import { countedArrival } from "./counters.ts";
import type { DossierDeps } from "./deps.ts";
import { type Dossier, isOver, mayMove } from "./dossier.ts";
import { endDossier } from "./end-dossier.ts";
import { stepAfter } from "./load-for-act.ts";
import { partAt } from "./linked-parts.ts";
import { responsibleFor, tellOfficials } from "./notices.ts";
import { insertPart, partByTask } from "./part-store.ts";
import { recordArrival, recordChange } from "./record-change.ts";
import { dossierById, insertDossier } from "./store.ts";
import { toldAnswers } from "./told-answers.ts";

/** What the event of a part that was handed over says. */
export interface HandedOver {
  readonly fromTenantId: string;
  readonly tenantId: string;
  readonly taskId: string;
  readonly dossierId: string;
}

/** What is handed over: the leading dossier, and the papers with the name each has in the part. */
interface Bundle {
  readonly lead: Dossier;
  readonly part: LinkedPart;
  readonly papers: readonly { readonly slot: string; readonly file: StoredFile }[];
}

/**
 * Opens the dossier of a part in the records of the agency that works it: its papers are copied under that agency's own key, its
 * sub-term counts from the hand-over. Done again it changes nothing; a part that was withdrawn in the meantime is not opened.
 */
export async function openPart(
  db: Database,
  now: Date,
  deps: { readonly dossiers: DossierDeps; readonly store: FileStore },
  handed: HandedOver,
): Promise<void> {
  const actor = { kind: "system", job: "open-part" } as const;
  const there = { tenantIds: [handed.tenantId], actor };
  const task = await withTenant(db, there, (tx) => placedTaskById(tx, handed.taskId));
  if (task === undefined || task.closedAs !== null || task.answeredAt !== null) return;
  const bundle = await bundleOf(db, deps.dossiers, handed, task);
  if (bundle === undefined) return;
  for (const { file } of bundle.papers) await copyBytes(deps.store, file, handed.tenantId);
  await withTenant(db, there, async (tx) => {
    if ((await partByTask(tx, handed.tenantId, task.id)) !== undefined) return;
    const dossier = await opened(tx, now, deps.dossiers, bundle, task);
    for (const { slot, file } of bundle.papers)
      await recordFile(tx, now, file, {
        subjectKind: "dossier",
        subjectId: dossier.id,
        slot,
        applicantId: dossier.accountId,
      });
    const { actors } = await responsibleFor(tx, now, dossier);
    await tellOfficials(tx, now, dossier, actors, {
      template: "handed-over",
      author: toldWith(task).leadAgency,
    });
  });
}

function toldWith({ input }: PlacedTask): PartTold {
  return input["part"] as PartTold; // written by `linkedTo` of the leading dossier
}

async function bundleOf(
  db: Database,
  deps: DossierDeps,
  { fromTenantId, dossierId }: HandedOver,
  task: PlacedTask,
): Promise<Bundle | undefined> {
  const actor = { kind: "system", job: "open-part" } as const;
  const inTenant = <T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    withTenant(db, { tenantIds: [tenantId], actor }, work);
  const found = await inTenant(fromTenantId, async (tx) => {
    const lead = await dossierById(tx, fromTenantId, dossierId);
    if (lead === undefined) return undefined;
    return {
      lead,
      own: await filesOf(tx, "dossier", lead.id),
      earlier: await placedTasksOfInstance(tx, lead.instanceId),
    };
  });
  const part = found === undefined ? undefined : partAt(deps, found.lead, task.elementId);
  if (found === undefined || part === undefined) return undefined;
  const papers: Bundle["papers"][number][] = [];
  for (const [slot, from] of Object.entries(part.papers)) {
    const [source, isOfPart] = from.split(".");
    const done = found.earlier.find((one) => one.elementId === source && one.answer !== null);
    const files =
      isOfPart === undefined
        ? found.own.filter((file) => file.slot === from)
        : done === undefined
          ? []
          : (
              await inTenant(done.tenantId, (tx) =>
                filesOf(tx, "dossier", String(done.answer?.["dossierId"])),
              )
            ).filter((file) => file.slot === "result");
    for (const file of files) papers.push({ slot, file });
  }
  return { lead: found.lead, part, papers };
}

/** Accepted as it arrives: nobody receives it at a desk, and one clock runs, the sub-term's. */
async function opened(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  { lead, part }: Bundle,
  task: PlacedTask,
): Promise<Dossier> {
  const app = deps.apps.get(part.appId);
  const on = dayIn(now);
  const edition = app?.app.editions.findLast((one) => one.inForceFrom <= on);
  const definitionHash =
    edition === undefined ? undefined : app?.processes.get(edition.inForceFrom);
  const custodian = await custodianOf(tx, task.tenantId, on);
  const agency = custodian === undefined ? undefined : await agencyById(tx, custodian, on);
  if (edition === undefined || definitionHash === undefined || agency === undefined)
    throw new Error(`the part ${part.step} of ${lead.code} has no procedure or no agency`);
  const id = uuidv7(now.getTime());
  const subject = { subjectKind: "dossier", subjectId: id };
  const clock = await startClock(tx, now, deps.calendars, {
    ...subject,
    applicantId: lead.accountId,
    agencyId: agency.id,
    purpose: "processing",
    term: edition.clock.processing,
    startedAt: task.since,
  });
  const answers = Object.fromEntries(part.tells.map((field) => [field, lead.answers[field]]));
  const kept = { appId: part.appId, edition: edition.inForceFrom, answers };
  const moved = await startInstance(tx, now, deps.workflow, {
    ...subject,
    definitionHash,
    variables: await toldAnswers(tx, deps, kept),
  });
  const code = await drawn(tx, now, { name: "dossier-codes", period: dayPeriod(on) });
  const arrived: Dossier = {
    ...lead,
    ...NOTHING_YET,
    ...kept,
    ...stepAfter(moved, now),
    tenantId: task.tenantId,
    id,
    publicId: publicId(),
    code: dossierCode(agency.organId, on, code),
    lookupCode: lookupCode(),
    submittedAt: task.since,
    answerDueAt: clock.dueAt,
    answerClockId: clock.id,
    instanceId: moved.instanceId,
  };
  const searchText = [arrived.code, lead.code, arrived.applicantName, arrived.title].join(" ");
  await insertDossier(tx, { dossier: arrived, searchText });
  await insertPart(tx, {
    tenantId: task.tenantId,
    dossierId: id,
    taskId: task.id,
    step: part.step,
    leadTenantId: lead.tenantId,
    leadId: lead.id,
    leadCode: lead.code,
    leadAgency: toldWith(task).leadAgency,
    leadDueAt: lead.dueAt,
    agencyName: agency.name,
    applicantId: lead.accountId,
    handedAt: task.since,
  });
  return accepted(tx, now, arrived, { clock, leadCode: lead.code });
}

/** What a part has not come to yet. */
const NOTHING_YET = {
  channel: "linked",
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
  paperReceipt: null,
  version: 1,
} as const;

/** The sub-term is the promise of the agency that works the part: its on-time is judged by it. */
async function accepted(
  tx: Tx,
  now: Date,
  arrived: Dossier,
  { clock, leadCode }: { readonly clock: ClockView; readonly leadCode: string },
): Promise<Dossier> {
  await recordArrival(tx, now, arrived, {
    name: "dossier-submitted",
    detail: { partOf: leadCode },
    counters: countedArrival(now, "linked"),
  });
  const period = dayIn(now).slice(0, 4);
  const receiptNumber = await drawn(tx, now, { name: "receipts", period });
  return recordChange(tx, now, {
    before: arrived,
    next: {
      ...arrived,
      state: "received",
      acceptedAt: arrived.submittedAt,
      receiptNumber,
      processingClockId: clock.id,
      dueAt: clock.dueAt,
      firstDueAt: clock.firstDueAt,
    },
    name: "dossier-accepted",
    detail: { receiptNumber, dueAt: clock.dueAt.toISOString(), partOf: leadCode },
  });
}

async function drawn(
  tx: Tx,
  now: Date,
  register: { readonly name: string; readonly period: string },
): Promise<number> {
  const number = await drawNumber(tx, now, { ...register, issuedOn: dayIn(now) });
  if (!number.ok) throw new Error(`number of ${register.name}: ${number.error}`);
  return number.value;
}

/**
 * The leading dossier is over and nobody waits for the part: it is stopped with that reason. One that is signed already goes on
 * to its own end.
 */
export async function closePart(
  db: Database,
  now: Date,
  deps: DossierDeps,
  gone: { readonly tenantId: string; readonly taskId: string },
): Promise<void> {
  const actor = { kind: "system", job: "close-part" } as const;
  await withTenant(db, { tenantIds: [gone.tenantId], actor }, async (tx) => {
    const part = await partByTask(tx, gone.tenantId, gone.taskId);
    const before =
      part === undefined ? undefined : await dossierById(tx, part.tenantId, part.dossierId);
    if (part === undefined || before === undefined) return;
    if (isOver(before.state) || !mayMove(before.state, "stopped")) return;
    const { actors } = await responsibleFor(tx, now, before);
    const reason = `Hồ sơ liên thông ${part.leadCode} đã kết thúc tại ${part.leadAgency}`;
    const saved = await endDossier(tx, now, deps, {
      before,
      state: "stopped",
      name: "dossier-stopped",
      detail: { reason },
      owesNothing: reason,
    });
    await tellOfficials(tx, now, saved, actors, { template: "taken-back" });
  });
}

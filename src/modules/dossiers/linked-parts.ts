import { linkedPartAt, type LinkedPart, type PartTold } from "#app-kit";
import { answerTask } from "#engines/workflow";
import { actorRef } from "#kernel/actor";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { type Agency, agencyById, agencyBySlug } from "#modules/organisation";
import { custodianOf, tenantOfAgency } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import { partOf } from "./part-store.ts";

/** The agency that works a part on a day: the one named, or the one above the agency that received. */
async function agencyFor(
  tx: Tx,
  on: CalendarDay,
  own: Agency,
  part: LinkedPart,
): Promise<Agency | undefined> {
  if (part.agency !== "parent") return agencyBySlug(tx, part.agency, on);
  return own.parentId === null ? undefined : agencyById(tx, own.parentId, on);
}

/** What a process needs to hand over parts: their record-holders today, and whose part of what it is. */
export async function linkedTo(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  dossier: Dossier,
): Promise<Readonly<Record<string, unknown>>> {
  const { linked } = editionOf(deps, dossier.appId, dossier.edition);
  if (linked === undefined) return {};
  const on = dayIn(now);
  const custodian = await custodianOf(tx, dossier.tenantId, on);
  const own = custodian === undefined ? undefined : await agencyById(tx, custodian, on);
  if (own === undefined) throw new Error(`nobody answers for the records of ${dossier.code}`);
  const told: Record<string, { tenantId: string | undefined; part: PartTold }> = {};
  for (const one of linked.parts) {
    const agency = await agencyFor(tx, on, own, one);
    const tenant = agency === undefined ? undefined : await tenantOfAgency(tx, agency.id, on);
    told[one.step] = {
      tenantId: tenant?.id,
      part: {
        appId: one.appId,
        step: one.step,
        agency: agency?.name ?? "",
        leadAgency: own.name,
      },
    };
  }
  return { linked: told };
}

/** How a part ended, as the leading process reads it: `outcome` leads it on. */
export interface PartAnswer {
  readonly outcome: "released" | "refused" | "stopped";
  readonly reason?: string;
}

/**
 * A part is over: its agency answers the task that the leading process placed here, in the same transaction and once. Where that
 * process no longer waits, nothing is told.
 */
export async function answerLead(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  answer: PartAnswer,
): Promise<void> {
  if (dossier.channel !== "linked") return;
  const part = await partOf(tx, dossier);
  if (part === undefined) throw new Error(`${dossier.code} is a part of nothing`);
  const { actor } = tx;
  const answered = await answerTask(tx, now, {
    taskId: part.taskId,
    by: actorRef(actor),
    officialId: actor.kind === "official" ? actor.officialId : part.taskId, // nobody holds such a task
    variables: {
      ...answer,
      dossierId: dossier.id,
      code: dossier.code,
      resultNumber: dossier.resultNumber ?? "",
    },
  });
  if (!answered.ok) return;
  await emit(tx, now, {
    name: "part-answered",
    subjectKind: "part",
    subjectId: part.taskId,
    sequence: 2,
    body: { code: part.leadCode, outcome: answer.outcome },
  });
}

/** A leading dossier is over before its parts are: whoever works one is told after the commit. */
export async function withdrawParts(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  dossier: Dossier,
  withdrawn: readonly { readonly tenantId: string; readonly id: string }[],
): Promise<void> {
  if (editionOf(deps, dossier.appId, dossier.edition).linked === undefined) return;
  for (const { tenantId, id } of withdrawn)
    await emit(tx, now, {
      name: "part-withdrawn",
      subjectKind: "part",
      subjectId: id,
      sequence: 3,
      body: { tenantId, code: dossier.code },
    });
}

/** The part that a step hands over, where it does. */
export function partAt(deps: DossierDeps, dossier: Dossier, step: string): LinkedPart | undefined {
  return linkedPartAt(editionOf(deps, dossier.appId, dossier.edition), step);
}

import { consultationAt, type ConsultedAbout } from "#app-kit";
import type { Moved, MovedSubject } from "#engines/workflow";
import { dayIn } from "#kernel/calendar-day";
import { agenciesOn, agencyById } from "#modules/organisation";
import { custodianOf, tenantOfAgency } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import { type DossierDeps, editionOf } from "./deps.ts";
import { type Dossier, isOver } from "./dossier.ts";
import { stepAfter } from "./load-for-act.ts";
import { tellApplicant } from "./notices.ts";
import { paths } from "./paths.ts";
import { recordChange } from "./record-change.ts";
import { dossierById } from "./store.ts";

/**
 * What a process needs to ask other agencies: their record-holders today, and what they are told of the dossier. Nothing for
 * procedures that ask nobody.
 */
export async function consulted(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  dossier: Dossier,
): Promise<Readonly<Record<string, unknown>>> {
  const edition = editionOf(deps, dossier.appId, dossier.edition);
  const [consultation] = edition.consults ?? [];
  if (consultation === undefined) return {};
  const on = dayIn(now);
  const agencies = await agenciesOn(tx, on, { slugs: consultation.agencies });
  const asked = await Promise.all(
    agencies.map(async ({ id, name }) => ({
      name,
      tenantId: (await tenantOfAgency(tx, id, on))?.id,
    })),
  );
  const custodian = await custodianOf(tx, dossier.tenantId, on);
  const own = custodian === undefined ? undefined : await agencyById(tx, custodian, on);
  const about: ConsultedAbout = {
    appId: dossier.appId,
    edition: dossier.edition,
    step: consultation.step,
    code: dossier.code,
    title: dossier.title,
    askedBy: own?.name ?? "",
    person: { id: dossier.accountId, href: paths.myDossier(dossier.publicId) },
    answers: Object.fromEntries(
      consultation.tells.flatMap((id) =>
        dossier.answers[id] === undefined ? [] : [[id, dossier.answers[id]]],
      ),
    ),
  };
  return { consult: { agencies: asked.filter((one) => one.tenantId !== undefined), about } };
}

/**
 * What was put into other agencies' records is told there after the commit: a question with its papers, or a part that they work
 * in a dossier of their own. The applicant hears once that others have work with it, however many they are.
 */
export async function tellPlaced(tx: Tx, now: Date, dossier: Dossier, moved: Moved): Promise<void> {
  for (const task of moved.placed)
    await emit(tx, now, {
      ...("part" in task.input
        ? { name: "part-handed-over", subjectKind: "part" }
        : { name: "consultation-asked", subjectKind: "consultation" }),
      subjectId: task.id,
      sequence: 1,
      body: { tenantId: task.tenantId, dossierId: dossier.id, step: task.elementId },
    });
  if (moved.placed.length > 0) await tellApplicant(tx, now, dossier, "asked-elsewhere");
}

/**
 * A process moved by itself: an agency has answered, or a time has run out. The dossier follows in the same transaction, and the
 * history says what came in.
 */
export async function followProcess(
  tx: Tx,
  now: Date,
  { subjectKind, subjectId, moved }: MovedSubject,
): Promise<void> {
  if (subjectKind !== "dossier") return;
  const [tenantId = ""] = tx.tenantIds;
  const before = await dossierById(tx, tenantId, subjectId);
  if (before === undefined || isOver(before.state)) return;
  await tellPlaced(tx, now, before, moved);
  const hasMoved = moved.opened.length + moved.placed.length > 0;
  await recordChange(tx, now, {
    before,
    next: hasMoved ? { ...before, ...stepAfter(moved, now) } : before,
    name: hasMoved ? "process-moved" : "opinion-received",
  });
}

/** The question that a step asks other agencies, where it does. */
export function questionAt(deps: DossierDeps, dossier: Dossier, step: string) {
  return consultationAt(editionOf(deps, dossier.appId, dossier.edition), step);
}

import { placedTaskById, type PlacedTask } from "#engines/workflow";
import { dayIn, formatDay } from "#kernel/calendar-day";
import type { DossierDeps } from "#modules/dossiers";
import { notify } from "#modules/notifications";
import { holdersOf, type Role } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import { type Database, type Tx, withTenant } from "#platform/database";
import { copyBytes, filesOf, type FileStore, recordFile } from "#platform/files";
import { receiveOnce } from "#platform/outbox";
import { paths } from "./paths.ts";
import { questionOf } from "./question.ts";

/** What the event of an asked consultation says. */
export interface Asked {
  /** The tenant that asks. */
  readonly fromTenantId: string;
  /** The tenant that was asked. */
  readonly tenantId: string;
  readonly taskId: string;
  readonly dossierId: string;
}

/**
 * Tells an asked agency, and copies the papers that go with the question into its records, sealed anew under its own key. Done again
 * it changes nothing: papers that are there are not copied twice, and the notice is written once with the first.
 */
export async function passPapers(
  db: Database,
  now: Date,
  deps: { readonly dossiers: DossierDeps; readonly store: FileStore },
  asked: Asked,
): Promise<void> {
  const actor = { kind: "system", job: "pass-papers" } as const;
  const there = { tenantIds: [asked.tenantId], actor };
  const known = await withTenant(db, there, async (tx) => ({
    task: await placedTaskById(tx, asked.taskId),
    files: await filesOf(tx, "consultation", asked.taskId),
  }));
  const question = known.task === undefined ? undefined : questionOf(deps.dossiers, known.task);
  if (known.task === undefined || question === undefined) return;
  const { papers } = question.consultation;
  const files = await withTenant(db, { tenantIds: [asked.fromTenantId], actor }, (tx) =>
    filesOf(tx, "dossier", asked.dossierId),
  );
  const has = new Set(known.files.map((file) => `${file.slot} ${file.sha256}`));
  for (const file of files)
    if (papers.includes(file.slot) && !has.has(`${file.slot} ${file.sha256}`)) {
      await copyBytes(deps.store, file, asked.tenantId);
      await withTenant(db, there, (tx) =>
        recordFile(tx, now, file, {
          subjectKind: "consultation",
          subjectId: asked.taskId,
          slot: file.slot,
          applicantId: null,
        }),
      );
    }
  const { task } = known;
  await withTenant(db, there, (tx) => tellAsked(tx, now, task, question.about.code));
}

async function tellAsked(tx: Tx, now: Date, task: PlacedTask, code: string): Promise<void> {
  if (!(await receiveOnce(tx, now, "tell-asked", task.id))) return;
  const agencyId = await custodianOf(tx, task.tenantId, dayIn(now));
  if (agencyId === undefined) return;
  const dueOn = task.dueAt === null ? "" : formatDay(dayIn(task.dueAt));
  for (const { officialId, positionId } of await holdersOf(tx, agencyId, task.role as Role, now))
    // the role stands in the process, which checkApp ties to roles
    await notify(tx, now, {
      officialId,
      positionId,
      template: "opinion-asked",
      language: "vi",
      params: { code, title: task.name, dueOn, author: "" },
      subjectKind: "consultation",
      subjectId: task.id,
      href: paths.question(task.id),
    });
}

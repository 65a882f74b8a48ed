import { addDays, dayIn, formatDay, instantAt } from "#kernel/calendar-day";
import { accountsTold, dossierPaths } from "#modules/dossiers";
import { notify } from "#modules/notifications";
import { type Database, type Tx, withDoor, withTenant } from "#platform/database";
import { lockedFolder } from "./folder-store.ts";
import { officeOf } from "./office.ts";
import { recordFolder } from "./record-folder.ts";
import { type PaperRule, ruleOn } from "./rule.ts";
import { stagesReached } from "./unclaimed.ts";
import { resultsToRemind } from "./unclaimed-store.ts";

const BATCH = 200;

/**
 * Tells each applicant that their result lies at the desk, once a stage, whichever worker and however often it runs; gives
 * how many were found. Two stages that passed since the last run are one notice.
 */
export async function remindOfResults(db: Database, now: Date): Promise<number> {
  const { rule, due } = await withDoor(db, "paper", async (tx) => {
    const holds = await ruleOn(tx, dayIn(now));
    return {
      rule: holds,
      due: await resultsToRemind(tx, reachedAt(holds, now), BATCH),
    };
  });
  for (const { tenantId, id } of due) {
    const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "paper" } } as const;
    await withTenant(db, scope, (tx) => remind(tx, now, rule, { tenantId, id }));
  }
  return due.length;
}

/** For each stage the end of the day on which a result must have been ready. */
function reachedAt({ remindAfterDays }: PaperRule, now: Date): readonly Date[] {
  return remindAfterDays.map((days) => instantAt(addDays(dayIn(now), 1 - days), 0));
}

async function remind(
  tx: Tx,
  now: Date,
  rule: PaperRule,
  of: { readonly tenantId: string; readonly id: string },
): Promise<void> {
  const folder = await lockedFolder(tx, of.tenantId, of.id);
  if (folder?.resultState !== "waiting" || folder.resultReadyAt === null) return;
  const reached = stagesReached(folder, rule, now);
  if (reached <= folder.reminders) return;
  const office = await officeOf(tx, folder.tenantId, dayIn(now));
  await recordFolder(tx, now, { ...folder, reminders: reached }, { name: "collection-reminded" });
  for (const accountId of await accountsTold(tx, folder))
    await notify(tx, now, {
      accountId,
      template: "result-waiting",
      language: "vi",
      params: {
        code: folder.code,
        office: office.name,
        readyOn: formatDay(dayIn(folder.resultReadyAt)),
      },
      subjectKind: "dossier",
      subjectId: folder.id,
      href: dossierPaths.myDossier(folder.publicId),
    });
}

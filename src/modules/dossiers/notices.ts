import { notify, type TemplateName } from "#modules/notifications";
import { dayIn, formatDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";
import { paths } from "./paths.ts";

/** Tells the applicant in the transaction of the act: the notice exists exactly if the act does. */
export async function tellApplicant(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  template: TemplateName,
): Promise<void> {
  await notify(tx, now, {
    accountId: dossier.accountId,
    template,
    language: "vi",
    params: {
      code: dossier.code,
      title: dossier.title,
      dueOn: dossier.dueAt === null ? "" : formatDay(dayIn(dossier.dueAt)),
    },
    subjectKind: "dossier",
    subjectId: dossier.id,
    href: paths.myDossier(dossier.publicId),
  });
}

import { notify, type TemplateName } from "#modules/notifications";
import type { Tx } from "#platform/database";
import type { Charge } from "./charge.ts";
import { paths } from "./paths.ts";

/** Tells whoever pays, and whoever files for them, in the transaction of the act. A payer without an account is told at the desk. */
export async function tellPayer(
  tx: Tx,
  now: Date,
  charge: Charge,
  template: TemplateName,
  params: Readonly<Record<string, string>>,
): Promise<void> {
  const places = [
    [charge.applicantId, paths.charge(charge.publicId)],
    // A proxy sees what is owed with the dossier; the page of the fee, with its receipts, is the payer's own.
    [charge.proxyId, charge.href],
  ] as const;
  for (const [accountId, href] of places)
    if (accountId !== null)
      await notify(tx, now, {
        accountId,
        template,
        language: "vi",
        params: { code: charge.label, ...params },
        subjectKind: "charge",
        subjectId: charge.id,
        href,
      });
}

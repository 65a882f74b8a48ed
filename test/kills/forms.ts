import type { Tx } from "#platform/database";

export const DEEDS = [
  "submit",
  "pay",
  "accept",
  "examine",
  "review",
  "number",
  "order",
  "complete",
  "release",
] as const;
export type Deed = (typeof DEEDS)[number];

/** What lies before the clerk: the deed, the dossier, and the version on the screen. Sent again, it is the same form. */
export interface Form {
  readonly deed: Deed;
  readonly publicId: string;
  readonly id: string;
  readonly accountId: string;
  readonly version: number;
  readonly pendingId: string;
  /** What the payer's bank was told to write, and the amount; of a fee that the gateway tells of. */
  readonly reference: string;
  readonly amountVnd: number;
}

/** Where a dossier must stand for the deed; a result that has its number is signed, one without is numbered first. */
const WAITING: Readonly<Record<Exclude<Deed, "submit" | "pay">, string>> = {
  accept: `d.step = 'receive'`,
  examine: `d.step = 'examine'`,
  review: `d.step = 'review'`,
  number: `d.step = 'sign' AND d.result_number IS NULL`,
  order: `d.step = 'sign' AND d.result_number IS NOT NULL`,
  complete: `d.step = 'await-signature'`,
  release: `d.step = 'release'`,
};

/** A form for each draft or dossier that waits for the deed, oldest first. */
export function formsFor(tx: Tx, deed: Deed): Promise<Form[]> {
  if (deed === "submit")
    return tx.rows<Form>(
      `SELECT 'submit' AS deed, public_id AS "publicId", id, account_id AS "accountId", version, '' AS "pendingId",
              '' AS reference, 0 AS "amountVnd"
       FROM dossiers.draft
       WHERE submitted_as IS NULL
       ORDER BY id`,
    );
  if (deed === "pay")
    return tx.rows<Form>(
      `SELECT 'pay' AS deed, public_id AS "publicId", id, applicant_id AS "accountId", version, '' AS "pendingId",
              reference, amount_vnd::integer AS "amountVnd"
       FROM payments.charge
       WHERE state = 'due'
       ORDER BY id`,
    );
  return tx.rows<Form>(
    `SELECT $1 AS deed, d.public_id AS "publicId", d.id, d.account_id AS "accountId", d.version, coalesce(p.id::text, '') AS "pendingId",
            '' AS reference, 0 AS "amountVnd"
     FROM dossiers.dossier d
     LEFT JOIN signing.pending_signature p ON p.tenant_id = d.tenant_id AND p.subject_id = d.id AND p.state = 'pending'
     WHERE ${WAITING[deed]}
     ORDER BY d.id`,
    [deed],
  );
}

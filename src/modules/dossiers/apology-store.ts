import type { CalendarDay } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";

/** Form 04: why a dossier will be late, and the day it is promised for now (R15, R17). */
export interface Apology {
  readonly reason: string;
  readonly newDueOn: CalendarDay;
  readonly draftedAt: Date;
  readonly sentAt: Date | null;
  readonly signerName: string;
  readonly signerTitle: string;
}

export function apologyOf(
  tx: Tx,
  { tenantId, id }: Pick<Dossier, "tenantId" | "id">,
): Promise<Apology | undefined> {
  return tx.row<Apology>(
    `SELECT reason, to_char(new_due_on, 'YYYY-MM-DD') AS "newDueOn", drafted_at AS "draftedAt", sent_at AS "sentAt",
            signer_name AS "signerName", signer_title AS "signerTitle"
     FROM dossiers.apology
     WHERE tenant_id = $1 AND dossier_id = $2`,
    [tenantId, id],
  );
}

/** Keeps a draft; undefined where one is there already, sent or not. */
export async function insertDraftedApology(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  draft: Pick<Apology, "reason" | "newDueOn">,
): Promise<string | undefined> {
  const rows = await tx.rows<{ id: string }>(
    `INSERT INTO dossiers.apology (tenant_id, id, dossier_id, reason, new_due_on, drafted_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, dossier_id) DO NOTHING
     RETURNING id`,
    [dossier.tenantId, uuidv7(now.getTime()), dossier.id, draft.reason, draft.newDueOn, now],
  );
  return rows[0]?.id;
}

/** The draft as it was signed, or an apology that had no draft; false where one was sent before. */
export async function markApologySent(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  sent: Pick<Apology, "reason" | "newDueOn" | "signerName" | "signerTitle">,
): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO dossiers.apology AS known (tenant_id, id, dossier_id, reason, new_due_on, drafted_at, sent_at, signer_name, signer_title)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8)
     ON CONFLICT (tenant_id, dossier_id) DO UPDATE
       SET reason = $4, new_due_on = $5, sent_at = $6, signer_name = $7, signer_title = $8
       WHERE known.sent_at IS NULL
     RETURNING id`,
    [
      dossier.tenantId,
      uuidv7(now.getTime()),
      dossier.id,
      sent.reason,
      sent.newDueOn,
      now,
      sent.signerName,
      sent.signerTitle,
    ],
  );
  return rows.length === 1;
}

import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";

export interface Defect {
  /** The field or paper the defect is tied to, as the form names it. */
  readonly field: string;
  readonly words: string;
}

export interface Supplement {
  readonly id: string;
  readonly defects: readonly Defect[];
  readonly askedAt: Date;
  readonly askedBy: string;
  readonly answeredAt: Date | null;
  /** Until when it is waited for; null where the edition sets no term. */
  readonly answerBy: Date | null;
  readonly expiredAt: Date | null;
  /** The head's decision that a later one rests on; empty for the first. */
  readonly decisionNumber: string;
  readonly decisionReason: string;
}

/** Keeps a request; one after the first rests on the head's latest decision, without which the database refuses it (R17). */
export async function insertSupplement(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  request: Pick<Supplement, "defects" | "askedBy" | "answerBy">,
): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.supplement (tenant_id, id, dossier_id, defects, asked_at, asked_by, answer_by, remind_at, round, decision_number, decision_reason)
     SELECT $1, $2, $3, $4, $5, $6, $7, $5::timestamptz + ($7::timestamptz - $5::timestamptz) / 2, before.round, coalesce(decided.detail ->> 'decision', ''), coalesce(decided.detail ->> 'reason', '')
     FROM (SELECT coalesce(max(round), 0) + 1 AS round, max(asked_at) AS asked_at
           FROM dossiers.supplement WHERE tenant_id = $1 AND dossier_id = $3) AS before
     LEFT JOIN LATERAL (
       SELECT detail FROM dossiers.dossier_event
       WHERE tenant_id = $1 AND dossier_id = $3 AND name = 'supplement-allowed' AND at >= before.asked_at
       ORDER BY sequence DESC LIMIT 1
     ) AS decided ON true`,
    [
      dossier.tenantId,
      uuidv7(now.getTime()),
      dossier.id,
      JSON.stringify(request.defects),
      now,
      request.askedBy,
      request.answerBy,
    ],
  );
}

/** The latest request of a dossier. */
export function supplementOf(
  tx: Tx,
  tenantId: string,
  dossierId: string,
): Promise<Supplement | undefined> {
  return tx.row<Supplement>(
    `SELECT id, defects, asked_at AS "askedAt", asked_by AS "askedBy", answered_at AS "answeredAt", answer_by AS "answerBy",
            expired_at AS "expiredAt", decision_number AS "decisionNumber", decision_reason AS "decisionReason"
     FROM dossiers.supplement
     WHERE tenant_id = $1 AND dossier_id = $2
     ORDER BY round DESC
     LIMIT 1`,
    [tenantId, dossierId],
  );
}

/** Every request of a dossier, the first one first. */
export function supplementsOf(tx: Tx, tenantId: string, dossierId: string): Promise<Supplement[]> {
  return tx.rows<Supplement>(
    `SELECT id, defects, asked_at AS "askedAt", asked_by AS "askedBy", answered_at AS "answeredAt", answer_by AS "answerBy",
            expired_at AS "expiredAt", decision_number AS "decisionNumber", decision_reason AS "decisionReason"
     FROM dossiers.supplement
     WHERE tenant_id = $1 AND dossier_id = $2
     ORDER BY round`,
    [tenantId, dossierId],
  );
}

export async function markSupplementAnswered(tx: Tx, now: Date, dossier: Dossier): Promise<void> {
  await tx.write(
    `UPDATE dossiers.supplement SET answered_at = $3
     WHERE tenant_id = $1 AND dossier_id = $2 AND answered_at IS NULL`,
    [dossier.tenantId, dossier.id, now],
  );
}

/** Requests that nobody answered in time, of every tenant. Door `deadlines`. */
export function supplementsToExpire(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<{ readonly tenantId: string; readonly id: string; readonly dossierId: string }[]> {
  return tx.rows(
    `SELECT tenant_id AS "tenantId", id, dossier_id AS "dossierId"
     FROM dossiers.supplement
     WHERE answered_at IS NULL AND expired_at IS NULL AND answer_by <= $1
     ORDER BY answer_by
     LIMIT $2`,
    [now, limit],
  );
}

/** Requests half of whose term went by without an answer, of every tenant. Door `deadlines`. */
export function supplementsToRemind(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<{ readonly tenantId: string; readonly id: string; readonly dossierId: string }[]> {
  return tx.rows(
    `SELECT tenant_id AS "tenantId", id, dossier_id AS "dossierId"
     FROM dossiers.supplement
     WHERE answered_at IS NULL AND expired_at IS NULL AND reminded_at IS NULL AND remind_at <= $1
     ORDER BY remind_at
     LIMIT $2`,
    [now, limit],
  );
}

/** Until when it is waited for; undefined when it was answered or reminded of meanwhile. */
export async function markSupplementReminded(
  tx: Tx,
  now: Date,
  tenantId: string,
  id: string,
): Promise<Date | undefined> {
  const row = await tx.row<{ answerBy: Date }>(
    `UPDATE dossiers.supplement SET reminded_at = $3
     WHERE tenant_id = $1 AND id = $2 AND answered_at IS NULL AND expired_at IS NULL AND reminded_at IS NULL
     RETURNING answer_by AS "answerBy"`,
    [tenantId, id, now],
  );
  return row?.answerBy;
}

/** False when it was answered or noted meanwhile. */
export async function markSupplementExpired(
  tx: Tx,
  now: Date,
  tenantId: string,
  id: string,
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE dossiers.supplement SET expired_at = $3
     WHERE tenant_id = $1 AND id = $2 AND answered_at IS NULL AND expired_at IS NULL
     RETURNING id`,
    [tenantId, id, now],
  );
  return rows.length === 1;
}

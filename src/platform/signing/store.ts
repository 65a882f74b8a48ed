import type { Tx } from "#platform/database";
import type { PendingSignature } from "./two-phase.ts";

export async function insertPending(
  tx: Tx,
  now: Date,
  pending: Omit<PendingSignature, "state"> & { readonly sha256: Buffer },
): Promise<void> {
  await tx.write(
    `INSERT INTO signing.pending_signature (tenant_id, id, subject_kind, subject_id, subject_version, prepared, prepared_sha256,
       signer_id, position_id, mandate_kind, mandate_id, state, prepared_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'pending', $12)`,
    [
      pending.tenantId,
      pending.id,
      pending.subjectKind,
      pending.subjectId,
      pending.subjectVersion,
      Buffer.from(pending.prepared),
      pending.sha256,
      pending.signerId,
      pending.positionId,
      pending.mandate.kind,
      pending.mandate.id,
      now,
    ],
  );
}

/** Ends what waits for an earlier version of the subject; what waits for this one or a later one is left. */
export async function supersedePending(
  tx: Tx,
  now: Date,
  by: Pick<PendingSignature, "tenantId" | "subjectId" | "subjectVersion">,
): Promise<void> {
  await tx.write(
    `UPDATE signing.pending_signature SET state = 'refused', refusal = 'stale', completed_at = $4
     WHERE tenant_id = $1 AND subject_id = $2 AND state = 'pending' AND subject_version < $3`,
    [by.tenantId, by.subjectId, by.subjectVersion, now],
  );
}

export function waitingRows(tx: Tx, limit: number): Promise<{ tenantId: string; id: string }[]> {
  return tx.rows(
    `SELECT tenant_id AS "tenantId", id FROM signing.pending_signature
     WHERE state = 'pending'
     ORDER BY prepared_at
     LIMIT $1`,
    [limit],
  );
}

export async function pendingRow(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<PendingSignature | undefined> {
  return tx.row<PendingSignature>(
    `SELECT tenant_id AS "tenantId", id, subject_kind AS "subjectKind", subject_id AS "subjectId",
            subject_version AS "subjectVersion", prepared, signer_id AS "signerId", position_id AS "positionId",
            json_build_object('kind', mandate_kind, 'id', mandate_id) AS mandate, state
     FROM signing.pending_signature
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id],
  );
}

export async function settlePending(
  tx: Tx,
  now: Date,
  pending: PendingSignature,
  refusal: string | null,
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE signing.pending_signature SET completed_at = $3, refusal = $4,
       state = CASE WHEN $4::text IS NULL THEN 'completed' ELSE 'refused' END
     WHERE tenant_id = $1 AND id = $2 AND state = 'pending'
     RETURNING id`,
    [pending.tenantId, pending.id, now, refusal],
  );
  return rows.length === 1;
}

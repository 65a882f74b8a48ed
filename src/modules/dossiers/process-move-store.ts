import { theTenant, type Tx } from "#platform/database";
import type { MoveAsked, NoPlace } from "./process-move.ts";

/** An ordered move and how far it is. */
export interface ProcessMove extends MoveAsked {
  readonly tenantId: string;
  readonly id: string;
  readonly decision: string;
  readonly reason: string;
  /** The actor as the log names it. */
  readonly orderedBy: string;
  readonly orderedName: string;
  readonly orderedAt: Date;
  readonly place: string | null;
  readonly moved: number;
  readonly refused: number;
  readonly finishedAt: Date | null;
}

export interface MoveRefusal {
  readonly instanceId: string;
  readonly dossierCode: string;
  readonly steps: readonly NoPlace[];
}

const MOVE = `tenant_id AS "tenantId", id, app_id AS "appId", from_hash AS "fromHash", to_hash AS "toHash", mapping, decision, reason,
  ordered_by AS "orderedBy", ordered_name AS "orderedName", ordered_at AS "orderedAt", place, moved, refused, finished_at AS "finishedAt"`;

export async function insertMove(
  tx: Tx,
  move: Omit<ProcessMove, "place" | "moved" | "refused" | "finishedAt">,
): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.process_move (tenant_id, id, app_id, from_hash, to_hash, mapping, decision, reason, ordered_by,
       ordered_name, ordered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      move.tenantId,
      move.id,
      move.appId,
      move.fromHash,
      move.toHash,
      JSON.stringify(move.mapping),
      move.decision,
      move.reason,
      move.orderedBy,
      move.orderedName,
      move.orderedAt,
    ],
  );
}

export function moveById(tx: Tx, id: string): Promise<ProcessMove | undefined> {
  return tx.row<ProcessMove>(
    `SELECT ${MOVE} FROM dossiers.process_move WHERE tenant_id = ANY ($1::uuid[]) AND id = $2`,
    [tx.tenantIds, id],
  );
}

/** Held for this transaction: two workers with the same order judge one dossier after the other. */
export function lockedMove(tx: Tx, id: string): Promise<ProcessMove | undefined> {
  return tx.row<ProcessMove>(
    `SELECT ${MOVE} FROM dossiers.process_move WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
    [theTenant(tx), id],
  );
}

export function latestMoves(tx: Tx, appId: string, limit: number): Promise<ProcessMove[]> {
  return tx.rows<ProcessMove>(
    `SELECT ${MOVE}
     FROM dossiers.process_move
     WHERE tenant_id = ANY ($1::uuid[]) AND app_id = $2
     ORDER BY id DESC
     LIMIT $3`,
    [tx.tenantIds, appId, limit],
  );
}

export async function saveProgress(
  tx: Tx,
  move: Pick<ProcessMove, "tenantId" | "id" | "place" | "moved" | "refused" | "finishedAt">,
): Promise<void> {
  await tx.write(
    `UPDATE dossiers.process_move SET place = $3, moved = $4, refused = $5, finished_at = $6
     WHERE tenant_id = $1 AND id = $2`,
    [move.tenantId, move.id, move.place, move.moved, move.refused, move.finishedAt],
  );
}

export async function insertRefusal(
  tx: Tx,
  now: Date,
  moveId: string,
  refusal: MoveRefusal,
): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.process_move_refusal (tenant_id, move_id, instance_id, dossier_code, steps, refused_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      theTenant(tx),
      moveId,
      refusal.instanceId,
      refusal.dossierCode,
      JSON.stringify(refusal.steps),
      now,
    ],
  );
}

export function refusalsOf(
  tx: Tx,
  moveId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<MoveRefusal[]> {
  return tx.rows<MoveRefusal>(
    `SELECT instance_id AS "instanceId", dossier_code AS "dossierCode", steps
     FROM dossiers.process_move_refusal
     WHERE tenant_id = ANY ($1::uuid[]) AND move_id = $2 AND ($3::uuid IS NULL OR instance_id > $3::uuid)
     ORDER BY instance_id
     LIMIT $4`,
    [tx.tenantIds, moveId, page.after ?? null, page.limit],
  );
}

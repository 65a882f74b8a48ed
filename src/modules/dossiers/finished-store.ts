import type { Tx } from "#platform/database";

/** What figures need to know of a dossier that has its result. */
export interface FinishedDossier {
  readonly tenantId: string;
  readonly id: string;
  readonly appId: string;
  readonly instanceId: string;
  readonly submittedAt: Date;
  readonly releasedAt: Date;
  readonly outcome: "early" | "on-time" | "late";
}

const FINISHED = `d.tenant_id AS "tenantId", d.id, d.app_id AS "appId", d.instance_id AS "instanceId",
  d.submitted_at AS "submittedAt", d.released_at AS "releasedAt", d.outcome`;

/** Those of the given dossiers that are finished. */
export function finishedByIds(
  tx: Tx,
  keys: readonly { readonly tenantId: string; readonly dossierId: string }[],
): Promise<FinishedDossier[]> {
  return tx.rows<FinishedDossier>(
    `SELECT ${FINISHED}
     FROM unnest($1::uuid[], $2::uuid[]) AS k (tenant_id, id)
     JOIN dossiers.dossier d ON d.tenant_id = k.tenant_id AND d.id = k.id
     WHERE d.outcome IS NOT NULL`,
    [keys.map((key) => key.tenantId), keys.map((key) => key.dossierId)],
  );
}

/** Finished dossiers of a tenant in the order of their ids, a page after the last one seen. */
export function finishedAfter(
  tx: Tx,
  tenantId: string,
  after: string,
  limit: number,
): Promise<FinishedDossier[]> {
  return tx.rows<FinishedDossier>(
    `SELECT ${FINISHED}
     FROM dossiers.dossier d
     WHERE d.tenant_id = $1 AND d.id > $2 AND d.outcome IS NOT NULL
     ORDER BY d.id
     LIMIT $3`,
    [tenantId, after, limit],
  );
}

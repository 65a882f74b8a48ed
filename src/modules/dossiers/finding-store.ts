import { actorRef } from "#kernel/actor";
import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";
import type { Finding } from "./finding.ts";

export async function insertFinding(
  tx: Tx,
  now: Date,
  dossier: Pick<Dossier, "tenantId" | "id">,
  finding: Omit<Finding, "at">,
): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.finding (tenant_id, id, dossier_id, step, outcome, answers, note, by_ref, by_name, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      dossier.tenantId,
      uuidv7(now.getTime()),
      dossier.id,
      finding.step,
      finding.outcome,
      JSON.stringify(finding.answers),
      finding.note,
      actorRef(tx.actor),
      finding.byName,
      now,
    ],
  );
}

/** Oldest first. */
export function findingsOf(tx: Tx, tenantId: string, dossierId: string): Promise<Finding[]> {
  return tx.rows<Finding>(
    `SELECT step, outcome, answers, note, by_name AS "byName", at
     FROM dossiers.finding
     WHERE tenant_id = $1 AND dossier_id = $2
     ORDER BY at, id
     LIMIT 100`,
    [tenantId, dossierId],
  );
}

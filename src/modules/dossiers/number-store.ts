import { theTenant, type Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";
import { dossierById } from "./store.ts";

/** The dossier that has a result number of a year: numbers begin again every year. */
export async function dossierNumbered(
  tx: Tx,
  resultNumber: string,
  year: string,
): Promise<Dossier | undefined> {
  const tenantId = theTenant(tx);
  const row = await tx.row<{ id: string }>(
    `SELECT d.id
     FROM dossiers.dossier d
     JOIN dossiers.dossier_event e ON e.tenant_id = d.tenant_id AND e.dossier_id = d.id AND e.name = 'result-numbered'
     WHERE d.tenant_id = $1 AND d.result_number = $2 AND e.detail ->> 'resultNumber' = $2
       AND to_char(e.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY') = $3
     LIMIT 1`,
    [tenantId, resultNumber, year],
  );
  return row === undefined ? undefined : dossierById(tx, tenantId, row.id);
}

export async function isReceiptUsed(tx: Tx, number: number, year: string): Promise<boolean> {
  const row = await tx.row(
    `SELECT id FROM dossiers.dossier
     WHERE tenant_id = $1 AND receipt_number = $2
       AND to_char(accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY') = $3
     LIMIT 1`,
    [theTenant(tx), number, year],
  );
  return row !== undefined;
}

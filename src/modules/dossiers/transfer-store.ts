import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";
import { type HistoryEntry, historyOf } from "./store.ts";
import type { Transfer, Transfers } from "./transfer.ts";

const COLUMNS = `tenant_id AS "tenantId", id, dossier_id AS "dossierId", code, account_id AS "accountId",
  from_agency_id AS "fromAgencyId", from_agency AS "fromAgency", to_tenant_id AS "toTenantId", to_agency_id AS "toAgencyId",
  to_agency AS "toAgency", reason, state, proposed_name AS "proposedName", proposed_at AS "proposedAt", decided_at AS "decidedAt",
  new_dossier_id AS "newDossierId", new_public_id AS "newPublicId", new_code AS "newCode", arrived_at AS "arrivedAt"`;

/** What took a dossier away and what brought it, as far as row security shows them to the reader. */
export async function transfersOf(
  tx: Tx,
  dossier: Pick<Dossier, "tenantId" | "id">,
): Promise<Transfers> {
  const rows = await tx.rows<Transfer>(
    `SELECT ${COLUMNS}
     FROM dossiers.transfer
     WHERE (tenant_id = $1 AND dossier_id = $2) OR new_dossier_id = $2`,
    [dossier.tenantId, dossier.id],
  );
  return {
    away: rows.find((one) => one.dossierId === dossier.id),
    here: rows.find((one) => one.newDossierId === dossier.id),
  };
}

/** One story for whoever applied: what happened where it came from, then what happened here. */
export async function wholeHistoryOf(
  tx: Tx,
  dossier: Dossier,
  { here }: Transfers,
): Promise<readonly HistoryEntry[]> {
  const before = here === undefined ? [] : await historyOf(tx, here.tenantId, here.dossierId);
  return [...before, ...(await historyOf(tx, dossier.tenantId, dossier.id))];
}

/** Writes a proposal or decision; a new proposal takes the place of the one before, a decision stays. */
export async function saveTransfer(tx: Tx, transfer: Transfer): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.transfer (tenant_id, id, dossier_id, code, account_id, from_agency_id, from_agency, to_tenant_id, to_agency_id,
       to_agency, reason, state, proposed_name, proposed_at, decided_at, new_dossier_id, new_public_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     ON CONFLICT (tenant_id, dossier_id) DO UPDATE
       SET to_tenant_id = excluded.to_tenant_id, to_agency_id = excluded.to_agency_id, to_agency = excluded.to_agency,
           reason = excluded.reason, state = excluded.state, proposed_name = excluded.proposed_name,
           proposed_at = excluded.proposed_at, decided_at = excluded.decided_at`,
    [
      transfer.tenantId,
      transfer.id,
      transfer.dossierId,
      transfer.code,
      transfer.accountId,
      transfer.fromAgencyId,
      transfer.fromAgency,
      transfer.toTenantId,
      transfer.toAgencyId,
      transfer.toAgency,
      transfer.reason,
      transfer.state,
      transfer.proposedName,
      transfer.proposedAt,
      transfer.decidedAt,
      transfer.newDossierId,
      transfer.newPublicId,
    ],
  );
}

/** The receiving agency says under which code it arrived. */
export async function markArrived(
  tx: Tx,
  now: Date,
  transfer: Transfer,
  newCode: string,
): Promise<void> {
  await tx.write(
    `UPDATE dossiers.transfer SET new_code = $3, arrived_at = $4
     WHERE tenant_id = $1 AND id = $2 AND arrived_at IS NULL`,
    [transfer.tenantId, transfer.id, newCode, now],
  );
}

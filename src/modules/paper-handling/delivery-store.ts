import type { Tx } from "#platform/database";
import type { Delivery } from "./delivery.ts";
import type { Folder } from "./folder.ts";

const DELIVERY = `tenant_id AS "tenantId", id, public_id AS "publicId", folder_id AS "folderId", what,
  receiver_name AS "receiverName", receiver_citizen_id AS "receiverCitizenId", authority, authority_text AS "authorityText",
  mandate_id AS "mandateId", file_id AS "fileId", handed_at AS "handedAt", handed_by AS "handedBy",
  handed_name AS "handedName"`;

/** The delivery, and the originals that left with it, in one statement. */
export async function insertDelivery(
  tx: Tx,
  delivery: Delivery,
  originals: readonly string[],
): Promise<void> {
  await tx.write(
    `WITH made AS (
       INSERT INTO paper_handling.delivery (tenant_id, id, public_id, folder_id, what, receiver_name, receiver_citizen_id,
         authority, authority_text, mandate_id, file_id, handed_at, handed_by, handed_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     )
     UPDATE paper_handling.noted_paper SET delivery_id = $2
     WHERE tenant_id = $1 AND folder_id = $4 AND id = ANY ($15::uuid[]) AND kind = 'original' AND delivery_id IS NULL`,
    [
      delivery.tenantId,
      delivery.id,
      delivery.publicId,
      delivery.folderId,
      delivery.what,
      delivery.receiverName,
      delivery.receiverCitizenId,
      delivery.authority,
      delivery.authorityText,
      delivery.mandateId,
      delivery.fileId,
      delivery.handedAt,
      delivery.handedBy,
      delivery.handedName,
      originals,
    ],
  );
}

export function deliveriesOf(tx: Tx, folder: Pick<Folder, "tenantId" | "id">): Promise<Delivery[]> {
  return tx.rows<Delivery>(
    `SELECT ${DELIVERY}
     FROM paper_handling.delivery
     WHERE tenant_id = $1 AND folder_id = $2
     ORDER BY handed_at, id
     LIMIT 100`,
    [folder.tenantId, folder.id],
  );
}

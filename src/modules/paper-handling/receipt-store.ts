import type { CalendarDay } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { PaperReceipt, ReceiptBlock } from "./paper-receipt.ts";

const BLOCK = `b.tenant_id AS "tenantId", b.id, b.public_id AS "publicId", b.year, b.first_number AS "firstNumber",
  b.last_number AS "lastNumber", b.agency_name AS "agencyName", b.reserved_at AS "reservedAt", b.reserved_by AS "reservedBy",
  b.reserved_name AS "reservedName", b.used_on::text AS "usedOn", b.owed_at AS "owedAt", b.version`;
const RECEIPT = `r.tenant_id AS "tenantId", r.id, r.block_id AS "blockId", r.year, r.number, r.state, r.owed_at AS "owedAt",
  r.received_at AS "receivedAt", r.dossier_id AS "dossierId", r.dossier_code AS "dossierCode", r.void_reason AS "voidReason",
  r.closed_at AS "closedAt", r.closed_name AS "closedName"`;

/** A block with all its numbers, in one statement. */
export async function insertBlock(tx: Tx, now: Date, block: ReceiptBlock): Promise<void> {
  const count = block.lastNumber - block.firstNumber + 1;
  await tx.write(
    `WITH made AS (
       INSERT INTO paper_handling.receipt_block (tenant_id, id, public_id, year, first_number, last_number, agency_name,
         reserved_at, reserved_by, reserved_name, used_on, owed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     )
     INSERT INTO paper_handling.paper_receipt (tenant_id, id, block_id, year, number, state, owed_at)
     SELECT $1, one.id, $2, $4, $5 + one.place - 1, 'blank', $12
     FROM unnest($13::uuid[]) WITH ORDINALITY AS one (id, place)`,
    [
      block.tenantId,
      block.id,
      block.publicId,
      block.year,
      block.firstNumber,
      block.lastNumber,
      block.agencyName,
      block.reservedAt,
      block.reservedBy,
      block.reservedName,
      block.usedOn,
      block.owedAt,
      Array.from({ length: count }, () => uuidv7(now.getTime())),
    ],
  );
}

export function blockByPublicId(
  tx: Tx,
  publicId: string,
  options: { readonly lock?: boolean } = {},
): Promise<ReceiptBlock | undefined> {
  return tx.row<ReceiptBlock>(
    `SELECT ${BLOCK}
     FROM paper_handling.receipt_block b
     WHERE b.public_id = $1${options.lock === true ? " FOR UPDATE" : ""}`,
    [publicId],
  );
}

export function blockById(tx: Tx, tenantId: string, id: string): Promise<ReceiptBlock | undefined> {
  return tx.row<ReceiptBlock>(
    `SELECT ${BLOCK}
     FROM paper_handling.receipt_block b
     WHERE b.tenant_id = $1 AND b.id = $2
     FOR UPDATE`,
    [tenantId, id],
  );
}

/** Blocks of an office, the newest first; keyset on (reserved_at, id) over index receipt_block_newest. */
export function blockRows(
  tx: Tx,
  tenantIds: readonly string[],
  page: { readonly after?: { readonly at: Date; readonly id: string }; readonly limit: number },
): Promise<ReceiptBlock[]> {
  return tx.rows<ReceiptBlock>(
    `SELECT ${BLOCK}
     FROM paper_handling.receipt_block b
     WHERE b.tenant_id = ANY ($1::uuid[])
       AND ($2::timestamptz IS NULL OR (b.reserved_at, b.id) < ($2, $3::uuid))
     ORDER BY b.reserved_at DESC, b.id DESC
     LIMIT $4`,
    [tenantIds, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  );
}

export async function putToUse(
  tx: Tx,
  block: ReceiptBlock,
  use: { readonly usedOn: CalendarDay; readonly owedAt: Date },
): Promise<void> {
  await tx.write(
    `WITH changed AS (
       UPDATE paper_handling.receipt_block SET used_on = $4, owed_at = $5, version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING id
     ), owed AS (
       UPDATE paper_handling.paper_receipt SET owed_at = $5
       WHERE tenant_id = $1 AND block_id IN (SELECT id FROM changed)
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $6)`,
    [
      block.tenantId,
      block.id,
      block.version,
      use.usedOn,
      use.owedAt,
      `receipt block ${block.publicId}`,
    ],
  );
}

/** One number, locked until the act ends: two who enter the same slip wait for each other. */
export function lockedReceipt(
  tx: Tx,
  tenantId: string,
  slip: { readonly year: number; readonly number: number },
): Promise<PaperReceipt | undefined> {
  return tx.row<PaperReceipt>(
    `SELECT ${RECEIPT}
     FROM paper_handling.paper_receipt r
     WHERE r.tenant_id = $1 AND r.year = $2 AND r.number = $3
     FOR UPDATE`,
    [tenantId, slip.year, slip.number],
  );
}

export function receiptsOfBlock(
  tx: Tx,
  block: Pick<ReceiptBlock, "tenantId" | "id">,
): Promise<PaperReceipt[]> {
  return tx.rows<PaperReceipt>(
    `SELECT ${RECEIPT}
     FROM paper_handling.paper_receipt r
     WHERE r.tenant_id = $1 AND r.block_id = $2
     ORDER BY r.number
     LIMIT 500`,
    [block.tenantId, block.id],
  );
}

export async function markEntered(
  tx: Tx,
  receipt: PaperReceipt,
  entry: {
    readonly receivedAt: Date;
    readonly dossierId: string;
    readonly dossierCode: string;
    readonly closedAt: Date;
    readonly closedBy: string;
    readonly closedName: string;
  },
): Promise<void> {
  await tx.write(
    `UPDATE paper_handling.paper_receipt
     SET state = 'entered', received_at = $3, dossier_id = $4, dossier_code = $5, closed_at = $6, closed_by = $7,
         closed_name = $8
     WHERE tenant_id = $1 AND id = $2 AND state = 'blank'`,
    [
      receipt.tenantId,
      receipt.id,
      entry.receivedAt,
      entry.dossierId,
      entry.dossierCode,
      entry.closedAt,
      entry.closedBy,
      entry.closedName,
    ],
  );
}

/** Voids the blank ones of a range of a block; gives their numbers. */
export async function markVoid(
  tx: Tx,
  block: ReceiptBlock,
  range: { readonly from: number; readonly to: number },
  closed: {
    readonly reason: string;
    readonly at: Date;
    readonly by: string;
    readonly name: string;
  },
): Promise<number[]> {
  const rows = await tx.rows<{ number: number }>(
    `WITH changed AS (
       UPDATE paper_handling.receipt_block SET version = version + 1
       WHERE tenant_id = $1 AND id = $2
     )
     UPDATE paper_handling.paper_receipt
     SET state = 'void', void_reason = $5, closed_at = $6, closed_by = $7, closed_name = $8
     WHERE tenant_id = $1 AND block_id = $2 AND number BETWEEN $3 AND $4 AND state = 'blank'
     RETURNING number`,
    [
      block.tenantId,
      block.id,
      range.from,
      range.to,
      closed.reason,
      closed.at,
      closed.by,
      closed.name,
    ],
  );
  return rows.map((row) => row.number).toSorted((one, other) => one - other);
}

export interface OwedReceipt extends PaperReceipt {
  readonly owedAt: Date;
  readonly blockPublicId: string;
  readonly usedOn: CalendarDay;
  readonly reservedName: string;
}

/** Numbers neither entered nor voided in time, the longest owed first; keyset over index paper_receipt_owed. */
export function owedReceipts(
  tx: Tx,
  tenantIds: readonly string[],
  page: {
    readonly now: Date;
    readonly after?: { readonly owedAt: Date; readonly year: number; readonly number: number };
    readonly limit: number;
  },
): Promise<OwedReceipt[]> {
  const { after } = page;
  return tx.rows<OwedReceipt>(
    `SELECT ${RECEIPT}, b.public_id AS "blockPublicId", b.used_on::text AS "usedOn", b.reserved_name AS "reservedName"
     FROM paper_handling.paper_receipt r
     JOIN paper_handling.receipt_block b ON b.tenant_id = r.tenant_id AND b.id = r.block_id
     WHERE r.tenant_id = ANY ($1::uuid[]) AND r.state = 'blank' AND r.owed_at IS NOT NULL AND r.owed_at <= $2
       AND ($3::timestamptz IS NULL OR (r.owed_at, r.year, r.number) > ($3, $4::integer, $5::integer))
     ORDER BY r.owed_at, r.year, r.number
     LIMIT $6`,
    [
      tenantIds,
      page.now,
      after?.owedAt ?? null,
      after?.year ?? null,
      after?.number ?? null,
      page.limit,
    ],
  );
}

/** The slip a dossier was taken in on. */
export function receiptOfDossier(
  tx: Tx,
  dossier: { readonly tenantId: string; readonly id: string },
): Promise<PaperReceipt | undefined> {
  return tx.row<PaperReceipt>(
    `SELECT ${RECEIPT}
     FROM paper_handling.paper_receipt r
     WHERE r.tenant_id = $1 AND r.dossier_id = $2`,
    [dossier.tenantId, dossier.id],
  );
}

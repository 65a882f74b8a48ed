import type { Tx } from "#platform/database";
import type { JudgedRow, OldRow, RowFault } from "./old-row.ts";

export interface Import {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly appId: string;
  readonly fileName: string;
  readonly state: "tried" | "ordered" | "done";
  readonly rows: number;
  readonly faulty: number;
  readonly taken: number;
  readonly passedOver: number;
  readonly triedBy: string;
  readonly triedAt: Date;
  readonly decision: string | null;
}

const COLUMNS = `tenant_id AS "tenantId", id, public_id AS "publicId", app_id AS "appId", file_name AS "fileName", state, rows, faulty,
  taken, passed_over AS "passedOver", tried_by AS "triedBy", tried_at AS "triedAt", decision`;

/** The file and its rows, set by set. */
export async function insertImport(tx: Tx, one: Import, rows: readonly JudgedRow[]): Promise<void> {
  await tx.write(
    `INSERT INTO old_system_imports.import (tenant_id, id, public_id, app_id, file_name, rows, faulty, tried_by, tried_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      one.tenantId,
      one.id,
      one.publicId,
      one.appId,
      one.fileName,
      one.rows,
      one.faulty,
      one.triedBy,
      one.triedAt,
    ],
  );
  for (let from = 0; from < rows.length; from += ROWS_A_WRITE)
    await tx.write(
      `INSERT INTO old_system_imports.import_row (tenant_id, import_id, place, old_code, content, faults)
       SELECT $1, $2, place, left("oldCode", 60), nullif(content, 'null'::jsonb), faults
       FROM jsonb_to_recordset($3::jsonb) AS r (place integer, "oldCode" text, content jsonb, faults jsonb)`,
      [one.tenantId, one.id, JSON.stringify(rows.slice(from, from + ROWS_A_WRITE))],
    );
}

const ROWS_A_WRITE = 500;

/** Newest first; nobody tries more files than a page shows. */
export function importsOf(tx: Tx, tenantId: string): Promise<Import[]> {
  return tx.rows<Import>(
    `SELECT ${COLUMNS}
     FROM old_system_imports.import
     WHERE tenant_id = $1
     ORDER BY tried_at DESC, id DESC
     LIMIT 20`,
    [tenantId],
  );
}

export function importByPublicId(
  tx: Tx,
  publicId: string,
  options: { readonly lock?: boolean } = {},
): Promise<Import | undefined> {
  return tx.row<Import>(
    `SELECT ${COLUMNS}
     FROM old_system_imports.import
     WHERE public_id = $1
     ${options.lock === true ? "FOR UPDATE" : ""}`,
    [publicId],
  );
}

export function importById(tx: Tx, tenantId: string, id: string): Promise<Import | undefined> {
  return tx.row<Import>(
    `SELECT ${COLUMNS}
     FROM old_system_imports.import
     WHERE tenant_id = $1 AND id = $2
     FOR UPDATE`,
    [tenantId, id],
  );
}

/** Faults in the order of the file, a page after a row. */
export async function faultsOf(
  tx: Tx,
  { tenantId, id }: Import,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly RowFault[]> {
  const rows = await tx.rows<{ faults: readonly RowFault[] }>(
    `SELECT faults
     FROM old_system_imports.import_row
     WHERE tenant_id = $1 AND import_id = $2 AND place > $3 AND faults <> '[]'
     ORDER BY place
     LIMIT $4`,
    [tenantId, id, page.after, page.limit],
  );
  return rows.flatMap((row) => row.faults);
}

export async function markOrdered(
  tx: Tx,
  now: Date,
  { tenantId, id }: Import,
  order: { readonly decision: string; readonly by: string },
): Promise<void> {
  await tx.write(
    `UPDATE old_system_imports.import SET state = 'ordered', decision = $3, ordered_by = $4, ordered_at = $5
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id, order.decision, order.by, now],
  );
}

export interface WaitingRow {
  readonly place: number;
  readonly content: OldRow;
}

export function waitingRows(
  tx: Tx,
  { tenantId, id }: Pick<Import, "tenantId" | "id">,
  limit: number,
): Promise<WaitingRow[]> {
  return tx.rows<WaitingRow>(
    `SELECT place, content
     FROM old_system_imports.import_row
     WHERE tenant_id = $1 AND import_id = $2 AND state = 'waits'
     ORDER BY place
     LIMIT $3`,
    [tenantId, id, limit],
  );
}

/** True for the first who brings this old code; whoever comes later waits for that transaction and is told no. */
export async function claimOldCode(
  tx: Tx,
  now: Date,
  { tenantId, appId }: Import,
  claim: { readonly oldCode: string; readonly dossierId: string },
): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO old_system_imports.taken_over (tenant_id, app_id, old_code, dossier_id, taken_at)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING
     RETURNING old_code`,
    [tenantId, appId, claim.oldCode, claim.dossierId, now],
  );
  return rows.length === 1;
}

export interface RowEnd {
  readonly place: number;
  readonly state: "taken" | "known" | "refused";
  readonly faults: readonly RowFault[];
}

/** What became of a slice. A row that was taken says nothing any more: the dossier does. */
export async function saveSlice(
  tx: Tx,
  now: Date,
  { tenantId, id }: Import,
  slice: { readonly ends: readonly RowEnd[]; readonly isLast: boolean },
): Promise<void> {
  const taken = slice.ends.filter((one) => one.state === "taken").length;
  await tx.write(
    `WITH ended AS (
       UPDATE old_system_imports.import_row r SET state = e.state, faults = e.faults, content = NULL
       FROM jsonb_to_recordset($3::jsonb) AS e (place integer, state text, faults jsonb)
       WHERE r.tenant_id = $1 AND r.import_id = $2 AND r.place = e.place)
     UPDATE old_system_imports.import SET taken = taken + $4, passed_over = passed_over + $5,
       state = CASE WHEN $6 THEN 'done' ELSE state END, done_at = CASE WHEN $6 THEN $7::timestamptz END
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id, JSON.stringify(slice.ends), taken, slice.ends.length - taken, slice.isLast, now],
  );
}

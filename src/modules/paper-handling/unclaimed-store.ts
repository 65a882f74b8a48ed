import type { Tx } from "#platform/database";
import type { Folder } from "./folder.ts";
import { FOLDER } from "./folder-store.ts";
import type { ArchivedResult, ResultArchive } from "./unclaimed.ts";

/** Results that wait at the desk, the longest first; keyset over index folder_waiting. */
export function waitingResults(
  tx: Tx,
  tenantIds: readonly string[],
  page: { readonly after?: { readonly at: Date; readonly id: string }; readonly limit: number },
): Promise<Folder[]> {
  return tx.rows<Folder>(
    `SELECT ${FOLDER}
     FROM paper_handling.folder f
     WHERE f.tenant_id = ANY ($1::uuid[]) AND f.result_state = 'waiting'
       AND ($2::timestamptz IS NULL OR (f.result_ready_at, f.id) > ($2, $3::uuid))
     ORDER BY f.result_ready_at, f.id
     LIMIT $4`,
    [tenantIds, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  );
}

/**
 * Whose result has reached a stage that nobody was told of yet, in any office. Door `paper`. `reachedAt` holds for each
 * stage the last moment a result must have been ready by, the earliest stage first; index folder_to_remind.
 */
export function resultsToRemind(
  tx: Tx,
  reachedAt: readonly Date[],
  limit: number,
): Promise<{ readonly tenantId: string; readonly id: string }[]> {
  return tx.rows(
    `SELECT f.tenant_id AS "tenantId", f.id
     FROM paper_handling.folder f
     WHERE f.result_state = 'waiting' AND f.reminders < cardinality($1::timestamptz[])
       AND f.result_ready_at < ($1::timestamptz[])[f.reminders + 1]
     ORDER BY f.result_ready_at
     LIMIT $2`,
    [reachedAt, limit],
  );
}

const ARCHIVE = `tenant_id AS "tenantId", id, public_id AS "publicId", year, number, place, made_at AS "madeAt",
  made_by AS "madeBy", made_name AS "madeName"`;

/** The record with all that is on it, in one statement. */
export async function insertArchive(
  tx: Tx,
  archive: ResultArchive,
  folders: readonly Folder[],
): Promise<void> {
  await tx.write(
    `WITH made AS (
       INSERT INTO paper_handling.result_archive (tenant_id, id, public_id, year, number, place, made_at, made_by, made_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     )
     INSERT INTO paper_handling.archived_result (tenant_id, id, archive_id, code, applicant_name, ready_at, reminders)
     SELECT $1, one.id, $2, one.code, one.name, one.ready_at, one.reminders
     FROM unnest($10::uuid[], $11::text[], $12::text[], $13::timestamptz[], $14::integer[])
       AS one (id, code, name, ready_at, reminders)`,
    [
      archive.tenantId,
      archive.id,
      archive.publicId,
      archive.year,
      archive.number,
      archive.place,
      archive.madeAt,
      archive.madeBy,
      archive.madeName,
      folders.map((one) => one.id),
      folders.map((one) => one.code),
      folders.map((one) => one.applicantName),
      folders.map((one) => one.resultReadyAt),
      folders.map((one) => one.reminders),
    ],
  );
}

export function archiveByPublicId(tx: Tx, publicId: string): Promise<ResultArchive | undefined> {
  return tx.row<ResultArchive>(
    `SELECT ${ARCHIVE}
     FROM paper_handling.result_archive
     WHERE public_id = $1`,
    [publicId],
  );
}

export function archiveRows(
  tx: Tx,
  tenantIds: readonly string[],
  limit: number,
): Promise<ResultArchive[]> {
  return tx.rows<ResultArchive>(
    `SELECT ${ARCHIVE}
     FROM paper_handling.result_archive
     WHERE tenant_id = ANY ($1::uuid[])
     ORDER BY made_at DESC, id DESC
     LIMIT $2`,
    [tenantIds, limit],
  );
}

export function archivedResults(
  tx: Tx,
  archive: Pick<ResultArchive, "tenantId" | "id">,
): Promise<ArchivedResult[]> {
  return tx.rows<ArchivedResult>(
    `SELECT id, code, applicant_name AS "applicantName", ready_at AS "readyAt", reminders
     FROM paper_handling.archived_result
     WHERE tenant_id = $1 AND archive_id = $2
     ORDER BY code
     LIMIT 200`,
    [archive.tenantId, archive.id],
  );
}

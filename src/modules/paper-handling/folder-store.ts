import type { Tx } from "#platform/database";
import type { Folder, NotedPaper, Place } from "./folder.ts";

export const FOLDER = `f.tenant_id AS "tenantId", f.id, f.public_id AS "publicId", f.code, f.app_id AS "appId", f.account_id AS "accountId",
  f.applicant_name AS "applicantName", f.place, f.unit, f.keeper_id AS "keeperId", f.keeper_name AS "keeperName", f.shelf,
  f.since, f.kept, f.ended_at AS "endedAt", f.result_state AS "resultState", f.result_ready_at AS "resultReadyAt",
  f.result_shelf AS "resultShelf", f.reminders, f.version`;

/** Opens a folder in the act that first has something to say of it; one that is open already stays as it is. */
export async function openFolder(tx: Tx, folder: Folder): Promise<void> {
  if (folder.version > 1) return;
  await tx.write(
    `INSERT INTO paper_handling.folder (tenant_id, id, public_id, code, app_id, account_id, applicant_name, search_text, place,
       unit, keeper_id, keeper_name, since, ended_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, platform.folded($8), $9, $10, $11, $12, $13, $14)
     ON CONFLICT (tenant_id, id) DO NOTHING`,
    [
      folder.tenantId,
      folder.id,
      folder.publicId,
      folder.code,
      folder.appId,
      folder.accountId,
      folder.applicantName,
      `${folder.code} ${folder.applicantName}`,
      folder.place,
      folder.unit,
      folder.keeperId,
      folder.keeperName,
      folder.since,
      folder.endedAt,
    ],
  );
}

/** Locked until the act ends. */
export function lockedFolder(tx: Tx, tenantId: string, id: string): Promise<Folder | undefined> {
  return tx.row<Folder>(
    `SELECT ${FOLDER}
     FROM paper_handling.folder f
     WHERE f.tenant_id = $1 AND f.id = $2
     FOR UPDATE`,
    [tenantId, id],
  );
}

export function folderByPublicId(tx: Tx, publicId: string): Promise<Folder | undefined> {
  return tx.row<Folder>(
    `SELECT ${FOLDER}
     FROM paper_handling.folder f
     WHERE f.public_id = $1`,
    [publicId],
  );
}

export interface FolderMove {
  readonly name: string;
  readonly place: Place;
  readonly unit: string;
  readonly shelf: string | null;
  readonly note: string;
  readonly actorRef: string;
  readonly actorName: string;
  readonly at: Date;
}

/** A folder as it is now, with the entry that says how it came so; stale when it was changed since it was read. */
export async function saveFolder(
  tx: Tx,
  next: Folder,
  entry: FolderMove & { readonly id: string },
): Promise<void> {
  await tx.write(
    `WITH changed AS (
       UPDATE paper_handling.folder
       SET place = $4, unit = $5, keeper_id = $6, keeper_name = $7, shelf = $8, since = $9, kept = $10, ended_at = $11,
           result_state = $12, result_ready_at = $13, result_shelf = $14, reminders = $15, version = version + 1,
           search_text = platform.folded(concat_ws(' ', code, applicant_name, $8::text, $14::text))
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING id, version
     ), moved AS (
       INSERT INTO paper_handling.folder_move (tenant_id, id, folder_id, sequence, name, place, unit, shelf, note, actor_ref,
         actor_name, at)
       SELECT $1, $16, id, version, $17, $4, $5, $18, $19, $20, $21, $22 FROM changed
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $23)`,
    [
      next.tenantId,
      next.id,
      next.version,
      next.place,
      next.unit,
      next.keeperId,
      next.keeperName,
      next.shelf,
      next.since,
      next.kept,
      next.endedAt,
      next.resultState,
      next.resultReadyAt,
      next.resultShelf,
      next.reminders,
      entry.id,
      entry.name,
      entry.shelf,
      entry.note,
      entry.actorRef,
      entry.actorName,
      entry.at,
      `folder ${next.code}`,
    ],
  );
}

/** How a folder came to be where it is, the latest first. */
export function movesOf(tx: Tx, folder: Pick<Folder, "tenantId" | "id">): Promise<FolderMove[]> {
  return tx.rows<FolderMove>(
    `SELECT name, place, unit, shelf, note, actor_ref AS "actorRef", actor_name AS "actorName", at
     FROM paper_handling.folder_move
     WHERE tenant_id = $1 AND folder_id = $2
     ORDER BY sequence DESC
     LIMIT 100`,
    [folder.tenantId, folder.id],
  );
}

export interface FolderFilter {
  readonly search?: string;
  readonly place?: Place;
  readonly after?: { readonly at: Date; readonly id: string };
  readonly limit: number;
}

/** Folders of an office, those moved last first; keyset on (since, id) over index folder_newest. */
export function folderRows(
  tx: Tx,
  tenantIds: readonly string[],
  filter: FolderFilter,
): Promise<Folder[]> {
  const { search, place, after, limit } = filter;
  return tx.rows<Folder>(
    `SELECT ${FOLDER}
     FROM paper_handling.folder f
     WHERE f.tenant_id = ANY ($1::uuid[])
       AND ($2::text IS NULL OR f.search_text LIKE '%' || platform.folded($2) || '%')
       AND ($3::text IS NULL OR f.place = $3)
       AND ($4::timestamptz IS NULL OR (f.since, f.id) < ($4, $5::uuid))
     ORDER BY f.since DESC, f.id DESC
     LIMIT $6`,
    [
      tenantIds,
      search?.replaceAll(/[\\%_]/gu, (mark) => `\\${mark}`) ?? null,
      place ?? null,
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ],
  );
}

/** What lies in a unit, the latest to arrive first; index folder_of_unit. */
export function foldersOfUnit(
  tx: Tx,
  tenantId: string,
  unit: string,
  limit: number,
): Promise<Folder[]> {
  return tx.rows<Folder>(
    `SELECT ${FOLDER}
     FROM paper_handling.folder f
     WHERE f.tenant_id = $1 AND f.unit = $2 AND f.place IN ('desk', 'unit')
     ORDER BY f.since DESC, f.id DESC
     LIMIT $3`,
    [tenantId, unit, limit],
  );
}

/** Ended dossiers whose originals the office still keeps, the longest ended first; index folder_owing. */
export function owingFolders(
  tx: Tx,
  tenantIds: readonly string[],
  page: { readonly after?: { readonly at: Date; readonly id: string }; readonly limit: number },
): Promise<Folder[]> {
  return tx.rows<Folder>(
    `SELECT ${FOLDER}
     FROM paper_handling.folder f
     WHERE f.tenant_id = ANY ($1::uuid[]) AND f.kept > 0 AND f.ended_at IS NOT NULL
       AND ($2::timestamptz IS NULL OR (f.ended_at, f.id) > ($2, $3::uuid))
     ORDER BY f.ended_at, f.id
     LIMIT $4`,
    [tenantIds, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  );
}

const NOTED = `p.tenant_id AS "tenantId", p.id, p.folder_id AS "folderId", p.slot, p.title, p.kind, p.pieces, p.note,
  p.noted_at AS "notedAt", p.noted_by AS "notedBy", p.noted_name AS "notedName", p.delivery_id AS "deliveryId",
  d.handed_at AS "returnedAt", d.receiver_name AS "returnedTo"`;

export function notedPapers(
  tx: Tx,
  folder: Pick<Folder, "tenantId" | "id">,
): Promise<NotedPaper[]> {
  return tx.rows<NotedPaper>(
    `SELECT ${NOTED}
     FROM paper_handling.noted_paper p
     LEFT JOIN paper_handling.delivery d ON d.tenant_id = p.tenant_id AND d.id = p.delivery_id
     WHERE p.tenant_id = $1 AND p.folder_id = $2
     ORDER BY p.noted_at, p.slot, p.kind
     LIMIT 300`,
    [folder.tenantId, folder.id],
  );
}

/** False when the same was noted of this paper before. */
export async function insertNoted(
  tx: Tx,
  paper: Omit<NotedPaper, "returnedAt" | "returnedTo">,
): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO paper_handling.noted_paper (tenant_id, id, folder_id, slot, title, kind, pieces, note, noted_at, noted_by,
       noted_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (tenant_id, folder_id, slot, kind) WHERE delivery_id IS NULL DO NOTHING
     RETURNING id`,
    [
      paper.tenantId,
      paper.id,
      paper.folderId,
      paper.slot,
      paper.title,
      paper.kind,
      paper.pieces,
      paper.note,
      paper.notedAt,
      paper.notedBy,
      paper.notedName,
    ],
  );
  return rows.length === 1;
}

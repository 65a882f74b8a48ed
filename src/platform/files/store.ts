import { isUuid, publicId, uuidv7 } from "#kernel/ids";
import { theTenant, type Tx } from "#platform/database";
import type { KeptFile } from "./keep-upload.ts";

/** A file as the thing it belongs to knows it. */
export interface StoredFile extends KeptFile {
  readonly id: string;
  /** For addresses that outsiders see; the id tells the minute of the upload. */
  readonly publicId: string;
  readonly tenantId: string;
  readonly slot: string;
  readonly addedAt: Date;
}

/** What a file is recorded under. */
export interface FileOf {
  readonly subjectKind: string;
  readonly subjectId: string;
  /** The paper of the checklist, or the kind of result. */
  readonly slot: string;
  /** The account that may read and add it as its own; null for papers of the office. */
  readonly applicantId: string | null;
}

const FILE_COLUMNS = `id, public_id AS "publicId", tenant_id AS "tenantId", slot, sha256, size_bytes::integer AS "sizeBytes",
  type, name, pages, scan, added_at AS "addedAt"`;

/** Records a kept file with the thing it belongs to and gives its id. Without this it is an orphan and swept. */
export async function recordFile(tx: Tx, now: Date, kept: KeptFile, of: FileOf): Promise<string> {
  const id = uuidv7(now.getTime());
  await tx.write(
    `INSERT INTO files.file (tenant_id, id, public_id, subject_kind, subject_id, slot, applicant_id, sha256, size_bytes, type, name,
                             pages, scan, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      theTenant(tx),
      id,
      publicId(),
      of.subjectKind,
      of.subjectId,
      of.slot,
      of.applicantId,
      kept.sha256,
      kept.sizeBytes,
      kept.type,
      kept.name,
      kept.pages,
      kept.scan,
      now,
    ],
  );
  return id;
}

/** The files of a thing, oldest first. There is no other way to a file than through what it belongs to. */
export function filesOf(tx: Tx, subjectKind: string, subjectId: string): Promise<StoredFile[]> {
  return tx.rows<StoredFile>(
    `SELECT ${FILE_COLUMNS} FROM files.file
     WHERE subject_id = $2 AND subject_kind = $1 AND removed_at IS NULL
     ORDER BY added_at, id
     LIMIT 200`,
    [subjectKind, subjectId],
  );
}

/** The newest files of several things, each with what it belongs to. */
export function filesOfAll(
  tx: Tx,
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<(StoredFile & { readonly subjectId: string })[]> {
  return tx.rows(
    `SELECT ${FILE_COLUMNS}, subject_id AS "subjectId" FROM files.file
     WHERE subject_id = ANY ($2::uuid[]) AND subject_kind = $1 AND removed_at IS NULL
     ORDER BY added_at DESC, id
     LIMIT 500`,
    [subjectKind, subjectIds],
  );
}

/** One file of a thing, by its publicId as it comes from an address, or by its id. */
export function fileOf(
  tx: Tx,
  subjectKind: string,
  subjectId: string,
  fileId: string,
): Promise<StoredFile | undefined> {
  return tx.row<StoredFile>(
    `SELECT ${FILE_COLUMNS} FROM files.file
     WHERE subject_id = $2 AND subject_kind = $1 AND ${keyColumn(fileId)} = $3 AND removed_at IS NULL`,
    [subjectKind, subjectId, fileId],
  );
}

/** Takes a file off the thing it belongs to; the record stays, dated, and so do the bytes. False when it was not there. */
export async function removeFile(
  tx: Tx,
  now: Date,
  subjectKind: string,
  subjectId: string,
  fileId: string,
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE files.file SET removed_at = $4
     WHERE subject_id = $2 AND subject_kind = $1 AND ${keyColumn(fileId)} = $3 AND removed_at IS NULL
     RETURNING id`,
    [subjectKind, subjectId, fileId, now],
  );
  return rows.length === 1;
}

/** Which of these hashes a tenant has in any record, removed ones included. */
export async function recordedHashes(
  tx: Tx,
  tenantId: string,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ sha256: string }>(
    `SELECT DISTINCT sha256 FROM files.file
     WHERE tenant_id = $1 AND sha256 = ANY ($2)`,
    [tenantId, hashes],
  );
  return new Set(rows.map((row) => row.sha256));
}

/** What a stranger typed into an address is compared as text, so that nonsense is missing and not an error. */
function keyColumn(fileId: string): "id" | "public_id" {
  return isUuid(fileId) ? "id" : "public_id";
}

import { uuidv7 } from "#kernel/ids";
import { theTenant, type Tx } from "#platform/database";
import type { KeptFile } from "./keep-upload.ts";

/** A file as the thing it belongs to knows it. */
export interface StoredFile extends KeptFile {
  readonly id: string;
  readonly tenantId: string;
  readonly slot: string;
  readonly addedAt: Date;
}

const FILE_COLUMNS = `id, tenant_id AS "tenantId", slot, sha256, size_bytes::integer AS "sizeBytes", type, name, pages, scan,
  added_at AS "addedAt"`;

export async function recordFile(
  tx: Tx,
  now: Date,
  kept: KeptFile,
  of: {
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly slot: string;
    readonly applicantId: string | null;
  },
): Promise<string> {
  const id = uuidv7(now.getTime());
  await tx.rows(
    `INSERT INTO files.file (tenant_id, id, subject_kind, subject_id, slot, applicant_id, sha256, size_bytes, type, name, pages, scan, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      theTenant(tx),
      id,
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

export function fileOf(
  tx: Tx,
  subjectKind: string,
  subjectId: string,
  fileId: string,
): Promise<StoredFile | undefined> {
  return tx.row<StoredFile>(
    `SELECT ${FILE_COLUMNS} FROM files.file
     WHERE subject_id = $2 AND subject_kind = $1 AND id = $3 AND removed_at IS NULL`,
    [subjectKind, subjectId, fileId],
  );
}

/** Takes a file off the thing it belongs to; the record stays, dated. */
export async function removeFile(
  tx: Tx,
  now: Date,
  subjectKind: string,
  subjectId: string,
  fileId: string,
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE files.file SET removed_at = $4
     WHERE subject_id = $2 AND subject_kind = $1 AND id = $3 AND removed_at IS NULL
     RETURNING id`,
    [subjectKind, subjectId, fileId, now],
  );
  return rows.length === 1;
}

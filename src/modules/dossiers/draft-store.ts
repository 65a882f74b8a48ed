import type { Tx } from "#platform/database";

export interface Draft {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly accountId: string;
  readonly appId: string;
  readonly edition: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly updatedAt: Date;
  readonly submittedAs: string | null;
  readonly version: number;
}

const DRAFT_COLUMNS = `tenant_id AS "tenantId", id, public_id AS "publicId", account_id AS "accountId", app_id AS "appId",
  edition, answers, updated_at AS "updatedAt", submitted_as AS "submittedAs", version`;

export async function insertDraft(tx: Tx, draft: Draft): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.draft (tenant_id, id, public_id, account_id, app_id, edition, answers, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [
      draft.tenantId,
      draft.id,
      draft.publicId,
      draft.accountId,
      draft.appId,
      draft.edition,
      JSON.stringify(draft.answers),
      draft.updatedAt,
    ],
  );
}

export function draftByPublicId(
  tx: Tx,
  publicId: string,
  options: { lock?: boolean } = {},
): Promise<Draft | undefined> {
  return tx.row<Draft>(
    `SELECT ${DRAFT_COLUMNS}
     FROM dossiers.draft
     WHERE public_id = $1${options.lock === true ? " FOR UPDATE" : ""}`,
    [publicId],
  );
}

export function openDraftsOf(tx: Tx, accountId: string): Promise<Draft[]> {
  return tx.rows<Draft>(
    `SELECT ${DRAFT_COLUMNS}
     FROM dossiers.draft
     WHERE account_id = $1 AND submitted_as IS NULL
     ORDER BY updated_at DESC
     LIMIT 20`,
    [accountId],
  );
}

export async function saveAnswers(
  tx: Tx,
  now: Date,
  draft: Draft,
  answers: Draft["answers"],
): Promise<void> {
  await tx.write(
    `WITH changed AS (
       UPDATE dossiers.draft SET answers = $4, updated_at = $5, version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $3 AND submitted_as IS NULL
       RETURNING id
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $6)`,
    [
      draft.tenantId,
      draft.id,
      draft.version,
      JSON.stringify(answers),
      now,
      `draft ${draft.publicId}`,
    ],
  );
}

export async function markDraftSubmitted(tx: Tx, draft: Draft, dossierId: string): Promise<void> {
  await tx.write(
    `UPDATE dossiers.draft SET submitted_as = $3, version = version + 1
     WHERE tenant_id = $1 AND id = $2 AND submitted_as IS NULL`,
    [draft.tenantId, draft.id, dossierId],
  );
}

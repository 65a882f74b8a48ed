import type { Text } from "#app-kit";
import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";

/** What an applicant agreed to for one dossier. */
export interface Consent {
  readonly kind: "paper" | "register-search" | "prefill";
  readonly target: string;
  readonly fileId: string | null;
  readonly fields: readonly string[];
  /** What was filled in, by field. */
  readonly filled: Readonly<Record<string, unknown>>;
  readonly fromTenantId: string | null;
  /** Of the dossier, or the number of the record, it was taken from. */
  readonly fromCode: string;
  readonly fromTitle: Text;
  /** When the city got or issued it. */
  readonly fromAt: Date | null;
  readonly agreedAt: Date;
}

export interface ConsentOf {
  readonly tenantId: string;
  readonly subjectId: string;
  readonly accountId: string;
  readonly agreedBy: string;
}

export async function insertConsent(tx: Tx, of: ConsentOf, consent: Consent): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.consent (tenant_id, id, subject_id, account_id, kind, target, file_id, fields, filled, from_tenant_id, from_code,
       from_title_vi, from_title_en, from_at, agreed_at, agreed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      of.tenantId,
      uuidv7(consent.agreedAt.getTime()),
      of.subjectId,
      of.accountId,
      consent.kind,
      consent.target,
      consent.fileId,
      consent.fields,
      JSON.stringify(consent.filled),
      consent.fromTenantId,
      consent.fromCode,
      consent.fromTitle.vi,
      consent.fromTitle.en,
      consent.fromAt,
      consent.agreedAt,
      of.agreedBy,
    ],
  );
}

/** Consents that hold, oldest first; a revoked one is on record and no more in use. */
export async function consentsOf(
  tx: Tx,
  tenantId: string,
  subjectId: string,
): Promise<readonly Consent[]> {
  type Row = Omit<Consent, "fromTitle"> & { readonly vi: string; readonly en: string };
  const rows = await tx.rows<Row>(
    `SELECT kind, target, file_id AS "fileId", fields, filled, from_tenant_id AS "fromTenantId", from_code AS "fromCode",
            from_title_vi AS vi, from_title_en AS en, from_at AS "fromAt", agreed_at AS "agreedAt"
     FROM dossiers.consent
     WHERE tenant_id = $1 AND subject_id = $2 AND revoked_at IS NULL
     ORDER BY agreed_at, id
     LIMIT 100`,
    [tenantId, subjectId],
  );
  return rows.map(({ vi, en, ...row }) => ({ ...row, fromTitle: { vi, en } }));
}

/** Takes a consent to a paper back. False where there was none. */
export async function revokePaperConsent(
  tx: Tx,
  now: Date,
  subjectId: string,
  fileId: string,
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE dossiers.consent SET revoked_at = $3
     WHERE subject_id = $1 AND file_id = $2 AND revoked_at IS NULL
     RETURNING id`,
    [subjectId, fileId, now],
  );
  return rows.length > 0;
}

/** Takes consents about registers back. False where none held. */
export async function revokeRecordConsents(
  tx: Tx,
  now: Date,
  subjectId: string,
  kinds: readonly ("register-search" | "prefill")[],
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE dossiers.consent SET revoked_at = $3
     WHERE subject_id = $1 AND kind = ANY ($2) AND revoked_at IS NULL
     RETURNING id`,
    [subjectId, kinds, now],
  );
  return rows.length > 0;
}

import type { MandateInForce } from "#modules/identity";
import type { Tx } from "#platform/database";
import type { Draft } from "./draft-store.ts";

/** Who files a draft or dossier for whom, under which mandate. */
export interface ProxyFiling {
  readonly tenantId: string;
  readonly subjectId: string;
  readonly publicId: string;
  readonly appId: string;
  readonly mandateId: string;
  readonly kind: "family" | "staff";
  readonly organisation: string | null;
  readonly proxyId: string;
  readonly proxyName: string;
  readonly representedId: string;
  readonly representedName: string;
  readonly startedAt: Date;
}

const COLUMNS = `tenant_id AS "tenantId", subject_id AS "subjectId", public_id AS "publicId", app_id AS "appId",
  mandate_id AS "mandateId", kind, organisation, proxy_id AS "proxyId", proxy_name AS "proxyName",
  represented_id AS "representedId", represented_name AS "representedName", started_at AS "startedAt"`;

/** Written with the draft that it is about. */
export async function recordFiling(
  tx: Tx,
  now: Date,
  draft: Draft,
  mandate: Pick<
    MandateInForce,
    "id" | "kind" | "organisation" | "proxyId" | "proxyName" | "representedId" | "representedName"
  >,
): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.proxy_filing (tenant_id, subject_id, public_id, app_id, mandate_id, kind, organisation, proxy_id,
       proxy_name, represented_id, represented_name, started_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      draft.tenantId,
      draft.id,
      draft.publicId,
      draft.appId,
      mandate.id,
      mandate.kind,
      mandate.organisation,
      mandate.proxyId,
      mandate.proxyName,
      mandate.representedId,
      mandate.representedName,
      now,
    ],
  );
}

export function filingByPublicId(tx: Tx, publicId: string): Promise<ProxyFiling | undefined> {
  return tx.row<ProxyFiling>(
    `SELECT ${COLUMNS}
     FROM dossiers.proxy_filing
     WHERE public_id = $1`,
    [publicId],
  );
}

export function filingOf(
  tx: Tx,
  subject: { readonly tenantId: string; readonly id: string },
): Promise<ProxyFiling | undefined> {
  return tx.row<ProxyFiling>(
    `SELECT ${COLUMNS}
     FROM dossiers.proxy_filing
     WHERE tenant_id = $1 AND subject_id = $2`,
    [subject.tenantId, subject.id],
  );
}

export function filingsByProxy(tx: Tx, accountId: string): Promise<ProxyFiling[]> {
  return tx.rows<ProxyFiling>(
    `SELECT ${COLUMNS}
     FROM dossiers.proxy_filing
     WHERE proxy_id = $1
     ORDER BY started_at DESC
     LIMIT 50`,
    [accountId],
  );
}

/** The proxy as screens and papers name them; staff with the business they work for. */
export function proxyText(filing: Pick<ProxyFiling, "proxyName" | "organisation">): string {
  return filing.organisation === null
    ? filing.proxyName
    : `${filing.proxyName} (${filing.organisation})`;
}

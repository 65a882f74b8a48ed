import type { Tx } from "#platform/database";

/** What figures need to know of a dossier that has its result. */
export interface FinishedDossier {
  readonly tenantId: string;
  readonly id: string;
  readonly appId: string;
  readonly edition: string;
  readonly code: string;
  readonly instanceId: string;
  readonly submittedAt: Date;
  readonly releasedAt: Date;
  readonly outcome: "early" | "on-time" | "late";
}

const FINISHED = `d.tenant_id AS "tenantId", d.id, d.app_id AS "appId", d.edition, d.code, d.instance_id AS "instanceId",
  d.submitted_at AS "submittedAt", d.released_at AS "releasedAt", d.outcome`;

/** Those of the given dossiers that are finished. */
export function finishedByIds(
  tx: Tx,
  keys: readonly { readonly tenantId: string; readonly dossierId: string }[],
): Promise<FinishedDossier[]> {
  return tx.rows<FinishedDossier>(
    `SELECT ${FINISHED}
     FROM unnest($1::uuid[], $2::uuid[]) AS k (tenant_id, id)
     JOIN dossiers.dossier d ON d.tenant_id = k.tenant_id AND d.id = k.id
     WHERE d.outcome IS NOT NULL`,
    [keys.map((key) => key.tenantId), keys.map((key) => key.dossierId)],
  );
}

/** Finished dossiers of a tenant in the order of their ids, a page after the last one seen. */
export function finishedAfter(
  tx: Tx,
  tenantId: string,
  after: string,
  limit: number,
): Promise<FinishedDossier[]> {
  return tx.rows<FinishedDossier>(
    `SELECT ${FINISHED}
     FROM dossiers.dossier d
     WHERE d.tenant_id = $1 AND d.id > $2 AND d.outcome IS NOT NULL
     ORDER BY d.id
     LIMIT $3`,
    [tenantId, after, limit],
  );
}

export interface FinishedPlace {
  readonly tenantId: string;
  readonly releasedAt: Date;
  readonly id: string;
}

/** Finished dossiers of one procedure in a period, a page after a place; tenants in the order of their ids. Index dossier_finished. */
export function finishedBetween(
  tx: Tx,
  asked: { readonly appId: string; readonly from: Date; readonly until: Date },
  after: FinishedPlace,
  limit: number,
): Promise<FinishedDossier[]> {
  return tx.rows<FinishedDossier>(
    `SELECT ${FINISHED}
     FROM dossiers.dossier d
     WHERE d.tenant_id = $1 AND d.released_at >= $2 AND d.released_at < $3 AND d.app_id = $4
       AND (d.released_at, d.id) > ($5::timestamptz, $6::uuid) AND d.outcome IS NOT NULL
     ORDER BY d.released_at, d.id
     LIMIT $7`,
    [after.tenantId, asked.from, asked.until, asked.appId, after.releasedAt, after.id, limit],
  );
}

/** What was answered in finished dossiers, for reckoning a fee again; by dossier. */
export async function answersOfFinished(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const rows = await tx.rows<{ id: string; answers: Readonly<Record<string, unknown>> }>(
    `SELECT id, answers FROM dossiers.dossier WHERE tenant_id = $1 AND id = ANY ($2::uuid[])`,
    [tenantId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.answers]));
}

export interface FinishedRow {
  readonly id: string;
  readonly publicId: string;
  readonly code: string;
  readonly title: string;
  readonly appId: string;
  readonly firstDueAt: Date | null;
  readonly releasedAt: Date;
  readonly outcome: "early" | "on-time" | "late";
}

export interface FinishedFilter {
  readonly from: Date;
  readonly until: Date;
  readonly outcomes: readonly string[];
  readonly after?: { readonly releasedAt: Date; readonly id: string } | undefined;
  readonly limit: number;
}

/** The highest there is: a page after it is the first one. */
const BEFORE_ALL = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * The dossiers behind a figure, newest result first; keyset on (released_at, id) over index dossier_finished, which each
 * tenant's own rows are read from in order. The place is always given, so that a kept plan begins there.
 */
export function finishedRows(
  tx: Tx,
  tenantIds: readonly string[],
  filter: FinishedFilter,
): Promise<FinishedRow[]> {
  return tx.rows<FinishedRow>(
    `SELECT finished.*
     FROM unnest($1::uuid[]) AS of_tenant, LATERAL (
       SELECT id, public_id AS "publicId", code, title, app_id AS "appId", first_due_at AS "firstDueAt",
              released_at AS "releasedAt", outcome
       FROM dossiers.dossier
       WHERE tenant_id = of_tenant AND released_at >= $2 AND released_at < $3 AND outcome = ANY ($4::text[])
         AND (released_at, id) < ($5::timestamptz, $6::uuid)
       ORDER BY released_at DESC, id DESC
       LIMIT $7) AS finished
     ORDER BY "releasedAt" DESC, id DESC
     LIMIT $7`,
    [
      tenantIds,
      filter.from,
      filter.until,
      filter.outcomes,
      filter.after?.releasedAt ?? filter.until,
      filter.after?.id ?? BEFORE_ALL,
      filter.limit,
    ],
  );
}

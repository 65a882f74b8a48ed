import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";
import type { Finding } from "./finding.ts";

/** A released result as far as a register keeps it. */
export interface ReleasedRow extends Pick<
  Dossier,
  "id" | "publicId" | "appId" | "edition" | "answers"
> {
  readonly resultNumber: string;
  readonly releasedAt: Date;
  readonly findings: readonly Pick<Finding, "step" | "answers">[];
}

/** Released results of a record-holder, the newest dossier first; keyset on the primary key. */
export function releasedRows(
  tx: Tx,
  tenantId: string,
  page: { readonly before: string | undefined; readonly limit: number },
): Promise<ReleasedRow[]> {
  return tx.rows<ReleasedRow>(
    `SELECT d.id, d.public_id AS "publicId", d.app_id AS "appId", d.edition, d.answers, d.result_number AS "resultNumber",
            d.released_at AS "releasedAt", coalesce(f.findings, '[]') AS findings
     FROM dossiers.dossier d
     LEFT JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('step', step, 'answers', answers) ORDER BY at, id) AS findings
       FROM dossiers.finding
       WHERE tenant_id = d.tenant_id AND dossier_id = d.id
     ) AS f ON true
     WHERE d.tenant_id = $1 AND d.state = 'done' AND d.result_number IS NOT NULL AND ($2::uuid IS NULL OR d.id < $2)
     ORDER BY d.id DESC
     LIMIT $3`,
    [tenantId, page.before ?? null, page.limit],
  );
}

import type { Tx } from "#platform/database";
import { LIST_DUE } from "./list-due.ts";

/** Open dossiers of a tenant and procedure between two of the moments that were asked for. */
export interface OpenShare {
  readonly tenantId: string;
  readonly appId: string;
  /** 0 before the first moment, 1 from it on, … */
  readonly interval: number;
  /** The applicant has to act and the clock stands still. */
  readonly isPaused: boolean;
  readonly dossiers: number;
}

const OPEN_BY_DUE = `
  SELECT tenant_id AS "tenantId", app_id AS "appId", state = 'supplement' AS "isPaused",
         width_bucket(${LIST_DUE}, $2::timestamptz[]) AS interval, count(*)::integer AS dossiers
  FROM dossiers.dossier
  WHERE tenant_id = ANY ($1::uuid[]) AND step_role IS NOT NULL
  GROUP BY 1, 2, 3, 4`;

/**
 * How many open dossiers are due between which moments, as of now: reads the entries of `dossier_worklist`, which holds
 * open dossiers only, so that its cost is the number of open ones however many years are behind.
 */
export function openByDue(
  tx: Tx,
  tenantIds: readonly string[],
  moments: readonly Date[],
): Promise<OpenShare[]> {
  return tx.rows<OpenShare>(OPEN_BY_DUE, [tenantIds, moments]);
}

/**
 * How many open dossiers are past their due moment and do not wait for the applicant, by tenant and procedure: walks the
 * overdue entries of `dossier_worklist` only. They lie in order under each tenant and role, so the roles are found first, each
 * by one step into the index.
 */
export function overdueAt(
  tx: Tx,
  tenantIds: readonly string[],
  now: Date,
): Promise<{ tenantId: string; appId: string; dossiers: number }[]> {
  return tx.rows(
    `SELECT of_tenant AS "tenantId", app_id AS "appId", count(*)::integer AS dossiers
     FROM unnest($1::uuid[]) AS of_tenant, LATERAL (
       WITH RECURSIVE role (name) AS (
         (SELECT step_role FROM dossiers.dossier
          WHERE tenant_id = of_tenant AND step_role IS NOT NULL
          ORDER BY step_role LIMIT 1)
         UNION ALL
         SELECT (SELECT step_role FROM dossiers.dossier
                 WHERE tenant_id = of_tenant AND step_role > role.name
                 ORDER BY step_role LIMIT 1)
         FROM role
         WHERE role.name IS NOT NULL)
       SELECT app_id FROM role, LATERAL (
         SELECT app_id FROM dossiers.dossier
         WHERE tenant_id = of_tenant AND step_role = role.name AND ${LIST_DUE} < $2
           AND state <> 'supplement'
         OFFSET 0) AS late) AS overdue
     GROUP BY 1, 2`,
    [tenantIds, now],
  );
}

/** How the database finds them, for the test that no plan walks a table. */
export async function planOfOpenByDue(tx: Tx, tenantIds: readonly string[]): Promise<string> {
  const list = `ARRAY[${tenantIds.map((id) => `'${id}'`).join(", ")}]`;
  const asked = OPEN_BY_DUE.replace("$1", list).replace("$2", "ARRAY['2025-04-25']");
  const rows = await tx.rows<{ "QUERY PLAN": string }>(`EXPLAIN ${asked}`);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

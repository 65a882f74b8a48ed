import type { Tx } from "#platform/database";
import type { TimeUsed } from "./time-used.ts";

export interface FinishedKey {
  readonly tenantId: string;
  readonly dossierId: string;
}

/** Notes dossiers whose time is to be worked out; what was noted before stays as it is. */
export async function noteFinished(tx: Tx, keys: readonly FinishedKey[]): Promise<void> {
  await tx.write(
    `INSERT INTO indicators.finished_dossier (tenant_id, dossier_id)
     SELECT tenant_id, dossier_id FROM unnest($1::uuid[], $2::uuid[]) AS k (tenant_id, dossier_id)
     ON CONFLICT DO NOTHING`,
    [keys.map((key) => key.tenantId), keys.map((key) => key.dossierId)],
  );
}

/** Takes a batch to be measured in this transaction; another worker takes others. */
export function takeUnmeasured(tx: Tx, now: Date, limit: number): Promise<FinishedKey[]> {
  return tx.rows<FinishedKey>(
    `UPDATE indicators.finished_dossier SET measured_at = $1
     WHERE (tenant_id, dossier_id) IN (
       SELECT tenant_id, dossier_id FROM indicators.finished_dossier
       WHERE measured_at IS NULL
       LIMIT $2
       FOR UPDATE SKIP LOCKED)
     RETURNING tenant_id AS "tenantId", dossier_id AS "dossierId"`,
    [now, limit],
  );
}

/** Which of these are measured already. */
export async function measuredAmong(tx: Tx, keys: readonly FinishedKey[]): Promise<Set<string>> {
  const rows = await tx.rows<{ dossierId: string }>(
    `SELECT f.dossier_id AS "dossierId"
     FROM unnest($1::uuid[], $2::uuid[]) AS k (tenant_id, dossier_id)
     JOIN indicators.finished_dossier f ON f.tenant_id = k.tenant_id AND f.dossier_id = k.dossier_id
     WHERE f.measured_at IS NOT NULL`,
    [keys.map((key) => key.tenantId), keys.map((key) => key.dossierId)],
  );
  return new Set(rows.map((row) => row.dossierId));
}

export async function addTimesUsed(tx: Tx, entries: readonly TimeUsed[]): Promise<void> {
  await tx.write(
    `INSERT INTO indicators.time_used AS t
       (tenant_id, app_id, month, step, role, official_id, span, name, passes, late, minutes, term_minutes)
     SELECT "tenantId", "appId", month, step, role, "officialId", span, name, passes, late, minutes, "termMinutes"
     FROM jsonb_to_recordset($1::jsonb) AS e
       ("tenantId" uuid, "appId" text, month date, step text, role text, "officialId" uuid, span integer, name text,
        passes integer, late integer, minutes bigint, "termMinutes" bigint)
     ON CONFLICT (tenant_id, app_id, month, step, role, official_id, span) DO UPDATE SET
       passes = t.passes + excluded.passes, late = t.late + excluded.late, minutes = t.minutes + excluded.minutes,
       term_minutes = t.term_minutes + excluded.term_minutes, name = excluded.name`,
    [JSON.stringify(entries)],
  );
}

const SUMS = `sum(passes)::integer AS passes, sum(late)::integer AS late, sum(minutes)::float8 AS minutes,
  sum(term_minutes)::float8 AS "termMinutes"`;

/** The times of some tenants in a period, by step, role, official and interval. */
export function timesUsedBetween(
  tx: Tx,
  tenantIds: readonly string[],
  period: { readonly from: string; readonly until: string },
): Promise<TimeUsed[]> {
  return tx.rows<TimeUsed>(
    `SELECT tenant_id AS "tenantId", app_id AS "appId", to_char(month, 'YYYY-MM-DD') AS month, step, role,
            official_id AS "officialId", span, max(name) AS name, ${SUMS}
     FROM indicators.time_used
     WHERE tenant_id = ANY ($1::uuid[]) AND month >= $2 AND month < $3
     GROUP BY tenant_id, app_id, month, step, role, official_id, span`,
    [tenantIds, period.from, period.until],
  );
}

export interface WholeTime {
  readonly tenantId: string;
  readonly appId: string;
  readonly month: string;
  readonly passes: number;
  readonly minutes: number;
  readonly termMinutes: number;
}

/** How long whole dossiers took against their first promise, by tenant, procedure and month. */
export function wholeTimesBetween(
  tx: Tx,
  tenantIds: readonly string[],
  period: { readonly from: string; readonly until: string },
): Promise<WholeTime[]> {
  return tx.rows<WholeTime>(
    `SELECT tenant_id AS "tenantId", app_id AS "appId", to_char(month, 'YYYY-MM-DD') AS month, ${SUMS}
     FROM indicators.time_used
     WHERE tenant_id = ANY ($1::uuid[]) AND month >= $2 AND month < $3 AND step = '' AND role = ''
     GROUP BY tenant_id, app_id, month`,
    [tenantIds, period.from, period.until],
  );
}

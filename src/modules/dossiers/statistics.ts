import { type Database, type Tx, withDoor } from "#platform/database";
import { METRICS, type Metric } from "./counters.ts";

export type Figures = Readonly<Record<Metric, number>>;

export interface TenantMonth {
  readonly tenantId: string;
  readonly appId: string;
  /** First day of the month, `YYYY-MM-01`. */
  readonly month: string;
  readonly figures: Figures;
}

interface CounterRow {
  readonly tenantId: string;
  readonly appId: string;
  readonly month: string;
  readonly metric: Metric;
  readonly amount: number;
}

/** Folded counters plus the deltas that wait to be folded, for the months from `from` up to but not including `until`. */
export async function countersBetween(tx: Tx, from: string, until: string): Promise<TenantMonth[]> {
  const rows = await tx.rows<CounterRow>(
    `SELECT tenant_id AS "tenantId", app_id AS "appId", to_char(month, 'YYYY-MM-DD') AS month, metric, sum(amount)::integer AS amount
     FROM (SELECT tenant_id, app_id, month, metric, amount FROM dossiers.counter WHERE month >= $1 AND month < $2
           UNION ALL
           SELECT tenant_id, app_id, month, metric, amount FROM dossiers.counter_delta WHERE month >= $1 AND month < $2) AS both_kinds
     GROUP BY tenant_id, app_id, month, metric`,
    [from, until],
  );
  return tenantMonths(rows);
}

/** The same figures derived again from the history alone, as anyone may do with the published events. */
export async function countersFromEvents(
  tx: Tx,
  from: string,
  until: string,
): Promise<TenantMonth[]> {
  const rows = await tx.rows<CounterRow>(
    `WITH entry AS (
       SELECT e.tenant_id, d.app_id, d.channel, date_trunc('month', e.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS month, e.name,
              e.detail ->> 'outcome' AS outcome
       FROM dossiers.dossier_event e
       JOIN dossiers.dossier d ON d.tenant_id = e.tenant_id AND d.id = e.dossier_id
     ), metric AS (
       SELECT tenant_id, app_id, month, 'received' AS metric FROM entry WHERE name = 'dossier-submitted'
       UNION ALL SELECT tenant_id, app_id, month, 'received-in-person' FROM entry WHERE name = 'dossier-submitted' AND channel NOT IN ('online', 'linked')
       UNION ALL SELECT tenant_id, app_id, month, 'released' FROM entry WHERE outcome IS NOT NULL
       UNION ALL SELECT tenant_id, app_id, month, 'on-time' FROM entry WHERE outcome IN ('early', 'on-time')
       UNION ALL SELECT tenant_id, app_id, month, 'early' FROM entry WHERE outcome = 'early'
       UNION ALL SELECT tenant_id, app_id, month, 'late' FROM entry WHERE outcome = 'late'
       UNION ALL SELECT tenant_id, app_id, month, 'refused' FROM entry WHERE name = 'dossier-refused'
       UNION ALL SELECT tenant_id, app_id, month, 'supplemented' FROM entry WHERE name = 'supplement-asked'
       UNION ALL SELECT tenant_id, app_id, month, 'apologised' FROM entry WHERE name = 'apology-sent'
       UNION ALL SELECT tenant_id, app_id, month, replace(name, 'dossier-', '') FROM entry
         WHERE name IN ('dossier-withdrawn', 'dossier-stopped', 'dossier-transferred')
       UNION ALL SELECT r.tenant_id, d.app_id, date_trunc('month', r.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, 'rated-' || r.stars
         FROM dossiers.rating r
         JOIN dossiers.dossier d ON d.tenant_id = r.tenant_id AND d.id = r.dossier_id
     )
     SELECT tenant_id AS "tenantId", app_id AS "appId", to_char(month, 'YYYY-MM-DD') AS month, metric, count(*)::integer AS amount
     FROM metric
     WHERE month >= $1 AND month < $2
     GROUP BY tenant_id, app_id, month, metric`,
    [from, until],
  );
  return tenantMonths(rows);
}

export interface OpenDossiers {
  readonly tenantId: string;
  readonly appId: string;
  readonly open: number;
}

/** Received and not answered before a day: a sum of counters of all months, never a count of dossiers. */
export function openBefore(tx: Tx, until: string): Promise<OpenDossiers[]> {
  return tx.rows<OpenDossiers>(
    `SELECT tenant_id AS "tenantId", app_id AS "appId",
            sum(CASE metric WHEN 'received' THEN amount ELSE -amount END)::integer AS open
     FROM (SELECT tenant_id, app_id, month, metric, amount FROM dossiers.counter
           UNION ALL
           SELECT tenant_id, app_id, month, metric, amount FROM dossiers.counter_delta) AS both_kinds
     WHERE month < $1 AND metric IN ('received', 'released', 'withdrawn', 'stopped', 'transferred')
     GROUP BY tenant_id, app_id`,
    [until],
  );
}

/** Folds waiting deltas into the counters, a bounded number at a time; gives how many were folded. */
export function foldCounters(db: Database): Promise<number> {
  return withDoor(db, "counters", async (tx) => {
    const [row] = await tx.rows<{ folded: number }>(
      `WITH taken AS (
         DELETE FROM dossiers.counter_delta
         WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM dossiers.counter_delta LIMIT 5000)
         RETURNING tenant_id, app_id, month, metric, amount
       ), folded AS (
         INSERT INTO dossiers.counter (tenant_id, app_id, month, metric, amount)
         SELECT tenant_id, app_id, month, metric, sum(amount) FROM taken GROUP BY tenant_id, app_id, month, metric
         ON CONFLICT (tenant_id, app_id, month, metric) DO UPDATE SET amount = dossiers.counter.amount + excluded.amount
       )
       SELECT count(*)::integer AS folded FROM taken`,
    );
    return row?.folded ?? 0;
  });
}

function tenantMonths(rows: readonly CounterRow[]): TenantMonth[] {
  const found = new Map<string, TenantMonth & { figures: Record<Metric, number> }>();
  for (const row of rows) {
    const key = `${row.month} ${row.tenantId} ${row.appId}`;
    const entry = found.get(key) ?? {
      tenantId: row.tenantId,
      appId: row.appId,
      month: row.month,
      figures: noFigures(),
    };
    entry.figures[row.metric] = row.amount;
    found.set(key, entry);
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

export function noFigures(): Record<Metric, number> {
  return Object.fromEntries(METRICS.map((metric) => [metric, 0])) as Record<Metric, number>; // every metric is a key
}

export function summed(parts: readonly Figures[]): Figures {
  const total = noFigures();
  for (const part of parts) for (const metric of METRICS) total[metric] += part[metric];
  return total;
}

/** By how many dossiers more, or fewer, are open after these figures. */
export function openChange(figures: Figures): number {
  const { received, released, withdrawn, stopped, transferred } = figures;
  return received - released - withdrawn - stopped - transferred;
}

/** On-time share in per cent, or undefined when nothing was released: 0 of 0 is not 0 %. */
export function onTimeShare(figures: Figures): number | undefined {
  return figures.released === 0 ? undefined : (100 * figures["on-time"]) / figures.released;
}

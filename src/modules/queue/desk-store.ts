import type { Tx } from "#platform/database";
import type { Counter, Desk, Service } from "./desk.ts";
import { type Figures, type Metric, noFigures } from "./figures.ts";

const DESK_COLUMNS = `tenant_id AS "tenantId", id, slug, kiosk_key AS "kioskKey", name_vi AS "nameVi", name_en AS "nameEn"`;

/** Every desk of the city by name. Door `public-queue`. */
export function allDesks(tx: Tx): Promise<Desk[]> {
  return tx.rows<Desk>(`SELECT ${DESK_COLUMNS} FROM queue.desk ORDER BY name_vi, id`);
}

export function deskBySlug(tx: Tx, slug: string): Promise<Desk | undefined> {
  return tx.row<Desk>(`SELECT ${DESK_COLUMNS} FROM queue.desk WHERE slug = $1`, [slug]);
}

export function deskByKioskKey(tx: Tx, key: string): Promise<Desk | undefined> {
  return tx.row<Desk>(`SELECT ${DESK_COLUMNS} FROM queue.desk WHERE kiosk_key = $1`, [key]);
}

export function deskById(tx: Tx, tenantId: string, id: string): Promise<Desk | undefined> {
  return tx.row<Desk>(`SELECT ${DESK_COLUMNS} FROM queue.desk WHERE tenant_id = $1 AND id = $2`, [
    tenantId,
    id,
  ]);
}

/** The desk of the records an agency holds; the first of several. */
export function deskOfTenants(tx: Tx, tenantIds: readonly string[]): Promise<Desk | undefined> {
  return tx.row<Desk>(
    `SELECT ${DESK_COLUMNS} FROM queue.desk WHERE tenant_id = ANY ($1::uuid[]) ORDER BY slug LIMIT 1`,
    [tenantIds],
  );
}

export function servicesOf(tx: Tx, desk: Pick<Desk, "tenantId" | "id">): Promise<Service[]> {
  return tx.rows<Service>(
    `SELECT id, desk_id AS "deskId", code, prefix, name_vi AS "nameVi", name_en AS "nameEn"
     FROM queue.service
     WHERE tenant_id = $1 AND desk_id = $2
     ORDER BY prefix`,
    [desk.tenantId, desk.id],
  );
}

const COUNTER_COLUMNS = `tenant_id AS "tenantId", id, desk_id AS "deskId", number, service_ids AS "serviceIds", state, official_id AS "officialId",
  official_name AS "officialName", first_line_run AS "firstLineRun", since, version`;

export function countersOf(tx: Tx, desk: Pick<Desk, "tenantId" | "id">): Promise<Counter[]> {
  return tx.rows<Counter>(
    `SELECT ${COUNTER_COLUMNS} FROM queue.counter WHERE tenant_id = $1 AND desk_id = $2 ORDER BY number`,
    [desk.tenantId, desk.id],
  );
}

/** The counter an official sits at, locked for what they do at it. */
export function counterOfOfficial(
  tx: Tx,
  tenantIds: readonly string[],
  officialId: string,
): Promise<Counter | undefined> {
  return tx.row<Counter>(
    `SELECT ${COUNTER_COLUMNS} FROM queue.counter
     WHERE tenant_id = ANY ($1::uuid[]) AND official_id = $2
     FOR UPDATE`,
    [tenantIds, officialId],
  );
}

export function lockedCounter(
  tx: Tx,
  tenantId: string,
  deskId: string,
  number: number,
): Promise<Counter | undefined> {
  return tx.row<Counter>(
    `SELECT ${COUNTER_COLUMNS} FROM queue.counter
     WHERE tenant_id = $1 AND desk_id = $2 AND number = $3
     FOR UPDATE`,
    [tenantId, deskId, number],
  );
}

export async function saveCounter(tx: Tx, next: Counter): Promise<void> {
  await tx.write(
    `WITH changed AS (
       UPDATE queue.counter SET state = $4, official_id = $5, official_name = $6, first_line_run = $7, since = $8, version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING id
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $9)`,
    [
      next.tenantId,
      next.id,
      next.version,
      next.state,
      next.officialId,
      next.officialName,
      next.firstLineRun,
      next.since,
      `counter ${next.number}`,
    ],
  );
}

export interface ServiceDay {
  readonly tenantId: string;
  readonly serviceId: string;
  readonly onDay: string;
  readonly figures: Figures;
}

interface FigureRow {
  readonly tenantId: string;
  readonly serviceId: string;
  readonly onDay: string;
  readonly metric: Metric;
  readonly amount: number;
}

/** Folded figures plus what waits to be folded, from `from` up to and including `until`; of every tenant the scope sees. */
export async function figuresBetween(
  tx: Tx,
  tenantIds: readonly string[],
  from: string,
  until: string,
): Promise<ServiceDay[]> {
  const rows = await tx.rows<FigureRow>(
    `SELECT tenant_id AS "tenantId", service_id AS "serviceId", to_char(on_day, 'YYYY-MM-DD') AS "onDay", metric,
            sum(amount)::float8 AS amount
     FROM (SELECT tenant_id, service_id, on_day, metric, amount FROM queue.figure
           WHERE tenant_id = ANY ($1::uuid[]) AND on_day BETWEEN $2::date AND $3::date
           UNION ALL
           SELECT tenant_id, service_id, on_day, metric, amount FROM queue.figure_delta
           WHERE tenant_id = ANY ($1::uuid[]) AND on_day BETWEEN $2::date AND $3::date) AS both_kinds
     GROUP BY tenant_id, service_id, on_day, metric
     ORDER BY on_day, tenant_id, service_id`,
    [tenantIds, from, until],
  );
  return serviceDays(rows);
}

/** Folds a bounded number of waiting rows; gives how many. Door `queue`. */
export async function foldFigureRows(tx: Tx): Promise<number> {
  const row = await tx.row<{ folded: number }>(
    `WITH taken AS (
       DELETE FROM queue.figure_delta
       WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM queue.figure_delta LIMIT 5000)
       RETURNING tenant_id, service_id, on_day, metric, amount
     ), folded AS (
       INSERT INTO queue.figure (tenant_id, service_id, on_day, metric, amount)
       SELECT tenant_id, service_id, on_day, metric, sum(amount) FROM taken GROUP BY tenant_id, service_id, on_day, metric
       ON CONFLICT (tenant_id, on_day, service_id, metric) DO UPDATE SET amount = queue.figure.amount + excluded.amount
     )
     SELECT count(*)::integer AS folded FROM taken`,
  );
  return row?.folded ?? 0;
}

function serviceDays(rows: readonly FigureRow[]): ServiceDay[] {
  const found = new Map<string, ServiceDay & { figures: Record<Metric, number> }>();
  for (const { tenantId, serviceId, onDay, metric, amount } of rows) {
    const key = `${onDay} ${tenantId} ${serviceId}`;
    const entry = found.get(key) ?? { tenantId, serviceId, onDay, figures: noFigures() };
    entry.figures[metric] = amount;
    found.set(key, entry);
  }
  return [...found.values()];
}

export async function insertDesk(
  tx: Tx,
  now: Date,
  rows: {
    readonly desk: Desk;
    readonly services: readonly Service[];
    readonly counters: readonly (Pick<Counter, "id" | "number"> & {
      readonly serviceIds: readonly string[];
    })[];
  },
): Promise<void> {
  const { desk, services, counters } = rows;
  await tx.write(
    `WITH desk AS (
       INSERT INTO queue.desk (tenant_id, id, slug, kiosk_key, name_vi, name_en, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
     ), service AS (
       INSERT INTO queue.service (tenant_id, id, desk_id, code, prefix, name_vi, name_en)
       SELECT $1, id, $2, code, prefix, "nameVi", "nameEn"
       FROM jsonb_to_recordset($8::jsonb) AS s (id uuid, code text, prefix text, "nameVi" text, "nameEn" text)
     )
     INSERT INTO queue.counter (tenant_id, id, desk_id, number, service_ids, state, since)
     SELECT $1, id, $2, number, "serviceIds", 'closed', $7
     FROM jsonb_to_recordset($9::jsonb) AS c (id uuid, number integer, "serviceIds" uuid[])`,
    [
      desk.tenantId,
      desk.id,
      desk.slug,
      desk.kioskKey,
      desk.nameVi,
      desk.nameEn,
      now,
      JSON.stringify(services),
      JSON.stringify(counters),
    ],
  );
}

export async function insertServices(
  tx: Tx,
  desk: Pick<Desk, "tenantId" | "id">,
  services: readonly Service[],
): Promise<void> {
  await tx.write(
    `INSERT INTO queue.service (tenant_id, id, desk_id, code, prefix, name_vi, name_en)
     SELECT $1, id, $2, code, prefix, "nameVi", "nameEn"
     FROM jsonb_to_recordset($3::jsonb) AS s (id uuid, code text, prefix text, "nameVi" text, "nameEn" text)`,
    [desk.tenantId, desk.id, JSON.stringify(services)],
  );
}

export async function insertCounters(
  tx: Tx,
  now: Date,
  desk: Pick<Desk, "tenantId" | "id">,
  counters: readonly Pick<Counter, "id" | "number">[],
): Promise<void> {
  await tx.write(
    `INSERT INTO queue.counter (tenant_id, id, desk_id, number, state, since)
     SELECT $1, id, $2, number, 'closed', $3
     FROM jsonb_to_recordset($4::jsonb) AS c (id uuid, number integer)`,
    [desk.tenantId, desk.id, now, JSON.stringify(counters)],
  );
}

import type { Tx } from "#platform/database";
import type { Booking } from "./booking.ts";
import type { Desk } from "./desk.ts";
import type { FigureChange } from "./figures.ts";
import type { Reception, ReceptionException } from "./reception.ts";
import { figureColumns } from "./store.ts";

const BOOKING_COLUMNS = `b.tenant_id AS "tenantId", b.id, b.public_id AS "publicId", b.code, b.desk_id AS "deskId", b.service_id AS "serviceId",
  b.service_code AS "serviceCode", b.name, b.phone, b.email, b.account_id AS "accountId", b.language, b.starts_at AS "startsAt", b.state,
  b.ticket_id AS "ticketId", b.version`;

export function bookingByPublicId(tx: Tx, publicId: string): Promise<Booking | undefined> {
  return tx.row<Booking>(`SELECT ${BOOKING_COLUMNS} FROM queue.booking b WHERE b.public_id = $1`, [
    publicId,
  ]);
}

export function bookingByCode(tx: Tx, code: string): Promise<Booking | undefined> {
  return tx.row<Booking>(`SELECT ${BOOKING_COLUMNS} FROM queue.booking b WHERE b.code = $1`, [
    code,
  ]);
}

export function bookingById(tx: Tx, tenantId: string, id: string): Promise<Booking | undefined> {
  return tx.row<Booking>(
    `SELECT ${BOOKING_COLUMNS} FROM queue.booking b WHERE b.tenant_id = $1 AND b.id = $2`,
    [tenantId, id],
  );
}

/** An account's bookings, latest visit first. */
export function bookingsOfAccount(tx: Tx, accountId: string, limit: number): Promise<Booking[]> {
  return tx.rows<Booking>(
    `SELECT ${BOOKING_COLUMNS} FROM queue.booking b
     WHERE b.account_id = $1
     ORDER BY b.starts_at DESC, b.id DESC
     LIMIT $2`,
    [accountId, limit],
  );
}

/** Bookings of a desk from a moment up to another, by index `booking_of_day`. */
export function bookingsBetween(
  tx: Tx,
  desk: Pick<Desk, "tenantId" | "id">,
  span: { readonly from: Date; readonly until: Date; readonly onlyBooked?: boolean },
  limit: number,
): Promise<Booking[]> {
  return tx.rows<Booking>(
    `SELECT ${BOOKING_COLUMNS} FROM queue.booking b
     WHERE b.tenant_id = $1 AND b.desk_id = $2 AND b.starts_at >= $3 AND b.starts_at < $4 AND (NOT $5 OR b.state = 'booked')
     ORDER BY b.starts_at, b.id
     LIMIT $6`,
    [desk.tenantId, desk.id, span.from, span.until, span.onlyBooked ?? false, limit],
  );
}

/** Takes one place of a slot if one is free: the row is locked, so that two never take the last one. */
export async function takePlace(
  tx: Tx,
  slot: Pick<Booking, "tenantId" | "deskId" | "serviceId" | "startsAt">,
  capacity: number,
): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO queue.slot (tenant_id, desk_id, service_id, starts_at, taken)
     VALUES ($1, $2, $3, $4, 1)
     ON CONFLICT (tenant_id, desk_id, service_id, starts_at) DO UPDATE SET taken = queue.slot.taken + 1
     WHERE queue.slot.taken < $5
     RETURNING taken`,
    [slot.tenantId, slot.deskId, slot.serviceId, slot.startsAt, capacity],
  );
  return rows.length === 1;
}

export async function givePlaceBack(
  tx: Tx,
  slot: Pick<Booking, "tenantId" | "deskId" | "serviceId" | "startsAt">,
): Promise<void> {
  await tx.write(
    `UPDATE queue.slot SET taken = taken - 1
     WHERE tenant_id = $1 AND desk_id = $2 AND service_id = $3 AND starts_at = $4`,
    [slot.tenantId, slot.deskId, slot.serviceId, slot.startsAt],
  );
}

export async function takenBetween(
  tx: Tx,
  of: { readonly tenantId: string; readonly deskId: string; readonly serviceId: string },
  from: Date,
  until: Date,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.rows<{ startsAt: Date; taken: number }>(
    `SELECT starts_at AS "startsAt", taken FROM queue.slot
     WHERE tenant_id = $1 AND desk_id = $2 AND service_id = $3 AND starts_at >= $4 AND starts_at < $5`,
    [of.tenantId, of.deskId, of.serviceId, from, until],
  );
  return new Map(rows.map((row) => [row.startsAt.getTime(), row.taken]));
}

/** False when this person already holds a booking for the matter, at whatever desk of the city. */
export async function insertBooking(tx: Tx, now: Date, booking: Booking): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO queue.booking (tenant_id, id, public_id, code, desk_id, service_id, service_code, name, phone, email, account_id,
       language, starts_at, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'booked', $14)
     ON CONFLICT (phone, service_code) WHERE state = 'booked' DO NOTHING
     RETURNING id`,
    [
      booking.tenantId,
      booking.id,
      booking.publicId,
      booking.code,
      booking.deskId,
      booking.serviceId,
      booking.serviceCode,
      booking.name,
      booking.phone,
      booking.email,
      booking.accountId,
      booking.language,
      booking.startsAt,
      now,
    ],
  );
  return rows.length === 1;
}

/** Writes a changed booking over the version that was read. A moved one is reminded of its new day. */
export async function saveBooking(tx: Tx, next: Booking): Promise<void> {
  await tx.write(
    `WITH changed AS (
       UPDATE queue.booking SET starts_at = $4, state = $5, ticket_id = $6, version = version + 1,
         reminded_at = CASE WHEN starts_at = $4 THEN reminded_at END
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING id
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $7)`,
    [
      next.tenantId,
      next.id,
      next.version,
      next.startsAt,
      next.state,
      next.ticketId,
      `booking ${next.code}`,
    ],
  );
}

export async function insertFigures(
  tx: Tx,
  now: Date,
  tenantId: string,
  figures: readonly FigureChange[],
): Promise<void> {
  await tx.write(
    `INSERT INTO queue.figure_delta (tenant_id, id, service_id, on_day, metric, amount)
     SELECT $1, d.id, d.service_id, d.on_day, d.metric, d.amount
     FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::text[], $6::bigint[]) AS d (id, service_id, on_day, metric, amount)`,
    [tenantId, ...figureColumns(now, figures)],
  );
}

/** Bookings of any desk in a span that are to be reminded, or that nobody came for. Door `queue`. */
export function openBookings(
  tx: Tx,
  span: { readonly from: Date; readonly until: Date; readonly onlyUnreminded: boolean },
  limit: number,
): Promise<readonly { tenantId: string; id: string }[]> {
  return tx.rows(
    `SELECT tenant_id AS "tenantId", id FROM queue.booking
     WHERE state = 'booked' AND starts_at >= $1 AND starts_at < $2 AND (NOT $3 OR reminded_at IS NULL)
     ORDER BY starts_at
     LIMIT $4`,
    [span.from, span.until, span.onlyUnreminded, limit],
  );
}

/** True for the one worker that reminds. */
export async function markReminded(tx: Tx, now: Date, booking: Booking): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE queue.booking SET reminded_at = $3
     WHERE tenant_id = $1 AND id = $2 AND state = 'booked' AND reminded_at IS NULL
     RETURNING id`,
    [booking.tenantId, booking.id, now],
  );
  return rows.length === 1;
}

const RECEPTION_COLUMNS = `to_char(valid_from, 'YYYY-MM-DD') AS "validFrom", week, slot_minutes AS "slotMinutes", capacity,
  cut_off_minutes AS "cutOffMinutes", days_ahead AS "daysAhead", source`;

/** Every template of a desk that is or comes into force, earliest first. */
export function receptionsOf(
  tx: Tx,
  desk: Pick<Desk, "tenantId" | "id">,
  from: string,
): Promise<Reception[]> {
  return tx.rows<Reception>(
    `SELECT ${RECEPTION_COLUMNS} FROM queue.reception
     WHERE tenant_id = $1 AND desk_id = $2
       AND valid_from >= coalesce((SELECT max(r.valid_from) FROM queue.reception r
                                   WHERE r.tenant_id = $1 AND r.desk_id = $2 AND r.valid_from <= $3::date), $3::date)
     ORDER BY valid_from`,
    [desk.tenantId, desk.id, from],
  );
}

export async function saveReception(
  tx: Tx,
  now: Date,
  desk: Pick<Desk, "tenantId" | "id">,
  next: Reception,
): Promise<void> {
  await tx.write(
    `INSERT INTO queue.reception (tenant_id, desk_id, valid_from, week, slot_minutes, capacity, cut_off_minutes, days_ahead, source, published_at)
     VALUES ($1, $2, $3::date, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (tenant_id, desk_id, valid_from) DO UPDATE SET week = excluded.week, slot_minutes = excluded.slot_minutes,
       capacity = excluded.capacity, cut_off_minutes = excluded.cut_off_minutes, days_ahead = excluded.days_ahead,
       source = excluded.source, published_at = excluded.published_at`,
    [
      desk.tenantId,
      desk.id,
      next.validFrom,
      JSON.stringify(next.week),
      next.slotMinutes,
      next.capacity,
      next.cutOffMinutes,
      next.daysAhead,
      next.source,
      now,
    ],
  );
}

export function exceptionsBetween(
  tx: Tx,
  desk: Pick<Desk, "tenantId" | "id">,
  from: string,
  until: string,
): Promise<ReceptionException[]> {
  return tx.rows<ReceptionException>(
    `SELECT to_char(on_day, 'YYYY-MM-DD') AS "onDay", ranges, reason FROM queue.reception_exception
     WHERE tenant_id = $1 AND desk_id = $2 AND on_day BETWEEN $3::date AND $4::date
     ORDER BY on_day`,
    [desk.tenantId, desk.id, from, until],
  );
}

export async function saveException(
  tx: Tx,
  now: Date,
  desk: Pick<Desk, "tenantId" | "id">,
  next: ReceptionException,
): Promise<void> {
  await tx.write(
    `INSERT INTO queue.reception_exception (tenant_id, desk_id, on_day, ranges, reason, published_at)
     VALUES ($1, $2, $3::date, $4, $5, $6)
     ON CONFLICT (tenant_id, desk_id, on_day) DO UPDATE SET ranges = excluded.ranges, reason = excluded.reason,
       published_at = excluded.published_at`,
    [desk.tenantId, desk.id, next.onDay, JSON.stringify(next.ranges), next.reason, now],
  );
}

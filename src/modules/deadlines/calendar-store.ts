import type { CalendarDay } from "#kernel/calendar-day";
import type { OfficeHours } from "#kernel/office-hours";
import type { Tx } from "#platform/database";
import type { Edition } from "./edition.ts";

/** Office hours of no agency in particular: the city's usual. */
export { CITY_WIDE } from "#kernel/ids";

export function latestEdition(tx: Tx): Promise<Edition | undefined> {
  return tx.row<Edition>(
    `SELECT version, name, decrees, reason, published_at AS "publishedAt"
     FROM deadlines.calendar_edition
     ORDER BY version DESC
     LIMIT 1`,
  );
}

export async function insertEdition(tx: Tx, edition: Edition): Promise<void> {
  await tx.write(
    `INSERT INTO deadlines.calendar_edition (version, name, decrees, reason, published_at)
     VALUES ($1, $2, $3, $4, $5)`,
    [
      edition.version,
      edition.name,
      JSON.stringify(edition.decrees),
      edition.reason,
      edition.publishedAt,
    ],
  );
}

export function officeHoursOn(
  tx: Tx,
  on: CalendarDay,
): Promise<{ agencyId: string; hours: OfficeHours }[]> {
  return tx.rows(
    `SELECT DISTINCT ON (agency_id) agency_id AS "agencyId", hours
     FROM deadlines.office_hours
     WHERE valid_from <= $1::date
     ORDER BY agency_id, valid_from DESC`,
    [on],
  );
}

export interface DatedHours {
  readonly agencyId: string;
  readonly from: CalendarDay;
  readonly hours: OfficeHours;
  readonly source: string;
}

/** The agency's own hours on a day; undefined where it has none. */
export function officeHoursOf(
  tx: Tx,
  agencyId: string,
  on: CalendarDay,
): Promise<DatedHours | undefined> {
  return tx.row<DatedHours>(
    `SELECT agency_id AS "agencyId", to_char(valid_from, 'YYYY-MM-DD') AS "from", hours, source
     FROM deadlines.office_hours
     WHERE agency_id = $1 AND valid_from <= $2::date
     ORDER BY valid_from DESC
     LIMIT 1`,
    [agencyId, on],
  );
}

/** Hours may be corrected within the day they begin on; a later day is a fact of its own. */
export async function insertOfficeHours(tx: Tx, row: DatedHours): Promise<void> {
  await tx.write(
    `INSERT INTO deadlines.office_hours (agency_id, valid_from, hours, source) VALUES ($1, $2, $3, $4)`,
    [row.agencyId, row.from, JSON.stringify(row.hours), row.source],
  );
}

export async function hasOfficeHours(tx: Tx, agencyId: string): Promise<boolean> {
  const row = await tx.row<{ found: number }>(
    `SELECT 1 AS found FROM deadlines.office_hours WHERE agency_id = $1 LIMIT 1`,
    [agencyId],
  );
  return row !== undefined;
}

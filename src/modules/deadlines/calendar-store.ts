import type { CalendarDay } from "#kernel/calendar-day";
import type { YearDecree } from "#kernel/holiday-calendar";
import type { OfficeHours } from "#kernel/office-hours";
import type { Tx } from "#platform/database";

/** Office hours of no agency in particular: the city's usual. */
export const CITY_WIDE = "00000000-0000-0000-0000-000000000000";

export interface EditionRow {
  readonly version: number;
  readonly name: string;
  readonly decrees: readonly YearDecree[];
  readonly reason: string;
  readonly publishedAt: Date;
}

export function latestEdition(tx: Tx): Promise<EditionRow | undefined> {
  return tx.row<EditionRow>(
    `SELECT version, name, decrees, reason, published_at AS "publishedAt"
     FROM deadlines.calendar_edition
     ORDER BY version DESC
     LIMIT 1`,
  );
}

export async function insertEdition(tx: Tx, edition: EditionRow): Promise<void> {
  await tx.rows(
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

export async function insertOfficeHours(
  tx: Tx,
  row: {
    readonly agencyId: string;
    readonly from: CalendarDay;
    readonly hours: OfficeHours;
    readonly source: string;
  },
): Promise<void> {
  await tx.rows(
    `INSERT INTO deadlines.office_hours (agency_id, valid_from, hours, source) VALUES ($1, $2, $3, $4)`,
    [row.agencyId, row.from, JSON.stringify(row.hours), row.source],
  );
}

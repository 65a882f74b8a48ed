import type { Actor } from "#kernel/actor";
import { dayIn } from "#kernel/calendar-day";
import type { OfficeHours } from "#kernel/office-hours";
import { ok, refused, type Result } from "#kernel/result";
import { type Database, sqlState, withDoor } from "#platform/database";
import {
  CITY_WIDE,
  type DatedHours,
  insertOfficeHours,
  latestEdition,
  officeHoursOf,
} from "./calendar-store.ts";
import { publishCalendar } from "./publish-calendar.ts";

const UNIQUE_VIOLATION = "23505";

/** The hours of an agency today; where it has none of its own, the city's usual. */
export function officeHoursNow(
  db: Database,
  now: Date,
  agencyId: string,
): Promise<DatedHours | undefined> {
  return withDoor(
    db,
    "directory",
    async (tx) =>
      (await officeHoursOf(tx, agencyId, dayIn(now))) ??
      (await officeHoursOf(tx, CITY_WIDE, dayIn(now))),
  );
}

/**
 * Gives an agency office hours of its own from today on. The calendar gets a next edition that says why, so that open
 * clocks are reckoned again and leave their trace (`recomputeOpenClocks`); a printed due date never moves earlier.
 */
export async function publishOfficeHours(
  db: Database,
  now: Date,
  actor: Actor,
  next: {
    readonly agencyId: string;
    readonly hours: OfficeHours;
    readonly source: string;
    readonly reason: string;
  },
): Promise<Result<number, "edition-stale">> {
  const from = dayIn(now);
  try {
    return await withDoor(
      db,
      "directory",
      async (tx) => {
        const edition = await latestEdition(tx);
        if (edition === undefined) throw new Error("no holiday calendar is published");
        const { agencyId, hours, source, reason } = next;
        await insertOfficeHours(tx, { agencyId, from, hours, source });
        const published = await publishCalendar({ ...tx, actor }, now, {
          name: `${from.slice(0, 4)}-${edition.version + 1}`,
          decrees: edition.decrees,
          reason,
          detail: { agencyId, hours, source },
        });
        if (!published.ok) throw new Error(`office hours of ${agencyId}: ${published.error}`);
        return ok(published.value);
      },
      [CITY_WIDE],
    );
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) return refused("edition-stale"); // two on one day
    throw error;
  }
}

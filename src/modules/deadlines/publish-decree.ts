import type { Actor } from "#kernel/actor";
import { dayIn } from "#kernel/calendar-day";
import type { YearDecree } from "#kernel/holiday-calendar";
import { STARTING_DECREES } from "#kernel/holiday-data";
import { refused, type Result } from "#kernel/result";
import { type Database, sqlState, withDoor } from "#platform/database";
import { CITY_WIDE, latestEdition } from "./calendar-store.ts";
import { type EditionRefusal, withDecree } from "./edition.ts";
import { publishCalendar } from "./publish-calendar.ts";

const UNIQUE_VIOLATION = "23505";

/**
 * An administrator's act: one year's decree becomes the next edition, the other years as they are. The calendar belongs to
 * the city and to no record-holder, so the act is in the log under the city's own id, with the position it was done in.
 */
export async function publishDecree(
  db: Database,
  now: Date,
  actor: Actor,
  next: { readonly decree: YearDecree; readonly reason: string; readonly after: number },
): Promise<Result<number, EditionRefusal>> {
  const { decree, reason, after } = next;
  try {
    return await withDoor(
      db,
      "directory",
      async (tx) => {
        const before = (await latestEdition(tx))?.decrees ?? STARTING_DECREES;
        const name = `${dayIn(now).slice(0, 4)}-${after + 1}`;
        const decrees = withDecree(before, decree);
        return publishCalendar({ ...tx, actor }, now, { name, decrees, reason, after });
      },
      [CITY_WIDE],
    );
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) return refused("edition-stale"); // two pressed at once
    throw error;
  }
}

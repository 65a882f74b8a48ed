import { dayIn } from "#kernel/calendar-day";
import { type HolidayCalendar, holidayCalendar } from "#kernel/holiday-calendar";
import type { OfficeHours, WorkingTime } from "#kernel/office-hours";
import type { Tx } from "#platform/database";
import { CITY_WIDE, latestEdition, officeHoursOn } from "./calendar-store.ts";

/** The working time in force, with the version of the calendar it was taken from. */
export interface DatedTime {
  readonly version: number;
  readonly time: WorkingTime;
}

/** Published calendars, kept in memory for a few seconds: every due date asks for them, they change once a year. */
export interface Calendars {
  /** For an agency's own office hours where it has them, else the city's. */
  workingTime(tx: Tx, now: Date, agencyId?: string | null): Promise<DatedTime>;
  /** Forgets what was kept, after publishing. */
  forget(): void;
}

/** A clock started under an edition that was just succeeded is found by its version and recomputed. */
const KEPT_MS = 5_000;

interface Kept {
  readonly loadedAtMs: number;
  readonly version: number;
  readonly calendar: HolidayCalendar;
  readonly hours: ReadonlyMap<string, OfficeHours>;
}

export function createCalendars(): Calendars {
  const state: { kept: Kept | undefined } = { kept: undefined };
  return {
    workingTime: async (tx, now, agencyId) => {
      const kept =
        state.kept !== undefined && Math.abs(state.kept.loadedAtMs - now.getTime()) <= KEPT_MS
          ? state.kept
          : await load(tx, now, state.kept);
      state.kept = kept;
      const hours = kept.hours.get(agencyId ?? CITY_WIDE) ?? kept.hours.get(CITY_WIDE);
      if (hours === undefined) throw new Error("the city has no office hours");
      return { version: kept.version, time: { calendar: kept.calendar, hours } };
    },
    forget: () => {
      state.kept = undefined;
    },
  };
}

async function load(tx: Tx, now: Date, before: Kept | undefined): Promise<Kept> {
  const edition = await latestEdition(tx);
  if (edition === undefined) throw new Error("no holiday calendar is published");
  const hours = new Map(
    (await officeHoursOn(tx, dayIn(now))).map((row) => [row.agencyId, row.hours]),
  );
  const calendar =
    before?.version === edition.version
      ? before.calendar
      : holidayCalendar("hcm", edition.name, edition.decrees);
  return { loadedAtMs: now.getTime(), version: edition.version, calendar, hours };
}

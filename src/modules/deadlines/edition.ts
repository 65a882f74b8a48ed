import { addDays, type CalendarDay, day } from "#kernel/calendar-day";
import {
  type CalendarEntry,
  type HolidayCalendar,
  isWeeklyRest,
  isWorkingDay,
  type YearDecree,
} from "#kernel/holiday-calendar";

/** A published holiday calendar. Never changed, only succeeded by the next version. */
export interface Edition {
  readonly version: number;
  readonly name: string;
  readonly decrees: readonly YearDecree[];
  readonly reason: string;
  readonly publishedAt: Date;
}

export type EditionRefusal =
  | "reason-missing"
  | "source-missing"
  | "year-twice"
  /** A year that the edition before knew is gone: its swaps would be forgotten in silence. */
  | "year-missing"
  /** A swap takes a working weekday off and works a Saturday or Sunday instead, never anything else. */
  | "swap-unfit"
  /** Another edition was published since this one was begun. */
  | "edition-stale";

/** The first reason why decrees cannot become the next edition; undefined when they can. */
export function editionRefusal(
  next: { readonly decrees: readonly YearDecree[]; readonly reason: string },
  before: readonly YearDecree[],
): EditionRefusal | undefined {
  if (next.reason.trim() === "") return "reason-missing";
  if (next.decrees.some((decree) => decree.source.document.trim() === "")) return "source-missing";
  const years = new Set(next.decrees.map((decree) => decree.year));
  if (years.size < next.decrees.length) return "year-twice";
  if (before.some((decree) => !years.has(decree.year))) return "year-missing";
  const swaps = next.decrees.flatMap((decree) => decree.swaps);
  return swaps.every(({ off, worked }) => !isWeeklyRest(off) && isWeeklyRest(worked))
    ? undefined
    : "swap-unfit";
}

/** The decrees with one year put in its place or anew, in the order of years. */
export function withDecree(
  decrees: readonly YearDecree[],
  decree: YearDecree,
): readonly YearDecree[] {
  return [...decrees.filter((one) => one.year !== decree.year), decree].toSorted(
    (a, b) => a.year - b.year,
  );
}

/** What a calendar says of a year, day by day. */
export function entriesIn(calendar: HolidayCalendar, year: number): readonly CalendarEntry[] {
  return [...calendar.entries.values()]
    .filter((entry) => entry.on.startsWith(`${year}-`))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

export interface ChangedDay {
  readonly on: CalendarDay;
  readonly isWorking: boolean;
  /** What the new calendar says of the day; undefined when it becomes an ordinary day again. */
  readonly entry: CalendarEntry | undefined;
}

/** The days of a year that are worked under one calendar and free under the other. */
export function changedDays(
  before: HolidayCalendar,
  after: HolidayCalendar,
  year: number,
): readonly ChangedDay[] {
  const changed: ChangedDay[] = [];
  const last = day(`${year}-12-31`);
  for (let on = day(`${year}-01-01`); on <= last; on = addDays(on, 1)) {
    const isWorking = isWorkingDay(after, on);
    if (isWorking !== isWorkingDay(before, on))
      changed.push({ on, isWorking, entry: after.entries.get(on) });
  }
  return changed;
}

import { addDays, type CalendarDay, dayIn, instantAt } from "#kernel/calendar-day";
import { type HolidayCalendar, isWorkingDay } from "#kernel/holiday-calendar";
import type { openByDue } from "#modules/dossiers";

/** How an open dossier stands to its due moment, in working days; what the applicant holds up stands apart. */
export const AGES = [
  "late-more",
  "late-5",
  "late-1",
  "left-1",
  "left-3",
  "left-5",
  "left-more",
  "paused",
] as const;
export type Age = (typeof AGES)[number];

/**
 * The moments between the ages, latest last: more than five working days ago, two to five, up to one (today's included);
 * then due today or tomorrow, in two or three, in four or five working days, and later.
 */
export function ageMoments(now: Date, calendar: HolidayCalendar): readonly Date[] {
  const today = dayIn(now);
  const start = (on: CalendarDay): Date => instantAt(on, 0);
  const after = (count: number): Date => start(addDays(workingDaysFrom(today, count, calendar), 1));
  return [
    start(workingDaysFrom(today, -5, calendar)),
    start(workingDaysFrom(today, -1, calendar)),
    now,
    after(1),
    after(3),
    after(5),
  ];
}

/** The working day so many working days after another, or before it. */
function workingDaysFrom(on: CalendarDay, count: number, calendar: HolidayCalendar): CalendarDay {
  const step = Math.sign(count);
  let at = on;
  for (let left = Math.abs(count); left > 0;) {
    at = addDays(at, step);
    if (isWorkingDay(calendar, at)) left -= 1;
  }
  return at;
}

export type Ages = Readonly<Record<Age, number>>;

/** Sums the counts of the store, which were asked with `ageMoments`. */
export function agesOf(rows: Awaited<ReturnType<typeof openByDue>>): Ages {
  const ages = Object.fromEntries(AGES.map((age) => [age, 0])) as Record<Age, number>; // every age is a key
  for (const row of rows) {
    const age = row.isPaused ? "paused" : AGES[row.interval];
    if (age === undefined) throw new Error(`no age for interval ${row.interval}`);
    ages[age] += row.dossiers;
  }
  return ages;
}

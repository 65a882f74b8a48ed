import { addDays, type CalendarDay, dayIn, instantAt } from "#kernel/calendar-day";
import { isWorkingDay } from "#kernel/holiday-calendar";
import type { WorkingTime } from "#kernel/office-hours";
import type { MorningMoments } from "./morning-store.ts";

/** Steps in an agency that wait for a role of its own; what waits for the applicant is nobody's work here. */
export const WORKING_ROLES = ["receiver", "specialist", "head", "leader", "clerk"] as const;

const WORKING_DAYS_AHEAD = 2;

/** The borders of a morning: now, midnight, and the midnight that ends the second working day after today. */
export function morningMoments(now: Date, time: WorkingTime): MorningMoments {
  const today = dayIn(now);
  return { now, endOfToday: endOf(today), endOfSecondDay: endOf(workingDayAfter(today, time)) };
}

function workingDayAfter(today: CalendarDay, time: WorkingTime): CalendarDay {
  let on = today;
  for (let left = WORKING_DAYS_AHEAD; left > 0;) {
    on = addDays(on, 1);
    if (isWorkingDay(time.calendar, on)) left -= 1;
  }
  return on;
}

function endOf(on: CalendarDay): Date {
  return instantAt(on, 24 * 60);
}

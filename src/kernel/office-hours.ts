import {
  addDays,
  type CalendarDay,
  dayIn,
  dayOfWeek,
  instantAt,
  minuteOfDay,
} from "./calendar-day.ts";
import { type HolidayCalendar, isWeeklyRest, isWorkingDay } from "./holiday-calendar.ts";

/** Minutes of the day, half-open: `[450, 690]` is 7:30 to 11:30. */
export type MinuteRange = readonly [from: number, until: number];

/**
 * When an agency's clock runs, per weekday (0 = Sunday). Not the reception hours: a desk may receive on Saturday
 * morning while the clock stands still (R40).
 */
export interface OfficeHours {
  readonly byWeekday: Readonly<Record<number, readonly MinuteRange[]>>;
  /** Hours of a make-up day, which falls on a weekday that has none of its own. */
  readonly makeUp: readonly MinuteRange[];
}

const USUAL: readonly MinuteRange[] = [
  [450, 690],
  [780, 1020],
];

/** 7:30–11:30 and 13:00–17:00, Monday to Friday: eight working hours a day (R21). */
export const USUAL_OFFICE_HOURS: OfficeHours = {
  byWeekday: { 1: USUAL, 2: USUAL, 3: USUAL, 4: USUAL, 5: USUAL },
  makeUp: USUAL,
};

export interface WorkingTime {
  readonly calendar: HolidayCalendar;
  readonly hours: OfficeHours;
}

/** The working ranges of one day; none on a day off. */
export function rangesOn(time: WorkingTime, on: CalendarDay): readonly MinuteRange[] {
  if (!isWorkingDay(time.calendar, on)) return [];
  return isWeeklyRest(on) ? time.hours.makeUp : (time.hours.byWeekday[dayOfWeek(on)] ?? []);
}

/** The close of business of a working day. */
export function closeOf(time: WorkingTime, on: CalendarDay): Date {
  const last = rangesOn(time, on).at(-1);
  return instantAt(on, last === undefined ? 1020 : last[1]);
}

/** Working minutes between two instants; 0 when `until` is not after `from`. */
export function workingMinutes(time: WorkingTime, from: Date, until: Date): number {
  if (until <= from) return 0;
  const lastDay = dayIn(until);
  let total = 0;
  for (let on = dayIn(from); on <= lastDay; on = addDays(on, 1)) {
    const start = on === dayIn(from) ? minuteOfDay(from) : 0;
    const end = on === lastDay ? minuteOfDay(until) : 1440;
    for (const [open, close] of rangesOn(time, on))
      total += Math.max(0, Math.min(close, end) - Math.max(open, start));
  }
  return total;
}

/** A thousand days hold more working minutes than any term in hours; beyond that the hours are misconfigured. */
const HORIZON_DAYS = 1000;

/** The instant at which `minutes` of working time have passed since `from`. */
export function afterWorkingMinutes(time: WorkingTime, from: Date, minutes: number): Date {
  let left = minutes;
  let on = dayIn(from);
  for (let index = 0; index < HORIZON_DAYS; index += 1, on = addDays(on, 1)) {
    const start = index === 0 ? minuteOfDay(from) : 0;
    for (const [open, close] of rangesOn(time, on)) {
      const begin = Math.max(open, start);
      if (close <= begin) continue;
      if (left <= close - begin) return instantAt(on, begin + left);
      left -= close - begin;
    }
  }
  throw new Error("no working time within a thousand days: the office hours are empty");
}

/** The latest instant from which `minutes` of working time still pass by `until`. */
export function beforeWorkingMinutes(time: WorkingTime, until: Date, minutes: number): Date {
  let left = minutes;
  let on = dayIn(until);
  for (let index = 0; index < HORIZON_DAYS; index += 1, on = addDays(on, -1)) {
    const end = index === 0 ? minuteOfDay(until) : 1440;
    for (const [open, close] of rangesOn(time, on).toReversed()) {
      const last = Math.min(close, end);
      if (last <= open) continue;
      if (left <= last - open) return instantAt(on, last - left);
      left -= last - open;
    }
  }
  throw new Error("no working time within a thousand days: the office hours are empty");
}

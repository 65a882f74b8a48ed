import { addDays, type CalendarDay, dayIn, instantAt, minuteOfDay } from "./calendar-day.ts";
import { isWorkingDay, workingDayFrom } from "./holiday-calendar.ts";
import {
  afterWorkingMinutes,
  beforeWorkingMinutes,
  closeOf,
  rangesOn,
  workingMinutes,
  type WorkingTime,
} from "./office-hours.ts";
import type { Term } from "./term.ts";

/** A stop of the clock with its reason; open while the applicant (or another body) still holds the matter. */
export interface Pause {
  readonly from: Date;
  readonly until?: Date;
  readonly reason: string;
}

/** More time, never without the written decision that gives it. */
export interface Extension {
  readonly term: Term;
  readonly decision: {
    readonly number: string;
    readonly on: CalendarDay;
    readonly reason: string;
    /** The office that decided, such as "Chủ tịch Ủy ban nhân dân Quận 1": never a person, since anyone may read the clock. */
    readonly by?: string;
  };
}

/** Everything a due moment follows from. The clock itself keeps no result: the same facts always give the same moment. */
export interface LegalClock {
  readonly term: Term;
  readonly startedAt: Date;
  /** Minute of the day from which a receipt belongs to the next working day (R17). Data of the procedure; usually none. */
  readonly lateFromMinute?: number;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
}

/**
 * The day the term counts from, itself excluded (Civil Code 2015, Art. 147). Where an hour rule applies, a receipt after
 * the hour or on a day off belongs to the next working day: otherwise Saturday's receipt would be due before Friday
 * evening's.
 */
export function receivedOn(clock: LegalClock, time: WorkingTime): CalendarDay {
  const on = dayIn(clock.startedAt);
  if (clock.lateFromMinute === undefined) return on;
  const isLate = minuteOfDay(clock.startedAt) >= clock.lateFromMinute;
  return workingDayFrom(time.calendar, isLate ? addDays(on, 1) : on);
}

/**
 * The moment the term ends. Day terms exclude the first day and end at the close of the last, moved to the next
 * working day where it falls on a day off (Art. 148). An open pause is reckoned as if it ended at `asOf`.
 */
export function dueMoment(clock: LegalClock, time: WorkingTime, asOf: Date): Date {
  let due = baseDue(clock, time, asOf);
  for (const extension of clock.extensions) due = extended(due, extension.term, clock, time, asOf);
  return due;
}

function baseDue(clock: LegalClock, time: WorkingTime, asOf: Date): Date {
  if (clock.term.unit === "working-hours") {
    const start = hourStart(clock, time);
    return hoursAfter(start, clock.term.count * 60, clock, time, asOf);
  }
  return closeOf(time, lastDay(receivedOn(clock, time), clock.term, clock, time, asOf));
}

function extended(due: Date, term: Term, clock: LegalClock, time: WorkingTime, asOf: Date): Date {
  if (term.unit === "working-hours")
    return hoursAfter(due, term.count * 60, { ...clock, pauses: [] }, time, asOf);
  return closeOf(time, lastDay(dayIn(due), term, clock, time, asOf));
}

function hourStart(clock: LegalClock, time: WorkingTime): Date {
  const on = receivedOn(clock, time);
  return on === dayIn(clock.startedAt) ? clock.startedAt : instantAt(on, 0);
}

/** The last counted day of a day term. */
function lastDay(
  first: CalendarDay,
  term: Term,
  clock: LegalClock,
  time: WorkingTime,
  asOf: Date,
): CalendarDay {
  let on = first;
  for (let left: number = term.count; left > 0;) {
    on = addDays(on, 1);
    if (isPausedOn(clock, on, asOf)) continue;
    if (term.unit === "days" || isWorkingDay(time.calendar, on)) left -= 1;
  }
  while (!isWorkingDay(time.calendar, on) || isPausedOn(clock, on, asOf)) on = addDays(on, 1);
  return on;
}

/**
 * A pause takes the days from the day it begins up to the day it ends, not included: the day of resuming counts, so
 * no first day is excluded again, and a pause within one day takes none.
 */
export function isPausedOn(clock: LegalClock, on: CalendarDay, asOf: Date): boolean {
  return clock.pauses.some((pause) => {
    const until = pause.until ?? asOf;
    return dayIn(pause.from) <= on && on < dayIn(until);
  });
}

const QUARTER_MS = 15 * 60_000;

/** Working time after a moment, with the working minutes inside pauses added; rounded up to the quarter hour (R21). */
function hoursAfter(
  start: Date,
  minutes: number,
  clock: LegalClock,
  time: WorkingTime,
  asOf: Date,
): Date {
  let needed = minutes;
  for (const pause of mergedPauses(clock, start, asOf)) {
    const due = afterWorkingMinutes(time, start, needed);
    if (pause.from >= due) break;
    needed += workingMinutes(time, pause.from, pause.until);
  }
  const due = afterWorkingMinutes(time, start, needed);
  return new Date(Math.ceil(due.getTime() / QUARTER_MS) * QUARTER_MS);
}

/** Pauses in order, overlaps joined, clipped to the start. */
function mergedPauses(clock: LegalClock, start: Date, asOf: Date): { from: Date; until: Date }[] {
  const merged: { from: Date; until: Date }[] = [];
  const sorted = clock.pauses
    .map((pause) => ({ from: later(pause.from, start), until: later(pause.until ?? asOf, start) }))
    .sort((a, b) => a.from.getTime() - b.from.getTime());
  for (const pause of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && pause.from <= last.until) last.until = later(last.until, pause.until);
    else merged.push(pause);
  }
  return merged;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

/**
 * The latest start that is still due at `due`. Forwards and backwards agree for moments inside working time on the
 * quarter hour (working hours) and for closes of working days (day terms).
 */
export function latestStart(due: Date, term: Term, time: WorkingTime): Date {
  if (term.unit === "working-hours") return beforeWorkingMinutes(time, due, term.count * 60);
  let on = dayIn(due);
  for (let left: number = term.count; left > 0; on = addDays(on, -1))
    if (term.unit === "days" || isWorkingDay(time.calendar, on)) left -= 1;
  while (rangesOn(time, on).length === 0 && term.unit === "working-days") on = addDays(on, -1);
  return closeOf(time, on);
}

/**
 * Early when released before the half-day of the due moment began, on time until the due moment, late after it (R21).
 */
export function outcomeOf(
  releasedAt: Date,
  due: Date,
  time: WorkingTime,
): "early" | "on-time" | "late" {
  if (releasedAt > due) return "late";
  const on = dayIn(due);
  const half = rangesOn(time, on).findLast(([from]) => from < minuteOfDay(due));
  return releasedAt < instantAt(on, half?.[0] ?? 0) ? "early" : "on-time";
}

/** A changed calendar never moves a promise that was printed to an earlier moment. */
export function afterCalendarChange(
  promised: Date,
  recomputed: Date,
  isPrinted: boolean,
): { readonly dueAt: Date; readonly moved: "later" | "earlier" | "kept" } {
  if (recomputed > promised) return { dueAt: recomputed, moved: "later" };
  if (recomputed < promised && !isPrinted) return { dueAt: recomputed, moved: "earlier" };
  return { dueAt: promised, moved: "kept" };
}

export interface Held {
  readonly holder: string;
  readonly from: Date;
  readonly until: Date;
}

/** Who used the time: working minutes of each holder. What lies in a pause is the applicant's, whoever held the matter. */
export function attribution(
  held: readonly Held[],
  clock: LegalClock,
  time: WorkingTime,
  asOf: Date,
): { readonly byHolder: ReadonlyMap<string, number>; readonly pausedMinutes: number } {
  const byHolder = new Map<string, number>();
  let pausedMinutes = 0;
  const pauses = mergedPauses(clock, clock.startedAt, asOf);
  for (const one of held) {
    const all = workingMinutes(time, one.from, one.until);
    let paused = 0;
    for (const pause of pauses)
      paused += workingMinutes(
        time,
        later(one.from, pause.from),
        one.until < pause.until ? one.until : pause.until,
      );
    byHolder.set(one.holder, (byHolder.get(one.holder) ?? 0) + all - paused);
    pausedMinutes += paused;
  }
  return { byHolder, pausedMinutes };
}

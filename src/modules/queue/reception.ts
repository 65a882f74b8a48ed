import { type CalendarDay, dayOfWeek, instantAt } from "#kernel/calendar-day";
import { type CalendarEntry, isWeeklyRest } from "#kernel/holiday-calendar";
import type { MinuteRange, WorkingTime } from "#kernel/office-hours";

/** When a desk receives people and what it lets them book, from a day on. */
export interface Reception {
  readonly validFrom: CalendarDay;
  /** By weekday, 0 = Sunday. Saturday morning may be there although the clock of the law stands still (R40). */
  readonly week: Readonly<Record<number, readonly MinuteRange[]>>;
  readonly slotMinutes: number;
  /** Bookings of one service that a slot takes. */
  readonly capacity: number;
  /** A booking is moved or cancelled at the latest so long before it begins, and made no later. */
  readonly cutOffMinutes: number;
  readonly daysAhead: number;
  readonly source: string;
}

/** A day that is different from its week, with the reason. */
export interface ReceptionException {
  readonly onDay: CalendarDay;
  readonly ranges: readonly MinuteRange[];
  readonly reason: string;
}

export type DayAtDesk =
  | { readonly kind: "open"; readonly ranges: readonly MinuteRange[]; readonly reason?: string }
  | { readonly kind: "holiday"; readonly entry: CalendarEntry }
  | { readonly kind: "exception"; readonly reason: string }
  | { readonly kind: "rest" };

/**
 * When a desk receives on a day: an exception goes before the calendar, days off before the week. A make-up Saturday that
 * the week does not know has the office's hours of such a day (R32).
 */
export function dayAtDesk(
  reception: Pick<Reception, "week">,
  exceptions: readonly ReceptionException[],
  time: WorkingTime,
  on: CalendarDay,
): DayAtDesk {
  const exception = exceptions.find((one) => one.onDay === on);
  if (exception !== undefined)
    return exception.ranges.length === 0
      ? { kind: "exception", reason: exception.reason }
      : { kind: "open", ranges: exception.ranges, reason: exception.reason };
  const entry = time.calendar.entries.get(on);
  if (entry !== undefined && entry.kind !== "make-up") return { kind: "holiday", entry };
  const usual = reception.week[dayOfWeek(on)] ?? [];
  const ranges =
    usual.length === 0 && entry?.kind === "make-up" && isWeeklyRest(on) ? time.hours.makeUp : usual;
  return ranges.length === 0 ? { kind: "rest" } : { kind: "open", ranges };
}

/** The moments at which slots of a day begin; what is left at the end of a range and shorter than a slot is not offered. */
export function slotsOn(
  day: DayAtDesk,
  reception: Pick<Reception, "slotMinutes">,
  on: CalendarDay,
): readonly Date[] {
  if (day.kind !== "open") return [];
  const { slotMinutes } = reception;
  return day.ranges.flatMap(([from, until]) => {
    const count = Math.floor((until - from) / slotMinutes);
    return Array.from({ length: count }, (_, index) => instantAt(on, from + index * slotMinutes));
  });
}

/** True while a slot may still be booked, moved or given back. */
export function isBeforeCutOff(
  startsAt: Date,
  reception: Pick<Reception, "cutOffMinutes">,
  now: Date,
): boolean {
  return now.getTime() + reception.cutOffMinutes * 60_000 <= startsAt.getTime();
}

/** Later than this after the slot began, a booking is worth a usual number. */
const GRACE_MINUTES = 15;

export function cameInTime(startsAt: Date, now: Date): boolean {
  return now.getTime() <= startsAt.getTime() + GRACE_MINUTES * 60_000;
}

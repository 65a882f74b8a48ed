import { addDays, type CalendarDay, dayIn, instantAt } from "#kernel/calendar-day";
import type { WorkingTime } from "#kernel/office-hours";
import type { Calendars } from "#modules/deadlines";
import type { Tx } from "#platform/database";
import type { Desk } from "./desk.ts";
import { exceptionsBetween, receptionsOf, takenBetween } from "./booking-store.ts";
import {
  type DayAtDesk,
  dayAtDesk,
  isBeforeCutOff,
  type Reception,
  type ReceptionException,
  slotsOn,
} from "./reception.ts";

/** Everything that says when a desk receives in the coming weeks. */
export interface Timetable {
  readonly receptions: readonly Reception[];
  readonly exceptions: readonly ReceptionException[];
  readonly time: WorkingTime;
}

/** Templates look ahead no further than this. */
const FURTHEST_DAYS = 91;

export async function timetableOf(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  desk: Pick<Desk, "tenantId" | "id">,
): Promise<Timetable> {
  const today = dayIn(now);
  return {
    receptions: await receptionsOf(tx, desk, today),
    exceptions: await exceptionsBetween(tx, desk, today, addDays(today, FURTHEST_DAYS)),
    time: (await calendars.workingTime(tx, now)).time,
  };
}

/** The template in force on a day. */
export function receptionOn(timetable: Timetable, on: CalendarDay): Reception | undefined {
  return timetable.receptions.findLast((one) => one.validFrom <= on);
}

export interface OfferedSlot {
  readonly startsAt: Date;
  readonly free: number;
}

export interface OfferedDay {
  readonly on: CalendarDay;
  readonly day: DayAtDesk;
  /** Slots that may still be booked, the full ones too. */
  readonly slots: readonly OfferedSlot[];
}

/** The days of one service that can be booked now, each with its slots or why there are none. */
export async function offeredDays(
  tx: Tx,
  now: Date,
  timetable: Timetable,
  of: { readonly tenantId: string; readonly deskId: string; readonly serviceId: string },
): Promise<readonly OfferedDay[]> {
  const today = dayIn(now);
  const ahead = receptionOn(timetable, today)?.daysAhead ?? timetable.receptions[0]?.daysAhead ?? 0;
  const taken = await takenBetween(tx, of, now, instantAt(addDays(today, ahead + 1), 0));
  return Array.from({ length: ahead + 1 }, (_, index) => addDays(today, index)).flatMap((on) => {
    const reception = receptionOn(timetable, on);
    if (reception === undefined) return [];
    const day = dayAtDesk(reception, timetable.exceptions, timetable.time, on);
    const slots = slotsOn(day, reception, on)
      .filter((startsAt) => isBeforeCutOff(startsAt, reception, now))
      .map((startsAt) => ({
        startsAt,
        free: Math.max(0, reception.capacity - (taken.get(startsAt.getTime()) ?? 0)),
      }));
    return [{ on, day, slots }];
  });
}

/** The template of a moment that is offered as a slot now; undefined when it is not. */
export function offerAt(timetable: Timetable, now: Date, startsAt: Date): Reception | undefined {
  const on = dayIn(startsAt);
  const reception = receptionOn(timetable, on);
  const today = receptionOn(timetable, dayIn(now)) ?? reception;
  if (reception === undefined || today === undefined) return undefined;
  if (on > addDays(dayIn(now), today.daysAhead)) return undefined;
  return offerAtAnyTime(timetable, startsAt) ? reception : undefined;
}

/** True when a moment is a slot of the timetable, however soon or far it is. */
export function offerAtAnyTime(timetable: Timetable, startsAt: Date): boolean {
  const on = dayIn(startsAt);
  const reception = receptionOn(timetable, on);
  if (reception === undefined) return false;
  const day = dayAtDesk(reception, timetable.exceptions, timetable.time, on);
  return slotsOn(day, reception, on).some((one) => one.getTime() === startsAt.getTime());
}

import { addDays, type CalendarDay, dayIn, instantAt } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import type { Calendars } from "#modules/deadlines";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { ended } from "./book-slot.ts";
import type { Booking } from "./booking.ts";
import { bookingsBetween, saveException, saveReception } from "./booking-store.ts";
import type { Desk } from "./desk.ts";
import { counted } from "./figures.ts";
import { offerAtAnyTime, receptionOn, type Timetable, timetableOf } from "./offers.ts";
import { type Caller, maySetUp } from "./policy.ts";
import {
  type DayAtDesk,
  dayAtDesk,
  type Reception,
  type ReceptionException,
  slotsOn,
} from "./reception.ts";
import { recordBooking, tellBooker } from "./record-booking.ts";

/** What a new template or an exception would change, a line a day. */
export interface DayChange {
  readonly on: CalendarDay;
  readonly before: DayAtDesk;
  readonly after: DayAtDesk;
  readonly slotsBefore: number;
  readonly slotsAfter: number;
}

export interface Preview {
  readonly days: readonly DayChange[];
  /** Bookings whose slot would no longer be offered: they are told, with the reason. */
  readonly released: readonly Booking[];
}

/** A template is shown for so many days; two weeks hold every weekday twice. */
const PREVIEW_DAYS = 14;
/** More bookings than this are not taken from people by one form. */
const MOST_RELEASED = 200;

export function withReception(timetable: Timetable, next: Reception): Timetable {
  const others = timetable.receptions.filter((one) => one.validFrom !== next.validFrom);
  return {
    ...timetable,
    receptions: [...others, next].toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)),
  };
}

export function withException(timetable: Timetable, next: ReceptionException): Timetable {
  const others = timetable.exceptions.filter((one) => one.onDay !== next.onDay);
  return { ...timetable, exceptions: [...others, next] };
}

/** What would change if the timetable were another one. Nothing is written. */
export async function previewOf(
  tx: Tx,
  now: Date,
  desk: Pick<Desk, "tenantId" | "id">,
  change: { readonly before: Timetable; readonly after: Timetable; readonly from: CalendarDay },
): Promise<Preview> {
  const { before, after, from } = change;
  const days = Array.from({ length: PREVIEW_DAYS }, (_, index) => addDays(from, index)).map((on) =>
    dayChange(before, after, on),
  );
  return {
    days: days.filter(
      (one) =>
        JSON.stringify([one.before, one.slotsBefore]) !==
        JSON.stringify([one.after, one.slotsAfter]),
    ),
    released: await unoffered(tx, now, desk, after),
  };
}

function dayChange(before: Timetable, after: Timetable, on: CalendarDay): DayChange {
  const seen = (timetable: Timetable) => {
    const reception = receptionOn(timetable, on);
    if (reception === undefined) return { day: { kind: "rest" } as const, places: 0 };
    const day = dayAtDesk(reception, timetable.exceptions, timetable.time, on);
    return { day, places: slotsOn(day, reception, on).length * reception.capacity };
  };
  const [one, other] = [seen(before), seen(after)];
  return {
    on,
    before: one.day,
    after: other.day,
    slotsBefore: one.places,
    slotsAfter: other.places,
  };
}

async function unoffered(
  tx: Tx,
  now: Date,
  desk: Pick<Desk, "tenantId" | "id">,
  after: Timetable,
): Promise<readonly Booking[]> {
  const until = instantAt(addDays(dayIn(now), 92), 0);
  const open = await bookingsBetween(tx, desk, { from: now, until, onlyBooked: true }, 5000);
  return open.filter((booking) => !offerAtAnyTime(after, booking.startsAt));
}

type Published = Promise<Result<number, "missing" | "in-the-past">>;

/** Publishes reception hours from a day on. Whose slot is no longer offered is told at once and may book anew. */
export async function publishReception(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  caller: Caller,
  next: { readonly desk: Desk; readonly reception: Reception },
): Published {
  const { desk, reception } = next;
  if (!maySetUp(caller)) return refused("missing");
  if (reception.validFrom < dayIn(now)) return refused("in-the-past");
  const timetable = await timetableOf(tx, now, calendars, desk);
  await saveReception(tx, now, desk, reception);
  await appendLeaf(tx, now, {
    action: "reception-published",
    subjectKind: "desk",
    subjectId: desk.id,
    payload: { ...reception },
  });
  return release(tx, now, desk, withReception(timetable, reception), reception.source);
}

/** Publishes one day that is different, with its reason. */
export async function publishException(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  caller: Caller,
  next: { readonly desk: Desk; readonly exception: ReceptionException },
): Published {
  const { desk, exception } = next;
  if (!maySetUp(caller)) return refused("missing");
  if (exception.onDay < dayIn(now)) return refused("in-the-past");
  const timetable = await timetableOf(tx, now, calendars, desk);
  await saveException(tx, now, desk, exception);
  await appendLeaf(tx, now, {
    action: "reception-exception-published",
    subjectKind: "desk",
    subjectId: desk.id,
    payload: { ...exception },
  });
  return release(tx, now, desk, withException(timetable, exception), exception.reason);
}

async function release(
  tx: Tx,
  now: Date,
  desk: Desk,
  after: Timetable,
  reason: string,
): Promise<Result<number, never>> {
  const bookings = await unoffered(tx, now, desk, after);
  if (bookings.length > MOST_RELEASED)
    throw new Error(`${bookings.length} bookings would be released by one change`);
  for (const booking of bookings) {
    const saved = await ended(tx, booking, "released");
    const figures = counted(booking.serviceId, booking.startsAt, { "booking-cancelled": 1 });
    await recordBooking(tx, now, saved, "booking-released", figures);
    await tellBooker(tx, now, saved, "booking-released", { reason });
  }
  return ok(bookings.length);
}

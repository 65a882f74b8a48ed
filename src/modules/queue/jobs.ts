import { addDays, dayIn, instantAt } from "#kernel/calendar-day";
import { type Database, type Tx, withDoor, withTenant } from "#platform/database";
import type { Booking } from "./booking.ts";
import { bookingById, markReminded, openBookings, saveBooking } from "./booking-store.ts";
import { recordBooking, tellBooker } from "./record-booking.ts";
import { foldFigureRows } from "./desk-store.ts";
import type { QueueEventName } from "./events.ts";
import { counted, type Metric } from "./figures.ts";
import { recordTicket } from "./record-ticket.ts";
import { openTicketsBefore, ticketById } from "./store.ts";
import type { TicketState } from "./ticket.ts";

const BATCH = 200;

/** Reminds everyone who has booked for tomorrow, once, whichever worker; gives how many. */
export async function remindOfTomorrow(db: Database, now: Date): Promise<number> {
  const tomorrow = addDays(dayIn(now), 1);
  const span = { from: instantAt(tomorrow, 0), until: instantAt(addDays(tomorrow, 1), 0) };
  const due = await withDoor(db, "queue", (tx) =>
    openBookings(tx, { ...span, onlyUnreminded: true }, BATCH),
  );
  await eachBooking(db, due, async (tx, booking) => {
    if (await markReminded(tx, now, booking))
      await tellBooker(tx, now, booking, "booking-reminder");
  });
  return due.length;
}

/** Bookings of earlier days that nobody came for; counted, on their own day. */
export async function closeMissedBookings(db: Database, now: Date): Promise<number> {
  const span = { from: new Date(0), until: instantAt(dayIn(now), 0), onlyUnreminded: false };
  const missed = await withDoor(db, "queue", (tx) => openBookings(tx, span, BATCH));
  await eachBooking(db, missed, async (tx, booking) => {
    if (booking.state !== "booked") return;
    const next = { ...booking, state: "no-show" } as const;
    await saveBooking(tx, next);
    await recordBooking(
      tx,
      now,
      { ...next, version: next.version + 1 },
      "booking-missed",
      counted(booking.serviceId, booking.startsAt, { "booking-no-show": 1 }),
    );
  });
  return missed.length;
}

async function eachBooking(
  db: Database,
  found: readonly { readonly tenantId: string; readonly id: string }[],
  work: (tx: Tx, booking: Booking) => Promise<void>,
): Promise<void> {
  for (const { tenantId, id } of found) {
    const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "queue" } } as const;
    await withTenant(db, scope, async (tx) => {
      const booking = await bookingById(tx, tenantId, id);
      if (booking !== undefined) await work(tx, booking);
    });
  }
}

/**
 * Closes what earlier days left open: whom nobody called has left, who was called and not served did not come, and who
 * was being served is done, without a time of service that nobody measured. Gives how many; counted on their own day.
 */
export async function closeEarlierDays(db: Database, now: Date): Promise<number> {
  const left = await withDoor(db, "queue", (tx) => openTicketsBefore(tx, dayIn(now), BATCH));
  for (const { tenantId, id } of left) {
    const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "queue" } } as const;
    await withTenant(db, scope, async (tx) => {
      const ticket = await ticketById(tx, tenantId, id);
      if (ticket === undefined) return;
      const [state, name, metric] = ENDS[ticket.state] ?? [];
      if (state === undefined || name === undefined) return;
      const figures =
        metric === undefined ? [] : counted(ticket.serviceId, ticket.drawnAt, { [metric]: 1 });
      await recordTicket(tx, now, { ...ticket, state, endedAt: now }, name, figures);
    });
  }
  return left.length;
}

type End = readonly [state: TicketState, name: QueueEventName, metric?: Metric];
const ENDS: Readonly<Partial<Record<TicketState, End>>> = {
  waiting: ["left", "ticket-left", "left"],
  called: ["no-show", "ticket-not-answered", "no-show"],
  serving: ["done", "ticket-finished"],
};

/** Folds the figures that acts have left behind, a bounded number at a time. */
export function foldQueueFigures(db: Database): Promise<number> {
  return withDoor(db, "queue", foldFigureRows);
}

import { dayIn } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import type { BookingRefusal } from "./booking.ts";
import { bookingByCode, saveBooking } from "./booking-store.ts";
import type { Desk } from "./desk.ts";
import { drawTicket } from "./draw-ticket.ts";
import { counted } from "./figures.ts";
import { cameInTime } from "./reception.ts";
import { recordBooking } from "./record-booking.ts";
import type { Ticket } from "./ticket.ts";

/**
 * Who booked has come: the code becomes a number that goes first from the booked moment on. Who comes too late gets a
 * usual number; on another day or at another desk the code says nothing.
 */
export async function arriveWithBooking(
  tx: Tx,
  now: Date,
  desk: Pick<Desk, "tenantId" | "id">,
  code: string,
): Promise<Result<Ticket, BookingRefusal>> {
  const booking = await bookingByCode(tx, code);
  if (booking === undefined || booking.deskId !== desk.id) return refused("missing");
  if (booking.state !== "booked") return refused("wrong-state");
  if (dayIn(booking.startsAt) !== dayIn(now)) return refused("other-day");
  const drawn = await drawTicket(tx, now, desk, {
    serviceCode: booking.serviceCode,
    way: "booking",
    priority: null,
    ...(cameInTime(booking.startsAt, now) ? { bookedFor: booking.startsAt } : {}),
  });
  if (!drawn.ok) return drawn;
  const next = { ...booking, state: "arrived", ticketId: drawn.value.id } as const;
  await saveBooking(tx, next);
  await recordBooking(
    tx,
    now,
    { ...next, version: next.version + 1 },
    "booking-arrived",
    counted(booking.serviceId, now, { "booking-arrived": 1 }),
  );
  return ok(drawn.value);
}

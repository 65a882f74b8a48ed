import { publicId, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import type { Calendars } from "#modules/deadlines";
import type { Tx } from "#platform/database";
import { type Booking, type BookingRefusal, newBookingCode } from "./booking.ts";
import {
  bookingByPublicId,
  givePlaceBack,
  insertBooking,
  saveBooking,
  takePlace,
} from "./booking-store.ts";
import type { Desk } from "./desk.ts";
import { servicesOf } from "./desk-store.ts";
import { counted } from "./figures.ts";
import { offerAt, timetableOf } from "./offers.ts";
import { isBeforeCutOff } from "./reception.ts";
import { recordBooking, tellBooker } from "./record-booking.ts";

export interface BookingWish {
  readonly serviceCode: string;
  readonly startsAt: Date;
  readonly name: string;
  /** As `+84…`: one number holds one booking for one matter. */
  readonly phone: string;
  readonly email: string | null;
  readonly accountId: string | null;
  readonly language: "vi" | "en";
}

type Booked = Promise<Result<Booking, BookingRefusal>>;

/** Books a place of an offered slot. The last place goes to one person, whoever asks at the same moment. */
export async function bookSlot(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  desk: Pick<Desk, "tenantId" | "id">,
  wish: BookingWish,
): Booked {
  const service = (await servicesOf(tx, desk)).find((one) => one.code === wish.serviceCode);
  if (service === undefined) return refused("missing");
  const offer = offerAt(await timetableOf(tx, now, calendars, desk), now, wish.startsAt);
  if (offer === undefined) return refused("not-offered");
  if (!isBeforeCutOff(wish.startsAt, offer, now)) return refused("too-late");
  const booking: Booking = {
    ...wish,
    tenantId: desk.tenantId,
    id: uuidv7(now.getTime()),
    publicId: publicId(),
    code: newBookingCode(),
    deskId: desk.id,
    serviceId: service.id,
    state: "booked",
    ticketId: null,
    version: 1,
  };
  if (!(await takePlace(tx, booking, offer.capacity))) return refused("full");
  if (!(await insertBooking(tx, now, booking))) {
    await givePlaceBack(tx, booking);
    return refused("already-booked");
  }
  await recordBooking(
    tx,
    now,
    booking,
    "booking-made",
    counted(service.id, booking.startsAt, { booked: 1 }),
  );
  await tellBooker(tx, now, booking, "booking-made");
  return ok(booking);
}

/** Moves a booking to another slot of the same desk and matter, until the cut-off. The new place is taken first. */
export async function moveBooking(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  move: { readonly publicId: string; readonly startsAt: Date },
): Booked {
  const booking = await bookingByPublicId(tx, move.publicId);
  if (booking === undefined) return refused("missing");
  if (booking.state !== "booked") return refused("wrong-state");
  const desk = { tenantId: booking.tenantId, id: booking.deskId };
  const timetable = await timetableOf(tx, now, calendars, desk);
  const offer = offerAt(timetable, now, move.startsAt);
  if (offer === undefined) return refused("not-offered");
  if (!isBeforeCutOff(move.startsAt, offer, now) || !isBeforeCutOff(booking.startsAt, offer, now))
    return refused("too-late");
  if (move.startsAt.getTime() === booking.startsAt.getTime()) return ok(booking);
  const next = { ...booking, startsAt: move.startsAt };
  if (!(await takePlace(tx, next, offer.capacity))) return refused("full");
  await givePlaceBack(tx, booking);
  await saveBooking(tx, next);
  const saved = { ...next, version: next.version + 1 };
  await recordBooking(tx, now, saved, "booking-moved", [
    ...counted(booking.serviceId, booking.startsAt, { booked: -1 }),
    ...counted(booking.serviceId, move.startsAt, { booked: 1 }),
  ]);
  await tellBooker(tx, now, saved, "booking-moved");
  return ok(saved);
}

/** Gives the place back, until the cut-off. */
export async function cancelBooking(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  publicIdOf: string,
): Booked {
  const booking = await bookingByPublicId(tx, publicIdOf);
  if (booking === undefined) return refused("missing");
  if (booking.state !== "booked") return refused("wrong-state");
  const desk = { tenantId: booking.tenantId, id: booking.deskId };
  const { receptions } = await timetableOf(tx, now, calendars, desk);
  const [reception] = receptions;
  if (reception !== undefined && !isBeforeCutOff(booking.startsAt, reception, now))
    return refused("too-late");
  const saved = await ended(tx, booking, "cancelled");
  await recordBooking(
    tx,
    now,
    saved,
    "booking-cancelled",
    counted(booking.serviceId, booking.startsAt, { "booking-cancelled": 1 }),
  );
  await tellBooker(tx, now, saved, "booking-cancelled");
  return ok(saved);
}

/** The booking without its place. */
export async function ended(
  tx: Tx,
  booking: Booking,
  state: "cancelled" | "released",
): Promise<Booking> {
  await givePlaceBack(tx, booking);
  await saveBooking(tx, { ...booking, state });
  return { ...booking, state, version: booking.version + 1 };
}

import { formatDay, dayIn, minuteOfDay } from "#kernel/calendar-day";
import { notify, type TemplateName } from "#modules/notifications";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import type { Booking } from "./booking.ts";
import { insertFigures } from "./booking-store.ts";
import { deskById } from "./desk-store.ts";
import type { BookingEventName } from "./events.ts";
import type { FigureChange } from "./figures.ts";
import { paths } from "./paths.ts";

/** Audit leaf, event and figures of a booking that was just written. Names and numbers stay in the leaf. */
export async function recordBooking(
  tx: Tx,
  now: Date,
  booking: Booking,
  name: BookingEventName,
  figures: readonly FigureChange[] = [],
): Promise<void> {
  const { code, state, deskId, startsAt } = booking;
  await appendLeaf(tx, now, {
    action: name,
    subjectKind: "booking",
    subjectId: booking.id,
    payload: { code, state, deskId, startsAt: startsAt.toISOString(), name: booking.name },
  });
  await emit(tx, now, {
    name,
    subjectKind: "booking",
    subjectId: booking.id,
    sequence: booking.version,
    body: { code, state, deskId, startsAt: startsAt.toISOString() },
  });
  if (figures.length > 0) await insertFigures(tx, now, booking.tenantId, figures);
}

/** Tells who booked, by the account or by the address they gave; without either, the page of the booking tells. */
export async function tellBooker(
  tx: Tx,
  now: Date,
  booking: Booking,
  template: TemplateName,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { accountId, email, language } = booking;
  if (accountId === null && email === null) return;
  const desk = await deskById(tx, booking.tenantId, booking.deskId);
  const content = {
    template,
    language,
    params: {
      code: booking.code,
      at: momentOf(booking.startsAt),
      desk: (language === "vi" ? desk?.nameVi : desk?.nameEn) ?? "",
      ...more,
    },
    subjectKind: "booking",
    subjectId: booking.id,
    href: paths.booking(booking.publicId),
  };
  if (accountId !== null) await notify(tx, now, { accountId, ...content });
  else if (email !== null) await notify(tx, now, { email, ...content });
}

/** `09:00, 29/04/2025`. */
function momentOf(at: Date): string {
  const minute = minuteOfDay(at);
  const clock = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, "0"));
  return `${clock.join(":")}, ${formatDay(dayIn(at))}`;
}

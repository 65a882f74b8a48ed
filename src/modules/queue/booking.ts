import { randomInt } from "node:crypto";

/** A visit that someone booked. */
export interface Booking {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  /** What people keep and dictate: eight letters and digits that are not taken for one another. */
  readonly code: string;
  readonly deskId: string;
  readonly serviceId: string;
  readonly serviceCode: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string | null;
  readonly accountId: string | null;
  readonly language: "vi" | "en";
  readonly startsAt: Date;
  readonly state: BookingState;
  readonly ticketId: string | null;
  readonly version: number;
}

export type BookingState = "booked" | "arrived" | "cancelled" | "released" | "no-show";

export const BOOKING_REFUSALS = {
  missing: 404,
  full: 409,
  "not-offered": 409,
  "too-late": 409,
  "already-booked": 409,
  "wrong-state": 409,
  "other-day": 409,
  stale: 409,
} as const;
export type BookingRefusal = keyof typeof BOOKING_REFUSALS;

/** Without 0 and O, 1 and I and L, and without vowels that make words. */
const SIGNS = "23456789BCDFGHJKMNPQRSTVWXYZ";

export function newBookingCode(): string {
  return Array.from({ length: 8 }, () => SIGNS[randomInt(SIGNS.length)]).join("");
}

/** A code as people type it: spaces, dashes and small letters do not matter. */
export function bookingCodeIn(text: string): string {
  return text.replaceAll(/[\s-]/gu, "").toUpperCase().slice(0, 8);
}

/** Facts about bookings, in the past tense. Version 1 of each; a changed meaning gets a new name. */
export const BOOKING_EVENTS = [
  "booking-made",
  "booking-moved",
  "booking-cancelled",
  "booking-released",
  "booking-arrived",
  "booking-missed",
] as const;

export type BookingEventName = (typeof BOOKING_EVENTS)[number];

/** Facts about tickets and counters. */
export const QUEUE_EVENTS = [
  "ticket-drawn",
  "ticket-called",
  "ticket-called-again",
  "ticket-started",
  "ticket-finished",
  "ticket-not-answered",
  "ticket-transferred",
  "ticket-left",
  "ticket-linked",
  "counter-opened",
  "counter-paused",
  "counter-closed",
] as const;

export type QueueEventName = (typeof QUEUE_EVENTS)[number];

/** Facts about a charge, in the past tense. Version 1 of each; a changed meaning gets a new name. */
export const PAYMENT_EVENTS = [
  "charge-made",
  "payment-taken",
  "charge-paid",
  "charge-cancelled",
] as const;

export type PaymentEventName = (typeof PAYMENT_EVENTS)[number];

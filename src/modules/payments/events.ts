/** Facts about charges, refunds and reconciled days, in the past tense. Version 1 of each; a changed meaning gets a new name. */
export const PAYMENT_EVENTS = [
  "charge-made",
  "charge-changed",
  "payment-taken",
  "charge-paid",
  "charge-cancelled",
  "charge-refunded",
  "refund-asked",
  "refund-approved",
  "refund-rejected",
  "refund-sent",
  "refund-done",
  "refund-failed",
  "day-reconciled",
] as const;

export type PaymentEventName = (typeof PAYMENT_EVENTS)[number];

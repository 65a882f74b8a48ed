/** Every expected refusal of this module; the message key is `refused.<code>`. */
export const REFUSALS = {
  missing: 404,
  stale: 409,
  "reason-missing": 422,
  "count-unfit": 422,
  "day-unfit": 422,
  "receipt-unknown": 422,
  "receipt-used": 409,
  "receipt-void": 409,
  "moment-ahead": 422,
  "moment-before-block": 422,
  "moment-too-old": 422,
} as const;

export type PaperRefusal = keyof typeof REFUSALS;

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
  "paper-unknown": 422,
  "pieces-unfit": 422,
  "noted-already": 409,
  "dossier-over": 409,
  "shelf-missing": 422,
  "under-way": 409,
  "no-result": 409,
  "result-gone": 409,
  "nothing-kept": 422,
  "items-unfit": 422,
  "not-unclaimed": 409,
  "archive-place-missing": 422,
  "unit-unfit": 422,
  "code-unknown": 422,
  "not-here": 409,
  "citizen-id-unfit": 422,
  "not-the-applicant": 422,
  "not-the-proxy": 422,
  "name-missing": 422,
  "authority-missing": 422,
  "mandate-unfit": 422,
} as const;

export type PaperRefusal = keyof typeof REFUSALS;

/** Refusals that are about the slip alone, so that whoever enters it is led to its number and moment. */
export function isPaperRefusal(code: string): code is PaperRefusal {
  return /^(?:receipt|moment)-/u.test(code);
}

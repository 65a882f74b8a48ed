/** Facts about what happened to a released result. Version 1 of each; a changed meaning gets a new name. */
export const RESULT_EVENTS = [
  "amendment-proposed",
  "amendment-declined",
  "amendment-numbered",
  "amendment-number-voided",
  "amendment-signing",
  "amendment-unsigned",
  "result-corrected",
  "result-reissued",
  "result-copied",
  "result-revoked",
] as const;

export type ResultEventName = (typeof RESULT_EVENTS)[number];

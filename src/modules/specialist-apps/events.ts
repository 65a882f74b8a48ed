/** Facts about editions, in the past tense. Version 1 of each; a changed meaning gets a new name. */
export const EDITION_EVENTS = [
  "edition-forked",
  "edition-changed",
  "edition-discarded",
  "edition-proposed",
  "edition-returned",
  "edition-published",
  "edition-withdrawn",
] as const;

export type EditionEventName = (typeof EDITION_EVENTS)[number];

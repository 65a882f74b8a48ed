/** Facts about paper, in the past tense. Version 1 of each; a changed meaning gets a new name. */
export const PAPER_EVENTS = [
  "receipts-reserved",
  "receipt-block-put-to-use",
  "receipt-entered",
  "receipts-voided",
  "paper-checked",
  "original-kept",
  "copy-kept",
  "folder-shelved",
  "result-shelved",
  "result-collected",
  "originals-returned",
  "dossier-ended",
  "folder-sent",
  "folder-received",
  "folder-refused",
  "collection-reminded",
  "result-archived",
  "hand-over-made",
  "hand-over-answered",
  "results-archived",
] as const;

export type PaperEventName = (typeof PAPER_EVENTS)[number];

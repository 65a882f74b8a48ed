/** Facts about a dossier, in the past tense. Version 1 of each; a changed meaning gets a new name. */
export const DOSSIER_EVENTS = [
  "dossier-submitted",
  "dossier-accepted",
  "dossier-claimed",
  "dossier-handed-over",
  "supplement-asked",
  "supplement-answered",
  "dossier-refused",
  "step-worked",
  "opinion-received",
  "process-moved",
  "process-version-moved",
  "dossier-examined",
  "dossier-sent-back",
  "dossier-reviewed",
  "result-numbered",
  "result-number-voided",
  "signature-prepared",
  "signature-refused",
  "result-signed",
  "result-released",
  "due-date-moved",
  "term-extended",
  "apology-drafted",
  "apology-sent",
  "supplement-allowed",
  "supplement-expired",
  "dossier-withdrawn",
  "dossier-stopped",
  "transfer-proposed",
  "transfer-declined",
  "dossier-transferred",
] as const;

export type DossierEventName = (typeof DOSSIER_EVENTS)[number];

/** An administrator's order that running dossiers go on in another process; the subject is the order. */
export const MOVE_EVENTS = ["process-move-ordered", "process-move-finished"] as const;

/** What other agencies are told of a dossier's process; the subject is the question or the part, not the dossier. */
export const ASKING_EVENTS = [
  "consultation-asked",
  "part-handed-over",
  "part-answered",
  "part-withdrawn",
] as const;

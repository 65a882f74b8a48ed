/** Facts about a consultation, in the past tense. The question itself is `consultation-asked` of the asking dossier's module. */
export const CONSULTATION_EVENTS = ["consultation-answered"] as const;

export type ConsultationEventName = (typeof CONSULTATION_EVENTS)[number];

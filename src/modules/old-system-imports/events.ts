/** What is told of imports. Version 1 of each; a changed meaning gets a new name. */
export const IMPORT_EVENTS = ["import-ordered"] as const;

export type ImportEventName = (typeof IMPORT_EVENTS)[number];

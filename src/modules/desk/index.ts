export { beginEntry, type EntryForm } from "./begin-entry.ts";
export type { Entry, EntryRefusal } from "./entry.ts";
export { deskRoutes } from "./module.ts";
export type { DeskDeps } from "./pages/deps.ts";
export { DESK_PERMISSIONS } from "./policy.ts";
export { submitEntry } from "./submit-entry.ts";

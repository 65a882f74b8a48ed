export { accessLogRoutes } from "./module.ts";
export { noteUse, noteView } from "./note-view.ts";
export type { AccessLogDeps } from "./pages/deps.ts";
export { paths as accessLogPaths } from "./paths.ts";
export { ACCESS_LOG_PERMISSIONS } from "./policy.ts";
export { type ViewRow, viewsOfPerson, viewsOfSubject } from "./store.ts";
export { rightOf, type Subject, type Viewer, type Viewing } from "./view.ts";

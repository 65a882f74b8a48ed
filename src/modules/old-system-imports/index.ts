export { oldSystemImportRoutes } from "./module.ts";
export { IMPORT_PERMISSIONS } from "./policy.ts";
export { type OrderedImport, takeOver } from "./take-rows.ts";

export { resultApi } from "./api.ts";
export { completeAmendment } from "./complete-amendment.ts";
export { type Person, type Reader, recordByNumber, recordsOfPerson } from "./find-results.ts";
export { freePaperNumber } from "./free-paper-number.ts";
export { resultRegisterRoutes } from "./module.ts";
export type { ResultPageDeps } from "./pages/deps.ts";
export { RESULT_PERMISSIONS } from "./policy.ts";
export { recordReleased } from "./record-released.ts";
export { recordResult } from "./record-result.ts";
export {
  createRegisters,
  publishRegister,
  publishRegisters,
  type Registers,
  type ResultRegister,
} from "./registers.ts";

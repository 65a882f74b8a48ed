export { completeAmendment } from "./complete-amendment.ts";
export { type Person, recordByNumber, recordsOfPerson } from "./find-results.ts";
export { freePaperNumber } from "./free-paper-number.ts";
export { RESULT_PERMISSIONS } from "./policy.ts";
export { recordResult } from "./record-result.ts";
export {
  createRegisters,
  publishRegister,
  publishRegisters,
  type Registers,
  type ResultRegister,
} from "./registers.ts";

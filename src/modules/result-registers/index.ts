export { type Person, recordByNumber, recordsOfPerson } from "./find-results.ts";
export { recordResult } from "./record-result.ts";
export {
  createRegisters,
  publishRegisters,
  type Registers,
  type ResultRegister,
} from "./registers.ts";

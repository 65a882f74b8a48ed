/** The registers as the program hands them to the one-stop shop; rooms of the program do not reach for its entrance. */
export { knownRecords } from "../../src/main/known-records.ts";

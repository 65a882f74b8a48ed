export { dayPeriod, dossierCode, lookupCode } from "./dossier-code.ts";
export { type IssuedNumber, numbersOf, type RegisterRow, registersOf } from "./find-registers.ts";
export { type Draw, drawNumber, type Series, startRegisterAt, voidNumber } from "./numbering.ts";

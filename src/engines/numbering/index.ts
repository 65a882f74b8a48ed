export { dayPeriod, dossierCode, lookupCode } from "./dossier-code.ts";
export { type Draw, drawNumber, type Series, startRegisterAt, voidNumber } from "./numbering.ts";

import { theTenant, type Tx } from "#platform/database";
import type { Series } from "./numbering.ts";
import { type IssuedNumber, issuedNumbers, type RegisterRow, yearRegisters } from "./store.ts";

export type { IssuedNumber, RegisterRow } from "./store.ts";

/** The registers of a record-holder, by year. */
export function registersOf(tx: Tx): Promise<readonly RegisterRow[]> {
  return yearRegisters(tx, theTenant(tx));
}

/** A page of the numbers a register has given, voided ones with their reason among them. */
export function numbersOf(
  tx: Tx,
  series: Series,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly IssuedNumber[]> {
  return issuedNumbers(tx, theTenant(tx), series, page);
}

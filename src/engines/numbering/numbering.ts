import type { CalendarDay } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import { theTenant, type Tx } from "#platform/database";
import { drawnNumber, insertRegister, markVoided } from "./store.ts";

/** A series: one name, one period (a year `2025`, or a day `250425` for dossier codes), one holder of records. */
export interface Series {
  readonly name: string;
  readonly period: string;
}

export interface Draw extends Series {
  readonly issuedOn: CalendarDay;
  /** A number on a day before the last one issued needs the decision that allows it. */
  readonly backdatingDecision?: string;
  /** What it was given to, where the paper lies outside this system. */
  readonly note?: string;
}

/**
 * Draws the next number in the caller's transaction. The register's row is locked until that transaction ends, so
 * numbers have no gap: if the act fails, its number was never given.
 */
export async function drawNumber(
  tx: Tx,
  now: Date,
  draw: Draw,
): Promise<Result<number, "backdated">> {
  const number = await drawnNumber(tx, now, theTenant(tx), draw);
  return number === undefined ? refused("backdated") : ok(number);
}

/** Voids a number; it stays in its register with the reason and is never given again. */
export async function voidNumber(
  tx: Tx,
  now: Date,
  series: Series & { readonly number: number },
  reason: string,
): Promise<Result<null, "reason-missing" | "not-issued">> {
  if (reason.trim() === "") return refused("reason-missing");
  const voided = await markVoided(tx, now, theTenant(tx), series, reason.trim());
  return voided ? ok(null) : refused("not-issued");
}

/** Goes on from the number of the register that was used before, for a move in mid-year. Only before the first number. */
export async function startRegisterAt(
  tx: Tx,
  series: Series,
  firstNumber: number,
  decision: string,
): Promise<Result<null, "already-started" | "decision-missing">> {
  if (decision.trim() === "") return refused("decision-missing");
  const started = await insertRegister(tx, theTenant(tx), series, firstNumber, decision.trim());
  return started ? ok(null) : refused("already-started");
}

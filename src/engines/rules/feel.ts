import { evaluate, FeelDate, parseDate, unaryTest } from "feelin";
import type { Value, ValueType, Variables } from "./table.ts";

/**
 * FEEL as money needs it. The language answers many faults with null, false or a warning; here a warning, a value of
 * another type and a null are failures, and what could hide one is not accepted in the first place.
 */
export class FeelFailed extends Error {
  override readonly name = "FeelFailed";
}

/** A decision is the same tomorrow for the same dossier. */
const CLOCK = /\b(?:now|today)\s*\(/u;
/** Division by zero is a silent null: what is divided by must be a fixed number. */
const DIVISION = /\/(?!\s*(?:0*[1-9]\d*(?:\.\d+)?|0*\.\d*[1-9]\d*)(?![\w.]))/u;
const QUOTED = /"(?:[^"\\]|\\.)*"/gu;

/** Why this text is no expression that a table may hold; undefined when it is one. */
export function expressionFault(text: string): string | undefined {
  const bare = text.replaceAll(QUOTED, '""');
  if (CLOCK.test(bare)) return "asks for the present moment";
  if (DIVISION.test(bare)) return "divides by something that is no fixed number";
  try {
    evaluate(text, {});
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** The value of an expression, of the type that its column promises. Null only where the caller can take it. */
export function valueOf(text: string, type: ValueType, variables: Variables): Value {
  const { value, warnings } = evaluated(text, variables);
  const [warning] = warnings;
  if (warning !== undefined) throw new FeelFailed(warning);
  return typed(value, type);
}

/** True when the value passes the test of a cell. */
export function passes(cell: string, type: ValueType, value: Value): boolean {
  const probe = type === "date" && typeof value === "string" ? parseDate(value) : value;
  const { value: verdict, warnings } = unaryTest(cell, { "?": probe });
  const [warning] = warnings;
  if (warning !== undefined) throw new FeelFailed(warning.message);
  // Comparing with null has no answer in FEEL; the value does not pass.
  return verdict === true;
}

function evaluated(text: string, variables: Variables): { value: unknown; warnings: string[] } {
  try {
    const { value, warnings } = evaluate(text, { ...variables });
    return { value, warnings: warnings.map((one) => one.message) };
  } catch (error) {
    throw new FeelFailed(messageOf(error), { cause: error });
  }
}

/** Forms keep dates as text, so that a text which is a date is one where the column says date. */
function typed(value: unknown, type: ValueType): Value {
  if (value === null || value === undefined) return null;
  switch (type) {
    case "number":
      if (typeof value === "number" && Number.isFinite(value)) return value;
      break;
    case "string":
    case "boolean":
      if (typeof value === type) return value as string | boolean; // just compared
      break;
    case "date": {
      const date = typeof value === "string" ? parseDate(value) : value;
      if (date instanceof FeelDate) return date.toString();
    }
  }
  throw new FeelFailed(`${JSON.stringify(value)} is no ${type}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

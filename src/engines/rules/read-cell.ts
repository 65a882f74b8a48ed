import { parseDate } from "feelin";
import type { Cell, Literal, ValueType } from "./table.ts";

const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
const TEXT = String.raw`"(?:[^"\\]|\\["\\nrt])*"`;
const DATE = String.raw`(?:date\(\s*"\d{4}-\d{2}-\d{2}"\s*\)|@"\d{4}-\d{2}-\d{2}")`;
const LITERAL = `(?:${DATE}|${TEXT}|true|false|null|${NUMBER})`;
const ORDERED = `(?:${DATE}|${NUMBER})`;
const TEST = String.raw`(?:(?:<=|>=|<|>)\s*${ORDERED}|[[(\]]\s*${ORDERED}\s*\.\.\s*${ORDERED}\s*[\])[]|${LITERAL})`;
const TESTS = String.raw`${TEST}(?:\s*,\s*${TEST})*`;
const CELL = new RegExp(String.raw`^(?:${TESTS}|not\(\s*${TESTS}\s*\))$`, "u");
const LITERALS = new RegExp(LITERAL, "gu");

/**
 * Reads one condition: `-`, or comparisons, ranges and lists of fixed values, also under `not(…)`. Anything that would
 * need arithmetic belongs into the expression at the head of the column; only so can a table be proven to have no gap.
 * Undefined when the text is something else, or compares with a value of another type.
 */
export function readCell(text: string, type: ValueType): Cell | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "-") return { text: "-", isAny: true, literals: [] };
  if (!CELL.test(trimmed)) return undefined;
  const literals: Literal[] = [];
  for (const [written] of trimmed.matchAll(LITERALS)) {
    const literal = literalOf(written);
    if (literal === undefined || (literal.type !== type && literal.type !== "null"))
      return undefined;
    literals.push(literal);
  }
  return { text: trimmed, isAny: false, literals };
}

function literalOf(written: string): Literal | undefined {
  if (written === "null") return { type: "null", value: null };
  if (written === "true" || written === "false")
    return { type: "boolean", value: written === "true" };
  const date = /^(?:date\(|@)/u.test(written) ? /\d{4}-\d{2}-\d{2}/u.exec(written)?.[0] : undefined;
  if (date !== undefined)
    return parseDate(date) === null ? undefined : { type: "date", value: date };
  if (written.startsWith('"')) return { type: "string", value: JSON.parse(written) as string }; // the pattern allows JSON's own escapes only
  return { type: "number", value: Number(written) };
}

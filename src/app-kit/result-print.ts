import type { Condition } from "./condition.ts";
import type { Text } from "./text.ts";

/**
 * How a result is printed, as data. Texts carry names in braces: `{businessName}` is an answer, `{inspect.area}` what was
 * found at a step, `{agency}` the deciding agency; `{businessName|upper}` prints capitals. The field's kind decides how a
 * value is written: money with points, days as day/month/year, a choice by its words.
 */
export interface ResultPrint {
  /** The title, a line each. */
  readonly heading: readonly Text[];
  readonly subheading?: Text;
  /** True: English stands below the Vietnamese, as foreign investors need it. */
  readonly isBilingual: boolean;
  readonly points: readonly PrintPoint[];
  /** What the holder must know or do; below the points. */
  readonly closing: readonly Text[];
}

/** One numbered point. A point whose condition fails is left out, and the numbers close up. */
export interface PrintPoint {
  readonly label: Text;
  readonly lines: readonly PrintLine[];
  readonly when?: Condition;
}

/** A line, or one line for each item of a repeating group. */
export type PrintLine = Text | { readonly each: string; readonly line: Text };

const NAME = /\{([\w.-]+)(?:\|(\w+))?\}/gu;

/** The names in a text, for checking that each exists. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(NAME)].map((found) => found[1] ?? "");
}

/** The text with its names replaced. */
export function filled(text: string, valueOf: (name: string) => string): string {
  return text.replaceAll(NAME, (_, name: string, form: string | undefined) => {
    const value = valueOf(name);
    return form === "upper" ? value.toLocaleUpperCase("vi") : value;
  });
}

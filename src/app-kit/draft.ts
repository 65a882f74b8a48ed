import type { CalendarDay } from "#kernel/calendar-day";
import type { Edition } from "./app.ts";
import type { Text } from "./text.ts";

/**
 * How the variable text of a result begins: whoever works the step finds it in the question, filled with what is known of
 * the dossier (`{ownerName}`, `{inspect.level}`), and words it further. Each sending of the step is a version of its own.
 */
export interface ResultDraft {
  /** Step and question that the text is written at. */
  readonly step: string;
  readonly field: string;
  /** Used from this day on; a later one of the same question takes its place. */
  readonly from: CalendarDay;
  readonly template: Text;
}

/** A step at which the dossier may be sent back to one of several earlier ones, with a reason; the diagram has the way. */
export interface StepReturns {
  readonly at: string;
  readonly to: readonly string[];
}

/** The templates of a step that are used on a day, one for each question. */
export function draftsAt(
  { result }: Pick<Edition, "result">,
  step: string,
  on: CalendarDay,
): readonly ResultDraft[] {
  const inUse = (result.drafts ?? [])
    .filter((one) => one.step === step && one.from <= on)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return [...new Map(inUse.map((one) => [one.field, one])).values()];
}

/** The steps at which a result is worded. */
export function draftedSteps({ result }: Pick<Edition, "result">): ReadonlySet<string> {
  return new Set((result.drafts ?? []).map((one) => one.step));
}

/** Where a dossier may be sent back to from a step. */
export function returnsFrom(
  { returns = [] }: Pick<Edition, "returns">,
  step: string | null,
): readonly string[] {
  return returns.find((one) => one.at === step)?.to ?? [];
}

/** What the process reads as `outcome` when a step sends back to another. */
export function returnOutcome(to: string): string {
  return `return-${to}`;
}

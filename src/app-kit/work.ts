import type { FieldDefinition, FormDefinition } from "./form.ts";
import type { Paper } from "./app.ts";
import type { Text } from "./text.ts";

/** A way to end a step: the process reads its id as `outcome`. */
export interface StepOutcome {
  readonly id: string;
  readonly label: Text;
  /** Must whoever chooses it say why? */
  readonly needsReason: boolean;
}

/**
 * A step of the process that officials work beyond the desk's own acts (receive, sign, release): what they find out there,
 * which papers they bring, and how it may end. Findings are kept with the dossier for good.
 */
export interface StepWork {
  /** Id of the user task in the process. */
  readonly step: string;
  /** What whoever works the step is told. */
  readonly lead: Text;
  readonly asks: readonly FieldDefinition[];
  readonly papers: readonly Paper[];
  /** The first is the main one. */
  readonly outcomes: readonly StepOutcome[];
  /** While the step is open the processing clock stands still, for this reason: the applicant's financial duty (R22). */
  readonly pausesFor?: Text;
}

/** The questions of a step as a form, for the same judge that judges applications. */
export function formOfStep(work: StepWork): FormDefinition {
  return {
    titleField: "",
    steps: [{ id: work.step, title: work.lead, items: work.asks }],
  };
}

import type { Answers } from "#app-kit";

/** What was found at a step, by whom. A step worked again leaves a second finding; the first stays. */
export interface Finding {
  readonly step: string;
  readonly outcome: string;
  readonly answers: Answers;
  readonly note: string;
  readonly byName: string;
  readonly at: Date;
}

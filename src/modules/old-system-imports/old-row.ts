import type { Answers } from "#app-kit";

/** A sound row, as it waits to be taken. */
export interface OldRow {
  readonly oldCode: string;
  readonly edition: string;
  readonly name: string;
  readonly citizenId: string;
  readonly phone: string;
  readonly receivedAt: string;
  readonly promisedOn: string;
  readonly step: string;
  readonly holderId: string | null;
  readonly answers: Answers;
}

/** What is wrong with one cell, told so that whoever mends the file finds it. */
export interface RowFault {
  /** As a spreadsheet counts: the headings are row 1. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly vi: string;
  readonly en: string;
}

export interface JudgedRow {
  readonly place: number;
  readonly oldCode: string;
  readonly content: OldRow | null;
  readonly faults: readonly RowFault[];
}

/** Every expected refusal of this module; the message key is `error.<code>`. */
export const IMPORT_REFUSALS = {
  missing: 404,
  "not-competent": 422,
  unreadable: 422,
  "too-long": 422,
  "no-rows": 422,
  "columns-missing": 422,
  "file-missing": 422,
  faulty: 409,
  "wrong-state": 409,
  "decision-missing": 422,
} as const;
export type ImportRefusal = keyof typeof IMPORT_REFUSALS;

import type { Answers } from "./record-schema.ts";

/** What a result that the city issued before answers already, with the applicant's consent. */
export interface Prefill {
  /** Type of the record, as its procedure names it. */
  readonly from: string;
  /** Fields of this form, each with the field of the record that answers it. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What a record answers of a form; what it does not tell stays open. */
export function answersFrom({ fields }: Prefill, content: Answers): Answers {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([id, name]) => {
      const value = content[name];
      return value === undefined || value === null || value === "" ? [] : [[id, value]];
    }),
  );
}

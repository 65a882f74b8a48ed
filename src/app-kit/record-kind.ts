import type { Edition } from "./app.ts";
import {
  type FieldDefinition,
  type FormDefinition,
  type GroupDefinition,
  isGroup,
} from "./form.ts";
import type { Answers } from "./record-schema.ts";

/** What of a result its register keeps, beside number and day of issue. */
export interface RecordKind {
  /** The type of the record; editions that change its fields keep the name. */
  readonly id: string;
  /** Names as a layout has them: `businessName` is an answer, `inspect.area` what was found at a step. The first names the record. */
  readonly fields: readonly string[];
  /** Whom it is about, by fields of the record; none where the law wants none found by it. */
  readonly persons: readonly RecordPerson[];
}

export interface RecordPerson {
  readonly name: string;
  readonly citizenNumber?: string;
  readonly taxCode?: string;
}

/** What a step found, as far as a record needs it. */
export interface FoundAtStep {
  readonly step: string;
  readonly answers: Answers;
}

/** The name of a record's field: what stands after the step. */
export function recordFieldId(name: string): string {
  return name.slice(name.indexOf(".") + 1);
}

/**
 * The record as a form, so that the judge of applications judges it and its controls correct it. Only what names it must be
 * there: a paper of an older edition, or one whose answers hid a question, tells less.
 */
export function recordForm({ form, work, result }: Edition): FormDefinition {
  const [first = ""] = result.record.fields;
  const items = result.record.fields.flatMap((name) => {
    const found = fieldNamed({ form, work }, name);
    if (found === undefined) return [];
    const { when: _, ...item } = found;
    const id = recordFieldId(name);
    return [isGroup(item) ? { ...item, id, min: 0 } : { ...item, id, isRequired: name === first }];
  });
  return {
    titleField: recordFieldId(first),
    steps: [{ id: "record", title: result.title, items }],
  };
}

/** The field of the form or of a step that a record takes over, or nothing where nobody asks it. */
export function fieldNamed(
  { form, work }: Pick<Edition, "form" | "work">,
  name: string,
): FieldDefinition | GroupDefinition | undefined {
  const [step = "", id] = name.split(".");
  if (id === undefined)
    return form.steps.flatMap((one) => one.items).find((one) => one.id === name);
  return work.find((one) => one.step === step)?.asks.find((one) => one.id === id);
}

/** What a record says, from what was asked for and found; a step worked again counts by its last finding. */
export function recordContent(
  { result }: Edition,
  answers: Answers,
  findings: readonly FoundAtStep[],
): Answers {
  return Object.fromEntries(
    result.record.fields.flatMap((name) => {
      const [step = "", id] = name.split(".");
      const from =
        id === undefined ? answers : findings.findLast((one) => one.step === step)?.answers;
      const value = from?.[id ?? name];
      return value === undefined ? [] : [[recordFieldId(name), value]];
    }),
  );
}

/** The way back: what a paper is printed from, with the record's word in place of what was asked for and found. */
export function withRecord<Found extends FoundAtStep>(
  { result }: Edition,
  content: Answers,
  { answers, findings }: { readonly answers: Answers; readonly findings: readonly Found[] },
): { readonly answers: Answers; readonly findings: readonly Found[] } {
  const named = (step: string | undefined): Answers =>
    Object.fromEntries(
      result.record.fields.flatMap((name) => {
        const id = recordFieldId(name);
        const isOf = step === undefined ? !name.includes(".") : name === `${step}.${id}`;
        return isOf ? [[id, content[id]]] : [];
      }),
    );
  return {
    answers: { ...answers, ...named(undefined) },
    findings: findings.map((one) => ({ ...one, answers: { ...one.answers, ...named(one.step) } })),
  };
}

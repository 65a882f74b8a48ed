import { type Answers, type FieldDefinition, isGroup, type Text } from "#app-kit";
import { answerText } from "#engines/forms";
import type { RecordType } from "./record.ts";

/** One field that two versions tell differently, in words; empty where it tells nothing. */
export interface Difference {
  readonly fieldId: string;
  readonly label: Text;
  readonly before: string;
  readonly after: string;
}

export function differencesBetween(
  type: RecordType,
  before: Answers,
  after: Answers,
  language: "vi" | "en",
): readonly Difference[] {
  const told = (content: Answers): Map<string, string> =>
    new Map(recordInWords(type, content, language).map((one) => [one.fieldId, one.words]));
  const [one, other] = [told(before), told(after)];
  return type.form.steps
    .flatMap((step) => step.items)
    .flatMap(({ id, label }) => {
      const [was, is] = [one.get(id) ?? "", other.get(id) ?? ""];
      return was === is ? [] : [{ fieldId: id, label, before: was, after: is }];
    });
}

export interface FieldInWords {
  readonly fieldId: string;
  readonly label: Text;
  readonly kind: FieldDefinition["kind"] | "group";
  readonly words: string;
}

/** A record field by field; an item of a group a line. */
export function recordInWords(
  type: RecordType,
  content: Answers,
  language: "vi" | "en",
): readonly FieldInWords[] {
  return type.form.steps
    .flatMap((step) => step.items)
    .flatMap((item): FieldInWords[] => {
      const value = content[item.id];
      if (value === undefined) return [];
      const { id: fieldId, label } = item;
      if (!isGroup(item))
        return [
          { fieldId, label, kind: item.kind, words: answerText(item, value, language) ?? "" },
        ];
      const items = (Array.isArray(value) ? value : []) as Readonly<Record<string, unknown>>[]; // judged by the schema
      const words = items.map((one) =>
        item.fields.flatMap((field) => answerText(field, one[field.id], language) ?? []).join(", "),
      );
      return [{ fieldId, label, kind: "group", words: words.join("; ") }];
    });
}

import {
  type Answers,
  type FieldDefinition,
  type GroupDefinition,
  isGroup,
  type StepDefinition,
} from "#app-kit";
import { citizenId } from "#kernel/citizen-id";
import { decimal } from "#kernel/decimal";
import { dong } from "#kernel/money";
import { phoneNumber } from "#kernel/phone";
import { positionText } from "#kernel/position";
import { taxCode } from "#kernel/tax-code";
import { vietnameseAddress } from "#kernel/vietnamese-address";
import { composed, isUnreadable } from "#kernel/vietnamese-text";
import type { FieldError } from "./validate.ts";

export interface StepReading {
  /** All answers, with this step's replaced. What could not be read stays as it was typed, to be shown again. */
  readonly answers: Answers;
  /** True when the sender asked to add or remove an item of a group, not to go on. */
  readonly isEditing: boolean;
  /** Text that cannot be stored (broken encoding); everything else is judged by the schema. */
  readonly errors: readonly FieldError[];
}

/** Reads what a browser sent for one step: composed Unicode, trimmed, numbers and dates in their stored form. */
export function readStep(
  step: StepDefinition,
  sent: URLSearchParams,
  previous: Answers,
): StepReading {
  const errors: FieldError[] = [];
  const answers: Record<string, unknown> = { ...previous };
  for (const item of step.items) {
    const value = isGroup(item)
      ? readGroup(item, sent, errors)
      : readField(item, sent.get(item.id), item.id, errors);
    if (value === undefined) delete answers[item.id];
    else answers[item.id] = value;
  }
  return { answers, isEditing: sent.has("_add") || sent.has("_remove"), errors };
}

function readGroup(
  group: GroupDefinition,
  sent: URLSearchParams,
  errors: FieldError[],
): unknown[] | undefined {
  const indexes = new Set<number>();
  for (const name of sent.keys()) {
    const [id, index] = name.split(".");
    if (id === group.id && index !== undefined && /^\d{1,3}$/u.test(index))
      indexes.add(Number(index));
  }
  const removed = sent.get("_remove");
  const items = [...indexes]
    .sort((a, b) => a - b)
    .filter((index) => removed !== `${group.id}.${index}`)
    .map((index) => readItem(group, sent, index, errors));
  if (sent.get("_add") === group.id) items.push({});
  return items.length === 0 ? undefined : items.slice(0, group.max);
}

function readItem(
  group: GroupDefinition,
  sent: URLSearchParams,
  index: number,
  errors: FieldError[],
): Record<string, unknown> {
  return Object.fromEntries(
    group.fields.flatMap((field) => {
      const id = `${group.id}.${index}.${field.id}`;
      const value = readField(field, sent.get(id), id, errors);
      return value === undefined ? [] : [[field.id, value]];
    }),
  );
}

function readField(
  field: FieldDefinition,
  raw: string | null,
  fieldId: string,
  errors: FieldError[],
): unknown {
  if (raw === null) return undefined;
  if (isUnreadable(raw))
    errors.push({
      fieldId,
      vi: `${field.label.vi}: có ký tự không đọc được, hãy gõ lại.`,
      en: `${field.label.en}: some characters could not be read, please type them again.`,
    });
  const typed = composed(raw).trim();
  if (typed === "") return undefined;
  switch (field.kind) {
    case "money":
      return dong(typed) ?? typed;
    case "count":
      return /^\d{1,9}$/u.test(typed) ? Number(typed) : typed;
    case "decimal":
      return decimal(typed) ?? typed;
    case "position":
      return positionText(typed) ?? typed;
    case "citizen-id":
      return citizenId(typed)?.digits ?? typed;
    case "tax-code":
      return taxCode(typed) ?? typed;
    case "phone":
      return phoneNumber(typed) ?? typed;
    case "address":
      return vietnameseAddress(typed) ?? typed;
    case "date":
      return storedDate(typed) ?? typed;
    case "text":
    case "long-text":
    case "email":
    case "choice":
      return typed;
  }
}

/** `25/4/1985` as `1985-04-25`; undefined when it is no day. */
function storedDate(typed: string): string | undefined {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(typed);
  if (match === null) return /^\d{4}-\d{2}-\d{2}$/u.test(typed) ? typed : undefined;
  const [, date = "", month = "", year = ""] = match;
  return `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
}

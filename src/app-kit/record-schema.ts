import type { Condition } from "./condition.ts";
import {
  type FieldDefinition,
  type FormDefinition,
  type GroupDefinition,
  isGroup,
} from "./form.ts";

export type Answers = Readonly<Record<string, unknown>>;
/** JSON Schema 2020-12, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Formats that the forms engine knows beyond the standard's. */
const FORMATS: Readonly<Partial<Record<FieldDefinition["kind"], string>>> = {
  "citizen-id": "citizen-id",
  "tax-code": "tax-code",
  phone: "vietnamese-phone",
  email: "email",
  address: "vietnamese-address",
  date: "date",
  position: "position",
};

/** The schema of the record that a form fills in: what the server judges by, whatever page it came from. */
export function recordSchema(form: FormDefinition): JsonSchema {
  const items = form.steps.flatMap((step) =>
    step.items.map((item) => ({ item, when: both(step.when, item.when) })),
  );
  const required = items.filter(({ item }) => isNeeded(item));
  const conditional = required.flatMap(({ item, when }) =>
    // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema, never awaited
    when === undefined ? [] : [{ if: schemaOf(when), then: { required: [item.id] } }],
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: Object.fromEntries(items.map(({ item }) => [item.id, propertyOf(item)])),
    required: required.filter(({ when }) => when === undefined).map(({ item }) => item.id),
    // The standard wants at least one schema in allOf.
    ...(conditional.length > 0 ? { allOf: conditional } : {}),
    additionalProperties: false,
  };
}

function isNeeded(item: FieldDefinition | GroupDefinition): boolean {
  return isGroup(item) ? item.min > 0 : item.isRequired;
}

function propertyOf(item: FieldDefinition | GroupDefinition): JsonSchema {
  if (!isGroup(item)) return fieldSchema(item);
  return {
    type: "array",
    minItems: item.min,
    maxItems: item.max,
    items: {
      type: "object",
      properties: Object.fromEntries(item.fields.map((one) => [one.id, fieldSchema(one)])),
      required: item.fields.filter((one) => one.isRequired).map((one) => one.id),
      additionalProperties: false,
    },
  };
}

/** No amount or count of a form is larger than a thousand billions. */
const LARGEST = 1_000_000_000_000;

function fieldSchema(field: FieldDefinition): JsonSchema {
  if (field.kind === "money" || field.kind === "count")
    return { type: "integer", minimum: 0, maximum: LARGEST };
  if (field.kind === "decimal") return { type: "number", minimum: 0, maximum: LARGEST };
  if (field.kind === "choice") return { enum: (field.options ?? []).map((option) => option.value) };
  const format = FORMATS[field.kind];
  return {
    type: "string",
    minLength: 1,
    maxLength: field.maxLength,
    ...(format === undefined ? {} : { format }),
  };
}

function both(one: Condition | undefined, other: Condition | undefined): Condition | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return { all: [one, other] };
}

function schemaOf(condition: Condition): JsonSchema {
  if ("field" in condition)
    return {
      properties: { [condition.field]: { const: condition.equals } },
      required: [condition.field],
    };
  if ("all" in condition) return { allOf: condition.all.map(schemaOf) };
  if ("any" in condition) return { anyOf: condition.any.map(schemaOf) };
  return { not: schemaOf(condition.not) };
}

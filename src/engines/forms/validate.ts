import { type AnySchema, Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import {
  type Answers,
  applies,
  type FieldDefinition,
  type FormDefinition,
  isGroup,
  type JsonSchema,
  type StepDefinition,
} from "#app-kit";
import { citizenId } from "#kernel/citizen-id";
import { phoneNumber } from "#kernel/phone";
import { positionText } from "#kernel/position";
import { taxCode } from "#kernel/tax-code";
import { vietnameseAddress } from "#kernel/vietnamese-address";
import { wordsFor } from "./messages.ts";

/** What is wrong with one answer, in both languages, with the id of its control. */
export interface FieldError {
  readonly fieldId: string;
  readonly vi: string;
  readonly en: string;
}

/** The steps that these answers call for. */
export function visibleSteps(form: FormDefinition, answers: Answers): readonly StepDefinition[] {
  return form.steps.filter((step) => applies(step.when, answers));
}

/** The answers to questions that are asked: what a condition has hidden does not count and is not kept. */
export function visibleAnswers(form: FormDefinition, answers: Answers): Answers {
  const asked = visibleSteps(form, answers).flatMap((step) =>
    step.items.filter((item) => applies(item.when, answers)).map((item) => item.id),
  );
  return Object.fromEntries(
    asked.flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]])),
  );
}

/** Judges the whole record by its schema. */
export function validateAll(
  form: FormDefinition,
  schema: JsonSchema,
  answers: Answers,
): readonly FieldError[] {
  const judge = compiled(schema);
  if (judge(visibleAnswers(form, answers))) return [];
  const errors = (judge.errors ?? []).flatMap((error) => errorOf(form, error));
  const first = new Map<string, FieldError>();
  for (const error of errors) if (!first.has(error.fieldId)) first.set(error.fieldId, error);
  return [...first.values()];
}

/** The same judgement, as far as it concerns one step. */
export function validateStep(
  form: FormDefinition,
  schema: JsonSchema,
  step: StepDefinition,
  answers: Answers,
): readonly FieldError[] {
  const ids = new Set(step.items.map((item) => item.id));
  return validateAll(form, schema, answers).filter((error) =>
    ids.has(error.fieldId.split(".")[0] ?? ""),
  );
}

type Judge = ReturnType<Ajv2020["compile"]>;
/** Compiled judges by schema; a schema belongs to an edition and lives as long as the program. */
const judges = new WeakMap<JsonSchema, Judge>();

function compiled(schema: JsonSchema): Judge {
  const known = judges.get(schema);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
  });
  formats.default(ajv, ["date", "email"]);
  ajv.addFormat("citizen-id", (text) => citizenId(text) !== undefined);
  ajv.addFormat("vietnamese-phone", (text) => phoneNumber(text) !== undefined);
  ajv.addFormat("vietnamese-address", (text) => vietnameseAddress(text) !== undefined);
  ajv.addFormat("tax-code", (text) => taxCode(text) !== undefined);
  ajv.addFormat("position", (text) => positionText(text) === text);
  const judge = ajv.compile(schema as AnySchema);
  judges.set(schema, judge);
  return judge;
}

function errorOf(form: FormDefinition, error: ErrorObject): FieldError[] {
  if (error.keyword === "if") return [];
  const path = error.instancePath.split("/").filter((part) => part !== "");
  const missing =
    error.keyword === "required" ? String(error.params["missingProperty"]) : undefined;
  const parts = missing === undefined ? path : [...path, missing];
  const definition = fieldAt(form, parts);
  if (definition === undefined) return [groupError(form, parts)];
  const words = wordsFor(definition, error.keyword);
  return [{ fieldId: parts.join("."), ...words }];
}

function fieldAt(form: FormDefinition, parts: readonly string[]): FieldDefinition | undefined {
  const [id, , inner] = parts;
  const item = form.steps.flatMap((step) => step.items).find((one) => one.id === id);
  if (item === undefined) return undefined;
  if (!isGroup(item)) return item;
  return item.fields.find((one) => one.id === inner);
}

function groupError(form: FormDefinition, parts: readonly string[]): FieldError {
  const item = form.steps.flatMap((step) => step.items).find((one) => one.id === parts[0]);
  const label = item?.label ?? { vi: "", en: "" };
  return {
    fieldId: parts.join("."),
    vi: `${label.vi}: hãy thêm ít nhất một mục và không quá số cho phép.`,
    en: `${label.en}: add at least one, and no more than allowed.`,
  };
}

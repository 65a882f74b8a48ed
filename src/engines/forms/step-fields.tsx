import type { VNode } from "preact";
import {
  type Answers,
  applies,
  type FieldDefinition,
  type FormDefinition,
  type GroupDefinition,
  isGroup,
  type StepDefinition,
} from "#app-kit";
import { decimalText } from "#kernel/decimal";
import { dongText } from "#kernel/money";
import { phoneText } from "#kernel/phone";
import { taxCodeText } from "#kernel/tax-code";
import { Field, type Language, Select } from "#ui";
import { type FieldError, visibleAnswers, visibleSteps } from "./validate.ts";

export interface StepFieldsProps {
  readonly step: StepDefinition;
  readonly answers: Answers;
  readonly errors: readonly FieldError[];
  readonly language: Language;
  /** What is to be said of an answer, by the question: where it came from. */
  readonly notes?: ReadonlyMap<string, string>;
}

/** The questions of one step as plain controls that work without JavaScript; the page adds form and button. */
export function StepFields(props: StepFieldsProps): VNode {
  const { step, answers } = props;
  return (
    <>
      {step.items.map((item) =>
        isGroup(item) ? (
          applies(item.when, answers) ? (
            <RepeatingGroup key={item.id} {...props} group={item} />
          ) : null
        ) : (
          <Question key={item.id} {...props} field={item} id={item.id} value={answers[item.id]} />
        ),
      )}
    </>
  );
}

interface QuestionProps extends StepFieldsProps {
  readonly field: FieldDefinition;
  readonly id: string;
  readonly value: unknown;
}

function Question({ field, id, value, errors, language, notes }: QuestionProps): VNode {
  const error = errors.find((one) => one.fieldId === id)?.[language];
  const optional = language === "vi" ? " (không bắt buộc)" : " (optional)";
  const label = field.label[language] + (field.isRequired ? "" : optional);
  const hint =
    [field.hint?.[language], notes?.get(id)].filter((one) => one !== undefined).join(" ") ||
    undefined;
  const options = field.options ?? [];
  if (field.kind === "choice" && options.length > FEW)
    return (
      <Select
        id={id}
        label={label}
        hint={hint}
        error={error}
        blank={language === "vi" ? "Chọn…" : "Choose…"}
        value={textOf(field, value)}
        options={options.map((one) => ({ value: one.value, label: one.label[language] }))}
      />
    );
  if (field.kind === "choice")
    return <Radios {...{ field, id, value, error, label, hint, language }} />;
  const inputmode = INPUT_MODES[field.kind];
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      value={textOf(field, value)}
      {...(field.autocomplete === undefined ? {} : { autocomplete: field.autocomplete })}
      {...(inputmode === undefined ? {} : { inputmode })}
      {...(field.kind === "long-text" ? { rows: 5 } : {})}
    />
  );
}

/** Up to this many choices are shown at once. */
const FEW = 6;

const INPUT_MODES: Readonly<
  Partial<Record<FieldDefinition["kind"], "numeric" | "decimal" | "tel" | "email">>
> = {
  "citizen-id": "numeric",
  "tax-code": "numeric",
  money: "numeric",
  count: "numeric",
  decimal: "decimal",
  phone: "tel",
  email: "email",
};

interface RadiosProps {
  readonly field: FieldDefinition;
  readonly id: string;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly hint: string | undefined;
  readonly label: string;
  readonly language: Language;
}

function Radios({ field, id, value, error, hint, label, language }: RadiosProps): VNode {
  return (
    <fieldset
      class="field"
      id={`f-${id}`}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend class="label">{label}</legend>
      {hint === undefined ? null : <span class="hint">{hint}</span>}
      {error === undefined ? null : (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      )}
      {(field.options ?? []).map((option, index) => (
        <p class="choice" key={option.value}>
          <input
            type="radio"
            id={index === 0 ? id : `${id}-${option.value}`}
            name={id}
            value={option.value}
            checked={value === option.value}
          />
          <label for={index === 0 ? id : `${id}-${option.value}`}>{option.label[language]}</label>
        </p>
      ))}
    </fieldset>
  );
}

function RepeatingGroup(props: StepFieldsProps & { group: GroupDefinition }): VNode {
  const { group, answers, language, errors } = props;
  const given = answers[group.id];
  const items: readonly unknown[] = Array.isArray(given) && given.length > 0 ? given : [{}];
  const own = errors.find((one) => one.fieldId === group.id)?.[language];
  const words =
    language === "vi" ? { add: "Thêm", remove: "Bỏ" } : { add: "Add", remove: "Remove" };
  return (
    <fieldset class="field" id={group.id}>
      <legend class="label">{group.label[language]}</legend>
      {own === undefined ? null : <span class="error">{own}</span>}
      {items.map((item, index) => (
        <div class="repeat" key={index}>
          <p class="label">
            {group.itemLabel[language]} {index + 1}
          </p>
          {group.fields.map((field) => (
            <Question
              key={field.id}
              {...props}
              field={field}
              id={`${group.id}.${index}.${field.id}`}
              value={propertyOf(item, field.id)}
            />
          ))}
          {items.length > 1 ? (
            <button
              class="button button-quiet"
              name="_remove"
              value={`${group.id}.${index}`}
              formnovalidate
            >
              {words.remove} {group.itemLabel[language].toLowerCase()} {index + 1}
            </button>
          ) : null}
        </div>
      ))}
      {items.length < group.max ? (
        <button class="button button-quiet" name="_add" value={group.id} formnovalidate>
          {words.add} {group.itemLabel[language].toLowerCase()}
        </button>
      ) : null}
    </fieldset>
  );
}

function propertyOf(item: unknown, id: string): unknown {
  return typeof item === "object" && item !== null
    ? (item as Record<string, unknown>)[id]
    : undefined; // answers are plain records
}

/** An answer as it is typed and read: money with points, dates day first. */
function textOf(field: FieldDefinition, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (field.kind === "money" && typeof value === "number") return dongText(value).replace(" ₫", "");
  if (field.kind === "date" && typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/u.test(value))
    return value.split("-").toReversed().join("/");
  if (field.kind === "decimal" && typeof value === "number") return decimalText(value);
  if (field.kind === "phone" && typeof value === "string") return phoneText(value);
  if (field.kind === "tax-code" && typeof value === "string") return taxCodeText(value);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** An answer in words, as summaries and prints show it. */
export function answerText(
  field: FieldDefinition,
  value: unknown,
  language: Language,
): string | undefined {
  if (value === undefined) return undefined;
  if (field.kind === "choice")
    return field.options?.find((one) => one.value === value)?.label[language];
  return field.kind === "money" ? `${textOf(field, value)} ₫` : textOf(field, value);
}

export interface SummarySection {
  readonly stepId: string;
  readonly title: string;
  readonly rows: readonly {
    /** Of the question. */
    readonly id: string;
    readonly label: string;
    readonly value: string;
  }[];
}

/** Everything that was answered, in words, for checking and for the officials' desk. */
export function summaryOf(
  form: FormDefinition,
  answers: Answers,
  language: Language,
): readonly SummarySection[] {
  const visible = visibleAnswers(form, answers);
  const missing = language === "vi" ? "không có thông tin" : "no information";
  const shown = (field: FieldDefinition, value: unknown): string =>
    answerText(field, value, language) ?? missing;
  return visibleSteps(form, visible).map((step) => ({
    stepId: step.id,
    title: step.title[language],
    rows: step.items
      .filter((item) => applies(item.when, visible))
      .flatMap((item) => {
        if (!isGroup(item))
          return [
            { id: item.id, label: item.label[language], value: shown(item, visible[item.id]) },
          ];
        const items = visible[item.id];
        return (Array.isArray(items) ? items : []).map((one: unknown, index) => ({
          id: item.id,
          label: `${item.itemLabel[language]} ${index + 1}`,
          value: item.fields
            .filter((field) => propertyOf(one, field.id) !== undefined)
            .map((field) => `${field.label[language]}: ${shown(field, propertyOf(one, field.id))}`)
            .join("\n"),
        }));
      }),
  }));
}

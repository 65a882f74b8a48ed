import type { VNode } from "preact";
import { type Edition, type FieldDefinition, type GroupDefinition, isGroup } from "#app-kit";
import { ok, refused, type Result } from "#kernel/result";
import { Checkbox, Field, type PageError, Select, TextArea } from "#ui";
import { FIELD_KINDS } from "../edition-schema.ts";
import { type FormItem, itemAt, withItemAt, withNewItem } from "../form-items.ts";
import { paths } from "../paths.ts";
import { sentText } from "./deps.ts";
import { conditionIn, conditionOptions, conditionValue } from "./edited-condition.tsx";
import { freeId } from "./edited-list.tsx";
import { optionalTextIn, TextFields, textIn } from "./edited-texts.tsx";
import { errorAt, type PartPage, type PartView, type Sent, tickedOr, typedOr } from "./part.tsx";
import { NEW } from "./part-papers.tsx";

const LONGEST_ANSWER = 20_000;
const USUAL_LENGTH = 200;
const MOST_ITEMS = 200;

/** One question, or one group of questions: its words, whether it must be answered, its choices, and when it is asked. */
export const fieldPart: PartPage = {
  part: "form",
  slug: "bieu-mau/:field",
  isMissing: (edition, params) =>
    params["field"] !== NEW && itemAt(edition, params["field"] ?? "") === undefined,
  title: ({ words, edition, params, language }) =>
    itemAt(edition, params["field"] ?? "")?.label[language] ?? words["form.add"],
  read: async (sent) => {
    const place = sent.params["field"] ?? "";
    const before = itemAt(sent.edition, place);
    const item =
      before !== undefined && isGroup(before) ? groupIn(sent, before) : fieldIn(sent, before);
    if (!item.ok) return item;
    const { edition, form, draftId } = sent;
    const step = edition.form.steps.find((one) => one.id === form.get("trang"));
    const last = edition.form.steps.at(-1);
    const to = paths.part(draftId, "bieu-mau");
    if (before !== undefined) return ok({ edition: withItemAt(edition, place, item.value), to });
    const stepId = (step ?? last)?.id ?? "";
    return isGroup(item.value)
      ? refused([])
      : ok({ edition: withNewItem(edition, stepId, item.value), to });
  },
  view: (view) => <ItemFields {...view} />,
};

function fieldIn(
  { form, edition, words, params }: Sent,
  before: FormItem | undefined,
): Result<FieldDefinition, readonly PageError[]> {
  const errors: PageError[] = [];
  const was = before === undefined || isGroup(before) ? undefined : before;
  const label = textIn(form, "label", words, errors);
  const hint = optionalTextIn(form, "hint", words, errors);
  const kind = was?.kind ?? FIELD_KINDS.find((one) => one === form.get("kind")) ?? "text";
  const options = kind === "choice" ? optionsIn(form) : [];
  if (options === undefined || (kind === "choice" && options.length === 0))
    errors.push({ fieldId: "options", text: words["form.wrong.options"] });
  const maxLength = Number(sentText(form, "max-length"));
  if (!Number.isInteger(maxLength) || maxLength < 1 || maxLength > LONGEST_ANSWER)
    errors.push({ fieldId: "max-length", text: words["form.wrong.length"] });
  if (label === undefined || options === undefined || errors.length > 0) return refused(errors);
  // Inside a group a question is asked whenever its item is.
  const isInner = params["field"]?.includes(".") === true;
  const when = isInner ? was?.when : conditionIn(form.get("when"), edition, was?.when);
  const taken = edition.form.steps.flatMap((step) => step.items.map((one) => one.id));
  return ok({
    id: was?.id ?? freeId(label.vi, taken, ""),
    kind,
    label,
    ...(hint === undefined ? {} : { hint }),
    isRequired: form.has("required"),
    ...(when === undefined ? {} : { when }),
    ...(kind === "choice" ? { options } : {}),
    maxLength,
    ...(was?.autocomplete === undefined ? {} : { autocomplete: was.autocomplete }),
  });
}

function groupIn(
  { form, edition, words }: Sent,
  before: GroupDefinition,
): Result<GroupDefinition, readonly PageError[]> {
  const errors: PageError[] = [];
  const label = textIn(form, "label", words, errors);
  const itemLabel = textIn(form, "item", words, errors);
  const min = Number(sentText(form, "min"));
  const max = Number(sentText(form, "max"));
  if (
    !Number.isInteger(min) ||
    !Number.isInteger(max) ||
    min < 0 ||
    max < 1 ||
    max < min ||
    max > MOST_ITEMS
  )
    errors.push({ fieldId: "min", text: words["form.wrong.many"] });
  if (label === undefined || itemLabel === undefined || errors.length > 0) return refused(errors);
  const { when: _, ...rest } = before;
  const when = conditionIn(form.get("when"), edition, before.when);
  return ok({ ...rest, label, itemLabel, min, max, ...(when === undefined ? {} : { when }) });
}

/** A choice a line: its value, then its words in Vietnamese and English. Undefined when a line is not so. */
function optionsIn(form: URLSearchParams): FieldDefinition["options"] | undefined {
  const lines = sentText(form, "options")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const options = lines.map((line) => line.split("|").map((part) => part.trim()));
  const values = options.map(([value]) => value);
  const isWhole = options.every((parts) => parts.length === 3 && !parts.includes(""));
  if (!isWhole || new Set(values).size < values.length) return undefined;
  return options.map(([value = "", vi = "", en = ""]) => ({ value, label: { vi, en } }));
}

function optionsText(edition: Edition, place: string): string {
  const item = itemAt(edition, place);
  const options = item === undefined || isGroup(item) ? [] : (item.options ?? []);
  return options.map(({ value, label }) => `${value} | ${label.vi} | ${label.en}`).join("\n");
}

function ItemFields(view: PartView): VNode {
  const { edition, params, query, typed, words, language } = view;
  const place = params["field"] ?? "";
  const item = itemAt(edition, place);
  return (
    <>
      <input type="hidden" name="trang" value={typedOr(typed, "trang", query.get("trang") ?? "")} />
      <TextFields {...view} id="label" label={words["form.label"]} value={item?.label} />
      {item !== undefined && isGroup(item) ? (
        <GroupFields {...view} group={item} />
      ) : (
        <QuestionFields {...view} field={item} place={place} />
      )}
      {place.includes(".") ? null : (
        <Select
          id="when"
          label={words["form.asked"]}
          value={typedOr(typed, "when", conditionValue(edition, item?.when))}
          options={conditionOptions(edition, item?.when, words, language)}
        />
      )}
    </>
  );
}

function QuestionFields(
  view: PartView & { readonly field: FieldDefinition | undefined; readonly place: string },
): VNode {
  const { field, place, edition, typed, errors, words } = view;
  const isChoice = field === undefined || field.kind === "choice";
  return (
    <>
      <TextFields {...view} id="hint" label={words["form.hint"]} value={field?.hint} />
      {field === undefined ? (
        <Select
          id="kind"
          label={words["form.kind"]}
          value={typedOr(typed, "kind", "text")}
          options={FIELD_KINDS.map((kind) => ({ value: kind, label: words[`kind.${kind}`] }))}
        />
      ) : (
        <p class="hint">{`${words["form.kind"]}: ${words[`kind.${field.kind}`]}`}</p>
      )}
      <Checkbox
        id="required"
        label={words["form.must"]}
        checked={tickedOr(typed, "required", field?.isRequired ?? false)}
      />
      {isChoice ? (
        <TextArea
          id="options"
          label={words["form.options"]}
          hint={words["form.options-hint"]}
          error={errorAt(errors, "options")}
          value={typedOr(typed, "options", optionsText(edition, place))}
        />
      ) : null}
      <Field
        id="max-length"
        label={words["form.length"]}
        inputmode="numeric"
        width="short"
        error={errorAt(errors, "max-length")}
        value={typedOr(typed, "max-length", String(field?.maxLength ?? USUAL_LENGTH))}
      />
    </>
  );
}

function GroupFields(view: PartView & { readonly group: GroupDefinition }): VNode {
  const { group, typed, errors, words } = view;
  return (
    <>
      <TextFields {...view} id="item" label={words["form.item"]} value={group.itemLabel} />
      <div class="fields">
        {(["min", "max"] as const).map((name) => (
          <Field
            key={name}
            id={name}
            label={words[`form.${name}`]}
            inputmode="numeric"
            width="short"
            error={errorAt(errors, name)}
            value={typedOr(typed, name, String(group[name]))}
          />
        ))}
      </div>
    </>
  );
}

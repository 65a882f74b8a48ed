import { type Condition, type Edition, isGroup } from "#app-kit";
import type { ChoiceOption } from "#ui";
import type { Language } from "#platform/http";
import { conditionText } from "../form-differences.ts";
import type { Words } from "../words.ts";

/** Always, or when one choice was answered so. A condition of several parts is kept as it is. */
export function conditionOptions(
  edition: Edition,
  current: Condition | undefined,
  words: Words,
  language: Language,
): readonly ChoiceOption[] {
  const simple = edition.form.steps
    .flatMap((step) => step.items)
    .flatMap((item) =>
      isGroup(item)
        ? []
        : (item.options ?? []).map(({ value }): Condition => ({ field: item.id, equals: value })),
    );
  const isKept = current !== undefined && !simple.some((one) => keyOf(one) === keyOf(current));
  return [
    { value: "", label: words["condition.always"] },
    ...(isKept ? [{ value: KEPT, label: conditionText(current, edition)[language] }] : []),
    ...simple.map((one) => ({ value: keyOf(one), label: conditionText(one, edition)[language] })),
  ];
}

const KEPT = "giu";

export function conditionValue(edition: Edition, current: Condition | undefined): string {
  if (current === undefined) return "";
  return conditionIn(keyOf(current), edition, undefined) === undefined ? KEPT : keyOf(current);
}

/** The condition that was chosen; undefined is always. */
export function conditionIn(
  chosen: string | null,
  edition: Edition,
  current: Condition | undefined,
): Condition | undefined {
  if (chosen === KEPT) return current;
  for (const item of edition.form.steps.flatMap((step) => step.items)) {
    if (isGroup(item)) continue;
    for (const { value } of item.options ?? [])
      if (keyOf({ field: item.id, equals: value }) === chosen)
        return { field: item.id, equals: value };
  }
  return undefined;
}

function keyOf(condition: Condition): string {
  return "field" in condition
    ? `${condition.field}=${condition.equals}`
    : JSON.stringify(condition);
}

/** When something is asked or needed, as data that a person can read and a program can decide. */
export type Condition =
  | { readonly field: string; readonly equals: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** `when("founder").is("household")`. */
export function when(fieldId: string): { is(value: string): Condition } {
  return { is: (value) => ({ field: fieldId, equals: value }) };
}

export function applies(
  condition: Condition | undefined,
  answers: Readonly<Record<string, unknown>>,
): boolean {
  if (condition === undefined) return true;
  if ("field" in condition) return answers[condition.field] === condition.equals;
  if ("all" in condition) return condition.all.every((one) => applies(one, answers));
  if ("any" in condition) return condition.any.some((one) => applies(one, answers));
  return !applies(condition.not, answers);
}

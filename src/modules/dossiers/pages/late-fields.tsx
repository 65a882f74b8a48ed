import type { VNode } from "preact";
import { Field, Select } from "#ui";
import { isLateAt, type LateWords } from "../late-reason.ts";
import type { StepProps } from "./act-form.tsx";

/** Asked of whoever answers after the promise: why it is late. */
export function LateFields(props: StepProps & { readonly act: string }): VNode | null {
  const { seen, exchange, words, act } = props;
  if (!isLateAt(seen.dossier, exchange.now)) return null;
  const isTried = exchange.path.endsWith(`/${act}`);
  const typed = (name: string): string => (isTried ? (exchange.form.get(name) ?? "") : "");
  return (
    <>
      <Select
        id={`${act}-late-reason`}
        name="late-reason"
        label={words["late.reason"]}
        hint={words["late.hint"]}
        blank={words["start.choose"]}
        options={seen.lateReasons.map((one) => ({
          value: one.code,
          label: one[exchange.language],
        }))}
        value={typed("late-reason")}
        error={props.errorOf(`${act}-late-reason`)}
      />
      <Field
        id={`${act}-late-words`}
        name="late-words"
        label={words["late.words"]}
        rows={2}
        value={typed("late-words")}
      />
    </>
  );
}

export function lateIn(form: URLSearchParams): { readonly late?: LateWords } {
  const code = form.get("late-reason");
  if (code === null) return {};
  return { late: { code, words: (form.get("late-words") ?? "").normalize("NFC").slice(0, 1000) } };
}

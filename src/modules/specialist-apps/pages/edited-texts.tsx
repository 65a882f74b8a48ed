import type { VNode } from "preact";
import type { Text } from "#app-kit";
import { Field, type PageError } from "#ui";
import type { Words } from "../words.ts";
import { sentText } from "./deps.ts";
import { errorAt, typedOr } from "./part.tsx";

interface Edited {
  readonly typed: URLSearchParams | undefined;
  readonly errors: readonly PageError[];
  readonly words: Words;
}

/** From here on a text is edited in a box of several lines. */
const LONG = 70;

/** A text in both languages: the Vietnamese first, the English beneath it. */
export function TextFields(
  props: Edited & {
    readonly id: string;
    readonly label: string;
    readonly value: Text | undefined;
  },
): VNode {
  const { typed, errors, words, id, label, value } = props;
  return (
    <div class="fields">
      {(["vi", "en"] as const).map((language) => (
        <Field
          key={language}
          id={`${id}.${language}`}
          label={`${label} (${words[`language.${language}`]})`}
          error={errorAt(errors, `${id}.${language}`)}
          value={typedOr(typed, `${id}.${language}`, value?.[language] ?? "")}
          {...((value?.[language].length ?? 0) > LONG ? { rows: 3 } : {})}
        />
      ))}
    </div>
  );
}

/** The text as sent, or the fields that are empty. */
export function textIn(
  form: URLSearchParams,
  id: string,
  words: Words,
  errors: PageError[],
): Text | undefined {
  const value = { vi: sentText(form, `${id}.vi`), en: sentText(form, `${id}.en`) };
  for (const language of ["vi", "en"] as const)
    if (value[language] === "")
      errors.push({ fieldId: `${id}.${language}`, text: words[`texts.wrong.${language}`] });
  return value.vi === "" || value.en === "" ? undefined : value;
}

/** A text that may be left out: both languages or neither. */
export function optionalTextIn(
  form: URLSearchParams,
  id: string,
  words: Words,
  errors: PageError[],
): Text | undefined {
  const isEmpty = sentText(form, `${id}.vi`) === "" && sentText(form, `${id}.en`) === "";
  return isEmpty ? undefined : textIn(form, id, words, errors);
}

/** Lines of text, and an empty one to add another; a line that is emptied goes. */
export function TextLines(
  props: Edited & { readonly id: string; readonly label: string; readonly lines: readonly Text[] },
): VNode {
  const { lines, label, id, ...edited } = props;
  return (
    <>
      {[...lines, undefined].map((line, index) => (
        <TextFields
          key={`${id}.${index}`}
          {...edited}
          id={`${id}.${index}`}
          label={`${label} ${index + 1}`}
          value={line}
        />
      ))}
    </>
  );
}

const MOST_LINES = 100;

export function textLinesIn(
  form: URLSearchParams,
  id: string,
  words: Words,
  errors: PageError[],
): readonly Text[] {
  const lines: Text[] = [];
  for (let index = 0; index < MOST_LINES && form.has(`${id}.${index}.vi`); index += 1) {
    const line = optionalTextIn(form, `${id}.${index}`, words, errors);
    if (line !== undefined) lines.push(line);
  }
  return lines;
}

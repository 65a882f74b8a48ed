import type { VNode } from "preact";
import type { Edition } from "#app-kit";
import { ok, refused } from "#kernel/result";
import type { PageError } from "#ui";
import { textsOf } from "../edition-texts.ts";
import { TextFields, TextLines, textIn, textLinesIn } from "./edited-texts.tsx";
import type { PartPage, PartView } from "./part.tsx";

/** The steps as the public page tells them, and every text that has no page of its own. */
export const textsPart: PartPage = {
  part: "texts",
  slug: "noi-dung",
  title: ({ words }) => words["part.texts"],
  read: async ({ form, edition, words }) => {
    const errors: PageError[] = [];
    let changed: Edition = { ...edition, steps: textLinesIn(form, "buoc", words, errors) };
    for (const { id, put } of textsOf(edition)) {
      const value = textIn(form, id, words, errors);
      if (value !== undefined) changed = put(changed, value);
    }
    return errors.length > 0 ? refused(errors) : ok({ edition: changed });
  },
  view: (view) => <Texts {...view} />,
};

function Texts(view: PartView): VNode {
  const { edition, words, language } = view;
  return (
    <>
      <h2>{words["texts.steps"]}</h2>
      <p class="hint">{words["texts.lines-hint"]}</p>
      <TextLines {...view} id="buoc" label={words["texts.step"]} lines={edition.steps} />
      <h2>{words["texts.others"]}</h2>
      <p class="hint">{words["texts.names-hint"]}</p>
      {textsOf(edition).map(({ id, label, value }) => (
        <TextFields {...view} key={id} id={id} label={label[language]} value={value} />
      ))}
    </>
  );
}

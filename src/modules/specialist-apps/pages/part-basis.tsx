import type { VNode } from "preact";
import { ok, refused } from "#kernel/result";
import { Field, type PageError, Select } from "#ui";
import { CERTAINTY } from "../edition-differences.ts";
import { sentText } from "./deps.ts";
import { TextLines, textLinesIn } from "./edited-texts.tsx";
import { errorAt, type PartPage, type PartView, typedOr } from "./part.tsx";

const CERTAINTIES = ["S", "S2", "M"] as const;

/** Where the law says it, and how sure that is. */
export const basisPart: PartPage = {
  part: "basis",
  slug: "can-cu",
  title: ({ words }) => words["part.basis"],
  read: async ({ form, edition, words }) => {
    const errors: PageError[] = [];
    const document = sentText(form, "document");
    if (document === "") errors.push({ fieldId: "document", text: words["basis.wrong.document"] });
    const certainty = CERTAINTIES.find((one) => one === form.get("certainty")) ?? "M";
    const legalBasis = textLinesIn(form, "can-cu", words, errors);
    if (errors.length > 0) return refused(errors);
    return ok({ edition: { ...edition, source: { document, certainty }, legalBasis } });
  },
  view: (view) => <BasisFields {...view} />,
};

function BasisFields({ edition, typed, errors, words, language }: PartView): VNode {
  return (
    <>
      <Field
        id="document"
        label={words["basis.document"]}
        hint={words["basis.document-hint"]}
        error={errorAt(errors, "document")}
        value={typedOr(typed, "document", edition.source.document)}
      />
      <Select
        id="certainty"
        label={words["basis.certainty"]}
        value={typedOr(typed, "certainty", edition.source.certainty)}
        options={CERTAINTIES.map((one) => ({ value: one, label: CERTAINTY[one][language] }))}
      />
      <h2>{words["basis.list"]}</h2>
      <p class="hint">{words["texts.lines-hint"]}</p>
      <TextLines
        {...{ typed, errors, words }}
        id="can-cu"
        label={words["basis.line"]}
        lines={edition.legalBasis}
      />
    </>
  );
}

import type { VNode } from "preact";
import type { Edition, Paper } from "#app-kit";
import { ok, refused } from "#kernel/result";
import { Checkbox, Field, LinkTo, type PageError, Select } from "#ui";
import { conditionText } from "../form-differences.ts";
import { paths } from "../paths.ts";
import { sentText } from "./deps.ts";
import { conditionIn, conditionOptions, conditionValue } from "./edited-condition.tsx";
import { Arrows, freeId, rearranged } from "./edited-list.tsx";
import { TextFields, textIn } from "./edited-texts.tsx";
import { errorAt, type PartPage, type PartView, tickedOr, typedOr } from "./part.tsx";

/** The checklist as a list: order, and what goes. */
export const papersPart: PartPage = {
  part: "papers",
  slug: "giay-to",
  title: ({ words }) => words["part.papers"],
  hasOwnButtons: true,
  read: async ({ form, edition }) =>
    ok({ edition: { ...edition, papers: rearranged(edition.papers, form.get("lam")) } }),
  view: (view) => <PaperList {...view} />,
};

function PaperList({ edition, words, language, draftId }: PartView): VNode {
  return (
    <>
      <p class="lead">{words["papers.lead"]}</p>
      <ul class="tasks">
        {edition.papers.map((paper, index) => (
          <li key={paper.id}>
            <span>
              <LinkTo href={paths.part(draftId, "giay-to", paper.id)}>
                {paper.title[language]}
              </LinkTo>
              <span class="hint">{paperFacts(paper, edition, { words, language })}</span>
            </span>
            <Arrows
              id={paper.id}
              name={paper.title[language]}
              isFirst={index === 0}
              isLast={index === edition.papers.length - 1}
              words={words}
            />
          </li>
        ))}
      </ul>
      <p>
        <LinkTo href={paths.part(draftId, "giay-to", NEW)}>{words["papers.add"]}</LinkTo>
      </p>
    </>
  );
}

function paperFacts(
  paper: Paper,
  edition: Edition,
  { words, language }: Pick<PartView, "words" | "language">,
): string {
  const when = conditionText(paper.when, edition)[language];
  return [
    words[paper.isRequired ? "papers.required" : "papers.optional"],
    `${paper.copies} ${words["papers.copies-word"]}`,
    ...(paper.when === undefined ? [] : [`${words["papers.when"]}: ${when}`]),
  ].join(" · ");
}

/** The place of a paper or field that is not there yet. */
export const NEW = "moi";
const MOST_COPIES = 20;

function paperOf(edition: Edition, params: Readonly<Record<string, string>>): Paper | undefined {
  return edition.papers.find((one) => one.id === params["paper"]);
}

/** One paper: its words, whether it must come, how many copies, and when. */
export const paperPart: PartPage = {
  part: "papers",
  slug: "giay-to/:paper",
  isMissing: (edition, params) => params["paper"] !== NEW && paperOf(edition, params) === undefined,
  title: ({ words, edition, params, language }) =>
    paperOf(edition, params)?.title[language] ?? words["papers.add"],
  read: async ({ form, edition, params, words, draftId }) => {
    const errors: PageError[] = [];
    const before = paperOf(edition, params);
    const title = textIn(form, "title", words, errors);
    const explain = textIn(form, "explain", words, errors);
    const copies = Number(sentText(form, "copies"));
    if (!Number.isInteger(copies) || copies < 1 || copies > MOST_COPIES)
      errors.push({ fieldId: "copies", text: words["papers.wrong.copies"] });
    if (title === undefined || explain === undefined || errors.length > 0) return refused(errors);
    const when = conditionIn(form.get("when"), edition, before?.when);
    const taken = edition.papers.map((one) => one.id);
    const paper: Paper = {
      id: before?.id ?? freeId(title.vi, taken),
      title,
      explain,
      isRequired: form.has("required"),
      copies,
      ...(when === undefined ? {} : { when }),
    };
    const papers =
      before === undefined
        ? [...edition.papers, paper]
        : edition.papers.map((one) => (one.id === before.id ? paper : one));
    return ok({ edition: { ...edition, papers }, to: paths.part(draftId, "giay-to") });
  },
  view: (view) => <PaperFields {...view} />,
};

function PaperFields(view: PartView): VNode {
  const { edition, params, typed, errors, words, language } = view;
  const paper = paperOf(edition, params);
  return (
    <>
      <TextFields {...view} id="title" label={words["papers.title"]} value={paper?.title} />
      <TextFields {...view} id="explain" label={words["papers.explain"]} value={paper?.explain} />
      <Checkbox
        id="required"
        label={words["papers.must"]}
        checked={tickedOr(typed, "required", paper?.isRequired ?? true)}
      />
      <Field
        id="copies"
        label={words["papers.copies"]}
        inputmode="numeric"
        width="short"
        error={errorAt(errors, "copies")}
        value={typedOr(typed, "copies", String(paper?.copies ?? 1))}
      />
      <Select
        id="when"
        label={words["papers.needed"]}
        value={typedOr(typed, "when", conditionValue(edition, paper?.when))}
        options={conditionOptions(edition, paper?.when, words, language)}
      />
    </>
  );
}

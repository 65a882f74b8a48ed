import type { ComponentChildren, VNode } from "preact";
import { differencesBetween, recordInWords } from "#engines/records";
import { formatDay } from "#kernel/calendar-day";
import { DataTable, KeyValues, type Language, LinkTo, momentText, Panel, Tag, When } from "#ui";
import type { Answers } from "#app-kit";
import type { Amendment, Standing } from "../amendment.ts";
import type { SeenResult } from "../find-result.ts";
import type { ResultRegister } from "../registers.ts";
import { type Words, wordsIn } from "../words.ts";
import { masked } from "./masked.ts";

export interface ResultPartProps {
  readonly seen: SeenResult;
  readonly language: Language;
  /** Personal numbers in full. */
  readonly isOpen: boolean;
}

/** What the record says today. */
export function ContentPanel(props: ResultPartProps & { children?: ComponentChildren }): VNode {
  const { seen, language, isOpen } = props;
  const rows = recordInWords(seen.register.type, seen.record.content, language);
  return (
    <Panel title={wordsIn(language)["content"]} id="noi-dung-ket-qua">
      <KeyValues
        rows={rows.map(({ label, words }) => ({
          label: label[language],
          value: isOpen ? words : masked(words),
        }))}
      />
      {props.children}
    </Panel>
  );
}

/** How a paper stands, as a sentence. */
export function standingWords(words: Words, standing: Standing): string {
  const sentence = words[`standing.${standing.kind}`];
  return standing.kind === "valid"
    ? sentence
    : sentence.replace("{on}", formatDay(standing.on)).replace("{by}", standing.by);
}

/** Every paper of the result and how it stands. */
export function PapersPanel(
  props: Omit<ResultPartProps, "isOpen"> & { readonly hrefOf: (paper: string) => string },
): VNode {
  const { seen, language, hrefOf } = props;
  const words = wordsIn(language);
  return (
    <Panel title={words["papers"]} id="giay-da-cap">
      <DataTable
        caption={words["papers.caption"]}
        isCaptionHidden
        columns={[
          { key: "number", label: words["col.number"] },
          { key: "paper", label: words["col.paper"] },
          { key: "issued", label: words["col.issued"] },
          { key: "standing", label: words["col.standing"] },
        ]}
        rows={seen.papers.map(({ paper, standing }) => ({
          id: paper.id,
          number: <LinkTo href={hrefOf(paper.publicId)}>{paper.number}</LinkTo>,
          paper: words[`paper.${paper.kind}`],
          issued: <span class="num">{formatDay(paper.issuedOn)}</span>,
          standing:
            standing.kind === "valid" ? (
              <Tag kind="success">{words["standing.valid"]}</Tag>
            ) : (
              standingWords(words, standing)
            ),
        }))}
      />
    </Panel>
  );
}

/** What one version changed of the one before, in the words of the form. */
export function Changes(props: {
  readonly register: ResultRegister;
  readonly before: Answers;
  readonly after: Answers;
  /** When, so that several tables of a page are told apart. */
  readonly at: Date;
  readonly language: Language;
  readonly isOpen: boolean;
}): VNode | null {
  const { register, before, after, at, language, isOpen } = props;
  const words = wordsIn(language);
  const told = (text: string): string =>
    text === "" ? words["nothing"] : isOpen ? text : masked(text);
  const differences = differencesBetween(register.type, before, after, language);
  if (differences.length === 0) return null;
  return (
    <DataTable
      caption={`${words["changed.caption"]}, ${momentText(at)}`}
      columns={[
        { key: "field", label: words["col.field"] },
        { key: "before", label: words["col.before"] },
        { key: "after", label: words["col.after"] },
      ]}
      rows={differences.map((one) => ({
        id: one.fieldId,
        field: one.label[language],
        before: <del>{told(one.before)}</del>,
        after: <ins>{told(one.after)}</ins>,
      }))}
    />
  );
}

/** Every version, the first one first: what was done, by which decision, why, and what it changed. */
export function HistoryPanel(props: ResultPartProps & { readonly showsNames: boolean }): VNode {
  const { seen, language, isOpen, showsNames } = props;
  const words = wordsIn(language);
  const done = seen.amendments.filter((one) => one.state === "done");
  return (
    <Panel title={words["history"]} id="lich-su">
      {seen.versions.map((version, index) => {
        const before = seen.versions[index - 1];
        const amendment = done[index - 1];
        const isNamed = version.act !== "issued" && version.decision !== "";
        return (
          <section key={version.version}>
            <h3>
              {words[actKey(version.act)]}, <When at={version.recordedAt} />
            </h3>
            <p>
              {isNamed ? `${words["act.by-decision"]} ${version.decision}. ` : ""}
              {amendment === undefined ? "" : `${words["act.reason"]}: ${amendment.reason} `}
              {showsNames ? version.byName : ""}
            </p>
            {before === undefined ? null : (
              <Changes
                register={seen.register}
                before={before.content}
                after={version.content}
                at={version.recordedAt}
                language={language}
                isOpen={isOpen}
              />
            )}
          </section>
        );
      })}
    </Panel>
  );
}

function actKey(act: string) {
  switch (act) {
    case "corrected":
    case "reissued":
    case "copied":
    case "revoked":
      return `act.${act}` as const;
    default:
      return "act.issued" as const;
  }
}

/** Where an open proposal is, in a sentence. */
export function amendmentWords(words: Words, amendment: Amendment): string {
  const number = amendment.number ?? "";
  if (amendment.state === "signing") return words["amendment.signing"].replace("{number}", number);
  return amendment.state === "numbered"
    ? words["amendment.numbered"].replace("{number}", number)
    : "";
}

import type { VNode } from "preact";
import type { Exchange } from "#platform/http";
import { DataTable, KeyValues, type Language, LinkTo, Panel, When } from "#ui";
import { type DossierDeps, editionOf } from "../deps.ts";
import { type PartTerm, partTerms } from "../linked-terms.ts";
import type { Part, PartSeen } from "../part-store.ts";
import { paths } from "../paths.ts";
import { type Words, wordsIn } from "../words.ts";
import { shortMoment } from "./dossier-parts.tsx";
import type { SeenByStaff } from "./staff-dossier.tsx";

const MINUTES_A_DAY = 480;

function daysText(minutes: number, language: Language, words: Words): string {
  const days = (minutes / MINUTES_A_DAY).toFixed(1);
  return `${language === "vi" ? days.replace(".", ",") : days} ${words["linked.working-days"]}`;
}

function stateText(part: PartTerm, language: Language, words: Words): string {
  const isLate = part.lateMinutes > 0;
  switch (part.state) {
    case "open":
      return words[isLate ? "linked.open-late" : "linked.open"];
    case "done":
      return isLate
        ? `${words["linked.done-late"]} ${daysText(part.lateMinutes, language, words)}`
        : words["linked.done"];
    default:
      return words[`linked.${part.state}`];
  }
}

/** The parts of a linked dossier on the desk of the agency that received it: who had how long, who used how much, whose sub-term was broken. */
export function PartsPanel(props: {
  readonly seen: SeenByStaff;
  readonly exchange: Exchange;
  readonly deps: DossierDeps;
}): VNode | null {
  const { seen, exchange, deps } = props;
  const { language, now } = exchange;
  const { dossier, asked, clocks, time, ownAgency } = seen;
  const words = wordsIn(language);
  const edition = editionOf(deps, dossier.appId, dossier.edition);
  const parts = partTerms({ edition, dossier, ownAgency, tasks: asked, clocks, time, now });
  if (parts.length === 0) return null;
  const broken = parts.filter((one) => one.lateMinutes > 0);
  return (
    <Panel title={words["linked.title"]} id="lien-thong">
      <DataTable
        caption={words["linked.table"]}
        isCaptionHidden
        columns={[
          { key: "agency", label: words["linked.agency"] },
          { key: "due", label: words["linked.sub-term"] },
          { key: "used", label: words["linked.used"], isNumber: true },
          { key: "state", label: words["linked.state"] },
        ]}
        rows={parts.map((one) => ({
          id: one.id,
          agency: one.agency ?? deps.apps.get(one.appId)?.app.receivedBy[language] ?? "",
          due: one.dueAt === null ? "" : shortMoment(one.dueAt),
          used: one.from === null ? "" : daysText(one.usedMinutes, language, words),
          state: (
            <>
              {stateText(one, language, words)}
              {one.reason === "" ? null : <span class="hint"> {one.reason}</span>}
            </>
          ),
        }))}
      />
      {broken.length === 0 ? (
        <p class="hint">{words["linked.none-broken"]}</p>
      ) : (
        <KeyValues
          rows={broken.map((one) => ({
            label: words["linked.broken-by"],
            value: `${one.agency ?? ""}: ${daysText(one.lateMinutes, language, words)}`,
          }))}
        />
      )}
    </Panel>
  );
}

/** On the desk of an agency that works a part: whose dossier it is a part of, and what the applicant was promised for the whole. */
export function PartOfPanel(props: {
  readonly part: Part | undefined;
  readonly language: Language;
}): VNode | null {
  const { part, language } = props;
  if (part === undefined) return null;
  const words = wordsIn(language);
  return (
    <Panel title={words["linked.part-of"]} id="lien-thong">
      <KeyValues
        rows={[
          { label: words["col.code"], value: part.leadCode },
          { label: words["linked.received-by"], value: part.leadAgency },
          ...(part.leadDueAt === null
            ? []
            : [{ label: words["linked.whole-due"], value: shortMoment(part.leadDueAt) }]),
        ]}
      />
      <p class="hint">{words["linked.part-hint"]}</p>
    </Panel>
  );
}

/** The applicant sees one case with its parts: where each is, by when it is to be done, and what it brought. */
export function MyParts(props: {
  readonly appId: string;
  readonly edition: string;
  readonly parts: readonly PartSeen[];
  readonly deps: DossierDeps;
  readonly language: Language;
}): VNode | null {
  const { parts, deps, language } = props;
  const words = wordsIn(language);
  const { linked } = editionOf(deps, props.appId, props.edition);
  if (linked === undefined) return null;
  return (
    <Panel title={words["linked.mine"]} id="lien-thong">
      <p>{words["linked.mine-lead"]}</p>
      <DataTable
        caption={words["linked.table"]}
        isCaptionHidden
        columns={[
          { key: "part", label: words["col.title"] },
          { key: "due", label: words["linked.sub-term"] },
          { key: "state", label: words["linked.state"] },
        ]}
        rows={linked.parts.map((one) => {
          const part = parts.findLast(({ step }) => step === one.step);
          const app = deps.apps.get(one.appId)?.app;
          return {
            id: one.step,
            part: (
              <>
                {app?.title[language]}
                <span class="hint"> {part?.agencyName ?? app?.receivedBy[language]}</span>
              </>
            ),
            due: part === undefined || part.dueAt === null ? "" : <When at={part.dueAt} />,
            state:
              part === undefined ? (
                words["linked.not-yet"]
              ) : part.state === "done" ? (
                <LinkTo href={paths.myResult(part.publicId)}>{words["linked.result"]}</LinkTo>
              ) : (
                words[`state.${part.state}`]
              ),
          };
        })}
      />
    </Panel>
  );
}

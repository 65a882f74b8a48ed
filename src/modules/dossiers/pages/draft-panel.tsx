import type { VNode } from "preact";
import type { Exchange } from "#platform/http";
import { DataTable, Panel, Tag } from "#ui";
import { editionOf } from "../deps.ts";
import { approvedVersion, draftLabel, type DraftVersion, draftVersions } from "../result-draft.ts";
import { roundsOf } from "../rounds.ts";
import type { HistoryEntry } from "../store.ts";
import { wordChanges } from "../word-changes.ts";
import { type WordKey, wordsIn } from "../words.ts";
import { shortMoment } from "./dossier-parts.tsx";
import type { PageDeps } from "./page-deps.ts";
import type { SeenByStaff } from "./staff-dossier.tsx";

interface PanelProps {
  readonly seen: SeenByStaff;
  readonly exchange: Exchange;
}

/** The worded text of the result, every version of it, and what the last one changed. */
export function DraftPanel(props: PanelProps & { readonly deps: PageDeps }): VNode | null {
  const { seen, exchange, deps } = props;
  const { dossier, findings, history } = seen;
  const { language } = exchange;
  const words = wordsIn(language);
  const edition = editionOf(deps.dossiers, dossier.appId, dossier.edition);
  const versions = draftVersions(edition, findings);
  const last = versions.at(-1);
  if (last === undefined) return null;
  const approved = approvedVersion(history);
  return (
    <Panel title={words["wording.title"]} id="du-thao">
      <p>
        {words["wording.version"]} <span class="num">{last.number}</span> ·{" "}
        <Tag kind={approved === last.number ? "success" : "warning"}>
          {words[approved === last.number ? "wording.agreed" : "wording.not-agreed"]}
        </Tag>
      </p>
      {[...last.texts.keys()].map((name) => (
        <section key={name}>
          <h3>{draftLabel(edition, name, language)}</h3>
          <Compared before={versions.at(-2)?.texts.get(name)} after={last.texts.get(name) ?? ""} />
        </section>
      ))}
      {versions.length < 2 ? null : <p class="hint">{words["wording.changes"]}</p>}
      <Versions {...{ versions, exchange, approved }} />
    </Panel>
  );
}

/** The text as it stands, with what came and what went since the version before. */
function Compared(props: { readonly before: string | undefined; readonly after: string }): VNode {
  const { before, after } = props;
  if (before === undefined) return <p class="worded">{after}</p>;
  return (
    <p class="worded">
      {wordChanges(before, after).map((one, place) => {
        if (one.kind === "added") return <ins key={place}>{one.text}</ins>;
        if (one.kind === "removed") return <del key={place}>{one.text}</del>;
        return one.text;
      })}
    </p>
  );
}

function Versions(props: {
  readonly versions: readonly DraftVersion[];
  readonly exchange: Exchange;
  readonly approved: number | undefined;
}): VNode {
  const { versions, exchange, approved } = props;
  const words = wordsIn(exchange.language);
  return (
    <DataTable
      caption={words["wording.versions"]}
      columns={[
        { key: "number", label: words["wording.version"], isNumber: true },
        { key: "by", label: words["wording.by"] },
        { key: "at", label: words["wording.at"] },
        { key: "state", label: words["wording.state"] },
      ]}
      rows={versions.toReversed().map((one) => ({
        id: String(one.number),
        number: String(one.number),
        by: one.byName,
        at: <span class="num">{shortMoment(one.at)}</span>,
        state: one.number === approved ? words["wording.agreed"] : "",
      }))}
    />
  );
}

/** Each round of approval: who said what, until it was sent back or signed. */
export function RoundsPanel({ seen, exchange }: PanelProps): VNode | null {
  const rounds = roundsOf(seen.history);
  if (rounds.length === 0) return null;
  const words = wordsIn(exchange.language);
  return (
    <Panel title={words["rounds.title"]} id="vong-trinh">
      <DataTable
        caption={words["rounds.caption"]}
        isCaptionHidden
        columns={[
          { key: "round", label: words["rounds.round"], isNumber: true },
          { key: "what", label: words["rounds.what"] },
          { key: "by", label: words["wording.by"] },
          { key: "at", label: words["wording.at"] },
          { key: "note", label: words["rounds.note"] },
        ]}
        rows={rounds.flatMap(({ number, entries }) =>
          entries.map((entry, place) => ({
            id: `${number}-${place}`,
            round: String(number),
            what: whatOf(entry, exchange.language),
            by: entry.actorName,
            at: <span class="num">{shortMoment(entry.at)}</span>,
            note: noteIn(entry),
          })),
        )}
      />
    </Panel>
  );
}

function whatOf({ name, detail }: HistoryEntry, language: "vi" | "en"): string {
  const outcome = detail["outcomeWords"];
  return typeof outcome === "string" ? outcome : wordsIn(language)[`event.${name}` as WordKey]; // every event has its words; a test compares
}

function noteIn({ detail }: HistoryEntry): string {
  const note = detail["note"] ?? detail["proposal"];
  return typeof note === "string" ? note : "";
}

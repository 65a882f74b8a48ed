import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import type { CalendarEntry } from "#kernel/holiday-calendar";
import type { Reply, Route, Exchange } from "#platform/http";
import {
  Button,
  CitizenPage,
  DataTable,
  DayText,
  type Language,
  renderPage,
  Select,
  Tag,
  When,
} from "#ui";
import { yearIn } from "../decree-form.ts";
import { entriesIn } from "../edition.ts";
import { paths } from "../paths.ts";
import {
  type DeadlinePageDeps,
  type ShownEdition,
  shownEdition,
  type Words,
  wordsIn,
} from "./deps.ts";

/** `/lich-nghi`: anyone reads which days are off and which are worked instead, and by which document. */
export function daysOffRoute(deps: DeadlinePageDeps): Route {
  return {
    method: "GET",
    path: paths.daysOff(),
    access: "public",
    handle: (exchange) => show(deps, exchange),
  };
}

async function show(deps: DeadlinePageDeps, exchange: Exchange): Promise<Reply> {
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const shown = await shownEdition(exchange);
  const years = shown.edition.decrees.map((decree) => decree.year);
  const asked = yearIn(query.get("nam")) ?? Number(dayIn(now).slice(0, 4));
  const year = years.includes(asked) ? asked : (years.at(-1) ?? asked);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["off.title"]}>
      <h1>{words["off.title"]}</h1>
      <p class="lead">{words["off.lead"]}</p>
      <YearForm words={words} years={years} year={year} action={paths.daysOff()} />
      <DaysOff
        words={words}
        language={language}
        caption={`${words["off.caption"]} ${year}`}
        entries={entriesIn(shown.calendar, year)}
      />
      <EditionLine words={words} shown={shown} />
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

export function YearForm(props: {
  readonly words: Words;
  readonly years: readonly number[];
  readonly year: number;
  readonly action: string;
}): VNode {
  return (
    <form method="get" action={props.action} class="filters">
      <Select
        id="nam"
        label={props.words["off.year"]}
        value={String(props.year)}
        options={props.years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <Button kind="secondary">{props.words["off.show"]}</Button>
    </form>
  );
}

export function DaysOff(props: {
  readonly words: Words;
  readonly language: Language;
  readonly caption: string;
  readonly entries: readonly CalendarEntry[];
}): VNode {
  const { words, language } = props;
  return (
    <DataTable
      caption={props.caption}
      columns={[
        { key: "on", label: words["off.day"] },
        { key: "kind", label: words["off.kind"] },
        { key: "name", label: words["off.name"] },
        { key: "source", label: words["sources"] },
      ]}
      rows={props.entries.map((entry) => ({
        id: entry.on,
        on: <DayText on={entry.on} language={language} />,
        kind:
          entry.kind === "make-up" ? (
            <Tag kind="warning">{words["off.worked"]}</Tag>
          ) : (
            <Tag>{words["off.off"]}</Tag>
          ),
        name: <span class="sentence">{entry.name[language]}</span>,
        source: (
          <span lang="vi">
            {entry.source.document} ({words[`certainty.${entry.source.certainty}`]})
          </span>
        ),
      }))}
    />
  );
}

/** Which edition is shown, when and why it was published. */
export function EditionLine({ words, shown }: { words: Words; shown: ShownEdition }): VNode {
  const { edition, publishedAt } = shown;
  return (
    <p class="hint">
      {words["off.edition"]} <strong class="num">{edition.name}</strong>
      {publishedAt === undefined ? null : (
        <>
          {", "}
          {words["off.published"]} <When at={publishedAt} />
          {": "}
          <span lang="vi">{edition.reason}</span>
        </>
      )}
    </p>
  );
}

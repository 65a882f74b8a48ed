import { csvStream } from "#engines/spreadsheets";
import { dayIn } from "#kernel/calendar-day";
import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, DataTable, LinkTo, Panel, renderPage } from "#ui";
import { findMonth } from "../find-month.ts";
import { cellsOf, COLUMNS, jsonOf, LICENCE, schemaText } from "../open-data.ts";
import { paths } from "../paths.ts";
import { monthKey, monthsBack, periodText } from "../period.ts";
import { wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

const SHOWN_MONTHS = 24;

/** `/du-lieu-mo`: the figures of every month as files with a stable address, their description and their licence. */
export function openDataRoutes(deps: IndicatorDeps): readonly Route[] {
  const open = { method: "GET", access: "public" } as const;
  return [
    { ...open, path: paths.openData(), handle: (exchange) => show(deps, exchange) },
    { ...open, path: paths.openDataFile("csv"), handle: (exchange) => csv(deps, exchange) },
    { ...open, path: paths.openDataFile("json"), handle: (exchange) => json(deps, exchange) },
    {
      ...open,
      path: paths.openDataSchema(),
      handle: async () => ({
        kind: "text",
        type: "application/csvm+json; charset=utf-8",
        body: schemaText(),
      }),
    },
  ];
}

async function csv(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const month = await findMonth(exchange, deps.apps(), exchange.params["month"] ?? "");
  if (month === undefined) return { kind: "missing" };
  const stream = csvStream({
    name: month.month,
    columns: COLUMNS.map((column) => column.name),
    rows: (async function* () {
      yield* cellsOf(month);
    })(),
  });
  const name = `ho-so-${month.month}.csv`;
  return { kind: "file", stream, type: "text/csv; charset=utf-8", name, inline: false };
}

async function json(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const month = await findMonth(exchange, deps.apps(), exchange.params["month"] ?? "");
  return month === undefined ? { kind: "missing" } : { kind: "json", body: jsonOf(month) };
}

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, now } = exchange;
  const words = wordsIn(language);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["open.title"]} wide>
      <h1>{words["open.title"]}</h1>
      <p class="lead">{words["open.lead"]}</p>
      <Tabs current={paths.openData()} isStaff={false} roles={[]} words={words} />
      <Panel title={words["open.licence"]} id="giay-phep">
        <p>{LICENCE[language]}</p>
      </Panel>
      <DataTable
        caption={words["open.files"]}
        isFigures
        columns={[
          { key: "month", label: words["by.month"] },
          { key: "csv", label: "CSV" },
          { key: "json", label: "JSON" },
        ]}
        rows={monthsBack(dayIn(now), SHOWN_MONTHS).map((month) => {
          const key = monthKey(month);
          return {
            id: key,
            month: periodText(key, language),
            csv: <LinkTo href={paths.openDataFile("csv", key)}>{`${key}.csv`}</LinkTo>,
            json: <LinkTo href={paths.openDataFile("json", key)}>{`${key}.json`}</LinkTo>,
          };
        })}
      />
      <DataTable
        caption={words["open.dictionary"]}
        isFigures
        columns={[
          { key: "name", label: words["open.column"] },
          { key: "kind", label: words["open.kind"] },
          { key: "means", label: words["open.means"] },
        ]}
        rows={COLUMNS.map((column) => ({
          id: column.name,
          name: <code class="code">{column.name}</code>,
          kind: column.kind,
          means: column[language],
        }))}
      />
      <p>
        <LinkTo href={paths.openDataSchema()}>{words["open.schema"]}</LinkTo>
      </p>
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

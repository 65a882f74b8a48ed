import { dayIn } from "#kernel/calendar-day";
import { percentText } from "#kernel/percent";
import type { Exchange, Reply, Route } from "#platform/http";
import { Bars, CitizenPage, DataTable, Panel, renderPage, When } from "#ui";
import { type FigureRow, meanStars, ratings, satisfiedShare, STARS } from "../figures.ts";
import { findFacts } from "../find-figures.ts";
import { decimalText, numberText } from "../number-text.ts";
import { paths } from "../paths.ts";
import { periodText } from "../period.ts";
import { answer, questionIn } from "../question.ts";
import { wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Filters } from "./filters.tsx";
import { Tabs } from "./tabs.tsx";

/** `/thong-ke/hai-long`: what applicants thought of the service, by agency, procedure or month. */
export function satisfactionRoute(deps: IndicatorDeps): Route {
  return {
    method: "GET",
    path: paths.satisfaction(),
    access: "public",
    handle: (exchange) => show(deps, exchange),
  };
}

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, now, query } = exchange;
  const words = wordsIn(language);
  const today = dayIn(now);
  const question = questionIn(query, today);
  const apps = deps.apps();
  const facts = await findFacts(exchange, apps, question.period);
  const shown = answer(question, facts, apps, { language, today });
  const share = (row: FigureRow): string => {
    const value = satisfiedShare(row.figures);
    return value === undefined ? words["figures.unknown"] : percentText(value, language);
  };
  const cells = (row: FigureRow) => {
    const mean = meanStars(row.figures);
    return {
      ...Object.fromEntries(
        STARS.map((stars) => [
          `stars-${stars}`,
          numberText(row.figures[`rated-${stars}`], language),
        ]),
      ),
      satisfied: share(row),
      mean: mean === undefined ? words["figures.unknown"] : decimalText(mean, language),
      rated: numberText(ratings(row.figures), language),
    };
  };
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["satisfaction.title"]} wide>
      <h1>{words["satisfaction.title"]}</h1>
      <p class="lead">{words["satisfaction.lead"]}</p>
      <Tabs current={paths.satisfaction()} isStaff={false} roles={[]} words={words} />
      <Filters
        {...{ question, words, language, apps, today }}
        agencies={shown.facts.agencies}
        place={paths.satisfaction()}
      />
      <p class="hint state-line">
        {words["figures.as-of"]} <When at={now} />
      </p>
      <Panel title={words["satisfaction.drawing"]} id="hai-long">
        <Bars
          title={words["satisfaction.drawing"]}
          isTitleHidden
          max={100}
          bars={shown.rows.map((row) => ({
            label: row.name,
            value: satisfiedShare(row.figures) ?? 0,
            text: share(row),
          }))}
        />
      </Panel>
      <DataTable
        caption={`${periodText(question.period.key, language)}, ${words[`by-words.${question.by}`]}`}
        isFigures
        empty={words["figures.none-row"]}
        columns={[
          { key: "name", label: words[`by.${question.by}`] },
          { key: "satisfied", label: words["col.satisfied"], isNumber: true },
          { key: "mean", label: words["satisfaction.mean"], isNumber: true },
          { key: "rated", label: words["satisfaction.rated"], isNumber: true },
          ...STARS.toReversed().map((stars) => ({
            key: `stars-${stars}`,
            label: words[`stars.${stars}`],
            isNumber: true,
          })),
        ]}
        rows={shown.rows.map((row) => ({ id: row.key, name: row.name, ...cells(row) }))}
        foot={{ name: words["figures.total"], ...cells(shown.total) }}
      />
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

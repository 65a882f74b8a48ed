import type { VNode } from "preact";
import { dayIn } from "#kernel/calendar-day";
import { percentText } from "#kernel/percent";
import { withDoor } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import {
  BarChart,
  Button,
  CitizenPage,
  DataTable,
  LinkTo,
  Panel,
  renderPage,
  Select,
  When,
} from "#ui";
import { findFacts } from "../find-figures.ts";
import { decimalText, numberText } from "../number-text.ts";
import { paths } from "../paths.ts";
import { choices, lastDayOf, periodText } from "../period.ts";
import { type IndexRow, type QualityIndex, qualityIndex } from "../quality-index.ts";
import { answer, questionIn } from "../question.ts";
import { type DatedRule, ruleOn } from "../rule-store.ts";
import { type Words, wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";
import { Tabs } from "./tabs.tsx";

/** `/thong-ke/chi-so-phuc-vu`: the service quality index of the city or an agency, of what can be measured (R23). */
export function qualityIndexRoute(deps: IndicatorDeps): Route {
  return {
    method: "GET",
    path: paths.qualityIndex(),
    access: "public",
    handle: (exchange) => show(deps, exchange),
  };
}

async function show(deps: IndicatorDeps, exchange: Exchange): Promise<Reply> {
  const { language, now, query, db } = exchange;
  const words = wordsIn(language);
  const today = dayIn(now);
  const question = questionIn(query, today);
  const apps = deps.apps();
  const facts = await findFacts(exchange, apps, question.period);
  const last = lastDayOf(question.period);
  const on = last < today ? last : today;
  const rule = await withDoor(db, "public-statistics", (tx) => ruleOn(tx, "quality-index", on));
  const { total } = answer({ ...question, by: "agency" }, facts, apps, { language, today });
  const index = qualityIndex(rule.value, total.figures, apps, on);
  const view = (
    <CitizenPage {...deps.frame(exchange)} title={words["index.title"]} wide>
      <h1>{words["index.title"]}</h1>
      <p class="lead">{words["index.lead"]}</p>
      <Tabs current={paths.qualityIndex()} isStaff={false} roles={[]} words={words} />
      <form method="get" action={paths.qualityIndex()} class="filters">
        <Select
          id="ky"
          label={words["figures.period"]}
          value={question.period.key}
          options={choices(today).map((key) => ({ value: key, label: periodText(key, language) }))}
        />
        <Select
          id="co-quan"
          label={words["col.agency"]}
          blank={words["figures.city"]}
          value={question.agency}
          options={facts.agencies.map(({ slug, name, nameEn }) => ({
            value: slug,
            label: language === "vi" ? name : nameEn,
          }))}
        />
        <Button kind="secondary">{words["figures.show"]}</Button>
      </form>
      <p class="hint state-line">
        {words["figures.as-of"]} <When at={facts.asOf} />
      </p>
      <Index {...{ index, words, language, rule }} />
    </CitizenPage>
  );
  return { kind: "page", html: renderPage(view) };
}

interface IndexProps {
  readonly index: QualityIndex;
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly rule: DatedRule<unknown>;
}

function Index({ index, words, language, rule }: IndexProps): VNode {
  const points = (value: number): string => decimalText(value, language);
  const text = (row: IndexRow): string =>
    row.points === undefined
      ? words["index.not-measured"]
      : `${points(row.points)}/${numberText(row.weight, language)}`;
  return (
    <>
      <p class="code-big num">
        {points(index.points)}/{numberText(index.reachable, language)}
      </p>
      <p class="hint">
        {words["index.reachable"]
          .replace("{reachable}", numberText(index.reachable, language))
          .replace("{whole}", numberText(index.whole, language))}
      </p>
      <Panel title={words["index.groups"]} id="nhom">
        <BarChart
          caption={words["index.groups"]}
          isCaptionHidden
          rows={index.rows.map((row) => ({
            label: words[`group.${row.group}`],
            value: row.points ?? 0,
            max: row.weight,
            text: text(row),
          }))}
        />
      </Panel>
      <DataTable
        caption={words["index.how"]}
        columns={[
          { key: "name", label: words["index.group"] },
          { key: "points", label: words["index.points"], isNumber: true },
          { key: "share", label: words["index.share"], isNumber: true },
          { key: "how", label: words["index.how"] },
        ]}
        rows={index.rows.map((row) => ({
          id: row.group,
          name: words[`group.${row.group}`],
          points: text(row),
          share:
            "share" in row.measured
              ? percentText(row.measured.share, language)
              : words["figures.unknown"],
          how: howText(row, words, language),
        }))}
      />
      <p class="hint">
        {words["index.weights"]} <span lang="vi">{rule.source}</span>
        {rule.certainty === "S" ? null : ` (${words["index.uncertain"]})`}.{" "}
        <LinkTo href={paths.explained()}>{words["explained.title"]}</LinkTo>
      </p>
    </>
  );
}

function howText({ group, measured }: IndexRow, words: Words, language: "vi" | "en"): string {
  if ("share" in measured)
    return `${words[`how.${group}`]} ${numberText(measured.part, language)}/${numberText(measured.whole, language)}.`;
  return measured.missing === "nothing-yet" ? words["how.nothing-yet"] : words[`missing.${group}`];
}

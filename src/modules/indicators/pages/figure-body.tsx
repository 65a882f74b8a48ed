import type { VNode } from "preact";
import type { App } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import { percentText } from "#kernel/percent";
import { Banner, Bars, DataTable, LinkTo, Panel, SmallMultiples, StackedColumns, When } from "#ui";
import {
  type FigureRow,
  meanStars,
  onTimeShare,
  ratings,
  rowsInTime,
  satisfiedShare,
} from "../figures.ts";
import { decimalText, MINUTES_A_DAY, numberText } from "../number-text.ts";
import { paths } from "../paths.ts";
import { monthKey, monthsOf, periodText } from "../period.ts";
import { type Answer, queryOf, type Question } from "../question.ts";
import type { Words } from "../words.ts";
import { Filters } from "./filters.tsx";
import { Tabs } from "./tabs.tsx";

interface BodyProps {
  readonly question: Question;
  readonly apps: readonly App[];
  readonly shown: Answer;
  readonly words: Words;
  readonly language: "vi" | "en";
  readonly today: CalendarDay;
  readonly isStaff: boolean;
  readonly roles: readonly string[];
  readonly isLoading: boolean;
}

export function FigureBody(props: BodyProps): VNode {
  const { question, shown, words, today } = props;
  const place = props.isStaff ? paths.staffFigures() : paths.figures();
  const months = monthsOf(question.period, today);
  const query = queryOf(question);
  return (
    <>
      <h1>{words["figures.title"]}</h1>
      <p class="lead">{words["figures.lead"]}</p>
      {props.isLoading ? <Banner kind="warning" title={words["figures.loading"]} /> : null}
      <Tabs current={place} {...props} />
      <Filters {...props} agencies={shown.facts.agencies} place={place} />
      <p class="hint state-line">
        {words["figures.as-of"]} <When at={shown.facts.asOf} />
      </p>
      <Headline {...props} row={shown.total} />
      {months.length > 1 ? <Course {...props} months={months} /> : null}
      {question.by === "agency" && question.agency === "" ? (
        <Compared {...props} place={place} months={months} />
      ) : null}
      <FigureTable {...props} />
      <p class="exports">
        <span>{words["figures.take"]}</span>
        <LinkTo href={`${paths.figuresXlsx()}${query}`}>XLSX</LinkTo>
        <LinkTo href={`${paths.figuresCsv()}${query}`}>CSV</LinkTo>
      </p>
      <p class="hint">
        {words["figures.explained"]}{" "}
        <LinkTo href={paths.explained()}>{words["explained.title"]}</LinkTo>
      </p>
    </>
  );
}

function Headline(props: BodyProps & { readonly row: FigureRow }): VNode {
  const { row, words, language } = props;
  const { figures } = row;
  const stars = meanStars(figures);
  const facts: readonly (readonly [string, string, string?])[] = [
    [words["col.share"], shareText(onTimeShare(figures), props)],
    [words["col.received"], numberText(figures.received, language)],
    [words["col.released"], numberText(figures.released, language)],
    [words["col.open"], numberText(row.open, language)],
    ...(row.overdue === undefined
      ? []
      : [[words["col.overdue"], numberText(row.overdue, language)] as const]),
    ...(stars === undefined
      ? []
      : [
          [
            words["col.satisfied"],
            shareText(satisfiedShare(figures), props),
            `${decimalText(stars, language)}/5 · ${numberText(ratings(figures), language)} ${words["figures.ratings"]}`,
          ] as const,
        ]),
  ];
  return (
    <dl class="headline">
      {facts.map(([label, value, note]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class="num">
            {value} {note === undefined ? null : <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Month by month: how many were answered early, on time and late. */
function Course(props: BodyProps & { readonly months: readonly CalendarDay[] }): VNode {
  const { months, shown, words } = props;
  const rows = rowsInTime(
    shown.facts,
    months.map((month) => ({ key: monthKey(month), months: [month] })),
  );
  const outcomes = ["early", "in-time", "late"] as const;
  return (
    <Panel title={words["figures.course"]} id="dien-bien">
      <StackedColumns
        id="dien-bien-ve"
        title={words["figures.course"]}
        description={words["figures.course-text"]}
        series={[
          { label: words["col.early"], tone: "good" },
          { label: words["col.in-time"], tone: "calm" },
          { label: words["col.late"], tone: "bad" },
        ]}
        columns={rows.map(({ key, figures }) => ({
          label: `${Number(key.slice(5))}/${key.slice(2, 4)}`,
          values: outcomes.map((outcome) =>
            outcome === "in-time" ? figures["on-time"] - figures.early : figures[outcome],
          ),
        }))}
      />
    </Panel>
  );
}

/** Agency beside agency: a course of months each, or bars for a single month. */
function Compared(
  props: BodyProps & { readonly place: string; readonly months: readonly CalendarDay[] },
): VNode {
  const { shown, words, language, months, question, place } = props;
  const title = words["figures.compared"];
  if (months.length < 2)
    return (
      <Panel title={title} id="so-sanh">
        <Bars
          title={title}
          isTitleHidden
          max={100}
          bars={shown.rows.map((one) => ({
            label: one.name,
            value: onTimeShare(one.figures) ?? 0,
            text: shareText(onTimeShare(one.figures), props),
          }))}
        />
      </Panel>
    );
  return (
    <Panel title={title} id="so-sanh">
      <SmallMultiples
        id="so-sanh-ve"
        title={title}
        description={words["figures.compared-text"].replace(
          "{share}",
          shareText(onTimeShare(shown.total.figures), props),
        )}
        lowest={LOWEST_SHARE}
        mark={onTimeShare(shown.total.figures)}
        lines={shown.rows.map((one) => ({
          label: one.name,
          href: `${place}${queryOf(question, { agency: one.slug ?? "", by: "month" })}`,
          values: months.map((month) =>
            onTimeShare(
              rowsInTime(
                {
                  ...shown.facts,
                  cells: shown.facts.cells.filter((cell) => cell.agencyId === one.key),
                },
                [{ key: month, months: [month] }],
              )[0]?.figures ?? one.figures,
            ),
          ),
          text: shareText(onTimeShare(one.figures), { words, language }),
        }))}
      />
    </Panel>
  );
}

/** Shares of agencies lie above; what is below is drawn on the line. */
const LOWEST_SHARE = 50;

const COLUMNS = [
  "received",
  "released",
  "on-time",
  "early",
  "late",
  "refused",
  "supplemented",
  "apologised",
] as const;

function FigureTable(props: BodyProps): VNode {
  const { shown, words, question, language } = props;
  const cells = (row: FigureRow) => ({
    ...Object.fromEntries(COLUMNS.map((key) => [key, numberText(row.figures[key], language)])),
    open: numberText(row.open, language),
    overdue:
      row.overdue === undefined ? words["figures.unknown"] : numberText(row.overdue, language),
    used: daysText(row.used?.minutes, props),
    term: daysText(row.used?.termMinutes, props),
    satisfied: cellText(satisfiedShare(row.figures), props),
    share: cellText(onTimeShare(row.figures), props),
  });
  return (
    <DataTable
      caption={`${periodText(question.period.key, language)}, ${words[`by-words.${question.by}`]}`}
      columns={[
        { key: "name", label: words[`by.${question.by}`] },
        ...["share", ...COLUMNS, "open", "overdue", "used", "term", "satisfied"].map((key) => ({
          key,
          label: words[`col.${key}` as keyof Words],
          isNumber: true,
        })),
      ]}
      rows={shown.rows.map((row) => ({ id: row.key, name: row.name, ...cells(row) }))}
      empty={words["figures.none-row"]}
      isFigures
      foot={{ name: words["figures.total"], ...cells(shown.total) }}
    />
  );
}

function shareText(
  share: number | undefined,
  { words, language }: Pick<BodyProps, "words" | "language">,
): string {
  return share === undefined ? words["figures.none"] : percentText(share, language);
}

/** In a table a dash says that there is nothing to divide. */
function cellText(share: number | undefined, props: Pick<BodyProps, "words" | "language">): string {
  return share === undefined ? props.words["figures.unknown"] : shareText(share, props);
}

function daysText(
  minutes: number | undefined,
  props: Pick<BodyProps, "words" | "language">,
): string {
  return minutes === undefined
    ? props.words["figures.unknown"]
    : decimalText(minutes / MINUTES_A_DAY, props.language);
}

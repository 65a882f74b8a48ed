import { dayIn } from "#kernel/calendar-day";
import { type Cell, csvStream, type Sheet, xlsxStream } from "#engines/spreadsheets";
import type { Exchange, Reply, Route } from "#platform/http";
import { onTimeShare, satisfiedShare } from "../figures.ts";
import { findFacts } from "../find-figures.ts";
import { MINUTES_A_DAY } from "../number-text.ts";
import { paths } from "../paths.ts";
import { monthKey, monthsOf, periodOf } from "../period.ts";
import { answer, type Question, questionIn } from "../question.ts";
import { wordsIn } from "../words.ts";
import type { IndicatorDeps } from "./deps.ts";

/** The figures on the screen, month by month, as a table to take along: the same question in the same address. */
export function exportRoutes(deps: IndicatorDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: paths.figuresCsv(),
      access: "public",
      handle: async (exchange) =>
        fileOf(csvStream(sheetOf(deps, exchange)), "text/csv; charset=utf-8", exchange, "csv"),
    },
    {
      method: "GET",
      path: paths.figuresXlsx(),
      access: "public",
      handle: async (exchange) =>
        fileOf(xlsxStream(sheetOf(deps, exchange)), XLSX, exchange, "xlsx"),
    },
  ];
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const FIGURES = [
  "received",
  "released",
  "on-time",
  "early",
  "late",
  "refused",
  "supplemented",
  "apologised",
] as const;

function sheetOf(deps: IndicatorDeps, exchange: Exchange): Sheet {
  const words = wordsIn(exchange.language);
  const question = questionIn(exchange.query, dayIn(exchange.now));
  return {
    name: words["figures.title"],
    columns: [
      words["by.month"],
      words[`by.${question.by === "month" || question.by === "quarter" ? "agency" : question.by}`],
      ...FIGURES.map((key) => words[`col.${key}`]),
      words["col.open"],
      words["col.share"],
      words["col.used"],
      words["col.term"],
      words["col.satisfied"],
    ],
    rows: rowsOf(deps, exchange, question),
  };
}

/** One month is read at a time, each in a transaction of its own: a slow reader holds nothing open. */
async function* rowsOf(
  deps: IndicatorDeps,
  exchange: Exchange,
  question: Question,
): AsyncGenerator<readonly Cell[]> {
  const { language, now } = exchange;
  const today = dayIn(now);
  const by = question.by === "month" || question.by === "quarter" ? "agency" : question.by;
  const apps = deps.apps();
  for (const month of monthsOf(question.period, today)) {
    const period = periodOf(monthKey(month), today);
    if (period === undefined) continue;
    const facts = await findFacts(exchange, apps, period);
    const { rows } = answer({ ...question, by, period }, facts, apps, { language, today });
    for (const { name, figures, open, used } of rows)
      yield [
        period.key,
        name,
        ...FIGURES.map((key) => figures[key]),
        open,
        rounded(onTimeShare(figures)),
        rounded(used && used.minutes / MINUTES_A_DAY),
        rounded(used && used.termMinutes / MINUTES_A_DAY),
        rounded(satisfiedShare(figures)),
      ];
  }
}

function rounded(share: number | undefined): number | null {
  return share === undefined ? null : Math.floor(share * 10 + 1e-9) / 10;
}

function fileOf(
  stream: ReturnType<typeof csvStream>,
  type: string,
  { now }: Exchange,
  ending: string,
): Reply {
  return { kind: "file", stream, type, name: `thong-ke-${dayIn(now)}.${ending}`, inline: false };
}

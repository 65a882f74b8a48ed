import type { App } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import type { CityFacts } from "./find-figures.ts";
import {
  type Cell,
  type Dimension,
  type FigureRow,
  restricted,
  rowOf,
  rowsBy,
  rowsInTime,
} from "./figures.ts";
import { monthKey, monthsOf, type Period, periodOf, periodText } from "./period.ts";

/** What a reader asks of the figures; it stands in the address, so that a view can be kept and sent. */
export interface Question {
  readonly period: Period;
  readonly by: Dimension;
  /** Slug of an agency, id of a procedure, name of a field; empty for all. */
  readonly agency: string;
  readonly procedure: string;
  readonly field: string;
}

const BY: Readonly<Record<string, Dimension>> = {
  "co-quan": "agency",
  "linh-vuc": "field",
  "thu-tuc": "procedure",
  thang: "month",
  quy: "quarter",
};

/** The word of a dimension in the address. */
export function wordOf(dimension: Dimension): string {
  return Object.entries(BY).find(([, one]) => one === dimension)?.[0] ?? "";
}

/** What an address asks; what it cannot mean falls back to the whole. */
export function questionIn(query: URLSearchParams, today: CalendarDay): Question {
  const period = periodOf(query.get("ky") ?? "", today) ?? periodOf("", today);
  if (period === undefined) throw new Error("the last twelve months are a period");
  return {
    period,
    by: BY[query.get("theo") ?? ""] ?? "agency",
    agency: query.get("co-quan") ?? "",
    procedure: query.get("thu-tuc") ?? "",
    field: query.get("linh-vuc") ?? "",
  };
}

/** The same question as an address, with changes. */
export function queryOf(question: Question, change: Partial<Question> = {}): string {
  const { period, by, agency, procedure, field } = { ...question, ...change };
  const query = new URLSearchParams();
  if (period.key !== "") query.set("ky", period.key);
  if (by !== "agency") query.set("theo", wordOf(by));
  if (agency !== "") query.set("co-quan", agency);
  if (procedure !== "") query.set("thu-tuc", procedure);
  if (field !== "") query.set("linh-vuc", field);
  return query.size === 0 ? "" : `?${query.toString()}`;
}

export interface NamedRow extends FigureRow {
  readonly name: string;
  /** The address of an agency. */
  readonly slug?: string;
}

export interface Answer {
  readonly rows: readonly NamedRow[];
  readonly total: FigureRow;
  readonly facts: CityFacts;
}

export function answer(
  question: Question,
  facts: CityFacts,
  apps: readonly App[],
  seen: { readonly language: "vi" | "en"; readonly today: CalendarDay },
): Answer {
  const asked = { ...facts, ...restricted(facts, wanted(question, facts, apps)) };
  return {
    rows: rowsOf(question, asked, apps, seen),
    total: rowOf("total", asked),
    facts: asked,
  };
}

function wanted(
  { agency, procedure, field }: Question,
  { agencies }: CityFacts,
  apps: readonly App[],
): (cell: Pick<Cell, "agencyId" | "appId">) => boolean {
  const agencyId = agencies.find((one) => one.slug === agency)?.id;
  const appIds = apps
    .filter(
      (app) =>
        (procedure === "" || app.id === procedure) && (field === "" || app.field.vi === field),
    )
    .map((app) => app.id);
  return (cell) =>
    (agency === "" || cell.agencyId === agencyId) &&
    ((procedure === "" && field === "") || appIds.includes(cell.appId));
}

function rowsOf(
  question: Question,
  facts: CityFacts,
  apps: readonly App[],
  { language, today }: { readonly language: "vi" | "en"; readonly today: CalendarDay },
): readonly NamedRow[] {
  const { by, agency } = question;
  if (by === "month" || by === "quarter")
    return rowsInTime(facts, timesOf(question, today)).map((row) => ({
      ...row,
      name: periodText(row.key, language),
    }));
  if (by === "agency") {
    const listed = facts.agencies.filter((one) => agency === "" || one.slug === agency);
    const rows = rowsBy(
      facts,
      listed.map((one) => one.id),
      (cell) => cell.agencyId,
    );
    const named = rows.map((row, at) => ({
      ...row,
      name: (language === "vi" ? listed[at]?.name : listed[at]?.nameEn) ?? "",
      slug: listed[at]?.slug ?? "",
    }));
    const busy = named.filter((row) => row.figures.received + row.figures.released + row.open > 0);
    return busy.length === 0 ? named : busy;
  }
  const nameOf = (appId: string): string => {
    const app = apps.find((one) => one.id === appId);
    return (by === "field" ? app?.field : app?.title)?.[language] ?? appId;
  };
  const listed = [
    ...new Set([...apps.map((app) => app.id), ...facts.cells.map((cell) => cell.appId)]),
  ];
  const names = [...new Set(listed.map(nameOf))];
  return rowsBy(facts, names, (cell) => nameOf(cell.appId)).map((row) => ({
    ...row,
    name: row.key,
  }));
}

function timesOf({ period, by }: Question, today: CalendarDay) {
  const months = monthsOf(period, today);
  const keyOf = (month: CalendarDay): string =>
    by === "month"
      ? monthKey(month)
      : `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;
  return [...Map.groupBy(months, keyOf)].map(([key, own]) => ({ key, months: own }));
}

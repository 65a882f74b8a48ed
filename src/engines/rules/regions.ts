import { addDays, type CalendarDay, formatDay } from "#kernel/calendar-day";
import type { Text } from "#app-kit";
import { fits, namesNull } from "./decide.ts";
import type { Cell, InputColumn, Row, Value } from "./table.ts";

/**
 * The values of one column cut where any of its cells cuts them. Within a region every cell gives one answer, so that
 * a single probe of each, put to the evaluator itself, decides about all values there are.
 */
export interface Region {
  readonly probe: Value;
  readonly from: Edge | undefined;
  readonly until: Edge | undefined;
  /** Values that are named one by one, and the rest of all texts. */
  readonly kind: "interval" | "one" | "any-other-text" | "missing";
}

interface Edge {
  readonly value: Value;
  readonly isIncluded: boolean;
}

/** Regions that the same rows fit, told together. */
export interface RegionGroup {
  readonly rows: ReadonlySet<number>;
  readonly regions: readonly Region[];
}

/** The column's values grouped by the rows whose cell they pass. */
export function groupsOf(
  input: InputColumn,
  cells: readonly (Cell | undefined)[],
  rows: readonly Row[],
): readonly RegionGroup[] {
  const groups = new Map<string, { rows: ReadonlySet<number>; regions: Region[] }>();
  for (const region of regionsOf(input, cells)) {
    if (!isAllowed(input, region)) continue;
    const fitting = rows.filter((_, index) => fits(cells[index], input.type, region.probe));
    const key = fitting.map((row) => row.number).join();
    const group = groups.get(key) ?? {
      rows: new Set(fitting.map((row) => row.number)),
      regions: [],
    };
    group.regions.push(region);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function isAllowed(input: InputColumn, region: Region): boolean {
  return (
    region.kind === "missing" ||
    input.allowed === undefined ||
    fits(input.allowed, input.type, region.probe)
  );
}

function regionsOf(input: InputColumn, cells: readonly (Cell | undefined)[]): Region[] {
  const named = [input.allowed, ...cells].flatMap((cell) => cell?.literals ?? []);
  const values = [...new Set(named.map((literal) => literal.value))].filter((one) => one !== null);
  const missing: Region[] = cells.some(namesNull) ? [single(null, "missing")] : [];
  switch (input.type) {
    case "boolean":
      return [single(true, "one"), single(false, "one"), ...missing];
    case "string":
      return [
        ...values.map((value) => single(value, "one")),
        single(unlike(values), "any-other-text"),
        ...missing,
      ];
    case "number":
      return [...intervals(values as number[], BETWEEN_NUMBERS), ...missing]; // the reader took no other literals
    case "date":
      return [...intervals(values as CalendarDay[], BETWEEN_DAYS), ...missing]; // the reader took no other literals
  }
}

function single(probe: Value, kind: Region["kind"]): Region {
  const edge = { value: probe, isIncluded: true };
  return { probe, from: edge, until: edge, kind };
}

/** A text that no cell names. */
function unlike(values: readonly Value[]): string {
  let text = "?";
  while (values.includes(text)) text += "?";
  return text;
}

/** A value strictly between two neighbours, before the first and after the last; undefined where there is none. */
type Between<V> = (from: V | undefined, until: V | undefined) => V | undefined;

const BETWEEN_NUMBERS: Between<number> = (from, until) => {
  if (from === undefined) return until === undefined ? 0 : until - 1;
  return until === undefined ? from + 1 : (from + until) / 2;
};

const BETWEEN_DAYS: Between<CalendarDay> = (from, until) => {
  if (from === undefined) return until === undefined ? SOME_DAY : addDays(until, -1);
  const next = addDays(from, 1);
  return next === until ? undefined : next;
};
const SOME_DAY = "2025-01-01" as CalendarDay; // a day that exists

function intervals<V extends number | CalendarDay>(values: V[], between: Between<V>): Region[] {
  const sorted = values.toSorted((one, other) => (one < other ? -1 : 1));
  const edges = [undefined, ...sorted];
  return edges.flatMap((from, index) => {
    const until = sorted[index];
    const probe = between(from, until);
    const open: Region[] =
      probe === undefined
        ? []
        : [{ probe, from: edge(from, false), until: edge(until, false), kind: "interval" }];
    return until === undefined ? open : [...open, single(until, "interval")];
  });
}

function edge(value: Value | undefined, isIncluded: boolean): Edge | undefined {
  return value === undefined ? undefined : { value, isIncluded };
}

/** What regions of one column are called: `greater than 200 and at most 500`. */
export function wordsFor(regions: readonly Region[]): Text {
  const told = joined(regions).map(regionWords);
  return {
    vi: told.map((one) => one.vi).join(" hoặc "),
    en: told.map((one) => one.en).join(" or "),
  };
}

/** Neighbouring intervals told as one. */
function joined(regions: readonly Region[]): Region[] {
  const result: Region[] = [];
  for (const region of regions) {
    const before = result.at(-1);
    if (before !== undefined && areNeighbours(before, region))
      result[result.length - 1] = { ...before, until: region.until };
    else result.push(region);
  }
  return result;
}

function areNeighbours(before: Region, after: Region): boolean {
  return (
    before.kind === "interval" &&
    after.kind === "interval" &&
    before.until !== undefined &&
    after.from !== undefined &&
    (before.until.value === after.from.value || isNextDay(before.until.value, after.from.value)) &&
    (before.until.isIncluded || after.from.isIncluded)
  );
}

function isNextDay(one: Value, other: Value): boolean {
  return typeof one === "string" && addDays(one as CalendarDay, 1) === other; // intervals of texts are of days
}

function regionWords({ kind, from, until }: Region): Text {
  if (kind === "missing") return { vi: "không có giá trị", en: "without a value" };
  if (kind === "any-other-text") return { vi: "mọi giá trị khác", en: "any other value" };
  if (from === undefined && until === undefined) return { vi: "bất kỳ", en: "anything" };
  if (from?.value === until?.value) return equal(from?.value ?? null);
  const low = from && {
    vi: `${from.isIncluded ? "từ" : "lớn hơn"} ${shown(from.value, "vi")}`,
    en: `${from.isIncluded ? "at least" : "greater than"} ${shown(from.value, "en")}`,
  };
  const high = until && {
    vi: `${until.isIncluded ? "đến hết" : "nhỏ hơn"} ${shown(until.value, "vi")}`,
    en: `${until.isIncluded ? "at most" : "less than"} ${shown(until.value, "en")}`,
  };
  const both = [low, high].filter((one) => one !== undefined);
  return {
    vi: both.map((one) => one.vi).join(" và "),
    en: both.map((one) => one.en).join(" and "),
  };
}

function equal(value: Value): Text {
  return { vi: `bằng ${shown(value, "vi")}`, en: `equal to ${shown(value, "en")}` };
}

function shown(value: Value, language: "vi" | "en"): string {
  if (typeof value === "number") return numberWords(value, language);
  if (typeof value === "boolean") return BOOLEANS[language][value ? 0 : 1];
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) ? formatDay(text as CalendarDay) : `“${text}”`; // shaped like a day
}

const BOOLEANS = { vi: ["có", "không"], en: ["true", "false"] } as const;

function numberWords(value: number, language: "vi" | "en"): string {
  const [whole = "", part] = String(value).split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, language === "vi" ? "." : ",");
  return part === undefined ? grouped : `${grouped}${language === "vi" ? "," : "."}${part}`;
}

import { type CalendarDay, formatDay, typedDay } from "#kernel/calendar-day";
import type { Certainty, YearDecree } from "#kernel/holiday-calendar";
import { refused, ok, type Result } from "#kernel/result";

/** The decree of one year as typed; kept so that a mistake loses nothing. */
export interface DecreeForm {
  readonly year: number;
  readonly tet: string;
  readonly beside: string;
  /** One swap a line: the day off, then the day worked instead. */
  readonly swaps: string;
  /** One day a line: the day; its Vietnamese name; its English name. */
  readonly extra: string;
  readonly document: string;
  readonly certainty: string;
  readonly reason: string;
}

export type DecreeField = "swaps" | "extra" | "document" | "reason";

/** Longer than any notice; what is beyond is a mistaken paste. */
const LONGEST_TEXT = 4_000;

export const FIRST_YEAR = 2015;
export const LAST_YEAR = 2050;

export function yearIn(text: string | null): number | undefined {
  const year = /^\d{4}$/.test(text ?? "") ? Number(text) : 0;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : undefined;
}

export function formOf(year: number, decree: YearDecree | undefined): DecreeForm {
  return {
    year,
    tet: String(decree?.tetFirstDay ?? -2),
    beside: decree?.nationalDayBeside ?? "after",
    swaps: (decree?.swaps ?? [])
      .map((swap) => `${formatDay(swap.off)} - ${formatDay(swap.worked)}`)
      .join("\n"),
    extra: (decree?.extra ?? [])
      .map((extra) => `${formatDay(extra.on)}; ${extra.vi}; ${extra.en}`)
      .join("\n"),
    document: decree?.source.document ?? "",
    certainty: decree?.source.certainty ?? "S",
    reason: "",
  };
}

export function readDecreeForm(year: number, form: URLSearchParams): DecreeForm {
  const text = (name: string): string =>
    (form.get(name) ?? "").normalize("NFC").trim().slice(0, LONGEST_TEXT);
  return {
    year,
    tet: text("tet"),
    beside: text("beside"),
    swaps: text("swaps"),
    extra: text("extra"),
    document: text("document"),
    certainty: text("certainty"),
    reason: text("reason"),
  };
}

/** The decree, or every field that cannot be read: all at once. */
export function readDecree(form: DecreeForm): Result<YearDecree, readonly DecreeField[]> {
  const swaps = linesOf(form.swaps).map(swapIn);
  const extra = linesOf(form.extra).map((line) => extraIn(line, form.year));
  const wrong: DecreeField[] = [];
  if (swaps.includes(undefined)) wrong.push("swaps");
  if (extra.includes(undefined)) wrong.push("extra");
  if (form.document === "") wrong.push("document");
  if (form.reason === "") wrong.push("reason");
  if (wrong.length > 0) return refused(wrong);
  return ok({
    year: form.year,
    tetFirstDay: form.tet === "-1" ? -1 : -2,
    nationalDayBeside: form.beside === "before" ? "before" : "after",
    swaps: swaps.filter((swap) => swap !== undefined),
    extra: extra.filter((one) => one !== undefined),
    source: { document: form.document, certainty: certaintyOf(form.certainty) },
  });
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const DAY_TEXT = /\d{1,2}[/.]\d{1,2}[/.]\d{4}/gu;

function swapIn(line: string): { off: CalendarDay; worked: CalendarDay } | undefined {
  const [off, worked, ...more] = [...line.matchAll(DAY_TEXT)].map(([text]) => typedDay(text));
  return off === undefined || worked === undefined || more.length > 0 ? undefined : { off, worked };
}

function extraIn(
  line: string,
  year: number,
): { on: CalendarDay; vi: string; en: string } | undefined {
  const [when = "", vi = "", en = ""] = line.split(";").map((part) => part.trim());
  const on = typedDay(when);
  if (on === undefined || vi === "" || !on.startsWith(`${year}-`)) return undefined;
  return { on, vi, en: en === "" ? vi : en };
}

function certaintyOf(text: string): Certainty {
  return text === "S" || text === "S2" ? text : "M";
}

import { addDays, type CalendarDay, day } from "#kernel/calendar-day";

/** A month, a quarter, a year, or the running month with the eleven before it; half-open, from the first of a month. */
export interface Period {
  /** As the address says it: `2026-09`, `2026-Q3`, `2026`, or empty for the last twelve months. */
  readonly key: string;
  readonly from: CalendarDay;
  readonly until: CalendarDay;
}

/** The period an address asks for; undefined when it is none, or begins in the future. */
export function periodOf(key: string, today: CalendarDay): Period | undefined {
  if (key === "") return lastTwelveMonths(today);
  const match = /^(?<year>20\d\d)(?:-(?:Q(?<quarter>[1-4])|(?<month>0[1-9]|1[0-2])))?$/u.exec(key);
  const { year = "", quarter, month } = match?.groups ?? {};
  if (match === null) return undefined;
  const first = Number(month ?? (quarter === undefined ? 1 : Number(quarter) * 3 - 2));
  const length = month === undefined ? (quarter === undefined ? 12 : 3) : 1;
  const from = day(`${year}-${String(first).padStart(2, "0")}-01`);
  return from > today ? undefined : { key, from, until: monthsAfter(from, length) };
}

function lastTwelveMonths(today: CalendarDay): Period {
  const until = monthsAfter(firstOf(today), 1);
  return { key: "", from: monthsAfter(until, -12), until };
}

/** What may be chosen today: the last twelve months as a whole, months, quarters and years back as far as two years. */
export function choices(today: CalendarDay): readonly string[] {
  const months = monthsBack(today, 24).map(monthKey);
  const years = [...new Set(months.map((one) => one.slice(0, 4)))];
  const quarters = [...new Set(months.map((one) => quarterOf(one)))].slice(0, 8);
  return ["", ...years.slice(0, 2), ...quarters, ...months.slice(0, 13)];
}

/** First days of the months of a period, oldest first; none that has not begun. */
export function monthsOf(period: Period, today: CalendarDay): readonly CalendarDay[] {
  const months: CalendarDay[] = [];
  for (let on = period.from; on < period.until && on <= today; on = monthsAfter(on, 1))
    months.push(on);
  return months;
}

export function periodText(key: string, language: "vi" | "en"): string {
  const [year = "", part = ""] = key.split("-");
  if (part.startsWith("Q"))
    return language === "vi" ? `Quý ${part.slice(1)}/${year}` : `Q${part.slice(1)} ${year}`;
  if (part !== "") return language === "vi" ? `Tháng ${Number(part)}/${year}` : `${part}/${year}`;
  if (year !== "") return language === "vi" ? `Năm ${year}` : year;
  return language === "vi" ? "12 tháng gần nhất" : "Last 12 months";
}

/** `2026-09` of the month's first day. */
export function monthKey(first: CalendarDay): string {
  return first.slice(0, 7);
}

/** The running month and those before it, newest first. */
export function monthsBack(today: CalendarDay, count: number): CalendarDay[] {
  return Array.from({ length: count }, (_, back) => monthsAfter(firstOf(today), -back));
}

export function monthsAfter(first: CalendarDay, count: number): CalendarDay {
  const months = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + count;
  return day(`${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}-01`);
}

export function firstOf(on: CalendarDay): CalendarDay {
  return day(`${on.slice(0, 7)}-01`);
}

/** The last day of a half-open period, as a reader expects to see it. */
export function lastDayOf(period: Period): CalendarDay {
  return addDays(period.until, -1);
}

function quarterOf(month: string): string {
  return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

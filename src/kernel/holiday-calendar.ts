import { addDays, type CalendarDay, day, dayOfWeek, formatDay } from "./calendar-day.ts";
import { lunarNewYear, lunarToSolar } from "./lunar-calendar.ts";

/** How sure a rule is: read in its text (S), second-hand (S2), from memory (M). Shown wherever the rule is. */
export type Certainty = "S" | "S2" | "M";

export interface Source {
  readonly document: string;
  readonly certainty: Certainty;
}

/** `make-up` turns a weekly rest day into a working day; every other kind turns a working day off. */
export type EntryKind = "holiday" | "compensation" | "swapped-off" | "make-up";

export interface CalendarEntry {
  readonly on: CalendarDay;
  readonly kind: EntryKind;
  readonly name: { readonly vi: string; readonly en: string };
  readonly source: Source;
}

/** The days off and make-up days of one city, as known in one edition. An edition is never changed, only succeeded. */
export interface HolidayCalendar {
  readonly city: string;
  readonly edition: string;
  /** Years for which the yearly decree is in the data; beyond them only the statutory days are known. */
  readonly decreedYears: readonly number[];
  readonly entries: ReadonlyMap<CalendarDay, CalendarEntry>;
}

/** What a year's decree decides beyond the statute: data with its document, never a constant in a rule. */
export interface YearDecree {
  readonly year: number;
  /** First of the five Tết days, counted from lunar New Year's Day: −1 or −2. */
  readonly tetFirstDay: -1 | -2;
  /** The day beside 2 September: before or after it. */
  readonly nationalDayBeside: "before" | "after";
  readonly swaps: readonly { readonly off: CalendarDay; readonly worked: CalendarDay }[];
  readonly extra?: readonly {
    readonly on: CalendarDay;
    readonly vi: string;
    readonly en: string;
  }[];
  readonly source: Source;
}

const LABOUR_CODE: Source = { document: "Bộ luật Lao động 2019, Điều 112", certainty: "S" };
const COMPENSATION: Source = {
  document: "Bộ luật Lao động 2019, Điều 111 khoản 3",
  certainty: "S",
};

/** Builds an edition from the statute (R31) and the yearly decrees (R32). */
export function holidayCalendar(
  city: string,
  edition: string,
  decrees: readonly YearDecree[],
): HolidayCalendar {
  const entries = new Map<CalendarDay, CalendarEntry>();
  for (const decree of decrees) {
    const holidays = statutoryDays(decree);
    for (const holiday of holidays) entries.set(holiday.on, holiday);
    for (const swap of decree.swaps) addSwap(entries, decree, swap);
    for (const holiday of holidays) addCompensation(entries, holiday);
  }
  return { city, edition, decreedYears: decrees.map((decree) => decree.year), entries };
}

export function isWorkingDay(calendar: HolidayCalendar, on: CalendarDay): boolean {
  const entry = calendar.entries.get(on);
  if (entry !== undefined) return entry.kind === "make-up";
  return !isWeeklyRest(on);
}

/** Saturday and Sunday, even where a desk receives dossiers on Saturday morning (R40). */
export function isWeeklyRest(on: CalendarDay): boolean {
  const weekday = dayOfWeek(on);
  return weekday === 0 || weekday === 6;
}

/** The first working day on or after a day. */
export function workingDayFrom(calendar: HolidayCalendar, on: CalendarDay): CalendarDay {
  let found = on;
  while (!isWorkingDay(calendar, found)) found = addDays(found, 1);
  return found;
}

function statutoryDays(decree: YearDecree): CalendarEntry[] {
  const { year } = decree;
  const found: CalendarEntry[] = [];
  const add = (on: CalendarDay, vi: string, en: string, source: Source = LABOUR_CODE): void => {
    found.push({ on, kind: "holiday", name: { vi, en }, source });
  };
  add(day(`${year}-01-01`), "Tết Dương lịch", "New Year's Day");
  for (let index = 0; index < 5; index += 1)
    add(
      addDays(lunarNewYear(year), decree.tetFirstDay + index),
      "Tết Nguyên đán",
      "Lunar New Year",
      decree.source,
    );
  add(lunarToSolar(year, 3, 10), "Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day");
  add(day(`${year}-04-30`), "Ngày Chiến thắng", "Reunification Day");
  add(day(`${year}-05-01`), "Ngày Quốc tế Lao động", "International Labour Day");
  add(day(`${year}-09-02`), "Quốc khánh", "National Day");
  if (year >= 2021) {
    const beside = addDays(day(`${year}-09-02`), decree.nationalDayBeside === "before" ? -1 : 1);
    add(beside, "Quốc khánh", "National Day", decree.source);
  }
  for (const extra of decree.extra ?? []) add(extra.on, extra.vi, extra.en, decree.source);
  return found;
}

function addSwap(
  entries: Map<CalendarDay, CalendarEntry>,
  decree: YearDecree,
  swap: YearDecree["swaps"][number],
): void {
  const { source } = decree;
  entries.set(swap.off, {
    on: swap.off,
    kind: "swapped-off",
    name: {
      vi: `nghỉ hoán đổi, làm bù ${formatDay(swap.worked)}`,
      en: `day off, swapped with ${formatDay(swap.worked)}`,
    },
    source,
  });
  entries.set(swap.worked, {
    on: swap.worked,
    kind: "make-up",
    name: {
      vi: `ngày làm bù cho ${formatDay(swap.off)}`,
      en: `make-up working day for ${formatDay(swap.off)}`,
    },
    source,
  });
}

/** A holiday on a weekly rest day is compensated by the next working day (Art. 111.3). */
function addCompensation(entries: Map<CalendarDay, CalendarEntry>, holiday: CalendarEntry): void {
  if (!isWeeklyRest(holiday.on)) return;
  let on = addDays(holiday.on, 1);
  while (isWeeklyRest(on) || entries.has(on)) on = addDays(on, 1);
  entries.set(on, {
    on,
    kind: "compensation",
    name: { vi: `nghỉ bù ${holiday.name.vi}`, en: `in lieu of ${holiday.name.en}` },
    source: COMPENSATION,
  });
}

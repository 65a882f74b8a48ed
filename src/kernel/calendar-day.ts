/** A day of the civil calendar in Vietnam, `YYYY-MM-DD`. Days compare as strings. */
export type CalendarDay = string & { readonly calendarDay: unique symbol };

/** Asia/Ho_Chi_Minh is UTC+7 all year: no daylight saving since 1975. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** Reads `YYYY-MM-DD`; undefined when the text is no day that exists. */
export function calendarDay(text: string): CalendarDay | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? asDay(text) : undefined;
}

/** People type `25/4/2025`; links and programs say `2025-04-25`. Undefined when the text is no day that exists. */
export function typedDay(text: string): CalendarDay | undefined {
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (typed === null) return calendarDay(text.trim());
  const [, dayOfMonth = "", month = "", year = ""] = typed;
  return calendarDay(`${year}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`);
}

/** For days written in the code itself; throws on a day that does not exist. */
export function day(text: string): CalendarDay {
  const found = calendarDay(text);
  if (found === undefined) throw new Error(`no such calendar day: ${text}`);
  return found;
}

/** The civil day in Vietnam at an instant. */
export function dayIn(instant: Date): CalendarDay {
  return asDay(new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10));
}

/** Minutes since midnight in Vietnam at an instant, 0 to 1439, seconds cut off. */
export function minuteOfDay(instant: Date): number {
  return Math.floor(((instant.getTime() + OFFSET_MS) % DAY_MS) / 60_000);
}

/** The instant of a day and a minute of that day (0 to 1440) in Vietnam. */
export function instantAt(on: CalendarDay, minute: number): Date {
  return new Date(Date.parse(`${on}T00:00:00Z`) - OFFSET_MS + minute * 60_000);
}

export function addDays(on: CalendarDay, count: number): CalendarDay {
  return asDay(new Date(Date.parse(`${on}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10));
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

/** 0 = Sunday … 6 = Saturday. */
export function dayOfWeek(on: CalendarDay): number {
  return new Date(`${on}T00:00:00Z`).getUTCDay();
}

/** `29/04/2025`, the order Vietnamese readers expect. */
export function formatDay(on: CalendarDay): string {
  return `${on.slice(8)}/${on.slice(5, 7)}/${on.slice(0, 4)}`;
}

const WEEKDAYS_VI = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];
const WEEKDAYS_EN = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

export function weekdayName(on: CalendarDay, language: "vi" | "en"): string {
  return (language === "vi" ? WEEKDAYS_VI : WEEKDAYS_EN)[dayOfWeek(on)] ?? "";
}

function asDay(text: string): CalendarDay {
  return text as CalendarDay; // the only place where a checked text becomes a day
}

import { dayIn, formatDay, instantAt, minuteOfDay, typedDay } from "#kernel/calendar-day";
import { refused, ok, type Result } from "#kernel/result";
import { days, type Term, workingDays, workingHours } from "#kernel/term";

export const UNITS = ["working-days", "days", "working-hours"] as const;

/** What the form holds, as typed; kept so that a mistake loses nothing. */
export interface ReckoningForm {
  readonly on: string;
  readonly at: string;
  readonly count: string;
  readonly unit: string;
  readonly late: boolean;
}

export interface Reckoning {
  readonly startedAt: Date;
  readonly term: Term;
  readonly lateFromMinute: number | undefined;
}

export type ReckoningField = "on" | "at" | "count";

const AFTERNOON_RULE_MINUTE = 15 * 60;
const LONGEST_TERM = 365;

export function blankForm(now: Date): ReckoningForm {
  const minute = minuteOfDay(now);
  const at = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return { on: formatDay(dayIn(now)), at, count: "3", unit: "working-days", late: false };
}

export function readForm(query: URLSearchParams, now: Date): ReckoningForm {
  const blank = blankForm(now);
  const text = (name: string, otherwise: string): string =>
    (query.get(name) ?? otherwise).normalize("NFC").trim().slice(0, 40);
  return {
    on: text("on", blank.on),
    at: text("at", blank.at),
    count: text("count", blank.count),
    unit: text("unit", blank.unit),
    late: query.get("late") === "15:00",
  };
}

/** The facts of the clock, or every field that cannot be read: all at once, not one after another. */
export function readReckoning(form: ReckoningForm): Result<Reckoning, readonly ReckoningField[]> {
  const wrong: ReckoningField[] = [];
  const on = typedDay(form.on);
  if (on === undefined || on < "2020-01-01" || on > "2035-12-31") wrong.push("on");
  const minute = minuteOf(form.at);
  if (minute === undefined) wrong.push("at");
  const count = /^\d{1,3}$/.test(form.count) ? Number(form.count) : 0;
  if (count < 1 || count > LONGEST_TERM) wrong.push("count");
  if (on === undefined || minute === undefined || wrong.length > 0) return refused(wrong);
  return ok({
    startedAt: instantAt(on, minute),
    term: termOf(form.unit, count),
    lateFromMinute: form.late ? AFTERNOON_RULE_MINUTE : undefined,
  });
}

function termOf(unit: string, count: number): Term {
  if (unit === "days") return days(count);
  return unit === "working-hours" ? workingHours(count) : workingDays(count);
}

function minuteOf(text: string): number | undefined {
  const match = /^(\d{1,2})[:hg](\d{2})$/.exec(text);
  if (match === null) return undefined;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[1]) < 24 && Number(match[2]) < 60 ? minute : undefined;
}

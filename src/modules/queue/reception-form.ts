import { type CalendarDay, calendarDay } from "#kernel/calendar-day";
import { rangesIn, rangesText } from "#kernel/minute-ranges";
import type { MinuteRange } from "#kernel/office-hours";
import { ok, refused, type Result } from "#kernel/result";
import type { Reception, ReceptionException } from "./reception.ts";

/** Monday first, as an office writes its hours. */
export const FORM_DAYS = ["1", "2", "3", "4", "5", "6", "0"] as const;
const NUMBERS = {
  slot: [5, 240],
  capacity: [1, 100],
  "cut-off": [0, 10_080],
  ahead: [1, 90],
} as const;
export const NUMBER_FIELDS = ["slot", "capacity", "cut-off", "ahead"] as const;

export type ReceptionField =
  | (typeof FORM_DAYS)[number]
  | (typeof NUMBER_FIELDS)[number]
  | "from"
  | "source";

/** The form as typed, so that a mistake loses nothing. */
export type ReceptionForm = Readonly<Record<ReceptionField, string>>;

const FIELDS: readonly ReceptionField[] = [...FORM_DAYS, ...NUMBER_FIELDS, "from", "source"];
const LONGEST = 500;

export function formOf(reception: Reception | undefined, from: CalendarDay): ReceptionForm {
  const days = FORM_DAYS.map((name) => [name, rangesText(reception?.week[Number(name)] ?? [])]);
  return {
    ...(Object.fromEntries(days) as Record<(typeof FORM_DAYS)[number], string>), // one entry for each weekday
    slot: String(reception?.slotMinutes ?? 30),
    capacity: String(reception?.capacity ?? 3),
    "cut-off": String(reception?.cutOffMinutes ?? 120),
    ahead: String(reception?.daysAhead ?? 14),
    from,
    source: "",
  };
}

export function readForm(form: URLSearchParams): ReceptionForm {
  const entries = FIELDS.map((name) => [name, (form.get(name) ?? "").trim().slice(0, LONGEST)]);
  return Object.fromEntries(entries) as ReceptionForm; // one entry for each field
}

/** The template, or every field that cannot be read: all at once. */
export function readReception(form: ReceptionForm): Result<Reception, readonly ReceptionField[]> {
  const wrong: ReceptionField[] = [];
  const week: Record<number, readonly MinuteRange[]> = {};
  for (const name of FORM_DAYS) {
    const ranges = rangesIn(form[name]);
    if (ranges === undefined) wrong.push(name);
    else if (ranges.length > 0) week[Number(name)] = ranges;
  }
  for (const name of NUMBER_FIELDS) {
    const [least, most] = NUMBERS[name];
    const value = Number(form[name]);
    if (!/^\d+$/u.test(form[name]) || value < least || value > most) wrong.push(name);
  }
  const validFrom = calendarDay(form.from);
  if (validFrom === undefined) wrong.push("from");
  if (form.source === "") wrong.push("source");
  if (validFrom === undefined || wrong.length > 0) return refused(wrong);
  return ok({
    validFrom,
    week,
    slotMinutes: Number(form.slot),
    capacity: Number(form.capacity),
    cutOffMinutes: Number(form["cut-off"]),
    daysAhead: Number(form.ahead),
    source: form.source,
  });
}

export type ExceptionField = "ngay" | "gio" | "ly-do";
export type ExceptionForm = Readonly<Record<ExceptionField, string>>;

export function readExceptionForm(form: URLSearchParams): ExceptionForm {
  const text = (name: ExceptionField): string => (form.get(name) ?? "").trim().slice(0, LONGEST);
  return { ngay: text("ngay"), gio: text("gio"), "ly-do": text("ly-do") };
}

export function readException(
  form: ExceptionForm,
): Result<ReceptionException, readonly ExceptionField[]> {
  const onDay = calendarDay(form.ngay);
  const ranges = rangesIn(form.gio);
  const wrong: ExceptionField[] = [
    ...(onDay === undefined ? (["ngay"] as const) : []),
    ...(ranges === undefined ? (["gio"] as const) : []),
    ...(form["ly-do"] === "" ? (["ly-do"] as const) : []),
  ];
  return onDay === undefined || ranges === undefined || wrong.length > 0
    ? refused(wrong)
    : ok({ onDay, ranges, reason: form["ly-do"] });
}

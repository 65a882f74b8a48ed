import { rangesIn, rangesText } from "#kernel/minute-ranges";
import type { MinuteRange, OfficeHours } from "#kernel/office-hours";
import { ok, refused, type Result } from "#kernel/result";

/** Monday first, as an office writes its hours; the name of each field, and its weekday (0 = Sunday). */
export const WEEKDAYS = [
  ["thu-2", 1],
  ["thu-3", 2],
  ["thu-4", 3],
  ["thu-5", 4],
  ["thu-6", 5],
  ["thu-7", 6],
  ["chu-nhat", 0],
] as const;

export type WeekdayField = (typeof WEEKDAYS)[number][0];
export type HoursField = WeekdayField | "lam-bu" | "source" | "reason";

/** Hours as typed, `7:30-11:30, 13:00-17:00`; an empty day is a day off. Kept so that a mistake loses nothing. */
export type HoursForm = Readonly<Record<HoursField, string>>;

const LONGEST_TEXT = 500;

export function hoursFormOf(hours: OfficeHours, source: string): HoursForm {
  const days = WEEKDAYS.map(([field, weekday]) => [
    field,
    rangesText(hours.byWeekday[weekday] ?? []),
  ]);
  return {
    ...(Object.fromEntries(days) as Record<WeekdayField, string>), // one entry for each weekday
    "lam-bu": rangesText(hours.makeUp),
    source,
    reason: "",
  };
}

export function readHoursForm(form: URLSearchParams): HoursForm {
  const text = (name: HoursField): string =>
    (form.get(name) ?? "").normalize("NFC").trim().slice(0, LONGEST_TEXT);
  const days = WEEKDAYS.map(([field]) => [field, text(field)]);
  return {
    ...(Object.fromEntries(days) as Record<WeekdayField, string>), // one entry for each weekday
    "lam-bu": text("lam-bu"),
    source: text("source"),
    reason: text("reason"),
  };
}

/** The hours, or every field that cannot be read: all at once. A week without any hours would stop every clock. */
export function readHours(form: HoursForm): Result<OfficeHours, readonly HoursField[]> {
  const wrong: HoursField[] = [];
  const byWeekday: Record<number, readonly MinuteRange[]> = {};
  for (const [field, weekday] of WEEKDAYS) {
    const ranges = rangesIn(form[field]);
    if (ranges === undefined) wrong.push(field);
    else if (ranges.length > 0) byWeekday[weekday] = ranges;
  }
  if (wrong.length === 0 && Object.keys(byWeekday).length === 0) wrong.push("thu-2");
  const makeUp = rangesIn(form["lam-bu"]);
  if (makeUp === undefined || makeUp.length === 0) wrong.push("lam-bu");
  if (form.source === "") wrong.push("source");
  if (form.reason === "") wrong.push("reason");
  return wrong.length > 0 || makeUp === undefined ? refused(wrong) : ok({ byWeekday, makeUp });
}

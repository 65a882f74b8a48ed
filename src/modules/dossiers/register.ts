import type { App } from "#app-kit";
import type { DossierRegisterPrint } from "#engines/printing";
import {
  addDays,
  type CalendarDay,
  dayIn,
  formatDay,
  instantAt,
  typedDay,
} from "#kernel/calendar-day";
import { phoneText } from "#kernel/phone";
import { folded } from "#kernel/vietnamese-text";
import { isOver } from "./dossier.ts";
import type { RegisterPeriod, RegisterPlace, RegisterRow } from "./register-store.ts";
import { wordsIn } from "./words.ts";

/** What part of form 06 is asked for: days, and a field of procedures. */
export interface RegisterQuestion {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  /** Address word of the field; empty for all. */
  readonly field: string;
}

/** Longer registers are asked for in parts. */
const LONGEST_DAYS = 366;

/** The running month unless days are given; nonsense and what runs backwards is the running month too. */
export function registerQuestion(query: URLSearchParams, now: Date): RegisterQuestion {
  const today = dayIn(now);
  const field = (query.get("linh-vuc") ?? "").slice(0, 100);
  const from = typedDay(query.get("tu") ?? "");
  const to = typedDay(query.get("den") ?? "");
  const fits =
    from !== undefined && to !== undefined && from <= to && to <= addDays(from, LONGEST_DAYS);
  return fits ? { from, to, field } : { from: firstOfMonth(today), to: today, field };
}

function firstOfMonth(on: CalendarDay): CalendarDay {
  return addDays(on, 1 - Number(on.slice(8)));
}

/** The fields of the procedures that are run here, by address word. */
export function fieldsOf(apps: Iterable<App>, language: "vi" | "en"): ReadonlyMap<string, string> {
  return new Map([...apps].map((app) => [fieldWord(app), app.field[language]]));
}

function fieldWord({ field }: App): string {
  return folded(field.vi).replaceAll(/[^a-z0-9]+/gu, "-");
}

/** The same question for the store; a mandate that is limited to procedures stays so. */
export function periodOfRegister(
  { from, to, field }: RegisterQuestion,
  apps: Iterable<App>,
  mandate: readonly string[] | undefined,
): RegisterPeriod {
  const asked = [...apps].filter((app) => fieldWord(app) === field).map((app) => app.id);
  const appIds =
    field === "" ? mandate : asked.filter((id) => mandate === undefined || mandate.includes(id));
  return { from: instantAt(from, 0), until: instantAt(addDays(to, 1), 0), appIds };
}

/** Where the next page goes on, and how many rows stood before it: the numbers run on without a gap. */
export interface RegisterKey {
  readonly after: RegisterPlace | undefined;
  readonly before: number;
}

export function readRegisterKey(key: string | null): RegisterKey {
  const match = /^(\d{1,16})_([0-9a-f-]{36})_(\d{1,8})$/u.exec(key ?? "");
  if (match?.[1] === undefined || match[2] === undefined) return { after: undefined, before: 0 };
  const acceptedAt = new Date(Number(match[1]));
  return { after: { acceptedAt, id: match[2] }, before: Number(match[3]) };
}

export function registerKey(last: RegisterRow, before: number): string {
  return `${last.acceptedAt.getTime()}_${last.id}_${before}`;
}

/** One line of form 06 in words (R15). */
export function registerLine(
  row: RegisterRow,
  place: number,
  given: {
    readonly titles: ReadonlyMap<string, string>;
    readonly agency: string;
    readonly language: "vi" | "en";
  },
): DossierRegisterPrint["rows"][number] {
  const words = wordsIn(given.language);
  const ended = isOver(row.state) && row.outcome === null ? words[`state.${row.state}`] : "";
  return {
    place: String(place),
    code: row.code,
    procedure: given.titles.get(row.appId) ?? row.appId,
    applicant: row.applicantName,
    contact: [row.address, phoneText(row.phone)].filter((one) => one !== "").join("; "),
    agency: given.agency,
    receivedOn: formatDay(dayIn(row.acceptedAt)),
    dueOn: formatDay(dayIn(row.dueAt)),
    releasedOn: row.releasedAt === null ? "" : formatDay(dayIn(row.releasedAt)),
    how: words[`register.how-${row.channel}`],
    note: row.outcome === null ? ended : words[`control.${row.outcome}`],
  };
}

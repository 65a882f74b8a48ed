import {
  addDays,
  type CalendarDay,
  dayIn,
  formatDay,
  minuteOfDay,
  weekdayName,
} from "./calendar-day.ts";
import { isWorkingDay, type Source } from "./holiday-calendar.ts";
import {
  dueMoment,
  type Extension,
  isPausedOn,
  type LegalClock,
  receivedOn,
} from "./legal-clock.ts";
import { rangesOn, type WorkingTime } from "./office-hours.ts";
import { isSameDay, termWords } from "./term.ts";

type Words = { readonly vi: string; readonly en: string };

/** One cell of the clock strip. */
export interface ExplainedDay {
  readonly on: CalendarDay;
  readonly kind: "received" | "counted" | "off" | "paused" | "due" | "after";
  /** The running number of a counted day. */
  readonly ordinal?: number;
  readonly isMakeUp: boolean;
  /** A word or two for the cell. */
  readonly label: Words;
  /** Why the day counts or does not. */
  readonly reason: Words;
  readonly source?: Source;
}

export interface Explanation {
  readonly dueAt: Date;
  readonly days: readonly ExplainedDay[];
  /** The whole reckoning in sentences, for reading aloud and for print. */
  readonly sentences: readonly Words[];
  readonly sources: readonly Source[];
  /** True when a day lies in a year whose decree is not known yet: the date may still move later. */
  readonly isProvisional: boolean;
}

/** How many days after the due day the strip goes on, so that a reader sees the holiday behind it. */
const DAYS_AFTER = 3;

/**
 * Every due date explains itself: the days counted, and why the others were not. A moment that was promised and is later
 * than today's calendar would give stands, because a promise never moves earlier; then that is said too.
 */
export function explainDue(
  clock: LegalClock,
  time: WorkingTime,
  asOf: Date,
  promisedAt?: Date,
): Explanation {
  const reckonedAt = dueMoment(clock, time, asOf);
  const isKept = promisedAt !== undefined && promisedAt > reckonedAt;
  const dueAt = isKept ? promisedAt : reckonedAt;
  const first = receivedOn(clock, time);
  const start = dayIn(clock.startedAt);
  const dueOn = dayIn(dueAt);
  const reckonedOn = dayIn(reckonedAt);
  const last = addDays(dueOn, DAYS_AFTER);
  const days: ExplainedDay[] = [];
  let ordinal = 0;
  for (let on = start; on <= last; on = addDays(on, 1)) {
    const place = { on, first, dueOn, reckonedOn, ordinal: ordinal + 1 };
    const cell = explainedDay(clock, time, asOf, place);
    if (cell.ordinal !== undefined) ordinal = cell.ordinal;
    days.push(cell);
  }
  const reckoned = days.filter((cell) => cell.on <= dueOn);
  const sources = new Map(
    reckoned.flatMap((cell) =>
      cell.source === undefined ? [] : [[cell.source.document, cell.source]],
    ),
  );
  return {
    dueAt,
    days,
    sentences: [
      ...sentencesOf(clock, time, reckoned, first),
      ...(isKept ? [keptSentence(reckonedAt)] : []),
      dueSentence(dueAt),
    ],
    sources: [...sources.values()],
    isProvisional: reckoned.some(
      (cell) => !time.calendar.decreedYears.includes(Number(cell.on.slice(0, 4))),
    ),
  };
}

interface Place {
  readonly on: CalendarDay;
  readonly first: CalendarDay;
  readonly dueOn: CalendarDay;
  /** Where today's calendar would end the term: earlier than `dueOn` when a promise is kept. */
  readonly reckonedOn: CalendarDay;
  readonly ordinal: number;
}

function explainedDay(
  clock: LegalClock,
  time: WorkingTime,
  asOf: Date,
  place: Place,
): ExplainedDay {
  const { on, first, dueOn, reckonedOn, ordinal } = place;
  const entry = time.calendar.entries.get(on);
  const isMakeUp = entry?.kind === "make-up";
  const base = { on, isMakeUp, ...(entry === undefined ? {} : { source: entry.source }) };
  if (on > reckonedOn && on === dueOn) return { ...base, kind: "due", label: DUE, reason: KEPT };
  if (clock.term.unit === "working-hours" && on >= first && on <= reckonedOn)
    return { ...base, ...hoursCell(time, on, dueOn, isPausedOn(clock, on, asOf)) };
  if (isSameDay(clock.term) && on === reckonedOn)
    return { ...base, kind: "due", label: DUE, reason: SAME_DAY };
  if (on <= first) return { ...base, kind: "received", ...receivedCell(clock, on, first) };
  if (isPausedOn(clock, on, asOf))
    return { ...base, kind: "paused", label: PAUSED, reason: pausedReason(clock, on, asOf) };
  const isOff = !isWorkingDay(time.calendar, on);
  if (isOff && (clock.term.unit !== "days" || on > reckonedOn || entry !== undefined))
    return offCell(base, on, entry?.name, entry?.kind);
  if (on > reckonedOn) return { ...base, kind: "after", label: EMPTY, reason: EMPTY };
  const makeUp: Words = isMakeUp && entry !== undefined ? entry.name : EMPTY;
  const ofDue: Words = on === dueOn ? DUE : isMakeUp ? { vi: "bù", en: "make-up" } : EMPTY;
  return {
    ...base,
    kind: on === dueOn ? "due" : "counted",
    ordinal,
    label: joined({ vi: String(ordinal), en: String(ordinal) }, ofDue),
    reason: joined({ vi: `ngày thứ ${ordinal}`, en: `day ${ordinal}` }, makeUp),
  };
}

const EMPTY: Words = { vi: "", en: "" };
const DUE: Words = { vi: "hẹn", en: "due" };
const SAME_DAY: Words = {
  vi: "trả trong ngày tiếp nhận",
  en: "the result is given on the day of receipt",
};
const KEPT: Words = {
  vi: "ngày đã hẹn, giữ nguyên dù lịch thay đổi",
  en: "the promised day, kept though the calendar changed",
};
const PAUSED: Words = { vi: "tạm dừng", en: "paused" };

function joined(a: Words, b: Words): Words {
  return b.vi === "" ? a : { vi: `${a.vi} · ${b.vi}`, en: `${a.en} · ${b.en}` };
}

function receivedCell(
  clock: LegalClock,
  on: CalendarDay,
  first: CalendarDay,
): Pick<ExplainedDay, "label" | "reason"> {
  if (on === first)
    return {
      label: { vi: "nhận", en: "received" },
      reason: { vi: "ngày tiếp nhận, không tính", en: "day of receipt, not counted" },
    };
  const isStart = on === dayIn(clock.startedAt);
  return {
    label: isStart ? { vi: "nộp", en: "filed" } : { vi: "nghỉ", en: "off" },
    reason: isStart
      ? {
          vi: "nộp sau giờ quy định, tính là ngày làm việc tiếp theo",
          en: "filed after the hour of the rule: counts as the next working day",
        }
      : { vi: "ngày nghỉ", en: "day off" },
  };
}

function pausedReason(clock: LegalClock, on: CalendarDay, asOf: Date): Words {
  const pause = clock.pauses.find((one) => dayIn(one.from) <= on && on < dayIn(one.until ?? asOf));
  return {
    vi: `đồng hồ tạm dừng: ${pause?.reason ?? ""}`,
    en: `clock paused: ${pause?.reason ?? ""}`,
  };
}

function offCell(
  base: Pick<ExplainedDay, "on" | "isMakeUp">,
  on: CalendarDay,
  name: Words | undefined,
  kind: string | undefined,
): ExplainedDay {
  const label: Words =
    kind === "holiday"
      ? { vi: "lễ", en: "holiday" }
      : kind === "swapped-off"
        ? { vi: "hoán đổi", en: "swapped" }
        : kind === "compensation"
          ? { vi: "nghỉ bù", en: "in lieu" }
          : { vi: "nghỉ", en: "off" };
  const weekday = {
    vi: `nghỉ hằng tuần (${weekdayName(on, "vi")})`,
    en: `weekly rest (${weekdayName(on, "en")})`,
  };
  return { ...base, kind: "off", label, reason: name ?? weekday };
}

function hoursCell(
  time: WorkingTime,
  on: CalendarDay,
  dueOn: CalendarDay,
  isPaused: boolean,
): Pick<ExplainedDay, "kind" | "label" | "reason"> {
  if (isPaused) return { kind: "paused", label: PAUSED, reason: PAUSED };
  if (rangesOn(time, on).length === 0) {
    const name = time.calendar.entries.get(on)?.name;
    return {
      kind: "off",
      label: { vi: "nghỉ", en: "off" },
      reason: name ?? { vi: "nghỉ hằng tuần", en: "weekly rest" },
    };
  }
  return on === dueOn
    ? {
        kind: "due",
        label: { vi: "hẹn", en: "due" },
        reason: {
          vi: "hết thời hạn tính theo giờ làm việc",
          en: "end of the term in working hours",
        },
      }
    : {
        kind: "counted",
        label: { vi: "tính giờ", en: "hours" },
        reason: { vi: "tính giờ làm việc", en: "working hours counted" },
      };
}

function sentencesOf(
  clock: LegalClock,
  time: WorkingTime,
  reckoned: readonly ExplainedDay[],
  first: CalendarDay,
): Words[] {
  const sentences: Words[] = [];
  if (clock.term.unit === "working-hours")
    sentences.push({
      vi: `Thời hạn ${termWords(clock.term, "vi")} tính trong giờ hành chính, làm tròn lên mười lăm phút.`,
      en: `The term of ${termWords(clock.term, "en")} runs in office hours and is rounded up to the quarter hour.`,
    });
  else if (isSameDay(clock.term))
    sentences.push({
      vi: `Trả kết quả trong ngày làm việc tiếp nhận, ${formatDay(first)}.`,
      en: `The result is given on the working day of receipt, ${formatDay(first)}.`,
    });
  else
    sentences.push({
      vi: `Thời hạn ${termWords(clock.term, "vi")}, không tính ngày tiếp nhận ${formatDay(first)}.`,
      en: `The term is ${termWords(clock.term, "en")}; the day of receipt, ${formatDay(first)}, is not counted.`,
    });
  for (const cell of reckoned)
    if (time.calendar.entries.has(cell.on) && cell.on > first && cell.reason.vi !== "")
      sentences.push({
        vi: `${capital(weekdayName(cell.on, "vi"))} ${formatDay(cell.on)}: ${cell.reason.vi}.`,
        en: `${weekdayName(cell.on, "en")} ${formatDay(cell.on)}: ${cell.reason.en}.`,
      });
  const pausedDays = reckoned.filter((cell) => cell.kind === "paused").length;
  if (pausedDays > 0)
    sentences.push({
      vi: `${pausedDays} ngày tạm dừng không tính.`,
      en: `${pausedDays} paused days are not counted.`,
    });
  sentences.push(...clock.extensions.map(extensionSentence));
  return sentences;
}

function extensionSentence({ term, decision }: Extension): Words {
  const { number, reason, by = "" } = decision;
  const on = formatDay(decision.on);
  const whose = by === "" ? { vi: "", en: "" } : { vi: ` của ${by}`, en: ` (${by})` };
  return {
    vi: `Gia hạn ${termWords(term, "vi")} theo quyết định ${number} ngày ${on}${whose.vi}: ${reason}.`,
    en: `Extended by ${termWords(term, "en")} by decision ${number} of ${on}${whose.en}: ${reason}.`,
  };
}

/** Shown where today's calendar would end the term before the day that was promised. */
function keptSentence(reckonedAt: Date): Words {
  const on = formatDay(dayIn(reckonedAt));
  return {
    vi: `Theo lịch hiện hành, thời hạn hết ngày ${on}; ngày đã hẹn không bị dời sớm hơn nên giữ nguyên.`,
    en: `By today's calendar the term ends on ${on}; a promised day never moves earlier, so it stands.`,
  };
}

function dueSentence(dueAt: Date): Words {
  const dueOn = dayIn(dueAt);
  const minute = minuteOfDay(dueAt);
  const clockTime = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return {
    vi: `Hẹn trả lúc ${clockTime}, ${weekdayName(dueOn, "vi")}, ${formatDay(dueOn)}.`,
    en: `Due at ${clockTime} on ${weekdayName(dueOn, "en")} ${formatDay(dueOn)}.`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface DeadlineLight {
  readonly state: "ok" | "near" | "late" | "hold";
  readonly words: Words;
}

/** Colour and words of a list: whole working days left, hours on the last day, calendar days when late. */
export function deadlineLight(
  dueAt: Date,
  now: Date,
  time: WorkingTime,
  isPaused: boolean,
): DeadlineLight {
  if (isPaused)
    return {
      state: "hold",
      words: { vi: "Chờ người nộp bổ sung", en: "Waiting for the applicant" },
    };
  const today = dayIn(now);
  const dueOn = dayIn(dueAt);
  if (now > dueAt) {
    const late = workingDaysAfter(time, dueOn, today);
    return {
      state: "late",
      words:
        late === 0
          ? { vi: "Quá hạn hôm nay", en: "Overdue today" }
          : {
              vi: `Quá hạn ${late} ngày làm việc`,
              en: `${late} working day${late === 1 ? "" : "s"} overdue`,
            },
    };
  }
  if (dueOn === today) return { state: "near", words: { vi: "Đến hạn hôm nay", en: "Due today" } };
  const left = workingDaysAfter(time, today, dueOn);
  return {
    state: left <= 1 ? "near" : "ok",
    words: {
      vi: `Còn ${left} ngày làm việc`,
      en: `${left} working day${left === 1 ? "" : "s"} left`,
    },
  };
}

function workingDaysAfter(time: WorkingTime, from: CalendarDay, until: CalendarDay): number {
  let count = 0;
  for (let on = addDays(from, 1); on <= until; on = addDays(on, 1))
    if (isWorkingDay(time.calendar, on)) count += 1;
  return count;
}

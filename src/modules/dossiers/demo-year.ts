import { addDays, type CalendarDay, day, dayIn, instantAt } from "#kernel/calendar-day";
import { isWorkingDay } from "#kernel/holiday-calendar";
import { dueMoment, latestStart, outcomeOf } from "#kernel/legal-clock";
import { closeOf, type WorkingTime } from "#kernel/office-hours";
import { type Term } from "#kernel/term";

/** One finished dossier of the demo city's year. */
export interface PastDossier {
  readonly index: number;
  readonly applicantName: string;
  readonly title: string;
  readonly submittedAt: Date;
  readonly acceptedAt: Date;
  readonly dueAt: Date;
  readonly releasedAt: Date;
  readonly outcome: "early" | "on-time" | "late";
  readonly isRefused: boolean;
}

export interface Slice {
  readonly slug: string;
  /** First day of the month the results were released in. */
  readonly month: CalendarDay;
  readonly released: number;
  readonly late: number;
}

/** How busy each district is, in dossiers a month; invented, in the order of size one would expect. */
const BUSY: Readonly<Record<string, number>> = {
  "quan-1": 62,
  "quan-3": 44,
  "quan-7": 46,
  "quan-12": 52,
  "binh-tan": 58,
  "binh-thanh": 56,
  "go-vap": 60,
  "tan-binh": 58,
  "tan-phu": 54,
  "thu-duc": 64,
  "binh-chanh": 50,
  "cu-chi": 42,
  "hoc-mon": 44,
};
const USUAL_BUSY = 34;
const SHARE_LATE = 0.11;
/** The two months that the city's own report named, two months back: one late of a hundred, three late of a hundred. */
const NAMED_MONTHS: Readonly<Record<string, number>> = { "cu-chi": 1, "tan-binh": 3 };
const NAMED_MONTH_BACK = 2;

/**
 * The slices of a year that ends yesterday: so many results a month and district, and how many of them late. Lateness is
 * spread unevenly, but its sum over the year is fixed: what the screen then shows is counted from the dossiers.
 */
export function yearOfSlices(slugs: readonly string[], today: CalendarDay): Slice[] {
  const months = monthsBack(today);
  const slices = slugs.flatMap((slug, place) =>
    months.map((month, back) => {
      const isNamed = NAMED_MONTHS[slug] !== undefined && back === NAMED_MONTH_BACK;
      const usual = BUSY[slug] ?? USUAL_BUSY;
      const wave = 1 + 0.2 * Math.sin(place + back * 1.3);
      const share = back === 0 ? Math.max(0, Number(today.slice(8)) - 6) / 31 : 1;
      const released = isNamed ? 100 : Math.round(usual * wave * share);
      return { slug, month, released, isNamed, weight: 0.5 + ((place * 7 + back * 3) % 10) / 10 };
    }),
  );
  const total = slices.reduce((sum, one) => sum + one.released, 0);
  const named = Object.values(NAMED_MONTHS).reduce((sum, late) => sum + late, 0);
  return spread(slices, Math.floor(total * SHARE_LATE) - named);
}

type Weighted = Omit<Slice, "late"> & { readonly isNamed: boolean; readonly weight: number };

/** Shares out a number of late ones by weight, largest remainders first, so that the sum is exact. */
function spread(slices: readonly Weighted[], lateTotal: number): Slice[] {
  const free = slices.filter((one) => !one.isNamed);
  const weightTotal = free.reduce((sum, one) => sum + one.weight * one.released, 0);
  const parts = free.map((one) => {
    const exact = (lateTotal * one.weight * one.released) / weightTotal;
    return { one, late: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  let left = lateTotal - parts.reduce((sum, part) => sum + part.late, 0);
  const lateOf = new Map<Weighted, number>();
  for (const part of parts.toSorted((a, b) => b.rest - a.rest)) {
    const extra = left > 0 && part.late < part.one.released ? 1 : 0;
    left -= extra;
    lateOf.set(part.one, part.late + extra);
  }
  return slices.map((one) => ({
    slug: one.slug,
    month: one.month,
    released: one.released,
    late: one.isNamed ? (NAMED_MONTHS[one.slug] ?? 0) : (lateOf.get(one) ?? 0),
  }));
}

/** The running month and eleven before it, newest first. */
function monthsBack(today: CalendarDay): CalendarDay[] {
  const months: CalendarDay[] = [];
  for (
    let first = day(`${today.slice(0, 7)}-01`);
    months.length < 12;
    first = day(`${addDays(first, -1).slice(0, 7)}-01`)
  )
    months.push(first);
  return months;
}

const FAMILY = [
  "Nguyễn",
  "Trần",
  "Lê",
  "Phạm",
  "Huỳnh",
  "Phan",
  "Võ",
  "Đặng",
  "Bùi",
  "Đỗ",
  "Hồ",
  "Ngô",
  "Dương",
];
const GIVEN = [
  "Thị Hoa",
  "Văn Tài",
  "Minh Châu",
  "Thu Hằng",
  "Quốc Bảo",
  "Thị Bé",
  "Hoàng Nam",
  "Kim Ngân",
  "Thanh Tùng",
  "Ngọc Diệp",
  "Văn Út",
];
const SHOPS = [
  "Quán cơm",
  "Tiệm bánh",
  "Tạp hóa",
  "Quán cà phê",
  "Tiệm may",
  "Sửa xe",
  "Tiệm tóc",
  "Quán phở",
  "Hiệu sách",
  "Tiệm hoa",
  "Điện lạnh",
];

/**
 * The dossiers of a slice. Each result's day is chosen in the month, and from it backwards a due date and an acceptance
 * that the legal clock agrees with; what the clock says of the pair is what the dossier is.
 */
export function dossiersOf(
  slice: Slice,
  rules: { readonly term: Term; readonly time: WorkingTime; readonly today: CalendarDay },
): PastDossier[] {
  const workdays = workingDaysOf(slice.month, rules);
  if (workdays.length === 0) return [];
  return Array.from({ length: slice.released }, (_, index) => {
    const releasedOn = workdays[(index * 7 + 3) % workdays.length] ?? slice.month;
    const isLate = index < slice.late;
    const wanted = isLate ? "late" : index % 3 === 0 ? "early" : "on-time";
    return pastDossier(slice, rules, { index, releasedOn, wanted });
  });
}

function pastDossier(
  slice: Slice,
  { term, time }: { readonly term: Term; readonly time: WorkingTime },
  given: {
    readonly index: number;
    readonly releasedOn: CalendarDay;
    readonly wanted: PastDossier["outcome"];
  },
): PastDossier {
  const { index, releasedOn, wanted } = given;
  const releasedAt = instantAt(
    releasedOn,
    wanted === "on-time" ? 14 * 60 + (index % 120) : 9 * 60 + (index % 100),
  );
  const ahead = wanted === "early" ? 1 + (index % 2) : wanted === "late" ? -(1 + (index % 4)) : 0;
  const dueOn = shifted(releasedOn, ahead, time);
  const startOn = dayIn(latestStart(closeOf(time, dueOn), term, time));
  const acceptedAt = instantAt(startOn, 8 * 60 + ((index * 13) % 180));
  const dueAt = dueMoment(
    { term, startedAt: acceptedAt, pauses: [], extensions: [] },
    time,
    releasedAt,
  );
  const seed = index + Number(slice.month.slice(5, 7)) * 31 + slice.slug.length * 17;
  const name = `${FAMILY[seed % FAMILY.length] ?? ""} ${GIVEN[(seed * 5) % GIVEN.length] ?? ""}`;
  return {
    index,
    applicantName: name,
    title: `${SHOPS[(seed * 3) % SHOPS.length] ?? ""} ${name.split(" ").at(-1) ?? ""}`,
    submittedAt: new Date(acceptedAt.getTime() - (20 + (index % 25)) * 60_000),
    acceptedAt,
    dueAt,
    releasedAt,
    outcome: outcomeOf(releasedAt, dueAt, time),
    isRefused: index % 29 === 5,
  };
}

function workingDaysOf(
  month: CalendarDay,
  { time, today }: { readonly time: WorkingTime; readonly today: CalendarDay },
): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let on = month; on.slice(0, 7) === month.slice(0, 7) && on < today; on = addDays(on, 1))
    if (isWorkingDay(time.calendar, on)) days.push(on);
  return days;
}

/** The working day so many working days after (or, below zero, before) another. */
function shifted(from: CalendarDay, count: number, time: WorkingTime): CalendarDay {
  const step = count < 0 ? -1 : 1;
  let on = from;
  for (let left = Math.abs(count); left > 0;) {
    on = addDays(on, step);
    if (isWorkingDay(time.calendar, on)) left -= 1;
  }
  return on;
}

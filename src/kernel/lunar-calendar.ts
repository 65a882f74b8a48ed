import { addDays, type CalendarDay, dayIn, daysBetween } from "./calendar-day.ts";

/**
 * The Vietnamese lunisolar calendar, computed at UTC+7 since 1968 (Decision 121-CP of 8 August 1967). The Chinese one
 * is computed at UTC+8, so a new moon between 23:00 and midnight in Hà Nội puts the two a day or a month apart:
 * Tết came a month earlier in 1985 and a day earlier in 2007, and will in 2030.
 *
 * New moons and solar longitude follow J. Meeus, Astronomical Algorithms (chapters 25 and 49), good to a few minutes.
 */
export interface LunarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly isLeapMonth: boolean;
}

const UNIX_EPOCH_JULIAN = 2_440_587.5;
const SYNODIC_MONTH_DAYS = 29.530588861;
const RADIANS = Math.PI / 180;

/** The first day of the first lunar month (Mùng Một Tết) that falls in the civil year. */
export function lunarNewYear(year: number): CalendarDay {
  const months = monthsFromSolstice(year - 1);
  const first = months.find((month) => month.number === 1 && !month.isLeap);
  if (first === undefined) throw new Error(`no first lunar month in ${year}`);
  return first.start;
}

/** The civil day of a lunar date in a regular (not leap) month of the lunar year that begins in `year`. */
export function lunarToSolar(year: number, month: number, dayOfMonth: number): CalendarDay {
  const months = [...monthsFromSolstice(year - 1), ...monthsFromSolstice(year)];
  const newYear = lunarNewYear(year);
  const found = months.find((one) => one.number === month && !one.isLeap && one.start >= newYear);
  if (found === undefined) throw new Error(`no lunar month ${month} in ${year}`);
  return addDays(found.start, dayOfMonth - 1);
}

export function solarToLunar(on: CalendarDay): LunarDay {
  const civilYear = Number(on.slice(0, 4));
  const year = on < lunarNewYear(civilYear) ? civilYear - 1 : civilYear;
  const months = [...monthsFromSolstice(year - 1), ...monthsFromSolstice(year)];
  const month = months.findLast((one) => one.start <= on);
  if (month === undefined) throw new Error(`no lunar month before ${on}`);
  return {
    year,
    month: month.number,
    day: daysBetween(month.start, on) + 1,
    isLeapMonth: month.isLeap,
  };
}

interface LunarMonth {
  readonly start: CalendarDay;
  readonly number: number;
  readonly isLeap: boolean;
}

/** The lunar months from the eleventh of `year` (it holds the winter solstice) up to the next eleventh, not included. */
function monthsFromSolstice(year: number): LunarMonth[] {
  const first = newMoonIndexOfEleventhMonth(year);
  const next = newMoonIndexOfEleventhMonth(year + 1);
  const isLeapYear = next - first === 13;
  const months: LunarMonth[] = [];
  let number = 11;
  let leapUsed = false;
  for (let index = first; index < next; index += 1) {
    const start = newMoonDay(index);
    const isLeap =
      isLeapYear && !leapUsed && index > first && !holdsMajorTerm(start, newMoonDay(index + 1));
    if (isLeap) leapUsed = true;
    else if (index > first) number = number === 12 ? 1 : number + 1;
    months.push({ start, number, isLeap });
  }
  return months;
}

function newMoonIndexOfEleventhMonth(year: number): number {
  const solstice = dayIn(new Date(winterSolsticeMs(year)));
  const guess = Math.round((year + 0.97 - 2000) * 12.3685);
  for (let index = guess + 2; ; index -= 1) if (newMoonDay(index) <= solstice) return index;
}

/** Major solar terms lie at multiples of 30° of the sun's longitude; a month without one is the leap month. */
function holdsMajorTerm(start: CalendarDay, end: CalendarDay): boolean {
  return (
    Math.floor(sunLongitudeAtMidnight(start) / 30) !== Math.floor(sunLongitudeAtMidnight(end) / 30)
  );
}

function sunLongitudeAtMidnight(on: CalendarDay): number {
  return sunLongitude(Date.parse(`${on}T00:00:00+07:00`));
}

function newMoonDay(index: number): CalendarDay {
  return dayIn(new Date(newMoonMs(index)));
}

/** Apparent longitude of the sun in degrees, 0 to 360 (Meeus chapter 25, low accuracy: 0.01°). */
function sunLongitude(atMs: number): number {
  const t = (atMs / 86_400_000 + UNIX_EPOCH_JULIAN + deltaTDays(atMs) - 2_451_545) / 36_525;
  const mean = 280.46646 + t * (36_000.76983 + t * 0.0003032);
  const anomaly = (357.52911 + t * (35_999.05029 - t * 0.0001537)) * RADIANS;
  const centre =
    (1.914602 - t * (0.004817 + t * 0.000014)) * Math.sin(anomaly) +
    (0.019993 - t * 0.000101) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const node = (125.04 - 1934.136 * t) * RADIANS;
  const apparent = mean + centre - 0.00569 - 0.00478 * Math.sin(node);
  return ((apparent % 360) + 360) % 360;
}

function winterSolsticeMs(year: number): number {
  let low = Date.UTC(year, 11, 18);
  let high = Date.UTC(year, 11, 25);
  while (high - low > 1000) {
    const middle = (low + high) / 2;
    if (sunLongitude(middle) < 270) low = middle;
    else high = middle;
  }
  return high;
}

/** The instant of new moon number `k`, counted from the first of 2000 (Meeus chapter 49). */
function newMoonMs(k: number): number {
  const t = k / 1236.85;
  const e = 1 - t * (0.002516 + t * 0.0000074);
  const sun = (2.5534 + 29.1053567 * k - 0.0000014 * t * t) * RADIANS;
  const moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * RADIANS;
  const latitude = (160.7108 + 390.67050284 * k - 0.0016118 * t * t) * RADIANS;
  const node = (124.7746 - 1.56375588 * k + 0.0020672 * t * t) * RADIANS;
  const corrections: readonly (readonly [number, number])[] = [
    [-0.4072, moon],
    [0.17241 * e, sun],
    [0.01608, 2 * moon],
    [0.01039, 2 * latitude],
    [0.00739 * e, moon - sun],
    [-0.00514 * e, moon + sun],
    [0.00208 * e * e, 2 * sun],
    [-0.00111, moon - 2 * latitude],
    [-0.00057, moon + 2 * latitude],
    [0.00056 * e, 2 * moon + sun],
    [-0.00042, 3 * moon],
    [0.00042 * e, sun + 2 * latitude],
    [0.00038 * e, sun - 2 * latitude],
    [-0.00024 * e, 2 * moon - sun],
    [-0.00017, node],
    [0.000325, (299.77 + 0.107408 * k - 0.009173 * t * t) * RADIANS],
    [0.000165, (251.88 + 0.016321 * k) * RADIANS],
    [0.000164, (251.83 + 26.651886 * k) * RADIANS],
    [0.000126, (349.42 + 36.412478 * k) * RADIANS],
    [0.00011, (84.66 + 18.206239 * k) * RADIANS],
  ];
  const julian =
    2_451_550.09766 +
    SYNODIC_MONTH_DAYS * k +
    0.00015437 * t * t +
    corrections.reduce((sum, [size, angle]) => sum + size * Math.sin(angle), 0);
  const terrestrialMs = (julian - UNIX_EPOCH_JULIAN) * 86_400_000;
  return terrestrialMs - deltaTDays(terrestrialMs) * 86_400_000;
}

/** Terrestrial minus universal time: about a minute in this century (Espenak and Meeus, polynomial for 2005–2050). */
function deltaTDays(atMs: number): number {
  const t = new Date(atMs).getUTCFullYear() - 2000;
  const seconds = t < -14 ? 45 + (t + 30) * 0.6 : 62.92 + 0.32217 * t + 0.005589 * t * t;
  return seconds / 86_400;
}

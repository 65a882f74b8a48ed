import { randomInt } from "node:crypto";
import type { CalendarDay } from "#kernel/calendar-day";

/** `<OrganId>-<yyMMdd>-<4 digits>` (R19). The day's number goes on past 9999 with more digits rather than repeat. */
export function dossierCode(organId: string, on: CalendarDay, number: number): string {
  return `${organId}-${dayPeriod(on)}-${String(number).padStart(4, "0")}`;
}

/** The period of a dossier series: `250425`. */
export function dayPeriod(on: CalendarDay): string {
  return on.slice(2).replaceAll("-", "");
}

/** No 0/O, 1/I/L, 2/Z, 5/S or 8/B: they are misread from a crumpled receipt and misheard on the telephone. */
const LOOKUP_LETTERS = "34679ACDEFGHJKMNPQRTUVWXY";

/** The four characters printed on the receipt (R19): not a secret of strength, so looking up is throttled as well. */
export function lookupCode(): string {
  return Array.from({ length: 4 }, () =>
    LOOKUP_LETTERS.charAt(randomInt(LOOKUP_LETTERS.length)),
  ).join("");
}

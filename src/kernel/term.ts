/**
 * Three units that the law keeps apart (Civil Code 2015, Art. 144–148; R33) and that no arithmetic here may mix:
 * calendar days, working days, working hours. Each is a type of its own.
 */
export type Days = number & { readonly unit: "days" };
export type WorkingDays = number & { readonly unit: "working-days" };
export type WorkingHours = number & { readonly unit: "working-hours" };

export type Term =
  | { readonly unit: "days"; readonly count: Days }
  | { readonly unit: "working-days"; readonly count: WorkingDays }
  | { readonly unit: "working-hours"; readonly count: WorkingHours };

/** No term of the law is longer than ten years; a larger number is a typing mistake. */
const LONGEST = 3660;

export function days(count: number): Term {
  return { unit: "days", count: checked(count) as Days };
}

export function workingDays(count: number): Term {
  return { unit: "working-days", count: checked(count) as WorkingDays };
}

export function workingHours(count: number): Term {
  return { unit: "working-hours", count: checked(count) as WorkingHours };
}

/** Due at the close of the working day it was received on: no day is added to it (civil status, R17). */
export function sameDay(): Term {
  return { unit: "working-days", count: 0 as WorkingDays };
}

export function isSameDay(term: Term): boolean {
  return term.count === 0;
}

export function termWords(term: Term, language: "vi" | "en"): string {
  if (isSameDay(term)) return language === "vi" ? "trong ngày làm việc" : "the same working day";
  const plural = term.count === 1 ? "" : "s";
  switch (term.unit) {
    case "days":
      return language === "vi" ? `${term.count} ngày` : `${term.count} day${plural}`;
    case "working-days":
      return language === "vi"
        ? `${term.count} ngày làm việc`
        : `${term.count} working day${plural}`;
    case "working-hours":
      return language === "vi"
        ? `${term.count} giờ làm việc`
        : `${term.count} working hour${plural}`;
  }
}

function checked(count: number): number {
  if (!Number.isInteger(count) || count < 1 || count > LONGEST)
    throw new Error(`a term is a whole number from 1 to ${LONGEST}, not ${count}`);
  return count;
}

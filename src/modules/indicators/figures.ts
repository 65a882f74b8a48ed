import type { CalendarDay } from "#kernel/calendar-day";
import { type Figures, noFigures, onTimeShare, openChange, summed } from "#modules/dossiers";

/** What was counted for one agency, procedure and month. */
export interface Cell {
  readonly agencyId: string;
  readonly appId: string;
  readonly month: CalendarDay;
  readonly figures: Figures;
}

/** How many were open, or open and overdue, of one agency and procedure. */
export interface OpenCell {
  readonly agencyId: string;
  readonly appId: string;
  readonly dossiers: number;
}

/** Everything a table of figures is made of: cells of the period, and what stood open around it. */
export interface Facts {
  readonly cells: readonly Cell[];
  /** Open when the period began. */
  readonly openBefore: readonly OpenCell[];
  /** Past due and unanswered now; undefined for a period that is over, because nothing remembers it. */
  readonly overdue: readonly OpenCell[] | undefined;
  readonly times: readonly TimeCell[];
}

/** How long the finished dossiers of a month took, and what their terms gave them; working minutes. */
export interface TimeCell {
  readonly agencyId: string;
  readonly appId: string;
  readonly month: string;
  readonly passes: number;
  readonly minutes: number;
  readonly termMinutes: number;
}

export const DIMENSIONS = ["agency", "field", "procedure", "month", "quarter"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface FigureRow {
  readonly key: string;
  readonly figures: Figures;
  /** Received and not answered by the end of the period. */
  readonly open: number;
  readonly overdue: number | undefined;
  /** Mean working minutes of a finished dossier, and of its term; undefined before any was measured. */
  readonly used: { readonly minutes: number; readonly termMinutes: number } | undefined;
}

/** The value a cell has in a dimension that is not a time, such as the agency's id. */
export type KeyOf = (cell: Pick<Cell, "agencyId" | "appId">) => string;

/** A row for every key, in the order given; keys that nothing was counted for show zeros. */
export function rowsBy(facts: Facts, keys: readonly string[], keyOf: KeyOf): readonly FigureRow[] {
  return keys.map((key) =>
    rowOf(
      key,
      restricted(facts, (cell) => keyOf(cell) === key),
    ),
  );
}

/** A row for every month (or quarter) of the period; open is what stood open at its end. */
export function rowsInTime(
  facts: Facts,
  times: readonly { readonly key: string; readonly months: readonly CalendarDay[] }[],
): readonly FigureRow[] {
  let open = total(facts.openBefore);
  return times.map(({ key, months }) => {
    const figures = summed(
      facts.cells.filter((cell) => months.includes(cell.month)).map((cell) => cell.figures),
    );
    open += openChange(figures);
    const used = meanTime(
      facts.times.filter((cell) => months.some((month) => month === cell.month)),
    );
    return { key, figures, open, overdue: undefined, used };
  });
}

export function rowOf(key: string, facts: Facts): FigureRow {
  const figures = summed(facts.cells.map((cell) => cell.figures));
  return {
    key,
    figures,
    open: total(facts.openBefore) + openChange(figures),
    overdue: facts.overdue === undefined ? undefined : total(facts.overdue),
    used: meanTime(facts.times),
  };
}

/** The facts of some agencies and procedures only. */
export function restricted(
  facts: Facts,
  isWanted: (cell: Pick<Cell, "agencyId" | "appId">) => boolean,
): Facts {
  return {
    cells: facts.cells.filter(isWanted),
    openBefore: facts.openBefore.filter(isWanted),
    overdue: facts.overdue?.filter(isWanted),
    times: facts.times.filter(isWanted),
  };
}

/** Ratings of four and five stars in per cent of all; undefined where nobody rated. */
export function satisfiedShare(figures: Figures): number | undefined {
  const all = ratings(figures);
  return all === 0 ? undefined : (100 * (figures["rated-4"] + figures["rated-5"])) / all;
}

export function ratings(figures: Figures): number {
  return STARS.reduce((sum, stars) => sum + figures[`rated-${stars}`], 0);
}

/** The mean of the stars; undefined where nobody rated. */
export function meanStars(figures: Figures): number | undefined {
  const all = ratings(figures);
  const sum = STARS.reduce((so, stars) => so + stars * figures[`rated-${stars}`], 0);
  return all === 0 ? undefined : sum / all;
}

export const STARS = [1, 2, 3, 4, 5] as const;

function meanTime(cells: readonly TimeCell[]): FigureRow["used"] {
  const sum = (field: "passes" | "minutes" | "termMinutes"): number =>
    cells.reduce((so, cell) => so + cell[field], 0);
  const passes = sum("passes");
  return passes === 0
    ? undefined
    : { minutes: sum("minutes") / passes, termMinutes: sum("termMinutes") / passes };
}

function total(cells: readonly OpenCell[]): number {
  return cells.reduce((sum, cell) => sum + cell.dossiers, 0);
}

export { type Figures, noFigures, onTimeShare };

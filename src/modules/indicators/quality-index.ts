import { type App, editionOn } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import { type Figures, onTimeShare, satisfiedShare } from "./figures.ts";

/** The six groups of the service quality index (R23; Decision 766/QĐ-TTg). */
export const GROUPS = [
  "openness",
  "progress",
  "online",
  "payment",
  "satisfaction",
  "digitisation",
] as const;
export type Group = (typeof GROUPS)[number];

/** What the system has can be divided, or it says why it cannot: nothing is guessed. */
export type Measured =
  | { readonly share: number; readonly part: number; readonly whole: number }
  | { readonly missing: "not-counted" | "nothing-yet" };

export interface IndexRow {
  readonly group: Group;
  readonly weight: number;
  readonly measured: Measured;
  /** Points given; undefined where it cannot be measured. */
  readonly points: number | undefined;
}

export interface QualityIndex {
  readonly rows: readonly IndexRow[];
  readonly points: number;
  /** The most that could be had of the groups that are measured. */
  readonly reachable: number;
  /** What all groups weigh together. */
  readonly whole: number;
}

/** The index of some agencies in a period. Groups that are not measured count neither for nor against. */
export function qualityIndex(
  weights: Readonly<Record<string, number>>,
  figures: Figures,
  apps: readonly App[],
  on: CalendarDay,
): QualityIndex {
  const rows = GROUPS.map((group): IndexRow => {
    const weight = weights[group] ?? 0;
    const measured = measure(group, figures, apps, on);
    const points = "share" in measured ? (weight * measured.share) / 100 : undefined;
    return { group, weight, measured, points };
  });
  return {
    rows,
    points: rows.reduce((sum, row) => sum + (row.points ?? 0), 0),
    reachable: rows.reduce((sum, row) => sum + (row.points === undefined ? 0 : row.weight), 0),
    whole: rows.reduce((sum, row) => sum + row.weight, 0),
  };
}

function measure(group: Group, figures: Figures, apps: readonly App[], on: CalendarDay): Measured {
  switch (group) {
    case "openness": {
      const inForce = apps.filter((app) => editionOn(app, on) !== undefined);
      return shareOf(inForce.filter((app) => isPublished(app, on)).length, inForce.length);
    }
    case "progress":
      return shareOf(figures["on-time"], figures.released, onTimeShare(figures));
    case "online":
      return shareOf(figures.received - figures["received-in-person"], figures.received);
    case "satisfaction": {
      const all = [1, 2, 3, 4, 5].reduce(
        (sum, stars) => sum + figures[`rated-${stars as 1 | 2 | 3 | 4 | 5}`], // the five stars there are
        0,
      );
      return shareOf(figures["rated-4"] + figures["rated-5"], all, satisfiedShare(figures));
    }
    case "payment":
    case "digitisation":
      return { missing: "not-counted" };
  }
}

function shareOf(part: number, whole: number, share = (100 * part) / whole): Measured {
  return whole === 0 ? { missing: "nothing-yet" } : { share, part, whole };
}

/** Everything the public is owed of a procedure stands on its page: law, steps, papers, form, term and fee, in two languages. */
function isPublished(app: App, on: CalendarDay): boolean {
  const edition = editionOn(app, on);
  if (edition === undefined) return false;
  const texts = [app.title, app.summary, app.field, ...edition.legalBasis, ...edition.steps];
  return (
    edition.legalBasis.length > 0 &&
    edition.steps.length > 0 &&
    texts.every(({ vi, en }) => vi.trim() !== "" && en.trim() !== "")
  );
}

/** Weights as a form gives them: whole points for every group, a hundred together. */
export function readWeights(
  form: URLSearchParams,
): Result<Readonly<Record<Group, number>>, readonly Group[]> {
  const points = GROUPS.map((group) => {
    const text = form.get(group) ?? "";
    return [group, /^\d{1,3}$/u.test(text) ? Number(text) : Number.NaN] as const;
  });
  const wrong = points.filter(([, value]) => Number.isNaN(value)).map(([group]) => group);
  const sum = points.reduce((so, [, value]) => so + value, 0);
  if (wrong.length > 0) return refused(wrong);
  if (sum !== 100) return refused(["openness"]);
  return ok(Object.fromEntries(points) as Record<Group, number>); // every group is a key
}

import type { App } from "#app-kit";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { countersBetween, openBefore, overdueAt } from "#modules/dossiers";
import { type Agency, agenciesOn } from "#modules/organisation";
import { custodiansOn } from "#modules/tenancy";
import { type Database, withDoor } from "#platform/database";
import type { Cell, Facts, OpenCell } from "./figures.ts";
import { wholeTimesBetween } from "./store.ts";
import { lastDayOf, type Period } from "./period.ts";

export interface CityFacts extends Facts {
  /** The agencies whose figures are shown, by name. */
  readonly agencies: readonly Agency[];
  readonly asOf: Date;
}

/**
 * The figures of a period, of every agency: counters only, with those that are overdue now asked by their due moments.
 * Records follow whoever has custody of them at the end of the period, so that a merger keeps its past.
 */
export async function findFacts(
  { db, now }: { readonly db: Database; readonly now: Date },
  apps: readonly App[],
  period: Period,
): Promise<CityFacts> {
  const today = dayIn(now);
  const isRunning = today < period.until;
  const on = isRunning ? today : lastDayOf(period);
  const found = await withDoor(db, "public-statistics", async (tx) => {
    const [agencies, custodians, counters, before] = await Promise.all([
      agenciesOn(tx, on, { isOneStop: true }),
      custodiansOn(tx, on),
      countersBetween(tx, period.from, period.until),
      openBefore(tx, period.from),
    ]);
    const times = await wholeTimesBetween(tx, [...custodians.keys()], period);
    return { agencies, custodians, counters, before, times };
  });
  const { custodians, times } = found;
  const overdue = isRunning
    ? await withDoor(db, "open-figures", (tx) => overdueAt(tx, [...custodians.keys()], now))
    : undefined;
  const held = <T extends { readonly tenantId: string }>(rows: readonly T[]) =>
    rows.flatMap((row) => {
      const agencyId = custodians.get(row.tenantId);
      return agencyId === undefined ? [] : [{ ...row, agencyId }];
    });
  const cells: Cell[] = held(found.counters).map((row) => ({
    ...row,
    month: row.month as CalendarDay, // printed by the store as a day
  }));
  const before: OpenCell[] = held(found.before).map((row) => ({ ...row, dossiers: row.open }));
  const isListed = (agency: Agency): boolean =>
    apps.some((app) => app.ownerKind === agency.kind) ||
    cells.some((cell) => cell.agencyId === agency.id);
  return {
    agencies: found.agencies.filter(isListed),
    cells,
    openBefore: before,
    overdue: overdue === undefined ? undefined : held(overdue),
    times: held(times),
    asOf: now,
  };
}

import type { App } from "#app-kit";
import { dayIn } from "#kernel/calendar-day";
import { type Database, withDoor } from "#platform/database";
import { findFacts } from "./find-figures.ts";
import type { OpenMonth } from "./open-data.ts";
import { periodOf } from "./period.ts";
import { rowsOf, snapshotIn } from "./snapshot.ts";
import { snapshotByMonth } from "./snapshot-store.ts";

/** A month as everyone may have it: as it was closed, else as it stands; undefined before it began. */
export async function findMonth(
  { db, now }: { readonly db: Database; readonly now: Date },
  apps: readonly App[],
  key: string,
): Promise<OpenMonth | undefined> {
  const period = periodOf(key, dayIn(now));
  if (period === undefined || !/^\d{4}-\d{2}$/u.test(key)) return undefined;
  const closed = await withDoor(db, "public-statistics", (tx) => snapshotByMonth(tx, period.from));
  if (closed !== undefined)
    return { month: key, state: "closed", rows: snapshotIn(closed.body).rows };
  const facts = await findFacts({ db, now }, apps, period);
  return { month: key, state: "provisional", rows: rowsOf(facts, apps) };
}

import { countersBetween, countersFromEvents } from "#modules/dossiers";
import type { Calendars } from "#modules/deadlines";
import { timeDifferences } from "#modules/indicators";
import { custodiansOn } from "#modules/tenancy";
import { dayIn } from "#kernel/calendar-day";
import { type Database, withDoor } from "#platform/database";

const EVER = ["2000-01-01", "2100-01-01"] as const;

/** Derives every counter again from the events and compares: what differs, as sentences. Empty means they agree exactly. */
export async function counterDifferences(db: Database): Promise<readonly string[]> {
  const { kept, derived } = await withDoor(db, "counters", async (tx) => ({
    kept: await countersBetween(tx, ...EVER),
    derived: await countersFromEvents(tx, ...EVER),
  }));
  const flat = (months: typeof kept): Map<string, number> =>
    new Map(
      months.flatMap(({ tenantId, appId, month, figures }) =>
        Object.entries(figures).map(
          ([metric, amount]) => [`${tenantId} ${appId} ${month} ${metric}`, amount] as const,
        ),
      ),
    );
  const [keptFigures, derivedFigures] = [flat(kept), flat(derived)];
  return [...new Set([...keptFigures.keys(), ...derivedFigures.keys()])].flatMap((key) => {
    const one = keptFigures.get(key) ?? 0;
    const other = derivedFigures.get(key) ?? 0;
    return one === other ? [] : [`${key}: kept ${one}, from events ${other}`];
  });
}

/** The same for the working time of finished dossiers: from process histories and clocks, dossier by dossier. */
export async function figureDifferences(
  db: Database,
  now: Date,
  calendars: Calendars,
): Promise<readonly string[]> {
  const tenants = await withDoor(db, "directory", (tx) => custodiansOn(tx, dayIn(now)));
  return [
    ...(await counterDifferences(db)),
    ...(await timeDifferences(db, now, calendars, [...tenants.keys()])),
  ];
}

import { countersBetween, countersFromEvents } from "#modules/dossiers";
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

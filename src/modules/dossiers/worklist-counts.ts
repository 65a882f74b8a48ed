import type { Tx } from "#platform/database";
import { MOST_COUNTED } from "./morning-store.ts";
import { firstOfWorklist, type WorklistFilter } from "./store.ts";

/**
 * How many rows each of several lists has, in one round trip. Each count ends one row after `MOST_COUNTED`, so that what
 * it costs has a bound however long the list is; the walk is the list's own, by its index.
 */
export async function worklistCounts<K extends string>(
  tx: Tx,
  tenantIds: readonly string[],
  filters: Readonly<Record<K, Omit<WorklistFilter, "limit">>>,
): Promise<Readonly<Record<K, number>>> {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const counts = Object.entries<Omit<WorklistFilter, "limit">>(filters).map(
    ([name, filter]) =>
      `(SELECT count(*)::integer
        FROM (${firstOfWorklist(tenantIds, { ...filter, limit: MOST_COUNTED + 1 }, bind)}) AS counted) AS "${name}"`,
  );
  const found = await tx.row<Record<K, number>>(`SELECT ${counts.join(",\n")}`, values);
  if (found === undefined) throw new Error("a row of counts has no row");
  return found;
}

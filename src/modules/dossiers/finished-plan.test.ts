import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "#platform/database";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import { finishedBetween, finishedRows } from "./finished-store.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

/** How the database would find what a store asks for: the store's own statement, explained instead of run. */
const planOf = (ask: (tx: Tx) => Promise<unknown>): Promise<string> =>
  city.as(city.minhTheHead, async (tx) => {
    await tx.rows("SET LOCAL enable_seqscan = off");
    await tx.rows("SET LOCAL enable_bitmapscan = off");
    const plan: string[] = [];
    const explaining: Tx = {
      ...tx,
      rows: async <Row>(sql: string, values?: readonly unknown[]) => {
        const rows = await tx.rows<{ "QUERY PLAN": string }>(`EXPLAIN ${sql}`, values);
        plan.push(...rows.map((row) => row["QUERY PLAN"]));
        const none: Row[] = [];
        return none;
      },
    };
    await ask(explaining);
    return plan.join("\n");
  });

const MAY = { from: new Date("2025-04-30T17:00:00Z"), until: new Date("2025-05-31T17:00:00Z") };
const HALFWAY = {
  releasedAt: new Date("2025-05-15T02:00:00Z"),
  id: "01900000-0000-7000-8000-0000000000ab",
};

// R43
test.each<[string, (tx: Tx) => Promise<unknown>]>([
  [
    "the list behind a figure",
    (tx) =>
      finishedRows(tx, [city.district1, city.cuChi], {
        ...MAY,
        outcomes: ["late"],
        after: HALFWAY,
        limit: 25,
      }),
  ],
  [
    "what is tried again for one procedure",
    (tx) =>
      finishedBetween(
        tx,
        { ...MAY, appId: "ho-kinh-doanh" },
        { ...HALFWAY, tenantId: city.district1 },
        200,
      ),
  ],
])(
  "%s begins at its place in the index of finished dossiers, and sorts nothing before it",
  async (_, ask) => {
    const plan = await planOf(ask);
    expect(plan).toMatch(/Index Scan (?:Backward )?using dossier_finished/u);
    expect(plan).toMatch(/Index Cond: .*ROW\(released_at, id\)/u);
    expect(plan).not.toContain("Seq Scan");
  },
);

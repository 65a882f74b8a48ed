import { afterAll, beforeAll, expect, test } from "vitest";
import { type OneStopCity, openOneStopCity } from "../../test/world/dossiers.ts";
import { counterDifferences } from "./check-counters.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

// R43
test("the command finds nothing to say while counters and events agree, and names a figure that was made up", async () => {
  await city.dossierAt("examine");
  expect(await counterDifferences(city.db)).toEqual([]);
  await city.as(city.lanTheReceiver, (tx) =>
    tx.rows(
      `INSERT INTO dossiers.counter_delta (tenant_id, id, app_id, month, metric, amount)
       VALUES ($1, gen_random_uuid(), 'ho-kinh-doanh', '2025-04-01', 'on-time', 5)`,
      [city.district1],
    ),
  );
  expect(await counterDifferences(city.db)).toEqual([
    `${city.district1} ho-kinh-doanh 2025-04-01 on-time: kept 5, from events 0`,
  ]);
});

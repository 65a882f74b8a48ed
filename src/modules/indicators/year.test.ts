import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { percentText } from "#kernel/percent";
import { countersBetween, countersFromEvents, loadYear } from "#modules/dossiers";
import { cityAgencies } from "#modules/organisation";
import { type Tx, withDoor } from "#platform/database";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { onTimeShare } from "./figures.ts";
import { findFacts } from "./find-figures.ts";
import { measureFinished, noteAllFinished, timeDifferences } from "./measure.ts";
import { periodOf } from "./period.ts";
import { type Answer, answer, questionIn } from "./question.ts";

import { timesUsedBetween } from "./store.ts";

const today = day("2026-11-23");
const now = new Date("2026-11-23T03:00:00Z");
const apps = [householdBusiness];
let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
  const load = (stopAfter: number) =>
    loadYear(city.db, now, city.deps, {
      appId: "ho-kinh-doanh",
      organIds: new Map(
        cityAgencies()
          .filter((agency) => agency.kind === "district")
          .map((agency) => [agency.slug, agency.organId]),
      ),
      onSlice: async ({ loaded }) => loaded < stopAfter,
    });
  await load(100);
  await load(1000);
}, 120_000);
afterAll(() => city.db.close());

async function ask(query: string): Promise<Answer> {
  const question = questionIn(new URLSearchParams(query), today);
  const facts = await findFacts({ db: city.db, now }, apps, question.period);
  return answer(question, facts, apps, { language: "vi", today });
}

const share = (found: Answer, name: string): string =>
  percentText(
    onTimeShare(found.rows.find((row) => row.name === name)?.figures ?? found.total.figures) ?? 0,
    "vi",
  );

// R43

test("loaded in slices and stopped half way, the year goes on after a restart and shows 89 %, 99 % and 97 %", async () => {
  const year = await ask("");
  const september = await ask("ky=2026-09");

  expect(percentText(onTimeShare(year.total.figures) ?? 0, "vi")).toBe("89 %");
  expect(share(september, "Huyện Củ Chi")).toBe("99 %");
  expect(share(september, "Quận Tân Bình")).toBe("97 %");
  expect(year.total.figures.released).toBeGreaterThan(10_000);
  expect(year.total.open).toBe(0);
  expect(year.rows).toHaveLength(24);
  const read = (reader: typeof countersBetween) =>
    withDoor(city.db, "counters", (tx: Tx) => reader(tx, "2025-01-01", "2027-01-01"));
  expect(await read(countersFromEvents)).toEqual(await read(countersBetween));
});

test("by agency, month, quarter, field or procedure the year has the same sums", async () => {
  const { figures } = (await ask("")).total;
  for (const by of ["co-quan", "thang", "quy", "linh-vuc", "thu-tuc"]) {
    const { rows, total } = await ask(`theo=${by}`);
    expect([by, total.figures]).toEqual([by, figures]);
    expect([by, rows.reduce((sum, row) => sum + row.figures.released, 0)]).toEqual([
      by,
      figures.released,
    ]);
  }
  const quarter = await ask("ky=2026-Q3&co-quan=cu-chi&theo=thang");
  expect(quarter.rows.map((row) => row.name)).toEqual([
    "Tháng 7/2026",
    "Tháng 8/2026",
    "Tháng 9/2026",
  ]);
  expect(share(quarter, "Tháng 9/2026")).toBe("99 %");
});

test("a period that has not begun, or that is none, is the last twelve months", () => {
  for (const key of ["2027", "2026-13", "2026-Q5", "soon"]) {
    expect(periodOf(key, today)).toBeUndefined();
    expect(questionIn(new URLSearchParams({ ky: key }), today).period.from).toBe("2025-12-01");
  }
  expect(periodOf("2026", today)).toMatchObject({ from: "2026-01-01", until: "2027-01-01" });
});

test("the year's working time is divided among steps and officials, and comes out of the histories again", async () => {
  const tenantId = city.cuChi;
  await noteAllFinished(city.db, tenantId);
  let measured = 0;
  for (let batch = -1; batch !== 0; measured += batch)
    batch = await measureFinished(city.db, now, city.deps.calendars);
  expect(measured).toBeGreaterThan(500);
  const rows = await withDoor(city.db, "counters", (tx) =>
    timesUsedBetween(tx, [tenantId], { from: "2026-09-01", until: "2026-10-01" }),
  );
  const roles = new Set(rows.filter((row) => row.step !== "").map((row) => row.role));
  expect([...roles].toSorted()).toEqual(["clerk", "head", "leader", "receiver", "specialist"]);
  const whole = rows.filter((row) => row.step === "" && row.role === "");
  expect(whole.reduce((sum, row) => sum + row.passes, 0)).toBe(100);
  expect(whole.reduce((sum, row) => sum + row.late, 0)).toBe(1);
  expect(await timeDifferences(city.db, now, city.deps.calendars, [tenantId])).toEqual([]);
}, 60_000);

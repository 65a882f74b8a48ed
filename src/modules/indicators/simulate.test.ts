import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day, dayIn } from "#kernel/calendar-day";
import { startingCalendar } from "#kernel/holiday-data";
import { USUAL_OFFICE_HOURS } from "#kernel/office-hours";
import { workingDays } from "#kernel/term";
import { loadYear } from "#modules/dossiers";
import { withDoor } from "#platform/database";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import { changeBetween } from "./edition-change.ts";
import { orderSimulation, simulateOnce } from "./run-simulation.ts";
import { type PastCase, type Tried, tryCase } from "./simulate.ts";
import { simulationById } from "./simulation-store.ts";

const time = { calendar: startingCalendar(), hours: USUAL_OFFICE_HOURS };
const at = (text: string): Date => new Date(`${text}+07:00`);
/** Received on Tuesday 8 April at nine, examined until Thursday at nine, given on Friday 11 April at two: in time by three days. */
const PAST: PastCase = {
  legal: { term: workingDays(3), startedAt: at("2025-04-08T09:00"), pauses: [], extensions: [] },
  releasedAt: at("2025-04-11T14:00"),
  outcome: "on-time",
  feeVnd: 100_000,
  steps: [{ nodeId: "examine", enteredAt: at("2025-04-08T09:00"), leftAt: at("2025-04-10T09:00") }],
};
const tried = (change: Parameters<typeof tryCase>[1]): Tried => tryCase(PAST, change, time);

test("a shorter term makes a dossier late that was in time; a step less brings it back; nothing changed changes nothing", () => {
  expect(tried({ withoutSteps: [] })).toEqual({
    was: "on-time",
    would: "on-time",
    feeBefore: 100_000,
    feeAfter: 100_000,
  });
  expect(tried({ term: workingDays(2), withoutSteps: [] }).would).toBe("late");
  expect(tried({ term: workingDays(5), withoutSteps: [] }).would).toBe("early");
  expect(tried({ term: workingDays(2), withoutSteps: ["examine"] }).would).toBe("early");
  expect(tried({ term: workingDays(2), withoutSteps: ["review"] }).would).toBe("late");
  expect(tried({ feeVnd: 30_000, withoutSteps: [] }).feeAfter).toBe(30_000);
});

test("time that the applicant held up in a step left out is not saved", () => {
  const paused = {
    ...PAST,
    legal: {
      ...PAST.legal,
      pauses: [{ from: at("2025-04-08T09:00"), until: at("2025-04-10T09:00"), reason: "Chờ" }],
    },
  };
  expect(tryCase(paused, { term: workingDays(2), withoutSteps: ["examine"] }, time).would).toBe(
    "late",
  );
});

test("a longer term never makes a dossier later, and steps less never either", () => {
  const order = ["early", "on-time", "late"];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (one, more) => {
      const short = tried({ term: workingDays(one), withoutSteps: [] }).would;
      const long = tried({ term: workingDays(one + more), withoutSteps: [] }).would;
      const less = tried({ term: workingDays(one), withoutSteps: ["examine"] }).would;
      expect(order.indexOf(long)).toBeLessThanOrEqual(order.indexOf(short));
      expect(order.indexOf(less)).toBeLessThanOrEqual(order.indexOf(short));
    }),
  );
});

test("between two editions the change is what differs", async () => {
  const [older, newer] = householdBusiness.editions;
  if (older === undefined || newer === undefined) throw new Error("two editions");
  expect(await changeBetween(older, older)).toEqual({ withoutSteps: [] });
  expect(await changeBetween(older, newer)).toEqual({ term: workingDays(3), withoutSteps: [] });
  const shorter = {
    ...newer,
    feeVnd: newer.feeVnd + 1,
    process: newer.process.replaceAll('"review"', '"look"'),
  };
  expect(await changeBetween(newer, shorter)).toEqual({
    feeVnd: newer.feeVnd + 1,
    withoutSteps: ["review"],
  });
  const tabled = { ...newer, rules: { fee: BY_OWNER } };
  expect(await changeBetween(newer, tabled)).toEqual({ feeTable: BY_OWNER, withoutSteps: [] });
  expect(await changeBetween(tabled, newer)).toEqual({ feeVnd: newer.feeVnd, withoutSteps: [] });
});

/** Half the fee for whoever has this name; a table may ask for any answer. */
const BY_OWNER = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="by-owner" name="Lệ phí" namespace="https://hcm-egov.example/dmn">
  <decision id="fee" name="Lệ phí">
    <decisionTable id="fee-table" hitPolicy="UNIQUE">
      <input id="in-owner" label="Chủ hộ"><inputExpression id="e-owner" typeRef="string"><text>ownerName</text></inputExpression></input>
      <output id="out" name="feeVnd" label="Lệ phí (đồng)" typeRef="number" />
      <rule id="r1"><inputEntry id="r1a"><text>"Nguyễn Thị Hoa"</text></inputEntry><outputEntry id="r1o"><text>50000</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="r2a"><text>not("Nguyễn Thị Hoa")</text></inputEntry><outputEntry id="r2o"><text>100000</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
`;

const ownersNamed = (name: string): Promise<number> =>
  withDoor(city.db, "counters", async (tx) => {
    const found = await tx.row<{ count: number }>(
      `SELECT count(*)::integer AS count FROM dossiers.dossier
       WHERE applicant_name = $1 AND outcome IS NOT NULL AND released_at >= $2`,
      [name, new Date("2025-12-01T00:00:00+07:00")],
    );
    return found?.count ?? 0;
  });

const now = new Date("2026-11-23T03:00:00Z");
let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
  await loadYear(city.db, now, city.deps, {
    appId: "ho-kinh-doanh",
    organIds: new Map([["quan-1", "000.01.01.H29"]]),
    onSlice: async () => true,
  });
}, 60_000);
afterAll(() => city.db.close());

test("a year of Quận 1 tried with a day less: page by page, begun again where a worker left, every dossier once", async () => {
  const deps = {
    calendars: city.deps.calendars,
    rules: city.deps.rules,
    apps: () => [householdBusiness],
  };
  const actor = { kind: "system", job: "test" } as const;
  const order = (change: object) =>
    orderSimulation(city.db, now, actor, {
      appId: "ho-kinh-doanh",
      from: day("2025-12-01"),
      until: dayIn(now),
      change: { withoutSteps: [], ...change },
    });
  const same = await order({});
  const byTable = await order({ feeTable: BY_OWNER });
  const shorter = await order({ term: { unit: "working-days", count: 2 }, feeVnd: 0 });
  let pages = 0;
  while ((await simulateOnce(city.db, now, deps)) > 0) pages += 1;
  const result = async (id: string) => {
    const found = await withDoor(city.db, "directory", (tx) => simulationById(tx, id));
    if (found?.finishedAt === null || found === undefined) throw new Error("not finished");
    return { ...found.result, total: found.casesTotal };
  };

  const [as, less, charged] = [await result(same), await result(shorter), await result(byTable)];
  expect(pages).toBeGreaterThan(40);
  expect(as.cases).toBe(as.total);
  expect(as.would).toEqual(as.was);
  expect(as.flips).toEqual([]);
  expect(less.cases).toBe(as.total);
  expect(less.was).toEqual(as.was);
  expect(less.would.late).toBeGreaterThan(less.was.late);
  expect(less.becameLate).toBe(less.would.late - less.was.late);
  expect(less.flips).toHaveLength(Math.min(100, less.becameLate));
  expect([less.feeBefore, less.feeAfter]).toEqual([100_000 * less.cases, 0]);
  // The year's owners are known by name only: those of the table pay half, everyone else as before.
  const half = charged.feeBefore - charged.feeAfter;
  expect(charged.feeBefore).toBe(100_000 * charged.cases);
  expect(half % 50_000).toBe(0);
  expect(half / 50_000).toBe(await ownersNamed("Nguyễn Thị Hoa"));
  expect(half).toBeGreaterThan(0);
  expect(charged.would).toEqual(charged.was);
});

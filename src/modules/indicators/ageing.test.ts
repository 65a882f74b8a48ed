import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { startingCalendar } from "#kernel/holiday-data";
import { askSupplement, openByDue, planOfOpenByDue } from "#modules/dossiers";
import { withDoor } from "#platform/database";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { ageMoments, agesOf } from "./ageing.ts";
import { findFacts } from "./find-figures.ts";
import { rowOf } from "./figures.ts";
import { periodOf } from "./period.ts";
import { householdBusiness } from "../../../apps/household-business/app.ts";

const calendar = startingCalendar();
const at = (text: string): Date => new Date(`${text}+07:00`);
let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
  await city.dossierAt("review", at("2025-04-22T09:00")); // due on Friday 25 April at close
  await city.dossierAt("examine"); // due on Tuesday 29 April at close: the make-up Saturday counts
  const asked = await city.dossierAt("receive");
  const act = { publicId: asked.publicId, version: asked.version };
  value(
    await city.as(city.lanTheReceiver, (tx) =>
      askSupplement(tx, FRIDAY_MORNING, city.deps, city.lanTheReceiver, {
        ...act,
        defects: [{ field: "can-cuoc", words: "Ảnh mờ" }],
      }),
    ),
  );
});
afterAll(() => city.db.close());

const agesAt = async (now: Date) => {
  const rows = await withDoor(city.db, "open-figures", (tx) =>
    openByDue(tx, [city.district1, city.cuChi], ageMoments(now, calendar)),
  );
  return Object.fromEntries(Object.entries(agesOf(rows)).filter(([, count]) => count > 0));
};

test("as working days pass an open dossier ages without being touched, and one that waits for the applicant does not", async () => {
  expect(await agesAt(FRIDAY_MORNING)).toEqual({ "left-1": 1, "left-3": 1, paused: 1 });
  expect(await agesAt(at("2025-04-25T17:01"))).toEqual({ "late-1": 1, "left-3": 1, paused: 1 });
  expect(await agesAt(at("2025-04-28T08:00"))).toEqual({ "late-5": 1, "left-1": 1, paused: 1 });
  expect(await agesAt(at("2025-05-20T08:00"))).toEqual({ "late-more": 2, paused: 1 });
});

test("the moments between ages are whole working days, in order, over a make-up Saturday and a long holiday", () => {
  const moments = ageMoments(FRIDAY_MORNING, calendar);
  expect(moments).toEqual([
    at("2025-04-18T00:00"),
    at("2025-04-24T00:00"),
    FRIDAY_MORNING,
    at("2025-04-27T00:00"),
    at("2025-04-30T00:00"),
    at("2025-05-07T00:00"),
  ]);
});

// R43

test("what is overdue now has a column of its own in the running month, and none in a month that is over", async () => {
  const now = at("2025-05-20T08:00");
  const month = async (key: string) => {
    const period = periodOf(key, day("2025-05-20"));
    if (period === undefined) throw new Error(key);
    return rowOf(key, await findFacts({ db: city.db, now }, [householdBusiness], period));
  };
  expect(await month("2025-05")).toMatchObject({ open: 3, overdue: 2 });
  expect(await month("2025-04")).toMatchObject({ open: 3, overdue: undefined });
});

test("open dossiers are found by an index that holds open work only, whatever lies in the table", async () => {
  const plan = await withDoor(city.db, "open-figures", async (tx) => {
    await tx.rows("SET LOCAL enable_seqscan = off");
    return planOfOpenByDue(tx, [city.district1, city.cuChi]);
  });
  expect(plan).toMatch(
    /Index (?:Only )?Scan using dossier_(?:worklist|of_holder)|Bitmap Index Scan on dossier_(?:worklist|of_holder)/u,
  );
  expect(plan).not.toContain("Seq Scan");
});

import { afterAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { startingCalendar } from "#kernel/holiday-data";
import { USUAL_OFFICE_HOURS } from "#kernel/office-hours";
import { percentText } from "#kernel/percent";
import { workingDays } from "#kernel/term";
import { cityAgencies, DISTRICT_SLUGS } from "#modules/organisation";
import { type Tx, withDoor } from "#platform/database";
import { openOneStopCity } from "../../../test/world/dossiers.ts";
import { dossiersOf, yearOfSlices } from "./demo-year.ts";
import { countersBetween, countersFromEvents, loadYear } from "./index.ts";
import { agencyFigures } from "./pages/statistics.tsx";
import { onTimeShare } from "./statistics.ts";

const today = day("2026-11-23");
const now = new Date("2026-11-23T03:00:00Z");
const rules = {
  term: workingDays(3),
  time: { calendar: startingCalendar(), hours: USUAL_OFFICE_HOURS },
  today,
};
const cities: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const db of cities) await db.close();
});

test("every dossier of the year is what the legal clock says of it: late where it was planned late, in time elsewhere", () => {
  for (const slice of yearOfSlices(DISTRICT_SLUGS, today)) {
    const dossiers = dossiersOf(slice, rules);
    expect(dossiers.filter((one) => one.outcome === "late")).toHaveLength(slice.late);
    for (const one of dossiers) {
      expect(one.submittedAt < one.acceptedAt && one.acceptedAt < one.releasedAt).toBe(true);
      expect(one.releasedAt < now).toBe(true);
    }
  }
});

// R43

test("loaded in slices and stopped half way, the year goes on after a restart and shows 89 %, 99 % and 97 %", async () => {
  const city = await openOneStopCity();
  cities.push(city.db);
  const organIds = new Map(
    cityAgencies()
      .filter((agency) => agency.kind === "district")
      .map((agency) => [agency.slug, agency.organId]),
  );
  const load = (stopAfter: number) =>
    loadYear(city.db, now, city.deps, {
      appId: "ho-kinh-doanh",
      organIds,
      onSlice: async ({ loaded }) => loaded < stopAfter,
    });
  await load(100);
  await load(1000);
  const figures = (from: string, until: string) =>
    agencyFigures({ db: city.db, now, language: "vi" }, { from: day(from), until: day(until) });
  const share = (one: Parameters<typeof onTimeShare>[0] | undefined): string =>
    one === undefined ? "" : percentText(onTimeShare(one) ?? 0, "vi");
  const year = await figures("2025-12-01", "2026-12-01");
  const september = await figures("2026-09-01", "2026-10-01");

  expect(share(year.city.figures)).toBe("89 %");
  expect(share(september.agencies.find((one) => one.name === "Huyện Củ Chi")?.figures)).toBe(
    "99 %",
  );
  expect(share(september.agencies.find((one) => one.name === "Quận Tân Bình")?.figures)).toBe(
    "97 %",
  );
  expect(year.city.figures.released).toBeGreaterThan(10_000);
  expect(year.city.open).toBe(0);
  const read = (reader: typeof countersBetween) =>
    withDoor(city.db, "counters", (tx: Tx) => reader(tx, "2025-01-01", "2027-01-01"));
  expect(await read(countersFromEvents)).toEqual(await read(countersBetween));
}, 120_000);

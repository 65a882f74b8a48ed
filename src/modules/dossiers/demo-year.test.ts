import { expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { startingCalendar } from "#kernel/holiday-data";
import { USUAL_OFFICE_HOURS } from "#kernel/office-hours";
import { workingDays } from "#kernel/term";
import { DISTRICT_SLUGS } from "#modules/organisation";
import { dossiersOf, yearOfSlices } from "./demo-year.ts";

const today = day("2026-11-23");
const now = new Date("2026-11-23T03:00:00Z");
const rules = {
  term: workingDays(3),
  time: { calendar: startingCalendar(), hours: USUAL_OFFICE_HOURS },
  today,
};

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

import Holidays from "date-holidays";
import { expect, test } from "vitest";
import { day } from "./calendar-day.ts";
import { startingCalendar } from "./holiday-data.ts";

// R31, R32

test("the main Tết days agree with an independent library, which misses the swapped 2 May 2025", () => {
  const library = new Holidays("VN", { timezone: "Asia/Ho_Chi_Minh" });
  const { entries } = startingCalendar();

  for (const year of [2022, 2023, 2024, 2025, 2026]) {
    const theirs = library.getHolidays(year).map((holiday) => day(holiday.date.slice(0, 10)));
    for (const fixed of [`${year}-01-01`, `${year}-04-30`, `${year}-05-01`, `${year}-09-02`])
      expect(theirs).toContain(fixed);
    const shared = theirs.filter((on) => entries.get(on)?.kind === "holiday");
    expect(shared.length).toBeGreaterThanOrEqual(6);
  }
  expect(library.isHoliday(new Date("2025-05-02T12:00:00+07:00"))).toBe(false);
  expect(entries.get(day("2025-05-02"))?.kind).toBe("swapped-off");
});

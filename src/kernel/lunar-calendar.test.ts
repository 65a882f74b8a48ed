import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, day } from "./calendar-day.ts";
import { lunarNewYear, lunarToSolar, solarToLunar } from "./lunar-calendar.ts";

test.each([
  [1985, "1985-01-21"],
  [2007, "2007-02-17"],
  [2015, "2015-02-19"],
  [2020, "2020-01-25"],
  [2021, "2021-02-12"],
  [2022, "2022-02-01"],
  [2023, "2023-01-22"],
  [2024, "2024-02-10"],
  [2025, "2025-01-29"],
  [2026, "2026-02-17"],
  [2027, "2027-02-06"],
  [2030, "2030-02-02"],
])("Tết of %i falls on %s in Vietnam", (year, expected) => {
  expect(lunarNewYear(year)).toBe(expected);
});

test.each([
  [2023, "2023-04-29"],
  [2024, "2024-04-18"],
  [2025, "2025-04-07"],
  [2026, "2026-04-26"],
])("the Hùng Kings are remembered in %i on %s, the tenth of the third month", (year, expected) => {
  expect(lunarToSolar(year, 3, 10)).toBe(expected);
});

test("the leap sixth month of 2025 and the leap second month of 2023 are found", () => {
  expect(solarToLunar(day("2025-07-25"))).toEqual({
    year: 2025,
    month: 6,
    day: 1,
    isLeapMonth: true,
  });
  expect(solarToLunar(day("2023-03-22"))).toEqual({
    year: 2023,
    month: 2,
    day: 1,
    isLeapMonth: true,
  });
});

test("every day of two centuries has one lunar date, and regular dates lead back to it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 54_000 }), (offset) => {
      const on = addDays(day("1968-03-01"), offset);
      const lunar = solarToLunar(on);
      expect(lunar.day).toBeGreaterThanOrEqual(1);
      expect(lunar.day).toBeLessThanOrEqual(30);
      if (!lunar.isLeapMonth) expect(lunarToSolar(lunar.year, lunar.month, lunar.day)).toBe(on);
    }),
    { numRuns: 300 },
  );
});

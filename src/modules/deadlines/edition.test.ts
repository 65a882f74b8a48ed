import { expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { holidayCalendar } from "#kernel/holiday-calendar";
import { STARTING_DECREES } from "#kernel/holiday-data";
import { formOf, readDecree } from "./decree-form.ts";
import { changedDays, editionRefusal, withDecree } from "./edition.ts";

const of2025 = STARTING_DECREES.find((decree) => decree.year === 2025);
if (of2025 === undefined) throw new Error("2025 is among the starting decrees");

const refusalOf = (decrees: typeof STARTING_DECREES, reason = "Thông báo mới") =>
  editionRefusal({ decrees, reason }, STARTING_DECREES);

test("an edition that drops a year would forget its swaps and is refused", () => {
  expect(refusalOf(STARTING_DECREES)).toBeUndefined();
  expect(refusalOf([of2025])).toBe("year-missing");
  expect(refusalOf([...STARTING_DECREES, of2025])).toBe("year-twice");
});

test("an edition without reason or document is refused", () => {
  expect(refusalOf(STARTING_DECREES, "  ")).toBe("reason-missing");
  const bare = { ...of2025, source: { document: " ", certainty: "S" } } as const;
  expect(refusalOf(withDecree(STARTING_DECREES, bare))).toBe("source-missing");
});

test("a swap written the wrong way round is refused: Saturday cannot be taken off for a Friday", () => {
  const swapped = {
    ...of2025,
    swaps: [{ off: day("2025-04-26"), worked: day("2025-05-02") }],
  };
  expect(refusalOf(withDecree(STARTING_DECREES, swapped))).toBe("swap-unfit");
});

test("without the swap of 2025, Friday 2 May is worked and Saturday 26 April is off: exactly two days change", () => {
  const without = withDecree(STARTING_DECREES, { ...of2025, swaps: [] });
  const changed = changedDays(
    holidayCalendar("hcm", "a", STARTING_DECREES),
    holidayCalendar("hcm", "b", without),
    2025,
  );

  expect(changed.map(({ on, isWorking }) => [on, isWorking])).toEqual([
    ["2025-04-26", false],
    ["2025-05-02", true],
  ]);
});

test("every starting decree survives being shown in the form and read back", () => {
  for (const decree of STARTING_DECREES) {
    const read = readDecree({ ...formOf(decree.year, decree), reason: "Như cũ" });
    expect(read).toEqual({ ok: true, value: { ...decree, extra: decree.extra ?? [] } });
  }
});

test("all that cannot be read is told at once", () => {
  const form = {
    ...formOf(2026, undefined),
    swaps: "02/01/2026 - 10/01/2026\n31/08/2026",
    extra: "24/11/2025; Ngày Văn hóa Việt Nam",
  };
  expect(readDecree(form)).toEqual({
    ok: false,
    error: ["swaps", "extra", "document", "reason"],
  });
  const impossible = { ...form, swaps: "30/02/2026 - 07/02/2026", extra: "24/11/2026;" };
  expect(readDecree(impossible)).toMatchObject({
    error: ["swaps", "extra", "document", "reason"],
  });
});

test("an additional day without an English name is called by its Vietnamese one", () => {
  const form = {
    ...formOf(2026, undefined),
    extra: "24/11/2026; Ngày Văn hóa Việt Nam",
    document: "Nghị quyết minh họa",
    reason: "Bổ sung",
  };
  expect(readDecree(form)).toMatchObject({
    value: {
      extra: [{ on: "2026-11-24", vi: "Ngày Văn hóa Việt Nam", en: "Ngày Văn hóa Việt Nam" }],
    },
  });
});

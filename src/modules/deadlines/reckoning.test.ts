import { expect, test } from "vitest";
import { day, instantAt } from "#kernel/calendar-day";
import { workingDays } from "#kernel/term";
import { readForm, readReckoning } from "./reckoning.ts";

const now = instantAt(day("2026-11-23"), 9 * 60 + 5);

test("an empty question is about now: three working days from this minute", () => {
  expect(readForm(new URLSearchParams(), now)).toEqual({
    on: "23/11/2026",
    at: "09:05",
    count: "3",
    unit: "working-days",
    late: false,
  });
});

test.each(["25/4/2025", "25/04/2025", "25-04-2025", "25.4.2025", "2025-04-25"])(
  "the day %s is read as people write it",
  (on) => {
    const read = readReckoning({ on, at: "16:30", count: "3", unit: "working-days", late: true });

    expect(read).toEqual({
      ok: true,
      value: {
        startedAt: instantAt(day("2025-04-25"), 990),
        term: workingDays(3),
        lateFromMinute: 900,
      },
    });
  },
);

test("every unreadable field is told at once", () => {
  expect(
    readReckoning({ on: "30/02/2025", at: "24:00", count: "-1", unit: "days", late: false }),
  ).toEqual({ ok: false, error: ["on", "at", "count"] });
  expect(
    readReckoning({ on: "1999-01-01", at: "7g30", count: "400", unit: "days", late: false }),
  ).toEqual({ ok: false, error: ["on", "count"] });
});

import { describe, expect, test } from "vitest";
import { day, instantAt } from "./calendar-day.ts";
import { explainDue } from "./explain-clock.ts";
import { startingCalendar } from "./holiday-data.ts";
import { dueMoment, type LegalClock } from "./legal-clock.ts";
import { USUAL_OFFICE_HOURS, type WorkingTime } from "./office-hours.ts";
import { sameDay } from "./term.ts";

const time: WorkingTime = { calendar: startingCalendar(), hours: USUAL_OFFICE_HOURS };
const at = (on: string, hour: number): Date => instantAt(day(on), hour * 60);
const due = (clock: LegalClock): Date => dueMoment(clock, time, new Date(0));

// R17

describe("a birth registered on the day of receipt, with the 15:00 rule", () => {
  const filed = (on: string, hour: number): LegalClock => ({
    term: sameDay(),
    startedAt: at(on, hour),
    lateFromMinute: 15 * 60,
    pauses: [],
    extensions: [],
  });

  test("filed on Friday morning it is due on Friday at close, filed at 15:00 on make-up Saturday", () => {
    expect(due(filed("2025-04-25", 9))).toEqual(at("2025-04-25", 17));
    expect(due(filed("2025-04-25", 15))).toEqual(at("2025-04-26", 17));
  });

  test("filed late on the eve of the holidays it is due on Monday 5 May", () => {
    expect(due(filed("2025-04-29", 16))).toEqual(at("2025-05-05", 17));
  });

  test("a supplement asked on Friday and answered on Monday leaves the day of the answer", () => {
    const clock = {
      ...filed("2025-04-18", 9),
      pauses: [{ from: at("2025-04-18", 10), until: at("2025-04-21", 9), reason: "bổ sung" }],
    };
    expect(due(clock)).toEqual(at("2025-04-21", 17));
  });

  test("the strip says why", () => {
    const explained = explainDue(filed("2025-04-25", 15), time, at("2025-04-25", 15));
    expect(explained.days.map((one) => [one.on, one.kind]).slice(0, 2)).toEqual([
      ["2025-04-25", "received"],
      ["2025-04-26", "due"],
    ]);
    expect(explained.sentences[0]?.vi).toBe(
      "Trả kết quả trong ngày làm việc tiếp nhận, 26/04/2025.",
    );
  });
});

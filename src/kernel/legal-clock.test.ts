import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { addDays, day, dayIn, instantAt } from "./calendar-day.ts";
import { deadlineLight, explainDue } from "./explain-clock.ts";
import { holidayCalendar, isWorkingDay } from "./holiday-calendar.ts";
import { STARTING_DECREES, startingCalendar } from "./holiday-data.ts";
import {
  afterCalendarChange,
  attribution,
  dueMoment,
  latestStart,
  type LegalClock,
  outcomeOf,
} from "./legal-clock.ts";
import { USUAL_OFFICE_HOURS, workingMinutes, type WorkingTime } from "./office-hours.ts";
import {
  days,
  type Term,
  type WorkingDays,
  type WorkingHours,
  workingDays,
  workingHours,
} from "./term.ts";

const time: WorkingTime = { calendar: startingCalendar(), hours: USUAL_OFFICE_HOURS };
const at = (on: string, hour: number, minute = 0): Date => instantAt(day(on), hour * 60 + minute);
const clockOf = (term: Term, startedAt: Date, more: Partial<LegalClock> = {}): LegalClock => ({
  term,
  startedAt,
  pauses: [],
  extensions: [],
  ...more,
});
const due = (clock: LegalClock, asOf = new Date(0)): Date => dueMoment(clock, time, asOf);

describe("worked case 1: a household business in Quận 1, April 2025", () => {
  const friday = at("2025-04-25", 16, 30);

  // R32, R33

  test("received on Friday 25 April 2025 at 16:30, three working days, it is due on Tuesday 29 April at close", () => {
    expect(due(clockOf(workingDays(3), friday))).toEqual(at("2025-04-29", 17));
  });

  // R17, R32

  test("with the 15:00 rule it counts as received on make-up Saturday 26 April and is due on Monday 5 May", () => {
    expect(due(clockOf(workingDays(3), friday, { lateFromMinute: 15 * 60 }))).toEqual(
      at("2025-05-05", 17),
    );
  });

  test("an engine that knows the day off but not the make-up Saturday would be wrong in both", () => {
    const entries = new Map(
      [...time.calendar.entries].filter(([, entry]) => entry.kind !== "make-up"),
    );
    const wrong: WorkingTime = {
      calendar: { ...time.calendar, entries },
      hours: USUAL_OFFICE_HOURS,
    };

    expect(dueMoment(clockOf(workingDays(3), friday), wrong, friday)).toEqual(at("2025-05-05", 17));
    expect(
      dueMoment(clockOf(workingDays(3), friday, { lateFromMinute: 900 }), wrong, friday),
    ).toEqual(at("2025-05-06", 17));
  });

  test("an engine without any swap would promise Friday 2 May, a day off", () => {
    const without = holidayCalendar(
      "hcm",
      "no-swap",
      STARTING_DECREES.map((decree) => ({ ...decree, swaps: [] })),
    );

    expect(
      dueMoment(clockOf(workingDays(3), friday), { ...time, calendar: without }, friday),
    ).toEqual(at("2025-05-02", 17));
  });

  test("the strip tells which days counted and why the others did not", () => {
    const explained = explainDue(clockOf(workingDays(3), friday), time, friday);

    expect(
      explained.days.map((cell) => `${cell.on.slice(5)} ${cell.kind} ${cell.label.vi}`),
    ).toEqual([
      "04-25 received nhận",
      "04-26 counted 1 · bù",
      "04-27 off nghỉ",
      "04-28 counted 2",
      "04-29 due 3 · hẹn",
      "04-30 off lễ",
      "05-01 off lễ",
      "05-02 off hoán đổi",
    ]);
    expect(explained.sentences.map((sentence) => sentence.vi)).toEqual([
      "Thời hạn 3 ngày làm việc, không tính ngày tiếp nhận 25/04/2025.",
      "Thứ Bảy 26/04/2025: ngày thứ 1 · ngày làm bù cho 02/05/2025.",
      "Hẹn trả lúc 17:00, thứ Ba, 29/04/2025.",
    ]);
    expect(explained.sources).toEqual([
      { document: "Thông báo nghỉ Tết Nguyên đán và Quốc khánh năm 2025", certainty: "S" },
    ]);
  });
});

test.each([
  ["2023-05-03", "compensation"],
  ["2024-02-14", "compensation"],
  ["2024-04-29", "swapped-off"],
  ["2024-05-04", "make-up"],
  ["2025-05-02", "swapped-off"],
  ["2025-04-26", "make-up"],
  ["2026-08-31", "swapped-off"],
  ["2026-01-10", "make-up"],
])("%s is a %s day in the city's calendar", (on, kind) => {
  expect(time.calendar.entries.get(day(on))?.kind).toBe(kind);
});

// R31

test("the second day of the National Day holiday exists only from 2021", () => {
  expect(isWorkingDay(time.calendar, day("2020-09-03"))).toBe(true);
  expect(isWorkingDay(time.calendar, day("2021-09-03"))).toBe(false);
});

// R33

test("a term in calendar days that ends on Reunification Day ends on the next working day", () => {
  expect(due(clockOf(days(5), at("2025-04-25", 9)))).toEqual(at("2025-05-05", 17));
});

// R17, R42

test("the answer to an online filing is due within eight working hours, over the weekend", () => {
  expect(due(clockOf(workingHours(8), at("2025-06-06", 16, 10)))).toEqual(at("2025-06-09", 16, 15));
});

// R40

test("a dossier filed on a Saturday morning is received that day, though the clock starts on Monday", () => {
  expect(due(clockOf(workingDays(1), at("2025-06-07", 8)))).toEqual(at("2025-06-09", 17));
});

test("three days with the applicant move the due date three working days, and the day of the answer counts", () => {
  const clock = clockOf(workingDays(3), at("2025-06-02", 9), {
    pauses: [{ from: at("2025-06-03", 10), until: at("2025-06-06", 15), reason: "chờ bổ sung" }],
  });

  expect(due(clock)).toEqual(at("2025-06-10", 17));
  expect(
    explainDue(clock, time, at("2025-06-06", 15)).days.filter((cell) => cell.kind === "paused"),
  ).toHaveLength(3);
});

test("an extension adds its term after the due day and names its decision", () => {
  const clock = clockOf(workingDays(3), at("2025-06-02", 9), {
    extensions: [
      {
        term: workingDays(2),
        decision: { number: "15/QĐ-UBND", on: day("2025-06-04"), reason: "xác minh địa điểm" },
      },
    ],
  });

  expect(due(clock)).toEqual(at("2025-06-09", 17));
  expect(
    explainDue(clock, time, at("2025-06-04", 9)).sentences.some((s) => s.vi.includes("15/QĐ-UBND")),
  ).toBe(true);
});

// R32

test("a changed calendar never moves a printed promise earlier", () => {
  const promised = at("2025-06-05", 17);

  expect(afterCalendarChange(promised, at("2025-06-04", 17), true)).toEqual({
    dueAt: promised,
    moved: "kept",
  });
  expect(afterCalendarChange(promised, at("2025-06-06", 17), true).moved).toBe("later");
  expect(afterCalendarChange(promised, at("2025-06-04", 17), false).moved).toBe("earlier");
});

test("a promise kept against a kinder calendar says so: the strip ends on the promised day and counts as today's calendar does", () => {
  const clock = clockOf(workingDays(3), at("2025-06-02", 9));
  const explained = explainDue(clock, time, at("2025-06-02", 9), at("2025-06-06", 17));

  expect(explained.dueAt).toEqual(at("2025-06-06", 17));
  expect(explained.days.map((cell) => `${cell.on.slice(8)} ${cell.kind}`).slice(0, 5)).toEqual([
    "02 received",
    "03 counted",
    "04 counted",
    "05 counted",
    "06 due",
  ]);
  expect(explained.sentences.slice(-2).map((one) => one.vi)).toEqual([
    "Theo lịch hiện hành, thời hạn hết ngày 05/06/2025; ngày đã hẹn không bị dời sớm hơn nên giữ nguyên.",
    "Hẹn trả lúc 17:00, thứ Sáu, 06/06/2025.",
  ]);
  expect(explainDue(clock, time, at("2025-06-02", 9), at("2025-06-05", 17))).toEqual(
    explainDue(clock, time, at("2025-06-02", 9)),
  );
});

// R21

test("released before the afternoon of the due day is early, until close on time, after it late", () => {
  const promised = at("2025-06-05", 17);

  expect(outcomeOf(at("2025-06-05", 12), promised, time)).toBe("early");
  expect(outcomeOf(at("2025-06-05", 13, 30), promised, time)).toBe("on-time");
  expect(outcomeOf(at("2025-06-05", 17), promised, time)).toBe("on-time");
  expect(outcomeOf(at("2025-06-05", 17, 1), promised, time)).toBe("late");
});

test("the time inside a pause is the applicant's, the rest belongs to who held the dossier", () => {
  const clock = clockOf(workingDays(3), at("2025-06-02", 8), {
    pauses: [{ from: at("2025-06-02", 15), until: at("2025-06-03", 9), reason: "chờ bổ sung" }],
  });
  const used = attribution(
    [
      { holder: "Bộ phận một cửa", from: at("2025-06-02", 8), until: at("2025-06-02", 9) },
      { holder: "Phòng Kinh tế", from: at("2025-06-02", 9), until: at("2025-06-03", 10) },
    ],
    clock,
    time,
    at("2025-06-03", 10),
  );

  expect([...used.byHolder]).toEqual([
    ["Bộ phận một cửa", 60],
    ["Phòng Kinh tế", 330],
  ]);
  expect(used.pausedMinutes).toBe(210);
});

test("a light says in words how many working days are left or gone", () => {
  const promised = at("2025-04-29", 17);

  expect(deadlineLight(promised, at("2025-04-25", 17), time, false).words.vi).toBe(
    "Còn 3 ngày làm việc",
  );
  expect(deadlineLight(promised, at("2025-04-29", 8), time, false)).toMatchObject({
    state: "near",
    words: { vi: "Đến hạn hôm nay" },
  });
  expect(deadlineLight(promised, at("2025-05-05", 8), time, false).words.vi).toBe(
    "Quá hạn 1 ngày làm việc",
  );
  expect(deadlineLight(promised, at("2025-05-05", 8), time, true).state).toBe("hold");
});

// R33

test("days, working days and working hours cannot be mixed, and no term is zero or a fraction", () => {
  expectTypeOf<WorkingDays>().not.toEqualTypeOf<WorkingHours>();
  expect(() => workingDays(0)).toThrow("whole number");
  expect(() => workingHours(1.5)).toThrow("whole number");
});

describe("for any term, start and pause", () => {
  const instants = fc
    .integer({ min: 0, max: 4 * 365 * 24 * 4 })
    .map((quarters) => new Date(at("2022-01-03", 0).getTime() + quarters * 900_000));
  const terms: fc.Arbitrary<Term> = fc.oneof(
    fc.integer({ min: 1, max: 40 }).map(days),
    fc.integer({ min: 1, max: 30 }).map(workingDays),
    fc.integer({ min: 1, max: 60 }).map(workingHours),
  );
  const pauses = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 300 }));
  const hourRules = fc.constantFrom(undefined, 15 * 60);
  const withRule = (rule: number | undefined): Partial<LegalClock> =>
    rule === undefined ? {} : { lateFromMinute: rule };
  const pauseAfter = (start: Date, [wait, length]: readonly [number, number]) => {
    const from = new Date(start.getTime() + wait * 3_600_000);
    return { from, until: new Date(from.getTime() + length * 3_600_000), reason: "chờ bổ sung" };
  };

  test("a later start is never due earlier", () => {
    fc.assert(
      fc.property(
        terms,
        instants,
        fc.integer({ min: 0, max: 500 }),
        hourRules,
        (term, start, hours, rule) => {
          const after = new Date(start.getTime() + hours * 900_000);
          expect(due(clockOf(term, after, withRule(rule))).getTime()).toBeGreaterThanOrEqual(
            due(clockOf(term, start, withRule(rule))).getTime(),
          );
        },
      ),
    );
  });

  test("a pause never shortens, and a longer pause never ends earlier", () => {
    fc.assert(
      fc.property(
        terms,
        instants,
        pauses,
        fc.integer({ min: 0, max: 100 }),
        (term, start, pause, more) => {
          const none = due(clockOf(term, start)).getTime();
          const one = due(clockOf(term, start, { pauses: [pauseAfter(start, pause)] })).getTime();
          const longer = due(
            clockOf(term, start, { pauses: [pauseAfter(start, [pause[0], pause[1] + more])] }),
          ).getTime();
          expect(one).toBeGreaterThanOrEqual(none);
          expect(longer).toBeGreaterThanOrEqual(one);
        },
      ),
    );
  });

  test("a pause of no length changes nothing", () => {
    fc.assert(
      fc.property(terms, instants, fc.integer({ min: 0, max: 200 }), (term, start, wait) => {
        expect(due(clockOf(term, start, { pauses: [pauseAfter(start, [wait, 0])] }))).toEqual(
          due(clockOf(term, start)),
        );
      }),
    );
  });

  test("resuming excludes no first day again: the day of resuming counts when it is a working day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), instants, pauses, (count, start, pause) => {
        const clock = clockOf(workingDays(count), start, { pauses: [pauseAfter(start, pause)] });
        const resumedOn = dayIn(clock.pauses[0]?.until ?? start);
        const cell = explainDue(clock, time, start).days.find((one) => one.on === resumedOn);
        const isInside =
          cell !== undefined && resumedOn > dayIn(start) && resumedOn <= dayIn(due(clock));
        if (isInside && isWorkingDay(time.calendar, resumedOn))
          expect(["counted", "due"]).toContain(cell.kind);
      }),
    );
  });

  test("the strip counts exactly the term, and its last counted day is the due day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), instants, pauses, (count, start, pause) => {
        const clock = clockOf(workingDays(count), start, { pauses: [pauseAfter(start, pause)] });
        const explained = explainDue(clock, time, start);
        const counted = explained.days.filter(
          (cell) => cell.kind === "counted" || cell.kind === "due",
        );
        expect(counted).toHaveLength(count);
        expect(counted.at(-1)?.on).toBe(dayIn(explained.dueAt));
      }),
    );
  });

  test("forwards and backwards agree inside working time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }).map(workingHours), instants, (term, start) => {
        fc.pre(workingMinutes(time, start, new Date(start.getTime() + 900_000)) === 15);
        const promised = due(clockOf(term, start));
        const back = latestStart(promised, term, time);
        expect(workingMinutes(time, start, back)).toBe(0);
        expect(due(clockOf(term, back))).toEqual(promised);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }).map(workingDays), instants, (term, start) => {
        const promised = due(clockOf(term, start));
        const back = latestStart(promised, term, time);
        expect(due(clockOf(term, back))).toEqual(promised);
        expect(due(clockOf(term, instantAt(addDays(dayIn(back), 1), 540)))).not.toEqual(
          isWorkingDay(time.calendar, addDays(dayIn(back), 1)) ? promised : undefined,
        );
      }),
    );
  });
});

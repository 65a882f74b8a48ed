import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { STARTING_DECREES } from "#kernel/holiday-data";
import { workingDays, workingHours } from "#kernel/term";
import { type Tx, withApplicant, withDoor, withTenant } from "#platform/database";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import {
  clocksOf,
  createCalendars,
  extendClock,
  fireDueAlarms,
  type NewTerm,
  pauseClock,
  publishCalendar,
  recomputeOpenClocks,
  resumeClock,
  seedCalendar,
  startClock,
  stopClock,
} from "./index.ts";

let city: City;
let subjectId: string;
const calendars = createCalendars();
const applicant = "01900000-0000-7000-8000-0000000000aa";
beforeAll(async () => {
  city = await openCity();
  await withDoor(city.db, "seed", (tx) => seedCalendar(tx, FRIDAY_MORNING));
});
afterAll(() => city.db.close());
beforeEach(() => {
  subjectId = uuidv7(FRIDAY_MORNING.getTime());
});

const atDesk = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTenant(city.db, city.lanTheReceiver, work);
const at = (text: string): Date => new Date(`${text}+07:00`);
const start = (change: Partial<NewTerm> = {}) =>
  atDesk((tx) =>
    startClock(tx, FRIDAY_MORNING, calendars, {
      subjectKind: "dossier",
      subjectId,
      applicantId: applicant,
      purpose: "processing",
      term: workingDays(3),
      startedAt: FRIDAY_MORNING,
      ...change,
    }),
  );
const clocks = () => atDesk((tx) => clocksOf(tx, "dossier", subjectId));

test("three working days from Friday 25 April 2025 end on Tuesday 29 April: the make-up Saturday counts", async () => {
  const clock = await start();

  expect(clock.dueAt).toEqual(at("2025-04-29T17:00"));
  expect((await clocks())[0]).toMatchObject({ dueAt: clock.dueAt, firstDueAt: clock.dueAt });
});

test("while the applicant supplements, time stands still; the first promise stays on record", async () => {
  const clock = await start();
  await atDesk((tx) => pauseClock(tx, at("2025-04-28T09:00"), clock.id, "Chờ bổ sung"));
  const resumed = await atDesk((tx) =>
    resumeClock(tx, at("2025-05-06T09:00"), calendars, clock.id),
  );

  expect(resumed.ok && resumed.value.dueAt).toEqual(at("2025-05-07T17:00"));
  expect((await clocks())[0]).toMatchObject({
    state: "running",
    firstDueAt: at("2025-04-29T17:00"),
    legal: { pauses: [{ reason: "Chờ bổ sung", until: at("2025-05-06T09:00") }] },
  });
});

test("a pause needs a reason, an extension a decision, and a stopped clock takes neither", async () => {
  const clock = await start();
  const decision = {
    decisionNumber: "12/QĐ-UBND",
    decidedOn: day("2025-04-28"),
    reason: "Chờ ý kiến Sở Tư pháp",
    term: workingDays(2),
  };
  const extend = (change: Partial<typeof decision>) =>
    atDesk((tx) =>
      extendClock(tx, FRIDAY_MORNING, calendars, clock.id, { ...decision, ...change }),
    );

  expect(await atDesk((tx) => pauseClock(tx, FRIDAY_MORNING, clock.id, " "))).toEqual({
    ok: false,
    error: "reason-missing",
  });
  expect(await extend({ decisionNumber: "" })).toEqual({ ok: false, error: "decision-missing" });
  const extended = await extend({});
  expect(extended.ok && extended.value.dueAt).toEqual(at("2025-05-06T17:00"));
  await atDesk((tx) => stopClock(tx, FRIDAY_MORNING, clock.id));
  expect(await extend({})).toEqual({ ok: false, error: "already-stopped" });
  expect(await atDesk((tx) => pauseClock(tx, FRIDAY_MORNING, clock.id, "muộn"))).toEqual({
    ok: false,
    error: "not-running",
  });
});

test("an apology is asked for two working days before, the desk warned one before and the leader told after, each once, as the clock moves on", async () => {
  const clock = await start();
  const heard: string[] = [];
  const fire = (now: Date) =>
    fireDueAlarms(city.db, now, async (_, fact) => {
      if (fact.clockId === clock.id) heard.push(fact.kind);
    });

  await fire(at("2025-04-26T16:59"));
  expect(heard).toEqual([]);
  await fire(at("2025-04-28T16:59"));
  expect(heard).toEqual(["apology"]);
  await fire(at("2025-04-28T17:00"));
  await fire(at("2025-04-29T17:00"));
  expect(heard).toEqual(["apology", "warning"]);
  await fire(at("2025-04-29T17:01"));
  await fire(at("2025-04-30T08:00"));
  expect(heard).toEqual(["apology", "warning", "escalation"]);
  expect((await clocks())[0]?.events.map((event) => event.kind)).toEqual(["warned", "escalated"]);
});

test("an alarm whose consequence fails fires again", async () => {
  const clock = await start({ startedAt: FRIDAY_MORNING });
  const late = at("2025-05-20T08:00");
  const broken = fireDueAlarms(city.db, late, async (_, fact) => {
    if (fact.clockId === clock.id) throw new Error("the post is closed");
  });
  await expect(broken).rejects.toThrow("the post is closed");
  const heard: string[] = [];
  await fireDueAlarms(city.db, late, async (_, fact) => {
    if (fact.clockId === clock.id) heard.push(fact.kind);
  });

  expect(heard).toEqual(["apology", "warning", "escalation"]);
});

test("one dossier whose alarm fails does not silence the others, and two workers at once tell each once", async () => {
  const broken = await start();
  subjectId = uuidv7(FRIDAY_MORNING.getTime());
  const sound = await start({ startedAt: at("2025-04-25T10:30") });
  const late = at("2025-05-20T08:00");
  const heard: string[] = [];
  const fire = () =>
    fireDueAlarms(city.db, late, async (_, fact) => {
      if (fact.clockId === broken.id) throw new Error("the post is closed");
      if (fact.clockId === sound.id) heard.push(fact.kind);
    });

  const rounds = await Promise.allSettled([fire(), fire()]);

  expect(rounds.map((round) => round.status)).toEqual(["rejected", "rejected"]);
  expect(heard.toSorted()).toEqual(["apology", "escalation", "warning"]);
  await fireDueAlarms(city.db, late, async () => undefined);
});

test("a dossier brought in after its due date is escalated at once; one of a single day filed at night is warned two hours before", async () => {
  const overdue = await start({ startedAt: at("2025-04-14T09:00") });
  subjectId = uuidv7(FRIDAY_MORNING.getTime());
  const night = at("2025-04-25T20:00");
  const short = await atDesk((tx) =>
    startClock(tx, night, calendars, {
      subjectKind: "dossier",
      subjectId,
      purpose: "processing",
      term: workingDays(1),
      startedAt: night,
    }),
  );
  const heard: [string, string][] = [];
  const fire = (now: Date) =>
    fireDueAlarms(city.db, now, async (_, fact) => {
      if (fact.clockId === overdue.id) heard.push(["overdue", fact.kind]);
      if (fact.clockId === short.id) heard.push(["short", fact.kind]);
    });

  await fire(FRIDAY_MORNING);
  expect(heard).toEqual([["overdue", "escalation"]]);
  heard.length = 0;
  expect(short.dueAt).toEqual(at("2025-04-26T17:00"));
  await fire(at("2025-04-26T14:59"));
  expect(heard).toEqual([]);
  await fire(at("2025-04-26T15:00"));
  expect(heard).toEqual([["short", "warning"]]);
});

test("a late dossier that was paused and taken up again is not escalated a second time", async () => {
  const clock = await start();
  const heard: string[] = [];
  const fire = (now: Date) =>
    fireDueAlarms(city.db, now, async (_, fact) => {
      if (fact.clockId === clock.id) heard.push(fact.kind);
    });
  await fire(at("2025-05-05T08:00"));
  await atDesk((tx) => pauseClock(tx, at("2025-05-05T09:00"), clock.id, "Chờ bổ sung"));
  await atDesk((tx) => resumeClock(tx, at("2025-05-07T09:00"), calendars, clock.id));

  await fire(at("2025-05-08T08:00"));

  expect(heard).toEqual(["apology", "warning", "escalation"]);
});

test("paused and taken up again within one moment, again and again, a clock runs on as it was", async () => {
  const clock = await start();
  const moment = at("2025-04-28T09:00");
  for (let time = 0; time < 6; time += 1) {
    await atDesk((tx) => pauseClock(tx, moment, clock.id, "Nhầm"));
    await atDesk((tx) => resumeClock(tx, moment, calendars, clock.id));
  }

  const [view] = await clocks();
  expect(view).toMatchObject({ state: "running", dueAt: clock.dueAt });
  expect(view?.legal.pauses).toHaveLength(6);
  expect(view?.legal.pauses.every((pause) => pause.until?.getTime() === moment.getTime())).toBe(
    true,
  );
});

test("a paused or answered matter raises no alarm", async () => {
  const paused = await start();
  await atDesk((tx) => pauseClock(tx, FRIDAY_MORNING, paused.id, "Chờ bổ sung"));
  subjectId = uuidv7(FRIDAY_MORNING.getTime());
  const stopped = await start();
  await atDesk((tx) => stopClock(tx, FRIDAY_MORNING, stopped.id));
  const heard: string[] = [];
  await fireDueAlarms(city.db, at("2025-06-02T08:00"), async (_, fact) => {
    heard.push(fact.clockId);
  });

  expect(heard).not.toContain(paused.id);
  expect(heard).not.toContain(stopped.id);
});

test("an answer in eight working hours warns two hours before its end", async () => {
  const clock = await start({ purpose: "answer", term: workingHours(8) });
  expect(clock.dueAt).toEqual(at("2025-04-26T10:00"));
  const heard: string[] = [];
  await fireDueAlarms(city.db, at("2025-04-26T08:00"), async (_, fact) => {
    if (fact.clockId === clock.id) heard.push(fact.kind);
  });
  expect(heard).toEqual(["warning"]);
});

test("a new holiday moves open due dates later with a trace, never earlier, and tells once", async () => {
  const own = await openCity();
  await withDoor(own.db, "seed", (tx) => seedCalendar(tx, FRIDAY_MORNING));
  const fresh = createCalendars();
  const inQuan1 = <T>(work: (tx: Tx) => Promise<T>) => withTenant(own.db, own.lanTheReceiver, work);
  const begin = (startedAt: Date) =>
    inQuan1((tx) =>
      startClock(tx, startedAt, fresh, {
        subjectKind: "dossier",
        subjectId,
        purpose: "processing",
        term: workingDays(3),
        startedAt,
      }),
    );
  const beforeSwap = await begin(FRIDAY_MORNING);
  const inJune = await begin(at("2025-06-09T09:00"));
  const without = STARTING_DECREES.map((decree) =>
    decree.year === 2025
      ? {
          ...decree,
          swaps: [],
          extra: [{ on: day("2025-06-11"), vi: "Ngày nghỉ đột xuất", en: "Special day off" }],
          source: { document: "Quyết định minh họa", certainty: "M" as const },
        }
      : decree,
  );
  const published = await withDoor(own.db, "directory", (tx) =>
    publishCalendar(tx, FRIDAY_MORNING, {
      name: "2025-2",
      decrees: without,
      reason: "Bỏ hoán đổi, thêm ngày nghỉ",
    }),
  );
  expect(published).toEqual({ ok: true, value: 2 });
  const moved: [string, Date, Date][] = [];
  const recompute = () =>
    recomputeOpenClocks(own.db, at("2025-06-09T10:00"), fresh, async (_, one) => {
      moved.push([one.clock.id, one.from, one.to]);
    });
  expect(await recompute()).toBe(2);
  expect(await recompute()).toBe(0);

  expect(moved).toContainEqual([inJune.id, at("2025-06-12T17:00"), at("2025-06-13T17:00")]);
  expect(moved).toContainEqual([beforeSwap.id, at("2025-04-29T17:00"), at("2025-05-02T17:00")]);
  const [first] = await inQuan1((tx) => clocksOf(tx, "dossier", subjectId));
  expect(first?.events.at(-1)).toMatchObject({
    kind: "recomputed",
    detail: { reason: "Bỏ hoán đổi, thêm ngày nghỉ" },
  });
  const back = await withDoor(own.db, "directory", (tx) =>
    publishCalendar(tx, FRIDAY_MORNING, {
      name: "2025-3",
      decrees: STARTING_DECREES,
      reason: "Như cũ",
    }),
  );
  expect(back.ok).toBe(true);
  moved.length = 0;
  expect(await recompute()).toBe(2);
  expect(moved).toEqual([]);
  await own.db.close();
});

test("the applicant sees the clock of their own dossier; another tenant sees nothing", async () => {
  await start();
  const actor = { kind: "applicant", accountId: applicant, name: "Bùi Thị Hoa" } as const;
  const own = await withApplicant(city.db, { tenantIds: [], actor }, (tx) =>
    clocksOf(tx, "dossier", subjectId),
  );
  const stranger = { ...actor, accountId: "01900000-0000-7000-8000-0000000000bb" };
  const strangers = await withApplicant(city.db, { tenantIds: [], actor: stranger }, (tx) =>
    clocksOf(tx, "dossier", subjectId),
  );
  const inCuChi = await withTenant(city.db, city.specialistOfCuChi, (tx) =>
    clocksOf(tx, "dossier", subjectId),
  );

  expect(own).toHaveLength(1);
  expect(strangers).toEqual([]);
  expect(inCuChi).toEqual([]);
});

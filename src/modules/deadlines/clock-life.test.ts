import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { STARTING_DECREES } from "#kernel/holiday-data";
import { uuidv7 } from "#kernel/ids";
import { workingDays } from "#kernel/term";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import { withDecree } from "./edition.ts";
import {
  type ClockView,
  clocksOf,
  createCalendars,
  extendClock,
  fireDueAlarms,
  pauseClock,
  publishCalendar,
  recomputeOpenClocks,
  resumeClock,
  seedCalendar,
  startClock,
  stopClock,
} from "./index.ts";

const RUNS = 20;
const HOUR_MS = 3_600_000;
const calendars = createCalendars();
let city: City;
beforeAll(async () => {
  city = await openCity();
  await withDoor(city.db, "seed", (tx) => seedCalendar(tx, FRIDAY_MORNING));
});
afterAll(() => city.db.close());

const atDesk = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTenant(city.db, city.lanTheReceiver, work);

async function begin(): Promise<ClockView> {
  const subjectId = uuidv7(FRIDAY_MORNING.getTime());
  return atDesk((tx) =>
    startClock(tx, FRIDAY_MORNING, calendars, {
      subjectKind: "dossier",
      subjectId,
      purpose: "processing",
      term: workingDays(3),
      startedAt: FRIDAY_MORNING,
    }),
  );
}

const latest = async ({ subjectKind, subjectId }: ClockView): Promise<ClockView> => {
  const [found] = await atDesk((tx) => clocksOf(tx, subjectKind, subjectId));
  if (found === undefined) throw new Error("the clock is gone");
  return found;
};

type Act = "pause" | "resume" | "extend" | "stop";

function perform(act: Act, clockId: string, now: Date): Promise<unknown> {
  return atDesk(async (tx) => {
    if (act === "pause") return pauseClock(tx, now, clockId, "Chờ bổ sung");
    if (act === "resume") return resumeClock(tx, now, calendars, clockId);
    if (act === "stop") return stopClock(tx, now, clockId);
    return extendClock(tx, now, calendars, clockId, {
      decisionNumber: "12/QĐ-UBND",
      decidedOn: day("2025-04-28"),
      reason: "Chờ ý kiến",
      term: workingDays(1),
    });
  });
}

const deeds = fc.array(
  fc.record({
    act: fc.constantFrom<Act>("pause", "resume", "resume", "extend", "stop"),
    afterHours: fc.integer({ min: 0, max: 60 }),
  }),
  { maxLength: 7 },
);

test("whatever is done to a clock, its date never moves earlier, its first promise stays, and its lateness is told once and never while it stands still", async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (steps) => {
      let clock = await begin();
      let now = FRIDAY_MORNING;
      const escalations: { readonly of: number; readonly at: Date }[] = [];
      const fire = (): Promise<number> =>
        fireDueAlarms(city.db, now, async (_, fact) => {
          if (fact.clockId !== clock.id) return;
          expect(clock.state).toBe("running");
          if (fact.kind === "escalation") escalations.push({ of: fact.dueAt.getTime(), at: now });
        });
      for (const { act, afterHours } of steps) {
        now = new Date(now.getTime() + afterHours * HOUR_MS);
        await fire();
        await perform(act, clock.id, now);
        const after = await latest(clock);
        expect(after.dueAt.getTime()).toBeGreaterThanOrEqual(clock.dueAt.getTime());
        expect(after.firstDueAt).toEqual(clock.firstDueAt);
        clock = after;
      }
      now = new Date(clock.dueAt.getTime() + HOUR_MS * 24 * 90);
      await fire();
      await fire();

      expect(new Set(escalations.map((one) => one.of)).size).toBe(escalations.length);
      if (clock.state === "running")
        expect(escalations.at(-1)?.at.getTime()).toBeGreaterThan(clock.dueAt.getTime());
    }),
    { numRuns: RUNS },
  );
});

test("one dossier that cannot follow a new holiday waits for the next round; the others are moved", async () => {
  const stuck = await begin();
  const sound = await begin();
  const of2025 = STARTING_DECREES.find((decree) => decree.year === 2025);
  if (of2025 === undefined) throw new Error("2025 is among the starting decrees");
  const extra = [{ on: day("2025-04-28"), vi: "Ngày nghỉ minh họa", en: "Illustrative day off" }];
  await withDoor(city.db, "directory", (tx) =>
    publishCalendar(tx, FRIDAY_MORNING, {
      name: "2025-2",
      decrees: withDecree(STARTING_DECREES, { ...of2025, extra }),
      reason: "Thêm ngày nghỉ",
    }),
  );
  const recompute = (isBroken: boolean): Promise<number> =>
    recomputeOpenClocks(city.db, FRIDAY_MORNING, calendars, async (_, { clock }) => {
      if (isBroken && clock.id === stuck.id) throw new Error("the post is closed");
    });

  await expect(recompute(true)).rejects.toThrow("the post is closed");
  expect((await latest(sound)).dueAt).toEqual(new Date("2025-05-05T17:00+07:00"));
  expect((await latest(stuck)).dueAt).toEqual(stuck.dueAt);
  expect(await recompute(false)).toBe(1);
  expect((await latest(stuck)).dueAt).toEqual(new Date("2025-05-05T17:00+07:00"));
});

test("anyone with the look-up door sees the clock of a dossier and can change nothing through it", async () => {
  const clock = await begin();
  await perform("pause", clock.id, FRIDAY_MORNING);
  const seen = await withDoor(city.db, "public-lookup", (tx) =>
    clocksOf(tx, "dossier", clock.subjectId),
  );
  expect(seen).toMatchObject([{ state: "paused", legal: { pauses: [{ reason: "Chờ bổ sung" }] } }]);

  const stop = withDoor(city.db, "public-lookup", (tx) => stopClock(tx, FRIDAY_MORNING, clock.id));
  await expect(stop).rejects.toThrow("is not there");
  expect((await latest(clock)).state).toBe("paused");
});

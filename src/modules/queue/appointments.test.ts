import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { createCalendars, seedCalendar } from "#modules/deadlines";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import { value } from "../../../test/world/dossiers.ts";
import { bookingsBetween, takenBetween } from "./booking-store.ts";
import type { Desk } from "./desk.ts";
import {
  arriveWithBooking,
  type Booking,
  bookSlot,
  callNext,
  cancelBooking,
  closeMissedBookings,
  drawTicket,
  figuresBetween,
  moveBooking,
  openCounter,
  publishException,
  publishReception,
  queueIdOf,
  remindOfTomorrow,
  seedDesks,
} from "./index.ts";
import { offeredDays, timetableOf } from "./offers.ts";
import { previewOf, withReception } from "./publish-reception.ts";
import type { Reception } from "./reception.ts";

let city: City;
let desk: Desk;
let cuChi: Desk;
const calendars = createCalendars();
const now = FRIDAY_MORNING;
const admin = (caller: City["lanTheReceiver"]) => ({ ...caller, roles: ["administrator"] });
/** Tuesday 6 May 2025, the first ordinary Tuesday after the long holiday, at Vietnamese time. */
const at = (clock: string, on = "2025-05-06"): Date => new Date(`${on}T${clock}:00+07:00`);
let phones = 0;

beforeAll(async () => {
  city = await openCity();
  await withDoor(city.db, "seed", (tx) => seedCalendar(tx, now));
  const desks = await seedDesks(city.db, now);
  const of = (slug: string): Desk => {
    const found = desks.find((one) => one.slug === slug);
    if (found === undefined) throw new Error(slug);
    return found;
  };
  desk = of("quan-1");
  cuChi = of("cu-chi");
});
afterAll(() => city.db.close());
beforeEach(() => {
  phones += 1;
});

const anyone = <T>(where: Desk, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTenant(city.db, { tenantIds: [where.tenantId], actor: { kind: "public" } }, work);

function book(startsAt: Date, more: Partial<Booking> & { at?: Desk; when?: Date } = {}) {
  phones += 1;
  const where = more.at ?? desk;
  const phone = more.phone ?? `+8490${String(phones).padStart(7, "0")}`;
  return anyone(where, (tx) =>
    bookSlot(tx, more.when ?? now, calendars, where, {
      serviceCode: more.serviceCode ?? "kinh-doanh",
      startsAt,
      name: more.name ?? "Lê Thị Út",
      phone,
      email: more.email ?? null,
      accountId: null,
      language: "vi",
    }),
  );
}

async function daysOf(when = now) {
  return anyone(desk, async (tx) => {
    const timetable = await timetableOf(tx, when, calendars, desk);
    const of = {
      tenantId: desk.tenantId,
      deskId: desk.id,
      serviceId: queueIdOf("quan-1", "kinh-doanh"),
    };
    return offeredDays(tx, when, timetable, of);
  });
}

test("the desk receives on Saturday morning, not on the holiday, and says which holiday it is (R40, R32)", async () => {
  const days = new Map((await daysOf()).map((one) => [one.on, one]));
  const kindOf = (on: string) => days.get(day(on))?.day.kind;

  expect([kindOf("2025-04-26"), days.get(day("2025-04-26"))?.slots.length]).toEqual(["open", 8]);
  expect(kindOf("2025-04-27")).toBe("rest");
  expect(["2025-04-30", "2025-05-01", "2025-05-02"].map(kindOf)).toEqual(Array(3).fill("holiday"));
  expect([kindOf("2025-05-03"), days.get(day("2025-05-03"))?.slots.length]).toEqual(["open", 8]);
  expect(days.get(day("2025-05-06"))?.slots.map((one) => one.free)).toEqual(Array(16).fill(3));
});

test("forty people want the three places of nine o'clock at the same moment: three get them", async () => {
  const nine = at("09:00");
  const asked = await Promise.all(Array.from({ length: 40 }, () => book(nine)));
  const got = asked.filter((one) => one.ok);

  expect(got).toHaveLength(3);
  expect(asked.filter((one) => !one.ok && one.error === "full")).toHaveLength(37);
  const kept = await anyone(desk, (tx) =>
    bookingsBetween(tx, desk, { from: nine, until: at("09:30"), onlyBooked: true }, 50),
  );
  expect(kept).toHaveLength(3);
});

test("one person holds one booking for one matter in the whole city, also when asking twice at once", async () => {
  const phone = "+84907777777";
  const both = await Promise.all([
    book(at("10:00"), { phone }),
    book(at("10:30"), { phone, at: cuChi }),
  ]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  expect(both.filter((one) => !one.ok)).toEqual([{ ok: false, error: "already-booked" }]);
  expect((await book(at("14:00"), { phone, serviceCode: "ho-tich" })).ok).toBe(true);

  const places = await Promise.all(
    [desk, cuChi].map((where) =>
      anyone(where, async (tx) => {
        const serviceId = queueIdOf(where.slug, "kinh-doanh");
        const of = { tenantId: where.tenantId, deskId: where.id, serviceId };
        const taken = await takenBetween(tx, of, at("10:00"), at("11:00"));
        return [...taken.values()].reduce((sum, one) => sum + one, 0);
      }),
    ),
  );
  expect(places.reduce((sum, one) => sum + one, 0)).toBe(1);
});

test("what is not offered cannot be booked: on a holiday, between slots, too far ahead, too soon, at another's desk", async () => {
  const refusals = [
    await book(at("09:00", "2025-05-01")),
    await book(at("09:10")),
    await book(at("12:00")),
    await book(at("09:00", "2025-05-27")),
    await book(at("11:00", "2025-04-25")),
    await book(at("09:00"), { serviceCode: "khong-co" }),
  ];
  expect(refusals.map((one) => (one.ok ? "ok" : one.error))).toEqual([
    "not-offered",
    "not-offered",
    "not-offered",
    "not-offered",
    "too-late",
    "missing",
  ]);
});

test("a baker moves Tuesday nine to Wednesday ten: the old place is free again, the new one is his, and no later than the cut-off", async () => {
  const nine = at("08:00");
  const booked = value(await book(nine));
  const move = (startsAt: Date, when = now) =>
    anyone(desk, (tx) => moveBooking(tx, when, calendars, { publicId: booked.publicId, startsAt }));
  const moved = value(await move(at("10:00", "2025-05-07")));

  expect(moved).toMatchObject({ code: booked.code, state: "booked" });
  const days = new Map((await daysOf()).map((one) => [one.on, one]));
  const free = (on: string, clock: string) =>
    days.get(day(on))?.slots.find((one) => one.startsAt.getTime() === at(clock, on).getTime())
      ?.free;
  expect([free("2025-05-06", "08:00"), free("2025-05-07", "10:00")]).toEqual([3, 2]);
  const late = at("08:30", "2025-05-07");
  expect(await move(at("15:00", "2025-05-07"), late)).toEqual({ ok: false, error: "too-late" });
  const cancel = (when: Date) =>
    anyone(desk, (tx) => cancelBooking(tx, when, calendars, booked.publicId));
  expect(await cancel(late)).toEqual({ ok: false, error: "too-late" });
  expect((await cancel(now)).ok).toBe(true);
  expect(await cancel(now)).toEqual({ ok: false, error: "wrong-state" });
});

test("a booking becomes a number that goes first from its time on; late it is a usual one, and a code is good once, on its day, at its desk", async () => {
  const booked = value(await book(at("14:00")));
  const late = value(await book(at("13:00")));
  const arrive = (where: Desk, code: string, when: Date) =>
    anyone(where, (tx) => arriveWithBooking(tx, when, where, code));
  expect(await arrive(desk, booked.code, at("14:00", "2025-05-05"))).toEqual({
    ok: false,
    error: "other-day",
  });
  expect(await arrive(cuChi, booked.code, at("13:50"))).toEqual({ ok: false, error: "missing" });
  await anyone(desk, (tx) =>
    drawTicket(tx, at("13:40"), desk, { serviceCode: "kinh-doanh", way: "kiosk", priority: null }),
  );
  const number = value(await arrive(desk, booked.code, at("13:50")));
  expect(await arrive(desk, booked.code, at("13:51"))).toEqual({ ok: false, error: "wrong-state" });
  const usual = value(await arrive(desk, late.code, at("13:52")));
  expect([number.bookedFor, usual.bookedFor]).toEqual([at("14:00"), null]);

  const lan = city.lanTheReceiver;
  const called = await withTenant(city.db, lan, async (tx) => {
    await openCounter(tx, at("14:00"), lan, { desk, number: 1 });
    return callNext(tx, at("14:01"), lan);
  });
  expect(value(called).label).toBe(number.label);
});

test("who booked is reminded the day before, once, and a visit that nobody came for is counted", async () => {
  const booked = value(await book(at("15:00", "2025-05-08"), { email: "ut@vi-du.example" }));
  const dayBefore = at("09:00", "2025-05-07");
  expect(await remindOfTomorrow(city.db, dayBefore)).toBeGreaterThan(0);
  while ((await remindOfTomorrow(city.db, dayBefore)) > 0);
  const told = await anyone(desk, (tx) =>
    tx.rows<{ template: string }>(
      `SELECT template FROM notifications.notice WHERE subject_id = $1 ORDER BY created_at, id`,
      [booked.id],
    ),
  );
  expect(told.map((one) => one.template).toSorted()).toEqual(["booking-made", "booking-reminder"]);

  while ((await closeMissedBookings(city.db, at("00:10", "2025-05-09"))) > 0);
  const [figures] = await anyone(desk, (tx) =>
    figuresBetween(tx, [desk.tenantId], "2025-05-08", "2025-05-08"),
  );
  expect(figures?.figures).toMatchObject({ booked: 1, "booking-no-show": 1 });
});

test("a day is closed for a reason: who booked it is told, gets the place back and may book again at once", async () => {
  const phone = "+84908888888";
  const booked = value(await book(at("09:00", "2025-05-09"), { phone, email: "ba@vi-du.example" }));
  const caller = admin(city.lanTheReceiver);
  const exception = { onDay: day("2025-05-09"), ranges: [], reason: "Sửa chữa trụ sở" };
  const publish = (who: City["lanTheReceiver"]) =>
    withTenant(city.db, who, (tx) =>
      publishException(tx, now, calendars, who, { desk, exception }),
    );
  expect(await publish(city.lanTheReceiver)).toEqual({ ok: false, error: "missing" });
  expect(value(await publish(caller))).toBe(1);

  const notice = await anyone(desk, (tx) =>
    tx.row<{ params: Record<string, string> }>(
      `SELECT params FROM notifications.notice WHERE subject_id = $1 AND template = 'booking-released'`,
      [booked.id],
    ),
  );
  expect(notice?.params["reason"]).toBe("Sửa chữa trụ sở");
  expect((await daysOf()).find((one) => one.on === "2025-05-09")?.day).toEqual({
    kind: "exception",
    reason: "Sửa chữa trụ sở",
  });
  expect((await book(at("09:30", "2025-05-08"), { phone })).ok).toBe(true);
});

test("an administrator sees what a new timetable changes before it is published, and whom it would send away", async () => {
  const kept = value(await book(at("08:30", "2025-05-05")));
  const hit = value(await book(at("15:30", "2025-05-05")));
  const morning = [[450, 690]] as const;
  const reception: Reception = {
    validFrom: day("2025-05-05"),
    week: { 1: morning, 2: [...morning, [780, 1020]], 3: morning, 4: morning, 5: morning },
    slotMinutes: 30,
    capacity: 3,
    cutOffMinutes: 120,
    daysAhead: 14,
    source: "Thông báo 12/TB-UBND",
  };
  const preview = await anyone(desk, async (tx) => {
    const before = await timetableOf(tx, now, calendars, desk);
    const after = withReception(before, reception);
    return previewOf(tx, now, desk, { before, after, from: reception.validFrom });
  });
  const monday = preview.days.find((one) => one.on === "2025-05-05");
  expect([monday?.slotsBefore, monday?.slotsAfter]).toEqual([48, 24]);
  expect(preview.days.some((one) => one.on === "2025-05-06")).toBe(false);
  const codes = preview.released.map((one) => one.code);
  expect([codes.includes(hit.code), codes.includes(kept.code)]).toEqual([true, false]);

  const caller = admin(city.lanTheReceiver);
  const past = { ...reception, validFrom: day("2025-04-24") };
  const publish = (next: Reception) =>
    withTenant(city.db, caller, (tx) =>
      publishReception(tx, now, calendars, caller, { desk, reception: next }),
    );
  expect(await publish(past)).toEqual({ ok: false, error: "in-the-past" });
  expect(value(await publish(reception))).toBe(codes.length);
});

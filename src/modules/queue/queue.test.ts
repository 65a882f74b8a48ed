import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dayIn } from "#kernel/calendar-day";
import { type Tx, withDoor, withTenant } from "#platform/database";
import {
  type Caller,
  callerOf,
  type City,
  FRIDAY_MORNING,
  openCity,
} from "../../../test/world/city.ts";
import { value } from "../../../test/world/dossiers.ts";
import type { Desk } from "./desk.ts";
import { meanService, meanWait, summed } from "./figures.ts";
import {
  callAgain,
  callNext,
  closeCounter,
  closeEarlierDays,
  drawTicket,
  figuresBetween,
  finishServing,
  foldQueueFigures,
  leaveQueue,
  linkSubject,
  markNotAnswered,
  openCounter,
  pauseCounter,
  queueNow,
  resumeCounter,
  seedDesks,
  startServing,
  type Ticket,
  transferTicket,
  waitOf,
} from "./index.ts";
import type { Priority } from "./ticket.ts";

let city: City;
let desk: Desk;
let cuChi: Desk;
let lan: Caller;
let yen: Caller;
let receiverOfCuChi: Caller;
let day = 0;
let today: Date;

beforeAll(async () => {
  city = await openCity();
  const desks = await seedDesks(city.db, FRIDAY_MORNING);
  const of = (slug: string): Desk =>
    value({ ok: true, value: desks.find((d) => d.slug === slug) as Desk } as const);
  desk = of("quan-1");
  cuChi = of("cu-chi");
  lan = city.lanTheReceiver;
  // A second receiver of Quận 1: the position is Lan's, the person another one.
  yen = {
    ...lan,
    actor: { ...lan.actor, officialId: "01900000-0000-7000-8000-00000000ee01", name: "Lê Hải Yến" },
  };
  receiverOfCuChi = await callerOf(city.db, "tiepnhan.cu-chi");
});
afterAll(() => city.db.close());
/** Every test has a day of its own, so that numbers begin anew. */
beforeEach(async () => {
  day += 1;
  today = new Date(FRIDAY_MORNING.getTime() + day * 86_400_000);
  await closeEarlierDays(city.db, today);
  for (const who of [lan, yen]) await as(who, (tx) => closeCounter(tx, today, who));
});

const as = <T>(caller: Caller, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTenant(city.db, caller, work);
const later = (minutes: number): Date => new Date(today.getTime() + minutes * 60_000);

async function draw(service = "ho-tich", priority: Priority | null = null, minutes = 0) {
  const scope = { tenantIds: [desk.tenantId], actor: { kind: "public" } } as const;
  return value(
    await withTenant(city.db, scope, (tx) =>
      drawTicket(tx, later(minutes), desk, { serviceCode: service, way: "kiosk", priority }),
    ),
  );
}

const open = (who: Caller, number: number) =>
  as(who, (tx) => openCounter(tx, today, who, { desk, number }));
const call = (who: Caller, minutes = 1, finishesCurrent = false) =>
  as(who, (tx) => callNext(tx, later(minutes), who, { finishesCurrent }));
const on = (ticket: Ticket) => ({ publicId: ticket.publicId, version: ticket.version });

async function serveAll(who: Caller, minutes = 1): Promise<string[]> {
  const labels: string[] = [];
  for (;;) {
    const next = await call(who, minutes);
    if (!next.ok) return labels;
    labels.push(next.value.label);
    const started = value(
      await as(who, (tx) => startServing(tx, later(minutes), who, on(next.value))),
    );
    await as(who, (tx) => finishServing(tx, later(minutes), who, on(started)));
  }
}

test("numbers of a day begin at 1 for each service and have no gap, also when a draw fails", async () => {
  const labels = [await draw(), await draw("kinh-doanh"), await draw()].map((one) => one.label);
  const scope = { tenantIds: [desk.tenantId], actor: { kind: "public" } } as const;
  const failed = withTenant(city.db, scope, async (tx) => {
    await drawTicket(tx, today, desk, { serviceCode: "ho-tich", way: "kiosk", priority: null });
    throw new Error("the paper jammed");
  });
  await expect(failed).rejects.toThrow("jammed");

  expect(labels).toEqual(["A001", "B001", "A002"]);
  expect((await draw()).label).toBe("A003");
});

test("fifty people draw at once, and fifty numbers follow one another", async () => {
  const drawn = await Promise.all(Array.from({ length: 50 }, () => draw()));

  const numbers = drawn.map((one) => Number(one.label.slice(1))).toSorted((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});

test("an unknown service gives no number", async () => {
  const scope = { tenantIds: [desk.tenantId], actor: { kind: "public" } } as const;
  const wrong = await withTenant(city.db, scope, (tx) =>
    drawTicket(tx, today, desk, { serviceCode: "khong-co", way: "phone", priority: null }),
  );
  expect(wrong).toEqual({ ok: false, error: "missing" });
});

test("Lan calls the old man first, then by the hour, and after two of the first line one of the others", async () => {
  for (const minute of [0, 1, 2]) await draw("ho-tich", null, minute);
  for (const minute of [3, 4, 5]) await draw("ho-tich", "elderly", minute);
  await open(lan, 1);

  expect(await serveAll(lan, 10)).toEqual(["A004", "A005", "A001", "A006", "A002", "A003"]);
});

test("two receivers who call at the same moment never get the same number, and nobody is forgotten", async () => {
  const drawn = [];
  for (let index = 0; index < 24; index += 1)
    drawn.push((await draw("ho-tich", index % 5 === 0 ? "disabled" : null)).label);
  await open(lan, 1);
  await open(yen, 2);
  const called = (await Promise.all([serveAll(lan), serveAll(yen)])).flat();

  expect(called).toHaveLength(24);
  expect(called.toSorted()).toEqual(drawn.toSorted());
});

test("a receiver who presses twice at once calls one number", async () => {
  await draw();
  await draw();
  await open(lan, 1);
  const both = await Promise.allSettled([call(lan), call(lan)]);

  const called = both.filter((one) => one.status === "fulfilled" && one.value.ok);
  expect(called).toHaveLength(1);
});

test("a counter takes its own services only, and says when nobody waits for it", async () => {
  await draw("ho-tich");
  await open(lan, 3);
  expect(await call(lan)).toEqual({ ok: false, error: "nobody-waits" });
  await draw("dat-dai");

  expect(value(await call(lan)).label).toBe("C001");
});

test("who does not answer is passed over, and may be called again when they come back", async () => {
  await draw();
  await open(lan, 1);
  const called = value(await call(lan));
  const again = value(await as(lan, (tx) => callAgain(tx, later(2), lan, on(called))));
  expect(again.calls).toBe(2);
  const away = value(await as(lan, (tx) => markNotAnswered(tx, later(4), lan, on(again))));
  expect(await call(lan, 5)).toEqual({ ok: false, error: "nobody-waits" });
  const back = value(await as(lan, (tx) => callAgain(tx, later(9), lan, on(away))));

  expect(back).toMatchObject({ state: "called", label: "A001", calls: 3 });
  expect((await todays())["no-show"]).toBe(0);
});

test("a number that is sent to counter 2 is called there before all others, and at no other counter", async () => {
  await draw();
  await draw("ho-tich", "pregnant");
  await open(lan, 1);
  await open(yen, 2);
  const first = value(await call(lan));
  expect(first.label).toBe("A002");
  const serving = value(await as(lan, (tx) => startServing(tx, later(2), lan, on(first))));
  value(await as(lan, (tx) => transferTicket(tx, later(3), lan, { ...on(serving), toNumber: 2 })));

  expect(value(await call(lan, 4)).label).toBe("A001");
  expect(value(await call(yen, 4)).label).toBe("A002");
});

test("nobody is sent to a closed counter, to the same counter, or by someone who does not have them", async () => {
  await draw();
  await open(lan, 1);
  const ticket = value(await call(lan));
  const send = (who: Caller, toNumber: number) =>
    as(who, (tx) => transferTicket(tx, later(2), who, { ...on(ticket), toNumber }));

  expect(await send(lan, 2)).toEqual({ ok: false, error: "counter-not-open" });
  expect(await send(lan, 1)).toEqual({ ok: false, error: "missing" });
  expect(await send(yen, 2)).toEqual({ ok: false, error: "no-counter" });
  await open(yen, 2);
  expect(await send(yen, 1)).toEqual({ ok: false, error: "missing" });
});

test("a paused counter calls nobody and finishes whom it has; a counter in use is nobody else's", async () => {
  await draw();
  await draw();
  await open(lan, 1);
  const called = value(await call(lan));
  value(await as(lan, (tx) => pauseCounter(tx, later(2), lan)));
  const started = value(await as(lan, (tx) => startServing(tx, later(3), lan, on(called))));
  expect(await as(lan, (tx) => closeCounter(tx, later(3), lan))).toEqual({
    ok: false,
    error: "one-in-hand",
  });
  value(await as(lan, (tx) => finishServing(tx, later(4), lan, on(started))));
  expect(await call(lan, 5)).toEqual({ ok: false, error: "counter-not-open" });
  expect(await open(yen, 1)).toEqual({ ok: false, error: "counter-taken" });
  expect(await open(lan, 2)).toEqual({ ok: false, error: "has-a-counter" });
  value(await as(lan, (tx) => resumeCounter(tx, later(6), lan)));

  expect(value(await call(lan, 6)).label).toBe("A002");
});

test("a specialist calls nobody, a receiver of Củ Chi nobody in Quận 1, and sits at none of its counters", async () => {
  const ha = city.haTheSpecialist;
  await draw();
  for (const who of [ha, receiverOfCuChi])
    expect(await as(who, (tx) => openCounter(tx, today, who, { desk, number: 1 }))).toEqual({
      ok: false,
      error: "missing",
    });
  expect(await call(ha)).toEqual({ ok: false, error: "no-counter" });
  const waiting = await as(receiverOfCuChi, (tx) => queueNow(tx, desk, dayIn(today)));
  expect(waiting.waiting).toEqual([]);
  expect(cuChi.tenantId).not.toBe(desk.tenantId);
});

test("a form that is older than the ticket changes nothing", async () => {
  await draw();
  await open(lan, 1);
  const called = value(await call(lan));
  value(await as(lan, (tx) => startServing(tx, later(2), lan, on(called))));

  expect(await as(lan, (tx) => startServing(tx, later(2), lan, on(called)))).toEqual({
    ok: false,
    error: "stale",
  });
});

test("the ticket in hand is linked to the dossier that is received, and to nothing once it is over", async () => {
  await draw("kinh-doanh");
  await open(lan, 1);
  const called = value(await call(lan));
  const subject = { kind: "dossier", id: called.id, code: "000.01.01.H29-250425-0001" };
  const linked = value(
    await as(lan, (tx) => linkSubject(tx, later(2), lan, { ...on(called), subject })),
  );
  expect(linked.subject).toEqual(subject);
  const gone = value(await as(lan, (tx) => markNotAnswered(tx, later(3), lan, on(linked))));

  expect(await as(lan, (tx) => linkSubject(tx, later(3), lan, { ...on(gone), subject }))).toEqual({
    ok: false,
    error: "wrong-state",
  });
});

test("who gives up the number is not called, and cannot give it up twice", async () => {
  const first = await draw();
  await draw();
  const scope = { tenantIds: [desk.tenantId], actor: { kind: "public" } } as const;
  const leave = () => withTenant(city.db, scope, (tx) => leaveQueue(tx, today, first.publicId));
  expect((await leave()).ok).toBe(true);
  expect(await leave()).toEqual({ ok: false, error: "wrong-state" });
  await open(lan, 1);

  expect(await serveAll(lan)).toEqual(["A002"]);
});

async function todays() {
  const on = dayIn(today);
  const days = await as(lan, (tx) => figuresBetween(tx, [desk.tenantId], on, on));
  return summed(days.map((one) => one.figures));
}

test("waiting and serving are measured, folding changes no figure, and the events say the same", async () => {
  await draw("ho-tich", null, 0);
  await draw("ho-tich", "elderly", 0);
  await open(lan, 1);
  for (const minute of [6, 20]) {
    const called = value(await call(lan, minute));
    const started = value(await as(lan, (tx) => startServing(tx, later(minute), lan, on(called))));
    value(await as(lan, (tx) => finishServing(tx, later(minute + 8), lan, on(started))));
  }
  const before = await todays();
  while ((await foldQueueFigures(city.db)) > 0);

  expect(await todays()).toEqual(before);
  expect([meanWait(before), meanService(before)]).toEqual([13, 8]);
  expect(before).toMatchObject({ drawn: 2, priority: 1, waited: 2, served: 2 });
  const derived = await as(lan, (tx) =>
    tx.row<{ drawn: number; served: number }>(
      `SELECT count(*) FILTER (WHERE e.name = 'ticket-drawn')::integer AS drawn,
              count(*) FILTER (WHERE e.name = 'ticket-finished')::integer AS served
       FROM queue.ticket_event e JOIN queue.ticket t ON t.tenant_id = e.tenant_id AND t.id = e.ticket_id
       WHERE t.on_day = $1::date`,
      [dayIn(today)],
    ),
  );
  expect(derived).toEqual({ drawn: before.drawn, served: before.served });
});

test("the wait is estimated from today's services, and unknown before there were any", async () => {
  const newcomer = async () => {
    const queue = await as(lan, (tx) => queueNow(tx, desk, dayIn(today)));
    const serviceId = queue.services[0]?.id ?? "";
    const of = { serviceId, priority: null, bookedFor: null, targetCounterId: null };
    return waitOf(queue, { ...of, rankAt: later(60) }, later(60));
  };
  for (let index = 0; index < 5; index += 1) await draw();
  expect(await newcomer()).toEqual({ kind: "unknown", why: "no-counter" });
  await open(lan, 1);
  expect(await newcomer()).toEqual({ kind: "unknown", why: "few-served" });
  for (const minute of [0, 10, 20]) {
    const called = value(await call(lan, minute));
    const started = value(await as(lan, (tx) => startServing(tx, later(minute), lan, on(called))));
    value(await as(lan, (tx) => finishServing(tx, later(minute + 10), lan, on(started))));
  }

  expect(await newcomer()).toMatchObject({ kind: "about", minutes: 20, served: 3, ahead: 2 });
});

test("what a day leaves open is closed the next morning, each as what it was, on its own day", async () => {
  await draw();
  await draw();
  await open(lan, 1);
  value(await call(lan));
  const yesterday = dayIn(today);
  await closeEarlierDays(city.db, new Date(today.getTime() + 86_400_000));
  expect(await closeEarlierDays(city.db, new Date(today.getTime() + 86_400_000))).toBe(0);

  const [figures] = await as(lan, (tx) =>
    figuresBetween(tx, [desk.tenantId], yesterday, yesterday),
  );
  expect(figures?.figures).toMatchObject({ drawn: 2, left: 1, "no-show": 1 });
});

test("the public finds a desk by its address through its own door and nothing of a ticket's life", async () => {
  const ticket = await draw();
  const seen = await withDoor(city.db, "public-queue", async (tx) => ({
    ticket: await tx.rows(`SELECT label FROM queue.ticket WHERE public_id = $1`, [ticket.publicId]),
    events: await tx.rows(`SELECT id FROM queue.ticket_event`),
    counters: await tx.rows(`SELECT official_name FROM queue.counter`),
  }));
  expect(seen).toMatchObject({ events: [], counters: [] });
  expect(seen.ticket).toHaveLength(1);
});

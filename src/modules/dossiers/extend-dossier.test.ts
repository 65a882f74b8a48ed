import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { explainDue } from "#kernel/explain-clock";
import { clocksOf } from "#modules/deadlines";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { type Dossier, extendDossier, type ExtensionForm } from "./index.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

const MONDAY = new Date("2025-04-28T02:00:00Z");
const at = (text: string): Date => new Date(`${text}+07:00`);
const form = (change: Partial<ExtensionForm> = {}): ExtensionForm => ({
  decisionNumber: "15/QĐ-UBND",
  decidedOn: day("2025-04-28"),
  deciderId: city.hungTheLeader.actor.officialId,
  workingDays: 2,
  reason: "Xác minh địa điểm",
  ...change,
});
const extend = (dossier: Dossier, change: Partial<ExtensionForm> = {}, caller?: Caller) =>
  city.as(caller ?? city.minhTheHead, (tx) =>
    extendDossier(tx, MONDAY, city.deps, caller ?? city.minhTheHead, {
      publicId: dossier.publicId,
      version: dossier.version,
      ...form(change),
    }),
  );

// R43

test("with decision 15/QĐ-UBND signed by Hùng the bakery is due two working days later; the first promise stays and Quân is told once", async () => {
  const dossier = await city.dossierAt("examine");
  const extended = value(await extend(dossier));

  expect(extended.dueAt).toEqual(at("2025-05-06T17:00"));
  expect(extended.firstDueAt).toEqual(at("2025-04-29T17:00"));
  const told = await city.as(city.lanTheReceiver, (tx) =>
    tx.rows(
      `SELECT params ->> 'dueOn' AS "dueOn" FROM notifications.notice WHERE subject_id = $1 AND template = 'term-extended'`,
      [dossier.id],
    ),
  );
  expect(told).toEqual([{ dueOn: "06/05/2025" }]);
});

test("the due date explains its extension by decision, day, office and reason, and names no person", async () => {
  const dossier = value(await extend(await city.dossierAt("examine")));
  const { clocks, time } = await city.as(city.minhTheHead, async (tx) => ({
    clocks: await clocksOf(tx, "dossier", dossier.id),
    time: (await city.deps.calendars.workingTime(tx, MONDAY)).time,
  }));
  const clock = clocks.find((one) => one.purpose === "processing");
  if (clock === undefined) throw new Error("the dossier has its clock");
  const sentences = explainDue(clock.legal, time, MONDAY, clock.dueAt).sentences.map((s) => s.vi);

  expect(sentences).toContain(
    "Gia hạn 2 ngày làm việc theo quyết định 15/QĐ-UBND ngày 28/04/2025 của Phó Chủ tịch: Xác minh địa điểm.",
  );
  expect(sentences.join(" ")).not.toContain("Phạm Hữu Hùng");
  const [logged] = await city.as(city.minhTheHead, (tx) =>
    tx.rows<{ by: string }>(
      `SELECT detail ->> 'decidedBy' AS "by" FROM dossiers.dossier_event WHERE dossier_id = $1 AND name = 'term-extended'`,
      [dossier.id],
    ),
  );
  expect(logged).toEqual({ by: "Phạm Hữu Hùng" });
});

test.each<[string, Partial<ExtensionForm>, string]>([
  ["no decision number", { decisionNumber: "  " }, "decision-missing"],
  ["a decision of tomorrow", { decidedOn: day("2025-04-29") }, "date-unfit"],
  ["a decision older than the dossier", { decidedOn: day("2025-04-24") }, "date-unfit"],
  ["an unreadable day", { decidedOn: undefined }, "date-unfit"],
  ["no days", { workingDays: 0 }, "term-unfit"],
  ["half a year", { workingDays: 120 }, "term-unfit"],
  ["no reason", { reason: " " }, "reason-missing"],
])("an extension with %s is refused and nothing moves", async (_, change, error) => {
  const dossier = await city.dossierAt("examine");
  expect(await extend(dossier, change)).toEqual({ ok: false, error });
  expect((await extend(dossier)).ok).toBe(true);
});

test("a decision signed by who is no leader is none, and only head and leader may enter one", async () => {
  const dossier = await city.dossierAt("examine");
  const { haTheSpecialist: ha, lanTheReceiver: lan, specialistOfCuChi, hungTheLeader } = city;

  expect(await extend(dossier, { deciderId: ha.actor.officialId })).toEqual({
    ok: false,
    error: "no-one-there",
  });
  for (const caller of [ha, lan, specialistOfCuChi])
    expect(await extend(dossier, {}, caller)).toEqual({ ok: false, error: "missing" });
  expect((await extend(dossier, {}, hungTheLeader)).ok).toBe(true);
});

test("before it is accepted, and on an older screen, a dossier is not extended", async () => {
  expect(await extend(await city.dossierAt("receive"))).toEqual({
    ok: false,
    error: "wrong-state",
  });
  const dossier = await city.dossierAt("examine", FRIDAY_MORNING);
  value(await extend(dossier));
  expect(await extend(dossier)).toEqual({ ok: false, error: "stale" });
});

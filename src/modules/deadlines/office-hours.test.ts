import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptDossier, followMovedClock } from "#modules/dossiers";
import { agencyIdOf } from "#modules/organisation";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import { clocksOf, recomputeOpenClocks } from "./index.ts";
import { hoursFormOf, readHours } from "./office-hours-form.ts";
import { officeHoursNow, publishOfficeHours } from "./publish-office-hours.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

const form = {
  "thu-2": "8:00-12:00, 13:30-17:30",
  "thu-3": "8g00–12g00; 13g30–17g30",
  "thu-4": "8:00-12:00",
  "thu-5": "8:00-12:00",
  "thu-6": "8:00-12:00",
  "thu-7": "",
  "chu-nhat": "",
  "lam-bu": "8:00-12:00",
  source: "Quyết định minh họa",
  reason: "Giờ mùa hè",
};

test("hours are read as an office writes them and written as they were read", () => {
  const read = readHours(form);

  expect(read).toMatchObject({
    ok: true,
    value: {
      byWeekday: {
        2: [
          [480, 720],
          [810, 1050],
        ],
      },
    },
  });
  if (read.ok) expect(hoursFormOf(read.value, "")["thu-3"]).toBe("8:00-12:00, 13:30-17:30");
});

test("hours that overlap, run backwards or leave a week empty are refused, every field at once", () => {
  expect(readHours({ ...form, "thu-2": "8:00-12:00, 11:00-13:00", "thu-3": "17:00-8:00" })).toEqual(
    { ok: false, error: ["thu-2", "thu-3"] },
  );
  const empty = Object.fromEntries(Object.keys(form).map((field) => [field, ""])) as typeof form;
  expect(readHours(empty)).toEqual({ ok: false, error: ["thu-2", "lam-bu", "source", "reason"] });
});

test("when Quận 1 closes on Friday at noon, its open term is reckoned again and the next one counts by its hours", async () => {
  const { db, deps, lanTheReceiver: lan } = city;
  const before = await city.dossierAt("receive");
  const agencyId = agencyIdOf("quan-1");
  const usual = await officeHoursNow(db, FRIDAY_MORNING, agencyId);
  if (usual === undefined) throw new Error("the city has no hours");
  const published = await publishOfficeHours(db, FRIDAY_MORNING, lan.actor, {
    agencyId,
    hours: { ...usual.hours, byWeekday: { ...usual.hours.byWeekday, 5: [[450, 690]] } },
    source: "Quyết định minh họa",
    reason: "Quận 1 làm việc buổi sáng thứ Sáu",
  });
  expect(published.ok).toBe(true);
  deps.calendars.forget();
  await recomputeOpenClocks(db, FRIDAY_MORNING, deps.calendars, (tx, moved) =>
    followMovedClock(tx, FRIDAY_MORNING, moved),
  );

  // Filed on Friday at 10:00 with 8 working hours: 1.5 h remain of the morning, the rest on the make-up Saturday.
  expect(before.answerDueAt).toEqual(new Date("2025-04-26T03:00:00Z"));
  const [clock] = await city.as(lan, (tx) => clocksOf(tx, "dossier", before.id));
  expect(clock?.dueAt).toEqual(new Date("2025-04-26T08:30:00Z"));
  expect(clock?.events.map((event) => event.kind)).toEqual(["recomputed"]);
  const told = await city.as(lan, (tx) =>
    tx.rows(
      `SELECT params ->> 'dueOn' AS "dueOn" FROM notifications.notice
       WHERE subject_id = $1 AND template = 'answer-date-moved'`,
      [before.id],
    ),
  );
  expect(told).toEqual([{ dueOn: "26/04/2025" }]);
  const next = await city.dossierAt("receive");
  expect(next.answerDueAt).toEqual(clock?.dueAt);
  const accepted = await city.as(lan, (tx) =>
    acceptDossier(tx, FRIDAY_MORNING, deps, lan, {
      publicId: next.publicId,
      version: next.version,
    }),
  );
  expect(accepted).toMatchObject({ ok: true });
});

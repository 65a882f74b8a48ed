import { afterAll, beforeAll, expect, test } from "vitest";
import { answerSupplement, askSupplement, refuseDossier } from "#modules/dossiers";
import { withDoor, withTenant } from "#platform/database";
import { type RelayedEvent, relayOnce } from "#platform/outbox";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { measureFinished, noteAllFinished, noteEnd, timeDifferences } from "./measure.ts";
import { timesUsedBetween } from "./store.ts";

const at = (text: string): Date => new Date(`${text}+07:00`);
const APRIL_TO_MAY = { from: "2025-04-01", until: "2025-06-01" } as const;
let city: OneStopCity;
const heard: RelayedEvent[] = [];

/** A dossier that was received on Friday at ten, waited for its applicant from two to Monday at nine, and was refused at ten. */
beforeAll(async () => {
  city = await openOneStopCity();
  const { lanTheReceiver: lan, deps } = city;
  const submitted = await city.dossierAt("receive");
  const on = (one: typeof submitted) => ({ publicId: one.publicId, version: one.version });
  const asked = value(
    await city.as(lan, (tx) =>
      askSupplement(tx, at("2025-04-25T14:00"), deps, lan, {
        ...on(submitted),
        defects: [{ field: "can-cuoc", words: "Ảnh mờ" }],
      }),
    ),
  );
  const quan = { kind: "applicant", ...city.quan } as const;
  const answered = value(
    await withTenant(city.db, { tenantIds: [city.district1], actor: quan }, (tx) =>
      answerSupplement(tx, at("2025-04-28T09:00"), deps, {
        publicId: asked.publicId,
        accountId: city.quan.accountId,
        answers: asked.answers,
      }),
    ),
  );
  value(
    await city.as(lan, (tx) =>
      refuseDossier(tx, at("2025-04-28T10:00"), deps, lan, { ...on(answered), reason: "Không đủ" }),
    ),
  );
  await city.dossierAt("examine");
});
afterAll(() => city.db.close());

const relay = () =>
  relayOnce(city.db, FRIDAY_MORNING, async (tx, event) => {
    heard.push(event);
    await noteEnd(tx, event);
  });
const measure = () => measureFinished(city.db, at("2025-04-28T10:01"), city.deps.calendars);
const kept = () =>
  city.as(city.minhTheHead, (tx) => timesUsedBetween(tx, [city.district1], APRIL_TO_MAY));

test("what a finished dossier used is divided by step and official, and the applicant's time stands apart", async () => {
  while ((await relay()) > 0);
  expect(await measure()).toBe(1);
  expect(await measure()).toBe(0);

  const rows = (await kept()).map(({ step, role, officialId, passes, minutes }) => ({
    step,
    role,
    own: officialId === city.lanTheReceiver.actor.officialId,
    passes,
    minutes,
  }));
  expect(rows.toSorted((one, other) => one.minutes - other.minutes)).toEqual([
    { step: "receive", role: "receiver", own: true, passes: 1, minutes: 60 },
    { step: "receive", role: "receiver", own: true, passes: 1, minutes: 150 },
    { step: "", role: "", own: false, passes: 1, minutes: 210 },
    // The afternoon of Friday, the make-up Saturday and the first hour and a half of Monday.
    { step: "", role: "applicant", own: false, passes: 1, minutes: 180 + 480 + 90 },
  ]);
});

test("told twice, or noted again after loading, a dossier is counted once", async () => {
  const before = await kept();
  await withDoor(city.db, "outbox", async (tx) => {
    for (const event of heard) await noteEnd(tx, event);
  });
  await noteAllFinished(city.db, city.district1);

  expect(await measure()).toBe(0);
  expect(await kept()).toEqual(before);
});

test("the times worked out again from histories and clocks are the times kept, and an invented hour is named", async () => {
  const check = () =>
    timeDifferences(city.db, at("2025-04-28T10:01"), city.deps.calendars, [city.district1]);
  expect(await check()).toEqual([]);
  await city.as(city.lanTheReceiver, (tx) =>
    tx.rows(`UPDATE indicators.time_used SET minutes = minutes + 60 WHERE role = 'applicant'`),
  );
  expect(await check()).toEqual([
    expect.stringMatching(/kept 1 passes, \d late, 810 of 0 minutes, .*750 of 0 minutes$/u),
  ]);
});

test("the public reads how long whole dossiers took, never a step or an official; another agency reads nothing", async () => {
  const seen = await withDoor(city.db, "public-statistics", (tx) =>
    timesUsedBetween(tx, [city.district1], APRIL_TO_MAY),
  );
  expect(seen.map((row) => [row.step, row.role])).toEqual([["", ""]]);
  expect(
    await city.as(city.specialistOfCuChi, (tx) =>
      timesUsedBetween(tx, [city.district1], APRIL_TO_MAY),
    ),
  ).toEqual([]);
});

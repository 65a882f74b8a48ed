import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { STARTING_DECREES } from "#kernel/holiday-data";
import { fireDueAlarms, publishCalendar, recomputeOpenClocks } from "#modules/deadlines";
import { noticesFor, type OfficialInPosition } from "#modules/notifications";
import { withApplicant, withDoor } from "#platform/database";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import {
  claimDossier,
  commentOnDossier,
  type Dossier,
  followMovedClock,
  handOverDossier,
  noteAlarm,
} from "./index.ts";

let city: OneStopCity;
let second: Caller;
beforeAll(async () => {
  city = await openOneStopCity();
  second = await callerOf(city.db, "chuyenvien2.quan-1");
});
afterAll(() => city.db.close());

const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });
/** What an official was told about a dossier, by name. */
const told = async (caller: Caller, { id }: Dossier): Promise<string[]> =>
  (await city.as(caller, (tx) => noticesFor(tx, caller.actor, 100)))
    .filter((notice) => notice.subjectId === id)
    .map((notice) => notice.template)
    .toSorted();
const quanIsTold = async ({ id }: Dossier) => {
  const actor = { kind: "applicant", ...city.quan } as const;
  const notices = await withApplicant(city.db, { tenantIds: [], actor }, (tx) =>
    noticesFor(tx, city.quan.accountId, 100),
  );
  return notices
    .filter((notice) => notice.subjectId === id)
    .toSorted((one, other) => one.template.localeCompare(other.template));
};
const claim = async (dossier: Dossier): Promise<Dossier> =>
  value(
    await city.as(city.haTheSpecialist, (tx) =>
      claimDossier(tx, FRIDAY_MORNING, city.haTheSpecialist, on(dossier)),
    ),
  );
/** Alarms of every dossier up to a moment. */
const fire = async (now: Date): Promise<void> => {
  while ((await fireDueAlarms(city.db, now, (tx, fact) => noteAlarm(tx, now, fact))) > 0);
};
const say = (body: string, dossier: Dossier) =>
  city.as(city.haTheSpecialist, (tx) =>
    commentOnDossier(tx, FRIDAY_MORNING, city.haTheSpecialist, { ...on(dossier), body }),
  );
const BEFORE_IT_IS_DUE = (dossier: Dossier) =>
  new Date((dossier.dueAt ?? FRIDAY_MORNING).getTime() - 1);
const AFTER_IT_WAS_DUE = (dossier: Dossier) =>
  new Date((dossier.dueAt ?? FRIDAY_MORNING).getTime() + 60_000);

test("Hà, who holds the dossier, is warned before it is due, and neither her colleague nor the head is", async () => {
  const dossier = await claim(await city.dossierAt("examine"));
  await fire(BEFORE_IT_IS_DUE(dossier));

  expect(await told(city.haTheSpecialist, dossier)).toEqual(["deadline-near"]);
  expect(await told(second, dossier)).toEqual([]);
  expect(await told(city.minhTheHead, dossier)).toEqual([]);
  expect(await told(city.specialistOfCuChi, dossier)).toEqual([]);
});

test("a dossier that nobody took warns both specialists who could take it, and nobody of another role", async () => {
  const dossier = await city.dossierAt("examine");
  await fire(BEFORE_IT_IS_DUE(dossier));

  expect(await told(city.haTheSpecialist, dossier)).toEqual(["deadline-near"]);
  expect(await told(second, dossier)).toEqual(["deadline-near"]);
  expect(await told(city.lanTheReceiver, dossier)).toEqual([]);
  expect(await told(city.minhTheHead, dossier)).toEqual([]);
});

test("when it is overdue Hà and the head Minh are told once, however often and by however many workers alarms are fired", async () => {
  const dossier = await claim(await city.dossierAt("examine"));
  const late = AFTER_IT_WAS_DUE(dossier);
  await Promise.all([fire(late), fire(late)]);
  await fire(late);

  expect(await told(city.haTheSpecialist, dossier)).toEqual(["deadline-near", "deadline-passed"]);
  expect(await told(city.minhTheHead, dossier)).toEqual(["deadline-passed"]);
  expect(await told(second, dossier)).toEqual([]);
});

test("Minh, who as head has the overdue dossier himself, is told once and not twice", async () => {
  const dossier = await city.dossierAt("review");
  await fire(AFTER_IT_WAS_DUE(dossier));

  expect(await told(city.minhTheHead, dossier)).toEqual(["deadline-near", "deadline-passed"]);
});

test("where an agency has two heads, the one of Hà's unit is told that it is overdue", async () => {
  const dossier = await claim(await city.dossierAt("examine"));
  const other = city.hungTheLeader.actor.officialId;
  const position = "01900000-0000-7000-8000-0000000000ab";
  await withDoor(city.db, "directory", async (tx) => {
    await tx.rows(
      `INSERT INTO organisation.position (id, agency_id, unit_name, title, title_en, role, valid)
       VALUES ($1, $2, 'Phòng Quản lý đô thị', 'Trưởng phòng', 'Head of unit', 'head', '[2015-01-01,2025-05-01)')`,
      [position, city.haTheSpecialist.actor.agencyId],
    );
    await tx.rows(
      `INSERT INTO organisation.holding (id, position_id, official_id, valid, recorded)
       VALUES ($1, $1, $2, '[2015-01-01,2025-05-01)', '[2015-01-01,)')`,
      [position, other],
    );
  });
  await fire(AFTER_IT_WAS_DUE(dossier));

  expect(await told(city.minhTheHead, dossier)).toEqual(["deadline-passed"]);
  expect(
    await city.as(city.hungTheLeader, (tx) =>
      noticesFor(tx, { officialId: other, positionId: position }, 10),
    ),
  ).toEqual([]);
});

test("a notice that cannot be written leaves the alarm unfired for the next round", async () => {
  const dossier = await claim(await city.dossierAt("examine"));
  const soon = BEFORE_IT_IS_DUE(dossier);
  await fireDueAlarms(city.db, soon, async (tx, fact) => {
    await noteAlarm(tx, soon, fact);
    throw new Error("the worker died");
  }).catch(() => undefined);
  expect(await told(city.haTheSpecialist, dossier)).toEqual([]);
  await fire(soon);

  expect(await told(city.haTheSpecialist, dossier)).toEqual(["deadline-near"]);
});

test("who left the position holds nothing any more: the colleagues who remain are warned", async () => {
  const dossier = await claim(await city.dossierAt("examine"));
  const { officialId, positionId } = city.haTheSpecialist.actor;
  const until = (end: string | null) =>
    withDoor(city.db, "directory", (tx) =>
      tx.rows(
        `UPDATE organisation.holding SET valid = daterange(lower(valid), $3::date)
         WHERE official_id = $1 AND position_id = $2`,
        [officialId, positionId, end],
      ),
    );
  await until("2025-04-26");
  await fire(BEFORE_IT_IS_DUE(dossier));
  await until(null);

  expect(await told(city.haTheSpecialist, dossier)).toEqual([]);
  expect(await told(second, dossier)).toEqual(["deadline-near"]);
});

test("whoever gets a dossier handed over is told who must act by when, and the one who handed it is not", async () => {
  const dossier = await claim(await city.dossierAt("examine"));
  const hand = (to: OfficialInPosition) =>
    city.as(city.haTheSpecialist, (tx) =>
      handOverDossier(tx, FRIDAY_MORNING, city.haTheSpecialist, {
        ...on(dossier),
        toOfficialId: to.officialId,
        note: "Nghỉ phép",
      }),
    );
  expect((await hand(city.lanTheReceiver.actor)).ok).toBe(false);
  expect(await told(city.lanTheReceiver, dossier)).toEqual([]);
  value(await hand(second.actor));
  const notices = await city.as(second, (tx) => noticesFor(tx, second.actor, 100));

  expect(notices.find((one) => one.subjectId === dossier.id)).toMatchObject({
    template: "handed-over",
    href: `/can-bo/ho-so/${dossier.publicId}`,
    params: { code: dossier.code, dueOn: "29/04/2025" },
  });
  expect(await told(city.haTheSpecialist, dossier)).toEqual([]);
});

test("a comment that names nobody tells nobody; one that names the head by the whole name tells the head alone", async () => {
  const dossier = await city.dossierAt("examine");
  const everyone = [city.lanTheReceiver, second, city.minhTheHead, city.hungTheLeader];
  const allTold = async () =>
    (await Promise.all(everyone.map((one) => told(one, dossier)))).map((one) => one.length);
  value(await say("Nhờ Lê Quốc Minh xem giúp, thư ở quan-1@hcm.example", dossier));
  value(await say("@Lê Quốc Minhh, @Lê Quốc, @ và @Trần Ngọc Hà", dossier));
  expect(await allTold()).toEqual([0, 0, 0, 0]);
  expect(await told(city.haTheSpecialist, dossier)).toEqual([]);
  value(await say("Xin ý kiến @lê  quốc minh, và nhắc lại @Lê Quốc Minh.", dossier));

  expect(await allTold()).toEqual([0, 0, 1, 0]);
});

test("Quân hears of filing and acceptance, and of nothing that passes between officials", async () => {
  const dossier = await claim(await city.dossierAt("examine"));
  value(await say("@Lê Quốc Minh xem giúp", dossier));
  await fire(AFTER_IT_WAS_DUE(dossier));

  expect((await quanIsTold(dossier)).map((one) => one.template)).toEqual(["accepted", "received"]);
});

test("a new day off moves the due date, and Quân is told the new one once", async () => {
  const dossier = await city.dossierAt("examine");
  const moved = () =>
    recomputeOpenClocks(city.db, FRIDAY_MORNING, city.deps.calendars, (tx, clock) =>
      followMovedClock(tx, FRIDAY_MORNING, clock),
    );
  const decrees = STARTING_DECREES.map((decree) =>
    decree.year === 2025
      ? {
          ...decree,
          extra: [
            ...(decree.extra ?? []),
            {
              on: day("2025-04-28"),
              vi: "Ngày nghỉ minh họa",
              en: "Illustrative day off",
            },
          ],
        }
      : decree,
  );
  value(
    await withDoor(city.db, "directory", (tx) =>
      publishCalendar(tx, FRIDAY_MORNING, { name: "2026-2", decrees, reason: "Thêm ngày nghỉ" }),
    ),
  );
  while ((await moved()) > 0);
  await moved();

  expect(await quanIsTold(dossier)).toMatchObject([
    { template: "accepted", params: { dueOn: "29/04/2025" } },
    { template: "due-date-moved", params: { code: dossier.code, dueOn: "05/05/2025" } },
    { template: "received" },
  ]);
});

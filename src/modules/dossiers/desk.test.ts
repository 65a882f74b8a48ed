import { afterAll, beforeAll, expect, test } from "vitest";
import { createCalendars } from "#modules/deadlines";
import { StaleVersion, withDoor } from "#platform/database";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import {
  acceptDossier,
  claimDossier,
  commentOnDossier,
  createDossierDeps,
  type Dossier,
  examineDossier,
  handOverDossier,
  publishProcesses,
  releaseResult,
  revealNumbers,
  reviewDossier,
} from "./index.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });

const accept = (dossier: Dossier, now = FRIDAY_MORNING, caller: Caller = city.lanTheReceiver) =>
  city.as(caller, (tx) => acceptDossier(tx, now, city.deps, caller, on(dossier)));
const release = (dossier: Dossier, now: Date) =>
  city.as(city.maiTheClerk, (tx) =>
    releaseResult(tx, now, city.deps, city.maiTheClerk, on(dossier)),
  );

const count = async (sql: string, id: string): Promise<number> =>
  (
    await city.as(city.lanTheReceiver, (tx) =>
      tx.row<{ n: number }>(`SELECT count(*)::integer AS n FROM ${sql}`, [id]),
    )
  )?.n ?? 0;

test("who lacks the role, the agency or the step is refused, and what is forbidden looks missing", async () => {
  const dossier = await city.dossierAt("receive");
  expect(await accept(dossier, FRIDAY_MORNING, city.haTheSpecialist)).toEqual({
    ok: false,
    error: "missing",
  });
  expect(await accept(dossier, FRIDAY_MORNING, city.specialistOfCuChi)).toEqual({
    ok: false,
    error: "missing",
  });
  const examine = await city.as(city.haTheSpecialist, (tx) =>
    examineDossier(tx, FRIDAY_MORNING, city.deps, city.haTheSpecialist, {
      ...on(dossier),
      proposal: "x",
    }),
  );
  expect(examine).toEqual({ ok: false, error: "wrong-state" });
  expect(await release(dossier, FRIDAY_MORNING)).toEqual({ ok: false, error: "wrong-state" });
});

test("a form that was shown before a colleague acted is stale and changes nothing", async () => {
  const dossier = await city.dossierAt("receive");
  value(await accept(dossier));
  expect(await accept(dossier)).toEqual({ ok: false, error: "stale" });
});

test("two receivers who accept at once: one does, the other is told, and one receipt number is used", async () => {
  const dossier = await city.dossierAt("receive");
  const before = await count(
    "numbering.issued_number WHERE name = 'receipts' AND tenant_id = $1",
    city.district1,
  );
  const outcomes = await Promise.allSettled([accept(dossier), accept(dossier)]);
  const done = outcomes.filter((one) => one.status === "fulfilled" && one.value.ok);
  const told = outcomes.filter(
    (one) =>
      (one.status === "fulfilled" && !one.value.ok) ||
      (one.status === "rejected" && one.reason instanceof StaleVersion),
  );

  expect([done.length, told.length]).toEqual([1, 1]);
  expect(
    await count(
      "numbering.issued_number WHERE name = 'receipts' AND tenant_id = $1",
      city.district1,
    ),
  ).toBe(before + 1);
});

test("a claimed dossier is left to its holder, who may hand it over to a colleague of the same role", async () => {
  const dossier = await city.dossierAt("examine");
  const { haTheSpecialist } = city;
  const claimed = value(
    await city.as(haTheSpecialist, (tx) =>
      claimDossier(tx, FRIDAY_MORNING, haTheSpecialist, on(dossier)),
    ),
  );
  const colleague: Caller = {
    ...haTheSpecialist,
    actor: { ...haTheSpecialist.actor, officialId: "01900000-0000-7000-8000-00000000dddd" },
  };
  const examine = (caller: Caller, one: Dossier) =>
    city.as(caller, (tx) =>
      examineDossier(tx, FRIDAY_MORNING, city.deps, caller, {
        ...on(one),
        proposal: "Đủ điều kiện",
      }),
    );
  expect(await examine(colleague, claimed)).toEqual({ ok: false, error: "not-the-holder" });
  const hand = (to: string) =>
    city.as(haTheSpecialist, (tx) =>
      handOverDossier(tx, FRIDAY_MORNING, haTheSpecialist, {
        ...on(claimed),
        toOfficialId: to,
        note: "Nghỉ phép",
      }),
    );
  expect(await hand(city.lanTheReceiver.actor.officialId)).toEqual({
    ok: false,
    error: "no-one-there",
  });
  const second = await callerOf(city.db, "chuyenvien2.quan-1");
  const handed = value(await hand(second.actor.officialId));
  expect(await examine(haTheSpecialist, handed)).toEqual({ ok: false, error: "not-the-holder" });
  expect((await examine(second, handed)).ok).toBe(true);
});

test("the head sends a dossier back with a reason and the specialist proposes again", async () => {
  const dossier = await city.dossierAt("review");
  const { minhTheHead } = city;
  const review = (note: string) =>
    city.as(minhTheHead, (tx) =>
      reviewDossier(tx, FRIDAY_MORNING, city.deps, minhTheHead, {
        ...on(dossier),
        decision: "return",
        note,
      }),
    );
  expect(await review("")).toEqual({ ok: false, error: "reason-missing" });
  expect(value(await review("Xem lại địa chỉ"))).toMatchObject({
    step: "examine",
    stepRole: "specialist",
  });
});

test("officials comment among themselves; a stranger cannot, and a long comment is cut to two pages", async () => {
  const dossier = await city.dossierAt("examine");
  const say = (caller: Caller, body: string) =>
    city.as(caller, (tx) => commentOnDossier(tx, FRIDAY_MORNING, caller, { ...on(dossier), body }));
  expect((await say(city.haTheSpecialist, "a".repeat(9000))).ok).toBe(true);
  expect(await say(city.specialistOfCuChi, "x")).toEqual({ ok: false, error: "missing" });
  expect(await say(city.haTheSpecialist, "  ")).toEqual({ ok: false, error: "reason-missing" });
});

test("a process with an element that the engine does not run is refused by its name and id, and nothing is published", async () => {
  const [first] = householdBusiness.editions;
  if (first === undefined) throw new Error("no edition");
  const process = first.process
    .replace('<bpmn:userTask id="examine"', '<bpmn:scriptTask id="examine"')
    .replace(/(id="examine"[\s\S]*?)<\/bpmn:userTask>/u, "$1</bpmn:scriptTask>");
  const apps = [{ ...householdBusiness, editions: [{ ...first, process }] }];
  const deps = createDossierDeps(createCalendars(), apps);

  await expect(
    withDoor(city.db, "seed", (tx) => publishProcesses(tx, FRIDAY_MORNING, deps)),
  ).rejects.toThrow(/bpmn:ScriptTask "examine"/u);
});

test("who sees a personal number in full is in the log; a clerk and a stranger may not ask", async () => {
  const { id, publicId } = await city.dossierAt("examine");
  const ask = (caller: Caller) =>
    city.as(caller, (tx) => revealNumbers(tx, FRIDAY_MORNING, caller, publicId));

  expect((await ask(city.haTheSpecialist)).ok).toBe(true);
  expect(await ask(city.maiTheClerk)).toEqual({ ok: false, error: "missing" });
  expect(await ask(city.specialistOfCuChi)).toEqual({ ok: false, error: "missing" });
  const logged = await city.as(city.haTheSpecialist, (tx) =>
    tx.rows(
      `SELECT actor_ref AS "by", position_id AS "as" FROM audit.leaf WHERE action = 'numbers-revealed' AND subject_id = $1`,
      [id],
    ),
  );
  const { officialId, positionId } = city.haTheSpecialist.actor;
  expect(logged).toEqual([{ by: `official:${officialId}`, as: positionId }]);
});

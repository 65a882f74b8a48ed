import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { reviewDossier } from "#modules/dossiers";
import { createIdentity, type Identity, seedAccounts } from "#modules/identity";
import { actIn, giveDelegation, officialIdOf, takeDelegationBack } from "#modules/organisation";
import { withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import { FRIDAY_MORNING } from "../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../test/world/dossiers.ts";
import { officialScope } from "./official-scope.ts";

const PASSWORD = "cay da gieng nuoc san dinh";
const ha = officialIdOf("chuyenvien.quan-1");
const after = (minutes: number): Date => new Date(FRIDAY_MORNING.getTime() + minutes * 60_000);

let city: OneStopCity;
let identity: Identity;
beforeAll(async () => {
  city = await openOneStopCity();
  identity = createIdentity({
    db: city.db,
    secretKey: randomBytes(32),
    acceptsApplicantPasswords: true,
    requiresSecondFactor: false,
    origin: () => "http://hcm.example",
    resolveOfficial: (officialId, at, sessionId) =>
      officialScope(city.db, officialId, at, sessionId),
  });
  const passwordHash = await identity.hashPassword(PASSWORD);
  const account = { id: ha, login: "chuyenvien.quan-1", name: "Trần Ngọc Hà", officialId: ha };
  await withDoor(city.db, "seed", (tx) =>
    seedAccounts(tx, FRIDAY_MORNING, [account], passwordHash),
  );
});
afterAll(() => city.db.close());

async function haSignsIn(): Promise<string> {
  const entered = await identity.signIn(FRIDAY_MORNING, {
    login: "chuyenvien.quan-1",
    password: PASSWORD,
    code: "",
    address: "203.0.113.7",
    userAgent: "",
  });
  return entered.ok ? entered.value.token : "";
}

async function sessionAt(token: string, now: Date): Promise<Session> {
  const session = await identity.sessionOf(token, now);
  if (session === undefined) throw new Error("Hà is not signed in");
  return session;
}

const delegateMinh = (appIds: readonly string[]) =>
  giveDelegation(city.db, FRIDAY_MORNING, city.minhTheHead, {
    positionId: city.minhTheHead.actor.positionId,
    toOfficialId: ha,
    decision: "03/GUQ-TCKH",
    from: day("2025-04-25"),
    through: day("2025-04-25"),
    appIds,
  });

const choose = (session: Session, positionId: string) =>
  withDoor(city.db, "directory", (tx) =>
    actIn(tx, FRIDAY_MORNING, { officialId: ha, sessionId: session.id }, positionId),
  );

test("Hà works as a specialist, chooses the head's position that was delegated to her, acts in it under that mandate, and loses it the moment it is taken back", async () => {
  const phone = await haSignsIn();
  const token = await haSignsIn();
  const before = await sessionAt(token, FRIDAY_MORNING);
  const { positionId } = city.minhTheHead.actor;
  expect(before.roles).toEqual(["specialist"]);
  expect(await choose(before, positionId)).toBe(false);
  const given = await delegateMinh([]);
  expect((await sessionAt(token, FRIDAY_MORNING)).roles).toEqual(["specialist"]);
  expect(await choose(before, positionId)).toBe(true);

  const acting = await sessionAt(token, FRIDAY_MORNING);
  expect(acting).toMatchObject({
    roles: ["head"],
    title: "Trưởng phòng",
    actor: { positionId, mandate: { kind: "delegation", id: given.ok ? given.value : "" } },
  });
  expect(acting.positions?.map((one) => [one.title, one.isDelegated, one.isCurrent])).toEqual([
    ["Chuyên viên", false, false],
    ["Trưởng phòng", true, true],
  ]);
  expect((await sessionAt(phone, FRIDAY_MORNING)).roles).toEqual(["specialist"]);

  const dossier = await city.dossierAt("review");
  const reviewed = await city.as(
    { ...city.minhTheHead, ...acting } as typeof city.minhTheHead,
    (tx) =>
      reviewDossier(tx, FRIDAY_MORNING, city.deps, acting, {
        publicId: dossier.publicId,
        version: dossier.version,
        decision: "approve",
        note: "",
      }),
  );
  expect(reviewed).toMatchObject({ ok: true, value: { step: "sign" } });
  const [leaf] = await city.as(city.minhTheHead, (tx) =>
    tx.rows<{ mandate: string; by: string }>(
      `SELECT mandate, actor_ref AS "by" FROM audit.leaf WHERE action = 'dossier-reviewed' AND subject_id = $1`,
      [dossier.id],
    ),
  );
  expect(leaf).toEqual({
    mandate: `delegation:${given.ok ? given.value : ""}`,
    by: `official:${ha}`,
  });
  const id = given.ok ? given.value : "";
  expect((await takeDelegationBack(city.db, after(10), city.minhTheHead, id)).ok).toBe(true);
  expect((await sessionAt(token, after(10))).roles).toEqual(["specialist"]);
});

test("a delegation for another procedure opens no household business, not even to look at", async () => {
  const { minhTheHead } = city;
  const limited = { ...minhTheHead, appIds: ["giay-phep-xay-dung"] };
  const dossier = await city.dossierAt("review");
  const act = { publicId: dossier.publicId, version: dossier.version };
  const review = (caller: typeof minhTheHead & { appIds?: readonly string[] }) =>
    city.as(caller, (tx) =>
      reviewDossier(tx, FRIDAY_MORNING, city.deps, caller, {
        ...act,
        decision: "approve",
        note: "",
      }),
    );

  expect(await review(limited)).toEqual({ ok: false, error: "missing" });
  expect((await review({ ...minhTheHead, appIds: ["ho-kinh-doanh"] })).ok).toBe(true);
});

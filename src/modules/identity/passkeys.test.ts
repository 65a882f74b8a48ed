import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CITY_WIDE } from "#kernel/ids";
import { withDoor, withTenant } from "#platform/database";
import type { Session } from "#platform/http";
import { createDevice, type Device } from "../../../test/world/authenticator.ts";
import { callerOf, type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import { createIdentity, type Identity, seedAccounts } from "./index.ts";

const SITE = "https://mot-cua.example";
const PASSWORD = "cay da gieng nuoc san dinh";
const PLACE = { address: "203.0.113.7", userAgent: "Điện thoại" };
const after = (minutes: number): Date => new Date(FRIDAY_MORNING.getTime() + minutes * 60_000);

let city: City;
let identity: Identity;
let phone: Device;
let login: string;
let count = 0;
beforeAll(async () => {
  city = await openCity();
  identity = createIdentity({
    db: city.db,
    origin: () => SITE,
    secretKey: randomBytes(32),
    acceptsApplicantPasswords: true,
    requiresSecondFactor: true,
    resolveOfficial: async () => ({
      ...(await callerOf(city.db, "lanhdao.quan-1")),
      agencyName: "Quận 1",
      title: "Phó Chủ tịch",
    }),
  });
});
afterAll(() => city.db.close());
beforeEach(async () => {
  phone = createDevice(SITE);
  login = `quan${(count += 1)}`;
  await identity.register(FRIDAY_MORNING, {
    name: "Trần Minh Quân",
    citizenId: "079085000417",
    phone: "+84901234567",
    email: "",
    login,
    password: PASSWORD,
  });
});

const byPassword = (code = "", now = FRIDAY_MORNING) =>
  identity.signIn(now, { login, password: PASSWORD, code, ...PLACE });

async function sessionOf(token: string, now = FRIDAY_MORNING): Promise<Session> {
  const session = await identity.sessionOf(token, now);
  if (session === undefined) throw new Error("no session");
  return session;
}

/** Quân signed in and fresh, as after pressing "confirm who you are". */
async function proved(now = FRIDAY_MORNING): Promise<Session> {
  const entered = await byPassword("", now);
  if (!entered.ok) throw new Error(entered.error.code);
  const session = await sessionOf(entered.value.token, now);
  await identity.stepUp(now, session, { password: PASSWORD, code: "", address: PLACE.address });
  return sessionOf(entered.value.token, now);
}

async function add(session: Session, device = phone, now = FRIDAY_MORNING) {
  const asked = await identity.passkeys.askNew(now, session);
  if (!asked.ok) return asked;
  const answer = device.create(asked.value);
  return identity.passkeys.add(now, session, { name: "Điện thoại của Quân", answer });
}

const REFUSED = { ok: false, error: { code: "passkey-refused" } };

test("Quân adds his phone's key after a fresh proof, signs in with it alone, and sees when it was used", async () => {
  const session = await proved();
  const codes = await add(session);
  const entered = await identity.passkeys.signIn(
    after(1),
    phone.answer(await identity.passkeys.askAny(after(1))),
    PLACE,
  );

  expect(codes).toMatchObject({ ok: true, value: { length: 10 } });
  expect(entered).toMatchObject({ ok: true, value: { kind: "applicant" } });
  expect(await identity.passkeys.list(session)).toMatchObject([
    { name: "Điện thoại của Quân", usedAt: after(1), isBackedUp: false },
  ]);
});

test("who finds a session open adds no key and removes none; a renamed key keeps its name of 60 letters", async () => {
  const session = await proved();
  await add(session);
  const [key] = await identity.passkeys.list(session);
  const id = key?.id ?? "";
  const found = { ...session, steppedUpAt: undefined };

  expect(await add(found, createDevice(SITE))).toEqual({ ok: false, error: "proof-needed" });
  expect(
    await identity.passkeys.add(FRIDAY_MORNING, found, { name: "Kẻ lạ", answer: "{}" }),
  ).toEqual({ ok: false, error: "proof-needed" });
  expect(await identity.passkeys.remove(FRIDAY_MORNING, found, id)).toEqual({
    ok: false,
    error: "proof-needed",
  });
  expect(await identity.passkeys.rename(FRIDAY_MORNING, found, id, ` ${"Á".repeat(80)}`)).toBe(
    true,
  );
  expect((await identity.passkeys.list(session))[0]?.name).toBe("Á".repeat(60));
});

test("an answer is good once: sent again, sent for another purpose, or sent six minutes late it opens nothing", async () => {
  const session = await proved();
  await add(session);
  const answer = phone.answer(await identity.passkeys.askAny(FRIDAY_MORNING));
  const elsewhere = phone.answer(await identity.passkeys.askAny(FRIDAY_MORNING));
  const late = phone.answer(await identity.passkeys.askAny(FRIDAY_MORNING));

  expect((await identity.passkeys.signIn(FRIDAY_MORNING, answer, PLACE)).ok).toBe(true);
  expect(await identity.passkeys.signIn(FRIDAY_MORNING, answer, PLACE)).toEqual(REFUSED);
  expect(await identity.passkeys.stepUp(FRIDAY_MORNING, session, elsewhere)).toEqual(REFUSED);
  expect(await identity.passkeys.signIn(after(6), late, PLACE)).toEqual(REFUSED);
});

test("twenty copies of one answer sent at the same moment open one session", async () => {
  await add(await proved());
  const answer = phone.answer(await identity.passkeys.askAny(FRIDAY_MORNING));
  const entered = await Promise.all(
    Array.from({ length: 20 }, () => identity.passkeys.signIn(FRIDAY_MORNING, answer, PLACE)),
  );

  expect(entered.filter((one) => one.ok)).toHaveLength(1);
});

test("a key used on another site, without its holder, without our challenge, or copied is refused", async () => {
  await add(await proved());
  const ask = () => identity.passkeys.askAny(FRIDAY_MORNING);
  const send = (answer: string) => identity.passkeys.signIn(FRIDAY_MORNING, answer, PLACE);

  expect(await send(phone.answer(await ask(), { origin: "https://mot-cua.xau" }))).toEqual(REFUSED);
  expect(await send(phone.answer(await ask(), { site: "mot-cua.xau" }))).toEqual(REFUSED);
  expect(await send(phone.answer(await ask(), { isUnverified: true }))).toEqual(REFUSED);
  expect(await send(phone.answer({ challenge: "tu-nghi-ra" }))).toEqual(REFUSED);
  expect(await send(createDevice(SITE).answer(await ask()))).toEqual(REFUSED);
  expect(await send(phone.answer(await ask(), { counter: 1 }))).toEqual(REFUSED);
  for (const nonsense of ["", "{}", "null", '{"id":7}', '{"id":"x","response":{}}'])
    expect(await send(nonsense)).toEqual(REFUSED);
  expect((await send(phone.answer(await ask(), { counter: 9 }))).ok).toBe(true);
});

test("a key made on another site, without its holder, or known already is not added", async () => {
  const session = await proved();
  const ask = async () => {
    const asked = await identity.passkeys.askNew(FRIDAY_MORNING, session);
    return asked.ok ? asked.value : { challenge: "" };
  };
  const send = (answer: string) =>
    identity.passkeys.add(FRIDAY_MORNING, session, { name: "", answer });
  const refused = { ok: false, error: "passkey-refused" };

  expect(await send(phone.create(await ask(), { origin: "https://mot-cua.xau" }))).toEqual(refused);
  expect(await send(phone.create(await ask(), { isUnverified: true }))).toEqual(refused);
  expect(await send(phone.create(await identity.passkeys.askAny(FRIDAY_MORNING)))).toEqual(refused);
  expect((await add(session)).ok).toBe(true);
  expect(await add(session)).toEqual(refused);
  expect(await identity.passkeys.list(session)).toHaveLength(1);
});

test("a password alone no longer opens an account with a key; on the day the phone is lost a recovery code does, once", async () => {
  const codes = await add(await proved());
  const code = codes.ok ? (codes.value[0] ?? "") : "";

  expect(await byPassword()).toEqual({ ok: false, error: { code: "passkey-needed" } });
  expect(await byPassword("123456")).toEqual({ ok: false, error: { code: "wrong-code" } });
  expect((await byPassword(code)).ok).toBe(true);
  expect(await byPassword(code)).toEqual({ ok: false, error: { code: "wrong-code" } });
});

test("a removed key opens nothing from that moment, and nobody removes a stranger's", async () => {
  const session = await proved();
  await add(session);
  const [key] = await identity.passkeys.list(session);
  const stranger = { ...session, accountId: "01900000-0000-7000-8000-0000000000cc" };
  const remove = (who: Session) => identity.passkeys.remove(FRIDAY_MORNING, who, key?.id ?? "");
  const answer = phone.answer(await identity.passkeys.askAny(FRIDAY_MORNING));

  expect(await remove(stranger)).toEqual({ ok: false, error: "missing" });
  expect(await remove(session)).toEqual({ ok: true, value: null });
  expect(await identity.passkeys.signIn(FRIDAY_MORNING, answer, PLACE)).toEqual(REFUSED);
  expect((await byPassword()).ok).toBe(true);
});

test("Hùng, who must have a second factor, has his rights back with a key, and proves himself with it before signing", async () => {
  const officialId = (await callerOf(city.db, "lanhdao.quan-1")).actor.officialId;
  const hash = await identity.hashPassword(PASSWORD);
  login = "lanhdao.quan-1";
  await withDoor(city.db, "seed", (tx) =>
    seedAccounts(tx, FRIDAY_MORNING, [{ id: officialId, login, name: "Hùng", officialId }], hash),
  );
  const before = await proved();
  await add(before);
  const entered = await identity.passkeys.signIn(
    after(10),
    phone.answer(await identity.passkeys.askAny(after(10))),
    PLACE,
  );
  const token = entered.ok ? entered.value.token : "";
  const session = await sessionOf(token, after(10));
  const byPasswordAlone = await identity.stepUp(after(10), session, {
    password: PASSWORD,
    code: "",
    address: PLACE.address,
  });

  expect(before.roles).toEqual([]);
  expect(entered).toMatchObject({ ok: true, value: { kind: "official", mustEnrol: false } });
  expect([session.roles, session.steppedUpAt]).toEqual([["leader"], undefined]);
  expect(byPasswordAlone).toEqual({ ok: false, error: { code: "wrong-code" } });
  const asked = await identity.passkeys.askOwn(after(11), session);
  expect(asked.allowCredentials).toHaveLength(1);
  const answer = phone.answer(asked);
  expect(await identity.passkeys.stepUp(after(11), { ...session, id: "another" }, answer)).toEqual(
    REFUSED,
  );
  expect(await identity.passkeys.stepUp(after(11), session, answer)).toEqual({
    ok: true,
    value: null,
  });
  expect((await sessionOf(token, after(12))).steppedUpAt).toEqual(after(11));
});

test("adding, renaming and removing a key stand in the log; keys are invisible outside the sign-in door", async () => {
  const session = await proved();
  await add(session);
  const [key] = await identity.passkeys.list(session);
  await identity.passkeys.rename(FRIDAY_MORNING, session, key?.id ?? "", "Máy ở nhà");
  await identity.passkeys.remove(FRIDAY_MORNING, session, key?.id ?? "");
  const scope = { tenantIds: [CITY_WIDE], actor: { kind: "system", job: "test" } } as const;
  const leaves = await withTenant(city.db, scope, (tx) =>
    tx.rows<{ action: string; actor: string }>(
      `SELECT action, actor_ref AS actor FROM audit.leaf WHERE subject_id = $1 ORDER BY action`,
      [session.accountId],
    ),
  );

  expect(leaves.map((leaf) => leaf.action)).toEqual([
    "passkey-added",
    "passkey-removed",
    "passkey-renamed",
  ]);
  expect(new Set(leaves.map((leaf) => leaf.actor))).toEqual(
    new Set([`applicant:${session.accountId}`]),
  );
  for (const table of ["passkey", "answered_challenge"])
    expect(
      await withTenant(city.db, city.hungTheLeader, (tx) =>
        tx.rows(`SELECT 1 FROM identity.${table}`),
      ),
    ).toEqual([]);
});

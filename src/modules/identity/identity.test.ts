import { randomBytes } from "node:crypto";
import { generate } from "otplib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withDoor, withTenant } from "#platform/database";
import type { Session } from "#platform/http";
import { callerOf, type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import {
  createIdentity,
  hasDemoAccounts,
  type Identity,
  seedAccounts,
  STEP_UP_MS,
} from "./index.ts";
import { localPath } from "./paths.ts";

const PASSWORD = "cay da gieng nuoc san dinh";
const MINUTE_MS = 60_000;
const after = (minutes: number): Date => new Date(FRIDAY_MORNING.getTime() + minutes * MINUTE_MS);
const hoa = {
  name: "Bùi Thị Hoa",
  citizenId: "079185000417",
  phone: "+84901234567",
  email: "",
  password: PASSWORD,
};

let city: City;
let identity: Identity;
let positions: "held" | "none" = "held";
let login: string;
let count = 0;
beforeAll(async () => {
  city = await openCity();
  identity = createIdentity({
    db: city.db,
    origin: () => "http://hcm.example",
    secretKey: randomBytes(32),
    acceptsApplicantPasswords: true,
    requiresSecondFactor: false,
    resolveOfficial: async () =>
      positions === "none"
        ? undefined
        : {
            ...(await callerOf(city.db, "tiepnhan.quan-1")),
            agencyName: "Quận 1",
            title: "Công chức",
          },
  });
});
afterAll(() => city.db.close());
beforeEach(async () => {
  positions = "held";
  login = `hoa${(count += 1)}`;
  await identity.register(FRIDAY_MORNING, { ...hoa, login });
});

const signIn = (change: Partial<Parameters<Identity["signIn"]>[1]> = {}, now = FRIDAY_MORNING) =>
  identity.signIn(now, {
    login,
    password: PASSWORD,
    code: "",
    address: "203.0.113.7",
    userAgent: "Trình duyệt",
    ...change,
  });

async function signedIn(now = FRIDAY_MORNING): Promise<{ token: string; session: Session }> {
  const entered = await signIn({}, now);
  const token = entered.ok ? entered.value.token : "";
  const session = await identity.sessionOf(token, now);
  if (session === undefined) throw new Error("no session");
  return { token, session };
}

test("Hoa registers, signs in and is known by her token alone", async () => {
  const { token, session } = await signedIn();

  expect(session).toMatchObject({
    kind: "applicant",
    name: "Bùi Thị Hoa",
    roles: [],
    tenantIds: [],
  });
  expect(await identity.sessionOf(`${token}x`, FRIDAY_MORNING)).toBeUndefined();
  expect(await identity.register(FRIDAY_MORNING, { ...hoa, login: login.toUpperCase() })).toEqual({
    ok: false,
    error: "taken",
  });
});

test("Hoa, who registered in English, is told in English until she chooses otherwise, and nobody else's choice changes", async () => {
  const stranger = (await signedIn()).session;
  login = `hoa${(count += 1)}`;
  await identity.register(FRIDAY_MORNING, { ...hoa, email: "hoa@vi-du.example", login }, "en");
  const { session } = await signedIn();
  expect(await identity.telling.of(session)).toMatchObject({ language: "en", byEmail: true });
  await identity.telling.choose(FRIDAY_MORNING, session, { language: "vi", byEmail: false });
  const again = { language: "vi", byEmail: false } as const;
  expect(await identity.telling.choose(FRIDAY_MORNING, session, again)).toBeUndefined();

  expect(await identity.telling.of(session)).toMatchObject({
    ...again,
    email: "hoa@vi-du.example",
  });
  expect(await identity.telling.of(stranger)).toMatchObject({ language: "vi", byEmail: true });
});

test("a wrong password and an unknown login are refused in the same words", async () => {
  expect(await signIn({ password: "sai rồi sai rồi" })).toEqual({
    ok: false,
    error: { code: "wrong" },
  });
  expect(await signIn({ login: "khongcoai" })).toEqual({ ok: false, error: { code: "wrong" } });
  expect((await signIn({ login: ` ${login.toUpperCase()} ` })).ok).toBe(true);
});

test("after five wrong tries one must wait, while a colleague at the same address still gets in", async () => {
  for (let tries = 0; tries < 5; tries += 1) await signIn({ password: "sai" });
  const colleague = `lan${count}`;
  await identity.register(FRIDAY_MORNING, { ...hoa, login: colleague });

  expect(await signIn()).toEqual({ ok: false, error: { code: "wait", seconds: 30 } });
  expect((await signIn({ login: colleague })).ok).toBe(true);
  expect((await signIn({ address: "198.51.100.9" })).ok).toBe(true);
  expect((await signIn({}, after(1))).ok).toBe(true);
});

test("forty guesses sent at the same moment are worth no more than five, and the right one among them is not told apart", async () => {
  const guesses = Array.from({ length: 40 }, (_, index) =>
    signIn({ password: index === 39 ? PASSWORD : `sai ${index}` }),
  );
  const answers = await Promise.all(guesses);

  const judged = answers.filter((one) => one.ok || one.error.code !== "wait");
  expect(judged.length).toBeLessThanOrEqual(5);
  expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: "wait" } });
});

test("a hundred strangers who register at once do not keep Hoa from signing in", async () => {
  let registered = 0;
  const flood = Array.from({ length: 100 }, async (_, index) => {
    await identity.register(FRIDAY_MORNING, { ...hoa, login: `${login}.${index}` });
    registered += 1;
  });

  expect((await signIn()).ok).toBe(true);
  expect(registered).toBeLessThan(50);
  await Promise.all(flood);
});

test("two hundred colleagues behind one address mistype once each and nobody is locked out", async () => {
  await withDoor(city.db, "sign_in", (tx) =>
    tx.rows(
      `INSERT INTO identity.attempt (key, failures, last_failure_at) VALUES ('address:192.0.2.1', 200, $1)`,
      [FRIDAY_MORNING],
    ),
  );
  expect((await signIn({ address: "192.0.2.1" })).ok).toBe(true);
});

test("a session ends when idle, at the end of the day, on signing out and at once when revoked elsewhere", async () => {
  const idle = await signedIn();
  expect(await identity.sessionOf(idle.token, after(59))).toBeDefined();
  expect(await identity.sessionOf(idle.token, after(59 + 61))).toBeUndefined();
  const busy = await signedIn();
  for (let minutes = 0; minutes < 720; minutes += 30)
    expect(await identity.sessionOf(busy.token, after(minutes))).toBeDefined();
  expect(await identity.sessionOf(busy.token, after(720))).toBeUndefined();
  const phone = await signedIn();
  const desk = await signedIn();
  expect(await identity.revoke(FRIDAY_MORNING, desk.session, phone.session.id)).toBe(true);
  expect(await identity.sessionOf(phone.token, FRIDAY_MORNING)).toBeUndefined();
  await identity.signOut(FRIDAY_MORNING, desk.session);
  expect(await identity.sessionOf(desk.token, FRIDAY_MORNING)).toBeUndefined();
});

test("nobody ends a stranger's session", async () => {
  const own = await signedIn();
  login = `stranger${count}`;
  await identity.register(FRIDAY_MORNING, { ...hoa, login });
  const stranger = await signedIn();

  expect(await identity.revoke(FRIDAY_MORNING, stranger.session, own.session.id)).toBe(false);
  expect(await identity.sessionOf(own.token, FRIDAY_MORNING)).toBeDefined();
});

async function enrolling(): Promise<{ session: Session; secret: string }> {
  const { token, session } = await signedIn();
  await identity.stepUp(FRIDAY_MORNING, session, { password: PASSWORD, code: "", address: "" });
  const proved = (await identity.sessionOf(token, FRIDAY_MORNING)) ?? session;
  const enrolled = await identity.enrolTotp(FRIDAY_MORNING, proved);
  if (!enrolled.ok) throw new Error(enrolled.error);
  return { session: proved, secret: enrolled.value.secret };
}

test("who finds a session open cannot put a second factor of their own in place of the owner's", async () => {
  const { token, session } = await signedIn();
  expect(await identity.enrolTotp(FRIDAY_MORNING, session)).toEqual({
    ok: false,
    error: "proof-needed",
  });
  const { session: proved, secret } = await enrolling();
  const code = await generate({ secret, epoch: Math.floor(FRIDAY_MORNING.getTime() / 1000) });
  await identity.confirmTotp(FRIDAY_MORNING, proved, code);
  const found = (await identity.sessionOf(token, after(6))) ?? session;

  expect(await identity.enrolTotp(after(6), found)).toEqual({ ok: false, error: "proof-needed" });
  expect(await identity.enrolTotp(after(6), proved)).toEqual({ ok: false, error: "proof-needed" });
  expect((await identity.factors(found)).totp).toBe(true);
  expect(await signIn({}, after(6))).toEqual({ ok: false, error: { code: "code-needed" } });
});

test("with a second factor a password alone opens nothing, a code works once, a recovery code works once", async () => {
  const { session, secret } = await enrolling();
  const codeAt = (now: Date): Promise<string> =>
    generate({ secret, epoch: Math.floor(now.getTime() / 1000) });
  expect(await identity.confirmTotp(FRIDAY_MORNING, session, "000000")).toEqual({
    ok: false,
    error: "wrong-code",
  });
  expect((await signIn()).ok).toBe(true);
  const codes = await identity.confirmTotp(FRIDAY_MORNING, session, await codeAt(FRIDAY_MORNING));
  const recovery = codes.ok ? (codes.value[0] ?? "") : "";
  const later = after(3);
  const code = await codeAt(later);

  expect(await signIn({}, later)).toEqual({ ok: false, error: { code: "code-needed" } });
  expect(await signIn({ code: "123456" }, later)).toEqual({
    ok: false,
    error: { code: "wrong-code" },
  });
  expect((await signIn({ code }, later)).ok).toBe(true);
  expect(await signIn({ code }, later)).toEqual({ ok: false, error: { code: "wrong-code" } });
  expect((await signIn({ code: recovery.toLowerCase() }, later)).ok).toBe(true);
  expect(await signIn({ code: recovery }, later)).toEqual({
    ok: false,
    error: { code: "wrong-code" },
  });
});

test("signing needs a fresh proof, which lasts five minutes", async () => {
  const { token, session } = await signedIn();
  const prove = (password: string) =>
    identity.stepUp(after(1), session, { password, code: "", address: "203.0.113.7" });

  expect((await prove("không phải")).ok).toBe(false);
  expect((await identity.sessionOf(token, after(1)))?.steppedUpAt).toBeUndefined();
  expect((await prove(PASSWORD)).ok).toBe(true);
  expect((await identity.sessionOf(token, after(2)))?.steppedUpAt).toEqual(after(1));
  expect(STEP_UP_MS).toBe(5 * MINUTE_MS);
});

test("an official acts in the position held today; a former official has no session", async () => {
  const id = city.lanTheReceiver.actor.officialId;
  const hash = await identity.hashPassword(PASSWORD);
  await withDoor(city.db, "seed", (tx) =>
    seedAccounts(
      tx,
      FRIDAY_MORNING,
      [{ id, login: "tiepnhan.quan-1", name: "Nguyễn Thị Kim Lan", officialId: id }],
      hash,
    ),
  );
  login = "tiepnhan.quan-1";
  const { token, session } = await signedIn();
  expect(session).toMatchObject({
    kind: "official",
    roles: ["receiver"],
    tenantIds: [city.district1],
  });
  positions = "none";
  expect(await identity.sessionOf(token, FRIDAY_MORNING)).toBeUndefined();
  expect(await hasDemoAccounts(city.db)).toBe(true);
});

test("accounts, sessions and secrets are invisible outside the sign-in door", async () => {
  for (const table of ["account", "session", "recovery_code", "attempt"])
    expect(
      await withTenant(city.db, city.lanTheReceiver, (tx) =>
        tx.rows(`SELECT 1 FROM identity.${table}`),
      ),
    ).toEqual([]);
});

test("after signing in one goes on only to a place on this site", () => {
  expect(localPath("/ho-so-cua-toi?trang=2")).toBe("/ho-so-cua-toi?trang=2");
  for (const elsewhere of [
    "https://xau.example",
    "//xau.example",
    "/\\xau.example",
    "javascript:alert(1)",
    "",
    null,
  ])
    expect(localPath(elsewhere)).toBe("/");
});

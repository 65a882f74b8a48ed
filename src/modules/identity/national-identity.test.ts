import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ok } from "#kernel/result";
import { withDoor, withTenant } from "#platform/database";
import type { Failure, RelyingParty } from "#platform/openid";
import { createDevice } from "../../../test/world/authenticator.ts";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import { createIdentity, type Identity, type IdentityDeps } from "./index.ts";

const SITE = "https://mot-cua.example";
const PASSWORD = "cay da gieng nuoc san dinh";
const PLACE = { address: "203.0.113.7", userAgent: "Trình duyệt" };
const BACK = `${SITE}/dang-nhap/dinh-danh/ve`;
const after = (minutes: number): Date => new Date(FRIDAY_MORNING.getTime() + minutes * 60_000);
const KEPT = {
  path: "/ho-so-nhap/x/buoc/y",
  fields: [["a", "Ấp Bàu Tre"]],
  hadFiles: false,
} as const;

let city: City;
let production: Identity;
let demo: Identity;
let claims: Record<string, unknown>;
let failure: Failure | undefined;
let count = 0;

/** The network's edge: a provider that says what the test wants about whoever comes. */
const party: RelyingParty = {
  issuer: () => "https://dinh-danh.example",
  begin: async (redirectUri, { isFresh }) => {
    const state = `state-${(count += 1)}`;
    const begun = { state, nonce: "n", verifier: "v", redirectUri, isFresh };
    return ok({ url: `https://dinh-danh.example/auth?state=${state}`, begun });
  },
  finish: async () =>
    failure === undefined
      ? ok({ subject: String(claims["sub"]), claims, idToken: "the" })
      : { ok: false, error: failure },
  endUrl: async () => undefined,
};

beforeAll(async () => {
  city = await openCity();
  const deps: IdentityDeps = {
    db: city.db,
    origin: () => SITE,
    secretKey: randomBytes(32),
    requiresSecondFactor: true,
    acceptsApplicantPasswords: false,
    nationalIdentity: { party, citizenIdClaim: "so_dinh_danh", isSample: false },
    resolveOfficial: async () => undefined,
  };
  production = createIdentity(deps);
  demo = createIdentity({ ...deps, acceptsApplicantPasswords: true });
});
afterAll(() => city.db.close());
beforeEach(() => {
  failure = undefined;
  const serial = String((count += 1)).padStart(6, "0");
  claims = {
    sub: `nguoi-${serial}`,
    name: "Bùi Thị Hoa",
    birthdate: "1990-08-12",
    so_dinh_danh: `079190${serial}`,
  };
});

const national = () => {
  if (production.national === undefined) throw new Error("no provider");
  return production.national;
};

async function leave(purpose: "sign-in" | "step-up" = "sign-in", session?: Session) {
  const left = await national().depart(FRIDAY_MORNING, {
    purpose,
    redirectUri: BACK,
    language: "vi",
    next: "/thong-bao",
    kept: KEPT,
    session,
    address: PLACE.address,
  });
  if (!left.ok) throw new Error(left.error);
  const state = new URL(left.value.url).searchParams.get("state") ?? "";
  return {
    query: new URLSearchParams({ state }),
    cookies: { [left.value.name]: left.value.travel },
  };
}
type Session = NonNullable<Awaited<ReturnType<Identity["sessionOf"]>>>;

async function come(now = FRIDAY_MORNING) {
  return national().arrive(now, { ...(await leave()), session: undefined, ...PLACE });
}

async function enter(now = FRIDAY_MORNING): Promise<Session> {
  const { result } = await come(now);
  const token = result.ok && result.value.kind === "signed-in" ? result.value.signedIn.token : "";
  const session = await production.sessionOf(token, now);
  if (session === undefined) throw new Error(JSON.stringify(result));
  return session;
}

/** Hoa's account from the days of passwords. */
async function registered(login: string): Promise<void> {
  await demo.register(FRIDAY_MORNING, {
    name: "Bùi Thị Hoa",
    citizenId: String(claims["so_dinh_danh"]),
    phone: "+84907654321",
    email: "",
    login,
    password: PASSWORD,
  });
}

const account = (id: string) =>
  withDoor(city.db, "sign_in", (tx) =>
    tx.row(
      `SELECT name, citizen_id AS "citizenId", born_on::text AS "bornOn", password_hash AS "passwordHash" FROM identity.account WHERE id = $1`,
      [id],
    ),
  );

// R18
test("Hoa gets an account from what the provider says, and the same one the next time, under her new name", async () => {
  const first = await enter();
  expect(await account(first.accountId)).toEqual({
    name: "Bùi Thị Hoa",
    citizenId: claims["so_dinh_danh"],
    bornOn: "1990-08-12",
    passwordHash: null,
  });
  claims = { ...claims, name: "Bùi Thị Thanh Hoa" };
  const second = await enter(after(5));

  expect([second.accountId, second.kind]).toEqual([first.accountId, "applicant"]);
  expect(await account(second.accountId)).toMatchObject({ name: "Bùi Thị Thanh Hoa" });
});

test("two windows that come back at once make one account", async () => {
  const ways = await Promise.all([leave(), leave()]);
  const came = await Promise.all(
    ways.map((way) => national().arrive(FRIDAY_MORNING, { ...way, session: undefined, ...PLACE })),
  );
  const people = await withDoor(city.db, "sign_in", (tx) =>
    tx.rows(`SELECT id FROM identity.account WHERE citizen_id = $1`, [claims["so_dinh_danh"]]),
  );

  expect(came.map((one) => one.result.ok)).toEqual([true, true]);
  expect(people).toHaveLength(1);
});

// R18
test("in production a right password opens no applicant's account, and neither does a key of one the provider does not stand behind", async () => {
  const login = `hoa${count}`;
  await registered(login);
  const given = { login, password: PASSWORD, code: "", ...PLACE };
  const before = await demo.signIn(FRIDAY_MORNING, given);
  const session = await demo.sessionOf(before.ok ? before.value.token : "", FRIDAY_MORNING);
  if (session === undefined) throw new Error("no session");
  await demo.stepUp(FRIDAY_MORNING, session, { password: PASSWORD, code: "", address: "" });
  const fresh = { ...session, steppedUpAt: FRIDAY_MORNING };
  const asked = await demo.passkeys.askNew(FRIDAY_MORNING, fresh);
  const phone = createDevice(SITE);
  const answer = phone.create(asked.ok ? asked.value : { challenge: "" });
  expect((await demo.passkeys.add(FRIDAY_MORNING, fresh, { name: "", answer })).ok).toBe(true);

  const byKey = async () =>
    production.passkeys.signIn(
      FRIDAY_MORNING,
      phone.answer(await production.passkeys.askAny(FRIDAY_MORNING)),
      PLACE,
    );
  expect((await production.signIn(FRIDAY_MORNING, given)).ok).toBe(false);
  expect((await production.signIn(FRIDAY_MORNING, { ...given, password: "sai" })).ok).toBe(false);
  expect((await byKey()).ok).toBe(false);

  const { result } = await come();
  const ticket = result.ok && result.value.kind === "must-choose" ? result.value.ticket : "";
  const proved = await production.passkeys.recognise(
    FRIDAY_MORNING,
    phone.answer(await production.passkeys.askAny(FRIDAY_MORNING)),
  );
  const accountId = proved.ok ? proved.value.id : "";
  expect((await national().choose(FRIDAY_MORNING, { ticket, accountId, ...PLACE })).ok).toBe(true);
  expect((await byKey()).ok).toBe(true);
});

test("an older account of the same citizen is joined only after its own proof, once, and never a stranger's", async () => {
  await registered(`hoa${count}`);
  const own = await demo.recognise(FRIDAY_MORNING, {
    login: `hoa${count}`,
    password: PASSWORD,
    code: "",
    ...PLACE,
  });
  const { result } = await come();
  if (!result.ok || result.value.kind !== "must-choose") throw new Error("no choice");
  const { ticket, logins } = result.value;
  expect(logins).toEqual([`hoa${count - 1}`]);
  const choose = (accountId: string | undefined, of = ticket, now = FRIDAY_MORNING) =>
    national().choose(now, { ticket: of, accountId, ...PLACE });

  expect(await choose(city.hungTheLeader.actor.officialId)).toMatchObject({
    error: "other-person",
  });
  expect(await choose(own.ok ? own.value.id : "", `${ticket}x`)).toMatchObject({ error: "lost" });
  expect(await choose(own.ok ? own.value.id : "", ticket, after(16))).toMatchObject({
    error: "lost",
  });
  expect((await choose(own.ok ? own.value.id : "")).ok).toBe(true);
  expect((await enter()).accountId).toBe(own.ok ? own.value.id : "");
});

test("who does not prove the older account begins a new one beside it", async () => {
  await registered(`hoa${count}`);
  const { result } = await come();
  const ticket = result.ok && result.value.kind === "must-choose" ? result.value.ticket : "";
  const chosen = await national().choose(FRIDAY_MORNING, {
    ticket,
    accountId: undefined,
    ...PLACE,
  });

  expect(chosen).toMatchObject({ ok: true, value: { kind: "signed-in" } });
});

test("whatever goes wrong at the provider, where one was going and what one was sending come back", async () => {
  for (const wrong of ["unreachable", "cancelled", "clock", "refused"] as const) {
    failure = wrong;
    const back = await come();
    expect(back.result).toEqual({ ok: false, error: wrong });
    expect([back.next, back.kept]).toEqual(["/thong-bao", KEPT]);
  }
  failure = undefined;
  for (const missing of [{ so_dinh_danh: "12345" }, { name: "" }]) {
    claims = { ...claims, ...missing };
    expect((await come()).result).toEqual({ ok: false, error: "incomplete" });
  }
});

test("another browser, a forged cookie or a quarter of an hour later: the way back is lost", async () => {
  const way = await leave();
  const arrive = (change: object, now = FRIDAY_MORNING) =>
    national().arrive(now, { ...way, session: undefined, ...PLACE, ...change });
  const [name = ""] = Object.keys(way.cookies);
  const lost = { ok: false, error: "lost" };

  expect((await arrive({ cookies: {} })).result).toEqual(lost);
  expect((await arrive({ cookies: { [name]: "tự nghĩ ra" } })).result).toEqual(lost);
  expect((await arrive({ query: new URLSearchParams({ state: "khac" }) })).result).toEqual(lost);
  expect((await arrive({}, after(16))).result).toEqual(lost);
});

test("a fresh proof counts for the session that asked for it and the person whose it is", async () => {
  const hoa = await enter();
  const prove = async (session: Session | undefined) => {
    const way = await leave("step-up", hoa);
    return (await national().arrive(FRIDAY_MORNING, { ...way, session, ...PLACE })).result;
  };
  expect(await prove(undefined)).toEqual({ ok: false, error: "lost" });
  expect(await prove({ ...hoa, id: "01900000-0000-7000-8000-0000000000aa" })).toEqual({
    ok: false,
    error: "lost",
  });
  expect(await prove(hoa)).toEqual({ ok: true, value: { kind: "proved" } });
  claims = { ...claims, sub: "nguoi-khac" };
  expect(await prove(hoa)).toEqual({ ok: false, error: "other-person" });
});

test("forms that wait are sealed, few for one address, and nobody's outside the sign-in door", async () => {
  for (let times = 0; times < 25; times += 1) await leave();
  const rows = await withDoor(city.db, "sign_in", (tx) =>
    tx.rows<{ body: Uint8Array }>(`SELECT body FROM identity.kept_form WHERE address = $1`, [
      PLACE.address,
    ]),
  );
  expect(rows.length).toBeLessThanOrEqual(20);
  expect(rows.some((row) => Buffer.from(row.body).toString("utf8").includes("Bàu Tre"))).toBe(
    false,
  );
  for (const table of ["kept_form", "linked_identity"])
    expect(
      await withTenant(city.db, city.hungTheLeader, (tx) =>
        tx.rows(`SELECT 1 FROM identity.${table}`),
      ),
    ).toEqual([]);
});

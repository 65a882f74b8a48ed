import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addDays, day } from "#kernel/calendar-day";
import { CITY_WIDE } from "#kernel/ids";
import { withDoor, withTenant } from "#platform/database";
import type { Session } from "#platform/http";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import { createIdentity, type Identity, mandateHolds, mandatesOf } from "./index.ts";
import type { Asked } from "./mandates.ts";

const TODAY = day("2025-04-25");
const later = (days: number): Date => new Date(FRIDAY_MORNING.getTime() + days * 86_400_000);

let city: City;
let identity: Identity;
let count = 0;
let quan: Session;
let anh: Session;
let hoa: Session;
let asked: Asked;
beforeAll(async () => {
  city = await openCity();
  identity = createIdentity({
    db: city.db,
    origin: () => "https://mot-cua.example",
    secretKey: randomBytes(32),
    requiresSecondFactor: true,
    acceptsApplicantPasswords: true,
    resolveOfficial: async () => undefined,
  });
});
afterAll(() => city.db.close());
beforeEach(async () => {
  count += 10;
  quan = await person("Trần Minh Quân", `079085${String(count).padStart(6, "0")}`);
  anh = await person("Lý Ngọc Ánh", `079155${String(count + 1).padStart(6, "0")}`);
  hoa = await person("Bùi Thị Hoa", `079190${String(count + 2).padStart(6, "0")}`);
  asked = {
    representedCitizenId: `079155${String(count + 1).padStart(6, "0")}`,
    representedName: "Lý Ngọc Ánh",
    kind: "family",
    organisation: "",
    appIds: ["ho-kinh-doanh"],
    validFrom: TODAY,
    validUntil: addDays(TODAY, 30),
  };
});

/** Someone with an account and a fresh proof. */
async function person(name: string, citizenId: string): Promise<Session> {
  const login = `n${citizenId}`;
  const password = "cay da gieng nuoc san dinh";
  const given = { name, citizenId, phone: "+84901234567", email: "", login, password };
  await identity.register(FRIDAY_MORNING, given);
  const place = { address: "203.0.113.7", userAgent: "", code: "" };
  const entered = await identity.signIn(FRIDAY_MORNING, { login, password, ...place });
  const session = await identity.sessionOf(entered.ok ? entered.value.token : "", FRIDAY_MORNING);
  if (session === undefined) throw new Error("no session");
  return { ...session, steppedUpAt: FRIDAY_MORNING };
}

const officials = {
  lan: (): Session => ({
    id: "lan",
    accountId: city.lanTheReceiver.actor.officialId,
    kind: "official",
    name: "Lan",
    actor: city.lanTheReceiver.actor,
    tenantIds: city.lanTheReceiver.tenantIds,
    roles: city.lanTheReceiver.roles,
    agencyName: "Quận 1",
    title: "",
    steppedUpAt: undefined,
  }),
};

const inForce = (who: Session, at = FRIDAY_MORNING) =>
  withDoor(city.db, "sign_in", (tx) => mandatesOf(tx, who.accountId, at));

async function waiting(): Promise<{ id: string; code: string }> {
  const done = await identity.mandates.ask(FRIDAY_MORNING, quan, asked);
  const [one] = (await identity.mandates.of(quan)).received;
  if (!done.ok || one === undefined) throw new Error("not asked");
  return one;
}

test("Quân files for his mother from the moment she agrees, by her own fresh sign-in, and not a minute before", async () => {
  const { id } = await waiting();
  expect(await inForce(quan)).toEqual([]);
  const stale = { ...anh, steppedUpAt: undefined };
  expect(await identity.mandates.consent(FRIDAY_MORNING, stale, id)).toEqual({
    ok: false,
    error: "proof-needed",
  });
  for (const other of [hoa, quan])
    expect(await identity.mandates.consent(FRIDAY_MORNING, other, id)).toEqual({
      ok: false,
      error: "missing",
    });
  expect((await identity.mandates.consent(FRIDAY_MORNING, anh, id)).ok).toBe(true);

  expect(await inForce(quan)).toMatchObject([
    { representedId: anh.accountId, representedName: "Lý Ngọc Ánh", appIds: ["ho-kinh-doanh"] },
  ]);
  expect(await inForce(hoa)).toEqual([]);
  expect((await identity.mandates.consent(FRIDAY_MORNING, anh, id)).ok).toBe(false);
});

test("it holds on its days only, the last one included", async () => {
  const { id } = await waiting();
  await identity.mandates.consent(FRIDAY_MORNING, anh, id);

  expect(await inForce(quan, later(-1))).toEqual([]);
  expect(await inForce(quan, later(30))).toHaveLength(1);
  expect(await inForce(quan, later(31))).toEqual([]);
});

test("his mother ends it at once, strangers cannot, and what is ended is not agreed to again", async () => {
  const { id } = await waiting();
  await identity.mandates.consent(FRIDAY_MORNING, anh, id);
  const holds = () => withDoor(city.db, "sign_in", (tx) => mandateHolds(tx, id, FRIDAY_MORNING));

  expect(await identity.mandates.end(FRIDAY_MORNING, hoa, id)).toEqual({
    ok: false,
    error: "missing",
  });
  expect(await holds()).toBe(true);
  expect((await identity.mandates.end(FRIDAY_MORNING, anh, id)).ok).toBe(true);
  expect(await holds()).toBe(false);
  expect((await identity.mandates.end(FRIDAY_MORNING, quan, id)).ok).toBe(false);
  expect((await identity.mandates.consent(FRIDAY_MORNING, anh, id)).ok).toBe(false);
});

test("Lan at the desk sees the signed paper of someone who has no account; a colleague who may not receive cannot", async () => {
  asked = { ...asked, representedCitizenId: `079150${String(count + 5).padStart(6, "0")}` };
  const { code } = await waiting();
  const record = (who: Session, of = code, paper = "Giấy ủy quyền ngày 20/04/2025") =>
    identity.mandates.recordPaper(FRIDAY_MORNING, who, of, paper);
  const ha = {
    ...officials.lan(),
    actor: city.haTheSpecialist.actor,
    roles: city.haTheSpecialist.roles,
  };

  expect(await record(ha)).toEqual({ ok: false, error: "missing" });
  expect(await record(officials.lan(), "KHONGCO1")).toEqual({ ok: false, error: "missing" });
  expect(await record(officials.lan(), code, " ")).toEqual({ ok: false, error: "paper" });
  expect((await record(officials.lan(), code.toLowerCase())).ok).toBe(true);
  expect((await record(officials.lan())).ok).toBe(false);
  expect(await inForce(quan)).toMatchObject([{ consent: "paper" }]);
});

test("what makes no sense is refused with each reason: oneself, a wrong number, no business, more than a year, days gone by", async () => {
  const faults = async (change: Partial<Asked>) => {
    const done = await identity.mandates.ask(FRIDAY_MORNING, quan, { ...asked, ...change });
    return done.ok ? [] : done.error;
  };
  const own = `079085${String(count).padStart(6, "0")}`;

  expect(await faults({ representedCitizenId: own })).toEqual(["self"]);
  expect(await faults({ representedCitizenId: "123", representedName: "" })).toEqual([
    "citizenId",
    "name",
  ]);
  expect(await faults({ kind: "staff" })).toEqual(["organisation"]);
  expect(await faults({ validUntil: addDays(TODAY, 400) })).toEqual(["dates"]);
  expect(await faults({ validFrom: addDays(TODAY, -9), validUntil: addDays(TODAY, -1) })).toEqual([
    "dates",
  ]);
  expect(await faults({ kind: "staff", organisation: "Công ty TNHH Hoa Sen" })).toEqual([]);
});

test("asking, agreeing and ending stand in the log; mandates are nobody's outside the sign-in door", async () => {
  const { id } = await waiting();
  await identity.mandates.consent(FRIDAY_MORNING, anh, id);
  await identity.mandates.end(FRIDAY_MORNING, anh, id);
  const scope = { tenantIds: [CITY_WIDE], actor: { kind: "system", job: "test" } } as const;
  const leaves = await withTenant(city.db, scope, (tx) =>
    tx.rows<{ action: string }>(
      `SELECT action FROM audit.leaf WHERE subject_id = $1 ORDER BY action`,
      [id],
    ),
  );

  expect(leaves.map((leaf) => leaf.action)).toEqual([
    "mandate-asked",
    "mandate-consented",
    "mandate-ended",
  ]);
  expect(
    await withTenant(city.db, city.hungTheLeader, (tx) =>
      tx.rows(`SELECT 1 FROM identity.mandate`),
    ),
  ).toEqual([]);
});

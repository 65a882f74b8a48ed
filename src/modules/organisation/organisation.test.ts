import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { organId } from "#kernel/organ-id";
import { custodianOf, tenantsHeldBy, transferCustody } from "#modules/tenancy";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import {
  agenciesOn,
  agencyBySlug,
  agencyIdOf,
  cityAgencies,
  delegate,
  demoOfficials,
  holdersOf,
  mandateHolds,
  officialIdOf,
  positionsHeldBy,
  reorganise,
  revokeDelegation,
} from "./index.ts";

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.db.close());

const inDirectory = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withDoor(city.db, "directory", work);
const may = day("2025-05-05");

// R20

test("the city of 2015 has 177 units that exchange documents, 24 districts, and 31 in the one-stop shop", async () => {
  const everyone = await inDirectory((tx) => agenciesOn(tx, may));
  const agencies = everyone.filter((one) => one.kind !== "ward");

  expect(agencies).toHaveLength(177);
  expect(agencies.filter((one) => one.kind === "district")).toHaveLength(24);
  expect(agencies.filter((one) => one.kind === "department")).toHaveLength(66);
  expect(agencies.filter((one) => one.isOneStop)).toHaveLength(31);
  for (const key of ["slug", "organId", "name", "nameEn"] as const)
    expect(new Set(agencies.map((one) => one[key])).size).toBe(177);
  expect(new Set(agencies.map((one) => organId(one.organId)?.normal)).size).toBe(177);
});

test("before the city was founded nobody held anything", async () => {
  expect(await inDirectory((tx) => agenciesOn(tx, day("2014-12-31")))).toEqual([]);
});

test("Lan holds the reception desk of Quận 1, and colleagues of a role are found by agency", async () => {
  const held = await inDirectory((tx) =>
    positionsHeldBy(tx, city.lanTheReceiver.actor.officialId, FRIDAY_MORNING),
  );
  const specialists = await inDirectory((tx) =>
    holdersOf(tx, agencyIdOf("quan-1"), "specialist", FRIDAY_MORNING),
  );

  expect(held.map((one) => [one.role, one.agencyName, one.mandate.kind])).toEqual([
    ["receiver", "Quận 1", "holding"],
  ]);
  expect(specialists).toHaveLength(2);
});

test("officials of the demo city have different names within an office", () => {
  const offices = Map.groupBy(demoOfficials(), (one) => one.agencySlug);
  for (const [, officials] of offices)
    expect(new Set(officials.map((one) => one.name)).size).toBe(officials.length);
});

test("a delegation gives a position between its days and nothing before, after or once revoked", async () => {
  const ha = officialIdOf("chuyenvien.quan-1");
  const leader = city.hungTheLeader.actor.positionId;
  const id = await inDirectory((tx) =>
    delegate(tx, FRIDAY_MORNING, {
      positionId: leader,
      toOfficialId: ha,
      decision: "15/GUQ-UBND",
      from: day("2025-05-05"),
      until: day("2025-05-08"),
    }),
  );
  const roles = async (at: string): Promise<string[]> =>
    (await inDirectory((tx) => positionsHeldBy(tx, ha, new Date(at)))).map((one) => one.role);

  expect(await roles("2025-05-04T16:59:00Z")).toEqual(["specialist"]);
  expect(await roles("2025-05-04T17:00:00Z")).toEqual(["specialist", "leader"]);
  expect(await roles("2025-05-07T16:59:00Z")).toEqual(["specialist", "leader"]);
  expect(await roles("2025-05-07T17:00:00Z")).toEqual(["specialist"]);
  const mandate = { kind: "delegation", id: id.ok ? id.value : "" } as const;
  const during = new Date("2025-05-06T02:00:00Z");
  expect(await inDirectory((tx) => mandateHolds(tx, mandate, ha, during))).toBe(true);
  expect(await inDirectory((tx) => revokeDelegation(tx, during, mandate.id))).toEqual({
    ok: true,
    value: null,
  });
  expect(await inDirectory((tx) => mandateHolds(tx, mandate, ha, during))).toBe(false);
});

test("a delegation without a decision, with reversed days or twice at once is refused", async () => {
  const base = {
    positionId: city.minhTheHead.actor.positionId,
    toOfficialId: officialIdOf("chuyenvien2.quan-1"),
    decision: "16/GUQ-UBND",
    from: day("2025-06-02"),
    until: day("2025-06-05"),
  };
  const attempt = (change: Partial<typeof base>) =>
    inDirectory((tx) => delegate(tx, FRIDAY_MORNING, { ...base, ...change }));

  expect(await attempt({ decision: " " })).toEqual({ ok: false, error: "decision-missing" });
  expect(await attempt({ until: day("2025-06-02") })).toEqual({
    ok: false,
    error: "dates-reversed",
  });
  expect((await attempt({})).ok).toBe(true);
});

test("an official cannot appoint anyone: the directory is closed to tenant transactions", async () => {
  const attempt = withTenant(city.db, city.lanTheReceiver, (tx) =>
    tx.rows(`INSERT INTO organisation.official (id, name) VALUES (gen_random_uuid(), 'Người lạ')`),
  );
  await expect(attempt).rejects.toThrow("row-level security");
});

test("on 1 July 2025 districts end and wards begin, earlier days answer as before, and custody moves without rewriting a row", async () => {
  const fixture = await openCity();
  const signedOn = new Date("2025-06-16T02:00:00Z");
  const july = day("2025-07-01");
  const ward = "phuong-sai-gon";
  await withDoor(fixture.db, "directory", async (tx) => {
    await reorganise(tx, signedOn, {
      on: july,
      decision: "1685/NQ-UBTVQH15",
      endedAgencyIds: [agencyIdOf("quan-1"), agencyIdOf("quan-3")],
      begun: [
        {
          id: agencyIdOf(ward),
          slug: ward,
          organId: "000.04.01.H29",
          name: "Phường Sài Gòn",
          nameEn: "Sai Gon Ward",
          kind: "ward",
          parentId: agencyIdOf("van-phong"),
          isOneStop: true,
        },
      ],
    });
    await transferCustody(tx, {
      tenantId: fixture.district1,
      toAgencyId: agencyIdOf(ward),
      on: july,
      decision: "1685/NQ-UBTVQH15",
    });
  });
  const at = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    withDoor(fixture.db, "directory", work);
  const last = day("2025-06-30");

  expect((await at((tx) => agencyBySlug(tx, "quan-1", last)))?.name).toBe("Quận 1");
  expect(await at((tx) => agencyBySlug(tx, "quan-1", july))).toBeUndefined();
  expect((await at((tx) => agencyBySlug(tx, ward, july)))?.kind).toBe("ward");
  expect(await at((tx) => agencyBySlug(tx, ward, last))).toBeUndefined();
  const beliefInMay = await at((tx) => agenciesOn(tx, july, { kind: "district" }, FRIDAY_MORNING));
  expect(beliefInMay).toHaveLength(24);
  expect(await at((tx) => custodianOf(tx, fixture.district1, last))).toBe(agencyIdOf("quan-1"));
  expect(await at((tx) => custodianOf(tx, fixture.district1, july))).toBe(agencyIdOf(ward));
  expect(await at((tx) => tenantsHeldBy(tx, agencyIdOf("quan-1"), july))).toEqual([]);
  expect(
    await at((tx) =>
      positionsHeldBy(
        tx,
        fixture.lanTheReceiver.actor.officialId,
        new Date("2025-07-01T02:00:00Z"),
      ),
    ),
  ).toEqual([]);
  await fixture.db.close();
});

test("custody moves only by a decision, and two agencies never hold one tenant on one day", async () => {
  const attempt = inDirectory((tx) =>
    transferCustody(tx, {
      tenantId: city.tanBinh,
      toAgencyId: agencyIdOf("quan-1"),
      on: may,
      decision: "",
    }),
  );
  expect(await attempt).toEqual({ ok: false, error: "decision-missing" });
  const doubled = inDirectory((tx) =>
    tx.rows(
      `INSERT INTO tenancy.custody (tenant_id, agency_id, valid, decision) VALUES ($1, $2, '[2025-01-01,)', 'x')`,
      [city.tanBinh, agencyIdOf("quan-1")],
    ),
  );
  await expect(doubled).rejects.toThrow("custody_one_agency_at_a_time");
});

test("the demo city is seeded from plain data: no id or login is given twice", () => {
  const logins = demoOfficials().map((one) => one.login);
  expect(new Set(logins).size).toBe(logins.length);
  expect(new Set(cityAgencies().map((one) => one.id)).size).toBe(177);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import {
  type Caller,
  callerOf,
  type City,
  FRIDAY_MORNING,
  openCity,
} from "../../../test/world/city.ts";
import {
  type DelegationForm,
  giveDelegation,
  holdersOf,
  officialIdOf,
  positionsHeldBy,
  takeDelegationBack,
} from "./index.ts";

let city: City;
let administrator: Caller;
beforeAll(async () => {
  city = await openCity();
  administrator = await callerOf(city.db, "quantri.van-phong");
});
afterAll(() => city.db.close());

const MONDAY = new Date("2025-04-28T02:00:00Z");
const ha = officialIdOf("chuyenvien.quan-1");
const form = (change: Partial<DelegationForm> = {}): DelegationForm => ({
  positionId: city.hungTheLeader.actor.positionId,
  toOfficialId: ha,
  decision: "12/GUQ-UBND",
  from: day("2025-04-28"),
  through: day("2025-04-29"),
  appIds: [],
  ...change,
});
const give = (change: Partial<DelegationForm> = {}, giver: Caller = city.hungTheLeader) =>
  giveDelegation(city.db, FRIDAY_MORNING, giver, form(change));
const positionsOfHa = (at: Date) =>
  withDoor(city.db, "directory", (tx) => positionsHeldBy(tx, ha, at));
const logged = (action: string) =>
  withDoor(
    city.db,
    "directory",
    (tx) =>
      tx.rows(
        `SELECT subject_id AS "position", actor_ref AS "by" FROM audit.leaf WHERE action = $1 ORDER BY at`,
        [action],
      ),
    ["00000000-0000-0000-0000-000000000000"],
  );

test("Hùng lets Hà act for him on Monday and Tuesday for one procedure; it is logged, and taken back it ends at once", async () => {
  const given = await give({ appIds: ["ho-kinh-doanh"] });
  const id = given.ok ? given.value : "";

  expect((await positionsOfHa(FRIDAY_MORNING)).map((one) => one.role)).toEqual(["specialist"]);
  expect((await positionsOfHa(MONDAY)).map((one) => [one.role, one.appIds])).toEqual([
    ["specialist", null],
    ["leader", ["ho-kinh-doanh"]],
  ]);
  const acting = await withDoor(city.db, "directory", (tx) =>
    holdersOf(tx, city.hungTheLeader.actor.agencyId, "leader", MONDAY),
  );
  expect(acting.map((one) => one.officialId).toSorted()).toEqual(
    [city.hungTheLeader.actor.officialId, ha].toSorted(),
  );
  expect(await logged("delegation-given")).toEqual([
    {
      position: city.hungTheLeader.actor.positionId,
      by: `official:${city.hungTheLeader.actor.officialId}`,
    },
  ]);
  const noon = new Date("2025-04-28T05:00:00Z");
  expect((await takeDelegationBack(city.db, noon, city.minhTheHead, id)).ok).toBe(false);
  expect((await takeDelegationBack(city.db, noon, city.hungTheLeader, id)).ok).toBe(true);
  expect((await takeDelegationBack(city.db, noon, city.hungTheLeader, id)).ok).toBe(false);
  expect((await positionsOfHa(noon)).map((one) => one.role)).toEqual(["specialist"]);
  expect((await positionsOfHa(MONDAY)).map((one) => one.role)).toEqual(["specialist", "leader"]);
  expect(await logged("delegation-revoked")).toHaveLength(1);
});

test.each<[string, Partial<DelegationForm>, string]>([
  ["without an authorisation", { decision: "  " }, "decision-missing"],
  ["from yesterday on", { from: day("2025-04-24") }, "from-unfit"],
  ["from a day that is none", { from: undefined }, "from-unfit"],
  ["that ends before it begins", { through: day("2025-04-27") }, "through-unfit"],
  ["for two years", { through: day("2027-04-28") }, "through-unfit"],
  ["to himself", { toOfficialId: officialIdOf("lanhdao.quan-1") }, "not-a-colleague"],
  ["to an official of Củ Chi", { toOfficialId: officialIdOf("lanhdao.cu-chi") }, "not-a-colleague"],
  ["to nobody", { toOfficialId: "x" }, "not-a-colleague"],
])("a delegation %s is refused", async (_, change, error) => {
  expect(await give(change)).toEqual({ ok: false, error });
});

test("nobody lends a position of another, a clerk none at all, and who stands in passes nothing on", async () => {
  const standIn: Caller = {
    ...city.minhTheHead,
    roles: ["leader"],
    actor: {
      ...city.minhTheHead.actor,
      positionId: city.hungTheLeader.actor.positionId,
      mandate: { kind: "delegation", id: "01900000-0000-7000-8000-0000000000de" },
    },
  };
  for (const giver of [city.minhTheHead, city.maiTheClerk, standIn, city.specialistOfCuChi])
    expect(await give({}, giver)).toEqual({ ok: false, error: "missing" });
  const own = { positionId: city.maiTheClerk.actor.positionId };
  expect(await give(own, city.maiTheClerk)).toEqual({ ok: false, error: "missing" });
});

test("an administrator enters what was authorised on paper, for any agency, and never twice for the same days", async () => {
  const minh = { positionId: city.minhTheHead.actor.positionId };

  expect((await give(minh, administrator)).ok).toBe(true);
  expect(await give(minh, administrator)).toEqual({ ok: false, error: "overlaps" });
  const machine = {
    positionId: administrator.actor.positionId,
    toOfficialId: officialIdOf("vanhanh.van-phong"),
    appIds: ["ho-kinh-doanh"],
  };
  expect(await give(machine, administrator)).toEqual({ ok: false, error: "scope-unfit" });
});

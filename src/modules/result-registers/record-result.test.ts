import { afterAll, beforeAll, expect, test } from "vitest";
import { differencesBetween, recordOfOrigin, registerPage, versionsOf } from "#engines/records";
import { withDoor } from "#platform/database";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import { releasedDossier } from "../../../test/world/released.ts";
import { recordByNumber, recordReleased, recordResult, recordsOfPerson } from "./index.ts";
import { papersOf } from "./store.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

const QUAN = "079085000417";
const NOW = FRIDAY_MORNING;
const minutesLater = (count: number): Date => new Date(NOW.getTime() + count * 60_000);
const haOfCuChi = {
  ref: "official:cu-chi",
  name: "Chuyên viên Củ Chi",
  agencyName: "Huyện Củ Chi",
  purpose: "Điền sẵn hồ sơ",
  dossierCode: "H29.21-250425-0001",
};
const search = (filter: object, caller = city.maiTheClerk) =>
  city.as(caller, (tx) =>
    registerPage(tx, caller.tenantIds, { typeId: "household-business", limit: 10, ...filter }),
  );

test("the bakery's certificate is in the register of Quận 1 the moment it is released, and once only", async () => {
  const dossier = await releasedDossier(city, NOW);
  const origin = { tenantId: city.district1, kind: "dossier", id: dossier.id };
  await city.as(city.maiTheClerk, (tx) => recordResult(tx, NOW, city.registers, dossier));

  const record = await city.as(city.maiTheClerk, (tx) => recordOfOrigin(tx, origin));
  expect(record).toMatchObject({
    number: dossier.resultNumber,
    title: "Tiệm bánh Hoa Sen",
    issuedOn: "2025-04-25",
    state: "valid",
    version: 1,
    content: { ownerName: "Trần Minh Quân", trades: [{ name: "Sản xuất và bán lẻ bánh ngọt" }] },
  });
  expect(record?.content).not.toHaveProperty("ownerPhone");
  const [issued, ...more] = await city.as(city.maiTheClerk, (tx) =>
    versionsOf(tx, { tenantId: city.district1, id: record?.id ?? "" }),
  );
  expect([issued?.act, issued?.byName, more]).toEqual(["issued", city.maiTheClerk.actor.name, []]);
});

test("a dossier that waits for its release has no record", async () => {
  const waiting = await city.dossierAt("sign");
  const origin = { tenantId: city.district1, kind: "dossier", id: waiting.id };
  expect(await city.as(city.maiTheClerk, (tx) => recordOfOrigin(tx, origin))).toBeUndefined();
});

test("the register is searched by number, by names with and without marks and by the whole citizen number, page by page", async () => {
  const second = await releasedDossier(city, minutesLater(1));
  const third = await releasedDossier(city, minutesLater(2));
  const numbers = async (filter: object) => (await search(filter)).map((one) => one.number);

  expect(await numbers({ words: "tiem banh hoa sen" })).toContain(second.resultNumber);
  expect(await numbers({ words: "TRẦN MINH QUÂN" })).toContain(third.resultNumber);
  expect(await numbers({ words: second.resultNumber })).toEqual([second.resultNumber]);
  expect(await numbers({ key: QUAN })).toContain(second.resultNumber);
  expect(await numbers({ key: QUAN.slice(0, 11) })).toEqual([]);
  expect(await numbers({ words: QUAN })).toEqual([]);
  expect(await numbers({ state: "revoked" })).toEqual([]);
  expect(await numbers({ words: "100%" })).toEqual([]);
  const [first] = await search({ limit: 1 });
  const rest = await search({ after: first });
  expect([first?.number, rest.map((one) => one.number)]).toEqual([
    third.resultNumber,
    [second.resultNumber, expect.any(String)],
  ]);
});

test("an official of Củ Chi sees no record of Quận 1 in their own register", async () => {
  expect(await search({}, city.specialistOfCuChi)).toEqual([]);
  const number = (await search({}))[0]?.number ?? "";
  const asked = { typeId: "household-business", number };
  const found = await city.as(city.specialistOfCuChi, (tx) =>
    recordByNumber(tx, NOW, asked, haOfCuChi),
  );
  expect(found).toBeUndefined();
});

test("through the door what all agencies keep about Quân is found, and each asking is in the log of who asked", async () => {
  const find = (person: { citizenNumber: string } | { taxCode: string }) =>
    withDoor(
      city.db,
      "registers",
      (tx) => recordsOfPerson(tx, minutesLater(5), person, haOfCuChi),
      [city.cuChi],
    );
  const found = await find({ citizenNumber: QUAN });
  expect(await find({ citizenNumber: "079085000418" })).toEqual([]);
  expect(await find({ taxCode: QUAN })).toEqual([]);

  expect(found.length).toBeGreaterThan(1);
  expect(new Set(found.map((one) => one.tenantId))).toEqual(new Set([city.district1]));
  const logged = await city.as(city.specialistOfCuChi, (tx) =>
    tx.rows(`SELECT id FROM audit.leaf WHERE action = 'records-asked' AND at > $1`, [NOW]),
  );
  expect(logged).toHaveLength(3);
});

test("a result that was released before there were registers is entered later, with its paper, once", async () => {
  const before = { ...city, deps: { ...city.deps, onReleased: async () => undefined } };
  const dossier = await releasedDossier(before, minutesLater(8));
  const origin = { tenantId: city.district1, kind: "dossier", id: dossier.id };
  const record = () => city.as(city.maiTheClerk, (tx) => recordOfOrigin(tx, origin));
  expect(await record()).toBeUndefined();
  await recordReleased(city.db, city.district1, city.registers);

  const entered = await record();
  await recordReleased(city.db, city.district1, city.registers);
  expect(await record()).toEqual(entered);
  expect(entered).toMatchObject({ number: dossier.resultNumber, title: "Tiệm bánh Hoa Sen" });
  const papers = await city.as(city.maiTheClerk, (tx) =>
    papersOf(tx, { tenantId: city.district1, id: entered?.id ?? "" }),
  );
  expect(papers.map((one) => [one.publicId, one.kind])).toEqual([[dossier.publicId, "original"]]);
});

test("the difference of two versions is told field by field in the words of the form", () => {
  const register = city.registers.ofApp("ho-kinh-doanh");
  if (register === undefined) throw new Error("no register");
  const before = {
    businessName: "Tiệm bánh Hoa Sen",
    capitalVnd: 150_000_000,
    trades: [{ name: "Bánh" }],
  };
  const after = { businessName: "Tiệm bánh Hoa Sen", capitalVnd: 200_000_000, ward: "Đa Kao" };
  const told = differencesBetween(register.type, before, after, "vi");
  expect(told.map((one) => [one.label.vi, one.before, one.after])).toEqual([
    ["Phường, xã, thị trấn", "", "Đa Kao"],
    ["Ngành, nghề kinh doanh", "Bánh", ""],
    ["Vốn kinh doanh (đồng)", "150.000.000 ₫", "200.000.000 ₫"],
  ]);
});

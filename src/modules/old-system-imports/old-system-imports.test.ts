import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csvStream, readTable, type Sheet, type Table, xlsxStream } from "#engines/spreadsheets";
import { clocksOf } from "#modules/deadlines";
import {
  countersBetween,
  countersFromEvents,
  type Dossier,
  dossierById,
  examineDossier,
} from "#modules/dossiers";
import { withDoor } from "#platform/database";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { FACTS, headingsOf } from "./columns.ts";
import { orderImport } from "./order-import.ts";
import { faultsOf, type Import, importById } from "./store.ts";
import { takeOver } from "./take-rows.ts";
import { MOST_ROWS, tryImport } from "./try-import.ts";

const NOW = FRIDAY_MORNING;
const APP = householdBusiness.id;
const folder = mkdtempSync(path.join(tmpdir(), "egov-import-"));
let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(async () => {
  await city.db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A bakery of the old system, sound in every cell. */
const BAKERY: Readonly<Record<string, string>> = {
  [FACTS.oldCode]: "HKD-2025-0001",
  [FACTS.name]: "Phạm Thị Hoa",
  [FACTS.citizenId]: "079190000417",
  [FACTS.phone]: "0901 234 567",
  [FACTS.receivedOn]: "23/04/2025",
  [FACTS.receivedAt]: "09:30",
  [FACTS.promisedOn]: "05/05/2025",
  [FACTS.step]: "thẩm định",
  "Hộ kinh doanh do ai thành lập?": "Một cá nhân",
  "Họ và tên chủ hộ": "Phạm Thị Hoa",
  "Số định danh cá nhân": "079190000417",
  "Ngày sinh": "12/03/1990",
  "Nơi thường trú": "12 Nguyễn Trãi, Phường Bến Thành, Quận 1",
  "Số điện thoại": "0901 234 567",
  "Tên hộ kinh doanh": "Tiệm bánh Hoa Sữa",
  "Phường, xã, thị trấn": "Phường Bến Thành",
  "Số nhà, tên đường": "12 Nguyễn Trãi",
  "Địa điểm kinh doanh": "Của chủ hộ",
  "Ngành, nghề 1: Tên ngành, nghề": "Làm bánh",
  "Vốn kinh doanh (đồng)": "50.000.000",
  "Số lao động": "3",
};

function tableOf(rows: readonly Readonly<Record<string, string>>[]): Table {
  const [edition] = householdBusiness.editions;
  if (edition === undefined) throw new Error("the procedure has an edition");
  const columns = headingsOf(edition);
  return { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? "")) };
}
const bakeries = (count: number, prefix: string): Table =>
  tableOf(
    Array.from({ length: count }, (_, index) => ({
      ...BAKERY,
      [FACTS.oldCode]: `${prefix}-${index + 1}`,
    })),
  );

const tryAs = (caller: Caller, table: Table) =>
  city.as(caller, (tx) =>
    tryImport(tx, NOW, city.deps, caller, { appId: APP, name: "sổ 2025.csv", table }),
  );
const orderAs = (caller: Caller, publicId: string, decision: string) =>
  city.as(caller, (tx) => orderImport(tx, NOW, caller, { publicId, decision }));
const run = ({ tenantId, id }: Import) =>
  takeOver(city.db, NOW, city.deps, { tenantId, importId: id });
const after = ({ tenantId, id }: Import) =>
  city.as(city.maiTheClerk, (tx) => importById(tx, tenantId, id));
const figures = () =>
  city.as(city.maiTheClerk, (tx) =>
    tx.row<{ dossiers: number; codes: number; clocks: number; counters: number }>(
      `SELECT (SELECT count(*)::integer FROM dossiers.dossier) AS dossiers,
              (SELECT count(*)::integer FROM numbering.issued_number) AS codes,
              (SELECT count(*)::integer FROM deadlines.clock) AS clocks,
              (SELECT coalesce(sum(amount), 0)::integer FROM dossiers.counter_delta) AS counters`,
    ),
  );
const takenAs = async (oldCode: string): Promise<Dossier> => {
  const found = await city.as(city.lanTheReceiver, async (tx) => {
    const row = await tx.row<{ id: string }>(
      `SELECT dossier_id AS id FROM old_system_imports.taken_over WHERE old_code = $1`,
      [oldCode],
    );
    return dossierById(tx, city.district1, row?.id ?? "01900000-0000-7000-8000-0000000000ff");
  });
  if (found === undefined) throw new Error(`${oldCode} was not taken over`);
  return found;
};

// R17
test("a trial names row, column and value of everything wrong in a sentence, and writes no dossier, number, clock or figure", async () => {
  const before = await figures();
  const changes: readonly Readonly<Record<string, string>>[] = [
    {},
    { [FACTS.citizenId]: "123456789" },
    { [FACTS.receivedOn]: "31/02/2025" },
    { [FACTS.promisedOn]: "22/04/2025" },
    { [FACTS.step]: "Đóng dấu" },
    { [FACTS.holder]: "Người Không Có" },
    { [FACTS.receivedOn]: "26/04/2025" },
    { [FACTS.oldCode]: "F-0" },
    { [FACTS.oldCode]: "" },
    { "Số lao động": "ba" },
  ];
  const faulty = (change: Readonly<Record<string, string>>, index: number) => ({
    ...BAKERY,
    [FACTS.oldCode]: `F-${index}`,
    ...change,
  });
  const tried = value(await tryAs(city.maiTheClerk, tableOf(changes.map(faulty))));
  const faults = await city.as(city.maiTheClerk, (tx) =>
    faultsOf(tx, tried, { after: 0, limit: 100 }),
  );

  expect(tried).toMatchObject({ state: "tried", rows: 10, faulty: 9 });
  expect(faults.map(({ row, column, value: typed }) => [row, column, typed])).toEqual([
    [3, FACTS.citizenId, "123456789"],
    [4, FACTS.receivedOn, "31/02/2025"],
    [5, FACTS.promisedOn, "22/04/2025"],
    [6, FACTS.step, "Đóng dấu"],
    [7, FACTS.holder, "Người Không Có"],
    [8, FACTS.receivedOn, "26/04/2025"],
    [9, FACTS.oldCode, "F-0"],
    [10, FACTS.oldCode, ""],
    [11, "Số lao động", "ba"],
  ]);
  expect(faults[2]?.vi).toBe("Ngày hẹn trả trước ngày tiếp nhận.");
  expect(faults[3]?.vi).toContain("Tiếp nhận; Thẩm định; Xem xét");
  expect(await figures()).toEqual(before);
  expect(await orderAs(city.maiTheClerk, tried.publicId, "09/QĐ-UBND")).toEqual({
    ok: false,
    error: "faulty",
  });
});

// R43
test("a dossier of the old system goes on at its step with its true moments, keeps the day on its paper, and is worked on; the day’s codes go on", async () => {
  const earlier = await city.file(householdBusiness);
  const official = city.haTheSpecialist.actor;
  const row = { ...BAKERY, [FACTS.oldCode]: "HKD-77", [FACTS.holder]: official.name };
  const tried = value(await tryAs(city.maiTheClerk, tableOf([row])));
  expect(await orderAs(city.maiTheClerk, tried.publicId, " ")).toEqual({
    ok: false,
    error: "decision-missing",
  });
  value(await orderAs(city.maiTheClerk, tried.publicId, "09/QĐ-UBND"));
  await run(tried);
  const dossier = await takenAs("HKD-77");

  expect(await after(tried)).toMatchObject({ state: "done", taken: 1, passedOver: 0 });
  const received = new Date("2025-04-23T09:30+07:00");
  const promised = new Date("2025-05-05T17:00+07:00");
  expect(dossier).toMatchObject({
    state: "received",
    step: "examine",
    holderId: official.officialId,
    submittedAt: received,
    acceptedAt: received,
    dueAt: promised,
    firstDueAt: promised,
    title: "Tiệm bánh Hoa Sữa",
  });
  expect(Number(dossier.code.split("-").at(-1))).toBe(Number(earlier.code.split("-").at(-1)) + 1);
  const clocks = await city.as(city.lanTheReceiver, (tx) => clocksOf(tx, "dossier", dossier.id));
  expect(clocks.map((one) => [one.purpose, one.state, one.startedAt])).toEqual([
    ["answer", "stopped", received],
    ["processing", "running", received],
  ]);
  const found = await city.as(city.haTheSpecialist, (tx) =>
    tx.rows(`SELECT id FROM dossiers.dossier WHERE search_text LIKE '%hkd-77%'`),
  );
  expect(found).toEqual([{ id: dossier.id }]);
  const examined = value(
    await city.as(city.haTheSpecialist, (tx) =>
      examineDossier(tx, NOW, city.deps, city.haTheSpecialist, {
        ...dossier,
        proposal: "Đủ điều kiện",
      }),
    ),
  );
  expect(examined.step).toBe("review");
  const read = (reader: typeof countersBetween) =>
    withDoor(city.db, "counters", (tx) => reader(tx, "2025-01-01", "2026-01-01"));
  expect(await read(countersFromEvents)).toEqual(await read(countersBetween));
});

test("what came to the desk only is accepted there like any other; what was promised later or earlier than the term stays as promised", async () => {
  const at = (oldCode: string, step: string, promisedOn: string) => ({
    ...BAKERY,
    [FACTS.oldCode]: oldCode,
    [FACTS.step]: step,
    [FACTS.promisedOn]: promisedOn,
  });
  const rows = [
    at("D-1", "Tiếp nhận", "29/04/2025"),
    at("D-2", "Xem xét", "30/06/2025"),
    at("D-3", "Ký giấy chứng nhận", "24/04/2025"),
  ];
  const tried = value(await tryAs(city.maiTheClerk, tableOf(rows)));
  value(await orderAs(city.maiTheClerk, tried.publicId, "09/QĐ-UBND"));
  await run(tried);

  expect(await takenAs("D-1")).toMatchObject({ state: "submitted", step: "receive", dueAt: null });
  expect(await takenAs("D-2")).toMatchObject({
    state: "processing",
    step: "review",
    firstDueAt: new Date("2025-06-30T17:00+07:00"),
  });
  expect(await takenAs("D-3")).toMatchObject({
    step: "sign",
    firstDueAt: new Date("2025-04-24T17:00+07:00"),
  });
});

test("an old code becomes one dossier, whichever file brings it and however often the job runs; another’s number is passed over and told", async () => {
  const known = { ...BAKERY, [FACTS.oldCode]: "T-1" };
  const other = { ...BAKERY, [FACTS.oldCode]: "T-2", [FACTS.name]: "Lê Văn Bình" };
  const first = value(await tryAs(city.maiTheClerk, tableOf([known])));
  value(await orderAs(city.maiTheClerk, first.publicId, "09/QĐ-UBND"));
  await Promise.all([run(first), run(first)]);
  const second = value(await tryAs(city.maiTheClerk, tableOf([known, other])));
  value(await orderAs(city.maiTheClerk, second.publicId, "10/QĐ-UBND"));
  const before = await figures();
  await run(second);
  await run(second);

  expect(await after(first)).toMatchObject({ taken: 1, passedOver: 0 });
  expect(await after(second)).toMatchObject({ state: "done", taken: 0, passedOver: 2 });
  expect(await figures()).toEqual(before);
  const told = await city.as(city.maiTheClerk, (tx) =>
    faultsOf(tx, second, { after: 0, limit: 10 }),
  );
  expect(told.map((one) => [one.row, one.column, one.value])).toEqual([
    [3, FACTS.name, "Lê Văn Bình"],
  ]);
  expect(await orderAs(city.maiTheClerk, second.publicId, "11/QĐ-UBND")).toEqual({
    ok: false,
    error: "wrong-state",
  });
});

test("a job that broke off in the middle goes on with what waits, and says nothing of a person twice", async () => {
  const tried = value(await tryAs(city.maiTheClerk, bakeries(45, "S")));
  value(await orderAs(city.maiTheClerk, tried.publicId, "09/QĐ-UBND"));
  let accounts = 0;
  const breaking = {
    ...city.deps,
    calendars: {
      ...city.deps.calendars,
      workingTime: (...given: Parameters<typeof city.deps.calendars.workingTime>) => {
        accounts += 1;
        if (accounts > 70) throw new Error("the power failed");
        return city.deps.calendars.workingTime(...given);
      },
    },
  };
  const { tenantId, id } = tried;
  await expect(takeOver(city.db, NOW, breaking, { tenantId, importId: id })).rejects.toThrow(
    "the power failed",
  );
  expect(await after(tried)).toMatchObject({ state: "ordered", taken: 20 });
  await run(tried);

  expect(await after(tried)).toMatchObject({ state: "done", taken: 45, passedOver: 0 });
  const left = await city.as(city.maiTheClerk, (tx) =>
    tx.rows(
      `SELECT place FROM old_system_imports.import_row WHERE import_id = $1 AND content IS NOT NULL`,
      [tried.id],
    ),
  );
  expect(left).toEqual([]);
});

test("only the clerk or administrator of an agency that receives the procedure tries a file, and nobody else orders it", async () => {
  const table = bakeries(1, "P");
  for (const caller of [city.lanTheReceiver, city.haTheSpecialist, city.hungTheLeader])
    expect(await tryAs(caller, table)).toEqual({ ok: false, error: "missing" });
  const tried = value(await tryAs(city.maiTheClerk, table));
  const clerkOfCuChi = await callerOf(city.db, "vanthu.cu-chi");
  for (const caller of [clerkOfCuChi, city.lanTheReceiver])
    expect(await orderAs(caller, tried.publicId, "09/QĐ-UBND")).toEqual({
      ok: false,
      error: "missing",
    });
  const limited = { ...city.maiTheClerk, appIds: ["another-procedure"] };
  expect(await tryAs(limited, table)).toEqual({ ok: false, error: "missing" });
  expect(await tryAs(city.maiTheClerk, { columns: ["Mã"], rows: [["1"]] })).toEqual({
    ok: false,
    error: "columns-missing",
  });
  expect(await tryAs(city.maiTheClerk, { ...table, rows: [] })).toEqual({
    ok: false,
    error: "no-rows",
  });
});

test("five thousand rows are read from CSV and XLSX alike and tried within seconds and a few megabytes; one more is too long", async () => {
  const table = bakeries(MOST_ROWS, "L");
  const sheet = (rows: Table["rows"]): Sheet => ({
    name: "Sổ",
    columns: table.columns,
    rows: (async function* () {
      yield* rows;
    })(),
  });
  const file = async (name: string, make: typeof csvStream, rows = table.rows): Promise<string> => {
    const at = path.join(folder, name);
    writeFileSync(at, await buffer(make(sheet(rows))));
    return at;
  };
  const csv = value(await readTable(await file("a.csv", csvStream), MOST_ROWS));
  const heapBefore = process.memoryUsage().heapUsed;
  const startedAt = performance.now();
  const xlsx = value(await readTable(await file("a.xlsx", xlsxStream), MOST_ROWS));
  const tried = value(await tryAs(city.maiTheClerk, xlsx));

  expect(csv).toEqual(table);
  expect(xlsx).toEqual(table);
  expect(tried).toMatchObject({ rows: MOST_ROWS, faulty: 0 });
  expect(performance.now() - startedAt).toBeLessThan(30_000);
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(200_000_000);
  const more = [...table.rows, ...table.rows.slice(0, 1)];
  for (const make of [csvStream, xlsxStream])
    expect(await readTable(await file("b", make, more), MOST_ROWS)).toEqual({
      ok: false,
      error: "too-long",
    });
  writeFileSync(path.join(folder, "c"), Buffer.from([0xff, 0xfe, 0x41]));
  expect(await readTable(path.join(folder, "c"), MOST_ROWS)).toEqual({
    ok: false,
    error: "unreadable",
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { type Database, type Tx, withTenant } from "#platform/database";
import { testDatabase } from "../../../test/world/database.ts";
import { dossierCode, drawNumber, lookupCode, startRegisterAt, voidNumber } from "./index.ts";

const now = new Date("2025-04-25T09:30:00Z");
const on = day("2025-04-25");
const district1 = {
  tenantIds: ["01900000-0000-7000-8000-000000000001"],
  actor: { kind: "system", job: "test" },
} as const;
const cuChi = { ...district1, tenantIds: ["01900000-0000-7000-8000-000000000002"] };

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const inDistrict1 = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTenant(db, district1, work);
const draw = (name: string, issuedOn = on) =>
  inDistrict1((tx) => drawNumber(tx, now, { name, period: "2025", issuedOn }));

test("certificates of Quận 1 are numbered 1, 2, 3, and Củ Chi begins at 1 of its own", async () => {
  const numbers = [
    await draw("certificates"),
    await draw("certificates"),
    await draw("certificates"),
  ];
  const other = await withTenant(db, cuChi, (tx) =>
    drawNumber(tx, now, { name: "certificates", period: "2025", issuedOn: on }),
  );

  expect(numbers.map((one) => one.ok && one.value)).toEqual([1, 2, 3]);
  expect(other).toEqual({ ok: true, value: 1 });
});

test("an act that fails leaves no gap", async () => {
  await draw("failing");
  const failed = inDistrict1(async (tx) => {
    await drawNumber(tx, now, { name: "failing", period: "2025", issuedOn: on });
    throw new Error("the dossier was stale");
  });
  await expect(failed).rejects.toThrow("stale");

  expect(await draw("failing")).toEqual({ ok: true, value: 2 });
});

test("fifty clerks drawing at once get fifty numbers without gap or double, though every third act fails", async () => {
  const acts = Array.from({ length: 75 }, (_, index) =>
    inDistrict1(async (tx) => {
      const drawn = await drawNumber(tx, now, { name: "busy", period: "2025", issuedOn: on });
      if (index % 3 === 0) throw new Error("refused after drawing");
      return drawn;
    }).catch(() => undefined),
  );
  const drawn = (await Promise.all(acts)).flatMap((one) => (one?.ok === true ? [one.value] : []));

  expect(drawn.toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
});

test("a voided number stays with its reason and is not given again", async () => {
  await draw("voided");
  const series = { name: "voided", period: "2025", number: 1 };

  expect(await inDistrict1((tx) => voidNumber(tx, now, series, "  "))).toEqual({
    ok: false,
    error: "reason-missing",
  });
  expect(await inDistrict1((tx) => voidNumber(tx, now, series, "in hỏng phôi"))).toEqual({
    ok: true,
    value: null,
  });
  expect(await inDistrict1((tx) => voidNumber(tx, now, series, "lần nữa"))).toEqual({
    ok: false,
    error: "not-issued",
  });
  expect(await draw("voided")).toEqual({ ok: true, value: 2 });
});

test("a number on an earlier day needs a decision, and refusing it leaves no gap", async () => {
  await draw("dated");
  const refusal = await draw("dated", day("2025-04-24"));
  const decided = await inDistrict1((tx) =>
    drawNumber(tx, now, {
      name: "dated",
      period: "2025",
      issuedOn: day("2025-04-24"),
      backdatingDecision: "07/QĐ-UBND",
    }),
  );

  expect(refusal).toEqual({ ok: false, error: "backdated" });
  expect(decided).toEqual({ ok: true, value: 2 });
});

test("a register moved in mid-year goes on from its old number, once and by a decision", async () => {
  const series = { name: "moved", period: "2025" };

  expect(await inDistrict1((tx) => startRegisterAt(tx, series, 318, ""))).toEqual({
    ok: false,
    error: "decision-missing",
  });
  expect(await inDistrict1((tx) => startRegisterAt(tx, series, 318, "09/QĐ-UBND"))).toEqual({
    ok: true,
    value: null,
  });
  expect(await draw("moved")).toEqual({ ok: true, value: 318 });
  expect(await inDistrict1((tx) => startRegisterAt(tx, series, 1, "10/QĐ-UBND"))).toEqual({
    ok: false,
    error: "already-started",
  });
});

test("an issued number cannot be removed or renumbered by the application", async () => {
  await expect(inDistrict1((tx) => tx.rows(`DELETE FROM numbering.issued_number`))).rejects.toThrow(
    "permission denied",
  );
  await expect(
    inDistrict1((tx) => tx.rows(`UPDATE numbering.issued_number SET number = 7`)),
  ).rejects.toThrow("permission denied");
});

// R19

test("a dossier code reads as agency, day and number; a look-up code has no letter that is misread", () => {
  expect(dossierCode("000.00.01.H29", on, 7)).toBe("000.00.01.H29-250425-0007");
  expect(dossierCode("000.00.01.H29", on, 12_345)).toBe("000.00.01.H29-250425-12345");
  for (let index = 0; index < 200; index += 1)
    expect(lookupCode()).toMatch(/^[34679AC-HJKMNP-RT-Y]{4}$/);
});

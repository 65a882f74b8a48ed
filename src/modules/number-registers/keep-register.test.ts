import { afterAll, beforeAll, expect, test } from "vitest";
import { numbersOf, registersOf } from "#engines/numbering";
import { day } from "#kernel/calendar-day";
import { type Dossier, numberResult, orderSignature } from "#modules/dossiers";
import type { Tx } from "#platform/database";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import {
  giveToPaper,
  registerKinds,
  type RegisterKind,
  startRegister,
  voidRegisterNumber,
} from "./index.ts";

let city: OneStopCity;
let receipts: RegisterKind;
let certificates: RegisterKind;
beforeAll(async () => {
  city = await openOneStopCity();
  const [first, second] = registerKinds([householdBusiness]);
  if (first === undefined || second === undefined) throw new Error("there are two registers");
  [receipts, certificates] = [first, second];
});
afterAll(() => city.db.close());

const asMai = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => city.as(city.maiTheClerk, work);
const number = (dossier: Dossier) =>
  city.as(city.hungTheLeader, (tx) =>
    numberResult(tx, FRIDAY_MORNING, city.deps, city.hungTheLeader, {
      publicId: dossier.publicId,
      version: dossier.version,
    }),
  );
const voids = (kind: RegisterKind, given: number, reason = "In hỏng phôi") =>
  asMai((tx) =>
    voidRegisterNumber(tx, FRIDAY_MORNING, kind, { period: "2025", number: given, reason }),
  );
const numberIn = (dossier: Dossier): number => Number.parseInt(dossier.resultNumber ?? "", 10);
const current = async (dossier: Dossier) =>
  asMai((tx) =>
    tx.row<{ version: number; resultNumber: string | null }>(
      `SELECT version, result_number AS "resultNumber" FROM dossiers.dossier WHERE id = $1`,
      [dossier.id],
    ),
  );
const logged = (action: string) =>
  asMai((tx) => tx.rows(`SELECT id FROM audit.leaf WHERE action = $1`, [action]));

// R9

test("Mai voids a number whose certificate was spoilt: it stays with its reason, and the dossier draws the next one", async () => {
  const numbered = value(await number(await city.dossierAt("sign")));
  const spoilt = numberIn(numbered);
  expect(await voids(certificates, spoilt, " ")).toEqual({ ok: false, error: "reason-missing" });
  expect(await voids(certificates, spoilt)).toEqual({ ok: true, value: null });

  expect(await voids(certificates, spoilt)).toEqual({ ok: false, error: "not-issued" });
  const now = await current(numbered);
  expect(now?.resultNumber).toBeNull();
  const again = value(await number({ ...numbered, version: now?.version ?? 0 }));
  expect(numberIn(again)).toBe(spoilt + 1);
  const [last, before] = await asMai((tx) =>
    numbersOf(tx, { name: certificates.name, period: "2025" }, { limit: 2 }),
  );
  expect(last).toMatchObject({ number: spoilt + 1, voidReason: null });
  expect(before).toMatchObject({ number: spoilt, voidReason: "In hỏng phôi" });
  expect(await logged("number-voided")).toHaveLength(1);
});

test("a paper that waits for its signature, one that is signed and a receipt that was handed out keep their numbers", async () => {
  const numbered = value(await number(await city.dossierAt("sign")));
  const ordered = value(
    await city.as(city.hungTheLeader, (tx) =>
      orderSignature(tx, FRIDAY_MORNING, city.deps, city.hungTheLeader, {
        publicId: numbered.publicId,
        version: numbered.version,
        preparedPdf: Buffer.from("%PDF"),
      }),
    ),
  );
  expect(await voids(certificates, numberIn(ordered))).toEqual({
    ok: false,
    error: "waits-for-signature",
  });
  await asMai((tx) =>
    tx.rows(`UPDATE dossiers.dossier SET step = 'release', state = 'signed' WHERE id = $1`, [
      ordered.id,
    ]),
  );
  expect(await voids(certificates, numberIn(ordered))).toEqual({ ok: false, error: "signed" });
  expect(await voids(receipts, ordered.receiptNumber ?? 0)).toEqual({
    ok: false,
    error: "receipt-given",
  });
});

test("a paper signed while power was gone gets the next number; on an earlier day only by a decision", async () => {
  const give = (on: string, decision = "", note = "Giấy ký tay của bà Út") =>
    asMai((tx) =>
      giveToPaper(tx, FRIDAY_MORNING, receipts, { period: "2025", on: day(on), decision, note }),
    );
  await city.dossierAt("examine");
  expect(await give("2025-04-24")).toEqual({ ok: false, error: "backdated" });
  expect(await give("2025-04-26")).toEqual({ ok: false, error: "day-unfit" });
  expect(await give("2024-12-31")).toEqual({ ok: false, error: "day-unfit" });
  expect(await give("2025-04-25", "", " ")).toEqual({ ok: false, error: "note-missing" });
  const given = value(await give("2025-04-24", "07/QĐ-UBND"));
  const [last] = await asMai((tx) =>
    numbersOf(tx, { name: "receipts", period: "2025" }, { limit: 1 }),
  );

  expect(last).toMatchObject({
    number: given,
    issuedOn: "2025-04-24",
    backdatingDecision: "07/QĐ-UBND",
    note: "Giấy ký tay của bà Út",
  });
  expect(await voids(receipts, given, "Ghi nhầm")).toEqual({ ok: true, value: null });
});

test("a register of Củ Chi moved here in mid-year goes on from its old number, once and by a document; Quận 1 does not see it", async () => {
  const { specialistOfCuChi: cuChi } = city;
  const start = (decision: string, firstNumber = 318) =>
    city.as(cuChi, (tx) =>
      startRegister(tx, FRIDAY_MORNING, certificates, { firstNumber, decision }),
    );
  expect(await start("")).toEqual({ ok: false, error: "decision-missing" });
  expect(await start("09/QĐ-UBND", Number.NaN)).toEqual({ ok: false, error: "number-unfit" });
  expect(await start("09/QĐ-UBND")).toEqual({ ok: true, value: null });
  expect(await start("10/QĐ-UBND")).toEqual({ ok: false, error: "already-started" });

  expect(await city.as(cuChi, (tx) => registersOf(tx))).toMatchObject([
    { name: certificates.name, period: "2025", nextNumber: 318, startedBy: "09/QĐ-UBND" },
  ]);
  const ofQuan1 = await asMai((tx) => registersOf(tx));
  expect(ofQuan1.some((one) => one.startedBy !== null)).toBe(false);
});

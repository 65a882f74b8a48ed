import { afterAll, beforeAll, expect, test } from "vitest";
import { dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { noticesFor } from "#modules/notifications";
import { type Tx, withApplicant, withDoor } from "#platform/database";
import { type GatewayPayment, signMessage, writeNotice } from "#platform/payment-gateway";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import { noticesOfCharge, strayNotices } from "./gateway-store.ts";
import { cancelCharges, type Charge, hearGateway, makeCharge } from "./index.ts";
import { accountOn, chargeByPublicId, paymentsOf } from "./store.ts";

const KEY = "0f8fad5bd9cb469fa16570867728950e";
const now = FRIDAY_MORNING;
const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

let city: OneStopCity;
let accountOfDistrict1: string;
beforeAll(async () => {
  city = await openOneStopCity();
  const account = await atDesk((tx) => accountOn(tx, city.district1, dayIn(now)));
  accountOfDistrict1 = account?.number ?? "";
});
afterAll(() => city.db.close());

const atDesk = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => city.as(city.lanTheReceiver, work);

function charged(amountVnd = 75_000): Promise<Charge> {
  return atDesk((tx) =>
    makeCharge(tx, now, {
      subjectKind: "dossier",
      subjectId: uuidv7(now.getTime()),
      purpose: "fee",
      label: "000.01.01.H29-250425-0007",
      href: "/ho-so-cua-toi/x",
      staffHref: "/can-bo/ho-so/x",
      applicantId: city.quan.accountId,
      payerName: city.quan.name,
      amountVnd,
      reason: { vi: "Lệ phí", en: "Fee" },
      basis: [],
      isDueFirst: true,
    }),
  );
}

let transfers = 0;
function transferOf(charge: Charge, more: Partial<GatewayPayment> = {}): GatewayPayment {
  transfers += 1;
  return {
    transactionId: `T${transfers}`,
    reference: `MBVCB.17 ${charge.reference} TRAN MINH QUAN`,
    account: accountOfDistrict1,
    amount: charge.amountVnd,
    currency: "VND",
    status: "succeeded",
    paidAt: now,
    payer: "TRAN MINH QUAN",
    ...more,
  };
}

function tell(payment: GatewayPayment, at = now, key = KEY) {
  const body = Buffer.from(writeNotice({ kind: "payment", payment }));
  return hearGateway(city.db, at, KEY, {
    headers: signMessage(key, at, body),
    body,
    address: "198.51.100.9",
  });
}

/** A charge as it stands, with its payments and what the gateway's notices about it came to. */
async function standing(charge: Charge) {
  return atDesk(async (tx) => {
    const now_ = await chargeByPublicId(tx, charge.publicId);
    if (now_ === undefined) throw new Error("the charge is gone");
    return {
      state: now_.state,
      paidVnd: now_.paidVnd,
      receipts: (await paymentsOf(tx, now_)).map((payment) => payment.receiptNumber),
      told: (await noticesOfCharge(tx, now_)).map((notice) => notice.outcome).toReversed(),
    };
  });
}

const strays = () => withDoor(city.db, "payments", (tx) => strayNotices(tx, 50));

test("a transfer is counted with a receipt, and Quân is told", async () => {
  const charge = await charged();
  expect(await tell(transferOf(charge))).toBe("taken");

  expect(await standing(charge)).toMatchObject({ state: "paid", paidVnd: 75_000, told: ["taken"] });
  const actor = { kind: "applicant", ...city.quan } as const;
  const notices = await withApplicant(city.db, { tenantIds: [], actor }, (tx) =>
    noticesFor(tx, city.quan.accountId, 5),
  );
  // Both notices are of one moment here.
  expect(notices.map((one) => one.template).toSorted()).toEqual(["fee-due", "payment-taken"]);
  expect(notices.find((one) => one.template === "payment-taken")).toMatchObject({
    href: `/thanh-toan/${charge.publicId}`,
    params: { amount: "75.000 ₫" },
  });
});

test("the same notice again, once or ten times at once, is one payment and one receipt", async () => {
  const charge = await charged();
  const transfer = transferOf(charge);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => tell(transfer)));

  expect(outcomes.filter((one) => one === "taken")).toHaveLength(1);
  expect(outcomes.filter((one) => one === "repeated")).toHaveLength(9);
  expect(await standing(charge)).toMatchObject({ state: "paid", paidVnd: 75_000 });
  expect((await standing(charge)).receipts).toHaveLength(1);
});

test("too little leaves the rest to pay, the rest pays it, and too much is a surplus that the cashier sees", async () => {
  const charge = await charged();
  expect(await tell(transferOf(charge, { amount: 50_000 }))).toBe("taken-part");
  expect((await standing(charge)).state).toBe("partly-paid");
  expect(await tell(transferOf(charge, { amount: 25_000 }))).toBe("taken");
  expect((await standing(charge)).state).toBe("paid");
  expect(await tell(transferOf(charge, { amount: 75_000 }))).toBe("taken-over");

  expect(await standing(charge)).toMatchObject({
    state: "overpaid",
    paidVnd: 150_000,
    told: ["taken-part", "taken", "taken-over"],
  });
});

test("a transfer in another currency is not counted, and one that says another amount later changes nothing", async () => {
  const charge = await charged();
  expect(await tell(transferOf(charge, { currency: "USD" }))).toBe("wrong-currency");
  expect((await standing(charge)).state).toBe("due");
  const transfer = transferOf(charge);
  await tell(transfer);
  expect(await tell({ ...transfer, amount: 900_000 })).toBe("contradicts");

  expect(await standing(charge)).toMatchObject({
    state: "paid",
    paidVnd: 75_000,
    told: ["wrong-currency", "taken", "contradicts"],
  });
});

test("news out of order ends well: success before pending, failure after success, pending after failure", async () => {
  const charge = await charged();
  const transfer = transferOf(charge);
  await tell(transfer);
  expect(await tell({ ...transfer, status: "pending" })).toBe("out-of-order");
  expect(await tell({ ...transfer, status: "failed" })).toBe("out-of-order");
  expect((await standing(charge)).state).toBe("paid");

  const other = await charged();
  const failing = transferOf(other, { status: "pending" });
  expect(await tell(failing)).toBe("pending");
  expect(await tell({ ...failing, status: "failed" }, later(1))).toBe("failed");
  expect(await tell(failing, later(2))).toBe("out-of-order");
  expect((await standing(other)).state).toBe("due");
  expect(await tell({ ...failing, status: "succeeded" }, later(3))).toBe("taken");
});

test("money for a charge that was cancelled is kept on record with its receipt and changes no state", async () => {
  const charge = await charged();
  await atDesk((tx) => cancelCharges(tx, now, charge, "Hồ sơ bị từ chối"));
  expect(await tell(transferOf(charge))).toBe("taken-after-cancel");

  expect(await standing(charge)).toMatchObject({ state: "cancelled", paidVnd: 75_000 });
  expect((await standing(charge)).receipts).toHaveLength(1);
});

test("a transfer whose reference nobody knows is kept with the agency that collects on its account", async () => {
  const charge = await charged();
  const transfer = transferOf(charge, { reference: "le phi ho so cua em" });
  expect(await tell(transfer)).toBe("unknown-reference");

  const known = await atDesk((tx) =>
    tx.row(
      `SELECT tenant_id AS tenant, charge_id AS charge FROM payments.gateway_notice WHERE transaction_id = $1`,
      [transfer.transactionId],
    ),
  );
  expect(known).toEqual({ tenant: city.district1, charge: null });
  expect((await standing(charge)).state).toBe("due");
});

test("a forged, an old, an unreadable notice and one for a strange account change nothing and are put aside", async () => {
  const charge = await charged();
  const before = (await strays()).length;
  expect(await tell(transferOf(charge), now, "guessed key")).toBe("bad-signature");
  const body = Buffer.from(writeNotice({ kind: "payment", payment: transferOf(charge) }));
  const recorded = { headers: signMessage(KEY, now, body), body, address: "198.51.100.9" };
  expect(await hearGateway(city.db, later(1), KEY, recorded)).toBe("too-old");
  const nonsense = Buffer.from("\u0000{not json");
  expect(
    await hearGateway(city.db, now, KEY, {
      headers: signMessage(KEY, now, nonsense),
      body: nonsense,
      address: "198.51.100.9",
    }),
  ).toBe("unreadable");
  expect(await tell(transferOf(charge, { reference: "khong ro", account: "1112223334" }))).toBe(
    "unknown-account",
  );

  expect(
    (await strays())
      .slice(0, 4)
      .map((one) => one.outcome)
      .toSorted(),
  ).toEqual(["bad-signature", "too-old", "unknown-account", "unreadable"]);
  expect((await strays()).length).toBe(before + 4);
  expect(await standing(charge)).toMatchObject({ state: "due", told: [] });
});

test("whoever forges thousands of notices fills no disk", async () => {
  const charge = await charged();
  for (let sent = 0; sent < 230; sent += 1) await tell(transferOf(charge), later(9), "guessed key");
  const kept = await withDoor(city.db, "payments", (tx) =>
    tx.row<{ n: number }>(
      `SELECT count(*)::integer AS n FROM payments.stray_notice WHERE outcome = 'bad-signature' AND received_at > $1`,
      [later(8)],
    ),
  );
  expect(kept?.n).toBe(200);
});

test("receipts of an agency have no gap and no double, whatever order its money came in", async () => {
  const charges = await Promise.all([charged(), charged(), charged()]);
  await Promise.all(charges.map((charge) => tell(transferOf(charge))));
  const numbers = await atDesk((tx) =>
    tx.rows<{ n: number }>(
      `SELECT receipt_number AS n FROM payments.payment ORDER BY receipt_number`,
    ),
  );
  expect(numbers.map((row) => row.n)).toEqual(numbers.map((_, index) => index + 1));
});

test("the official of Củ Chi sees neither charge nor payment nor notice of Quận 1", async () => {
  const charge = await charged();
  await tell(transferOf(charge));
  const seen = await city.as(city.specialistOfCuChi, async (tx) => [
    await chargeByPublicId(tx, charge.publicId),
    ...(await paymentsOf(tx, charge)),
    ...(await noticesOfCharge(tx, charge)),
  ]);
  expect(seen).toEqual([undefined]);
});

test("a notice that comes two days late counts with the moment the money moved, and is shown as late", async () => {
  const charge = await charged();
  expect(await tell(transferOf(charge), later(48))).toBe("taken-late");

  const [payment] = await atDesk((tx) => paymentsOf(tx, charge));
  expect(payment).toMatchObject({ paidAt: now, recordedAt: later(48) });
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { GatewayPayment, PaymentGateway } from "#platform/payment-gateway";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { testPrinter } from "../../../test/world/papers.ts";
import {
  askRefund,
  type Charge,
  decideRefund,
  makeCharge,
  payOutRefund,
  sendRefunds,
  takeAtDesk,
} from "./index.ts";
import { receiptPrint } from "./print-receipt.ts";
import { compared, reconcileDay } from "./reconcile.ts";
import type { Refund } from "./refund.ts";
import { refundsOf } from "./refund-store.ts";
import { settleRefund } from "./send-refunds.ts";
import { settleTransfer } from "./settle-transfer.ts";
import { accountOn, chargeByPublicId, paymentsOf } from "./store.ts";

const now = FRIDAY_MORNING;
let city: OneStopCity;
let account: string;
let receiverOfCuChi: Caller;
beforeAll(async () => {
  city = await openOneStopCity();
  receiverOfCuChi = await callerOf(city.db, "tiepnhan.cu-chi");
  const found = await atDesk((tx) => accountOn(tx, city.district1, dayIn(now)));
  account = found?.number ?? "";
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
      reason: { vi: "Lệ phí đăng ký hộ kinh doanh", en: "Fee" },
      basis: [],
      isDueFirst: true,
    }),
  );
}

const cash = { channel: "cash", transactionId: "", payerName: "" } as const;
const take = (
  caller: Caller,
  charge: Charge,
  more: Partial<Parameters<typeof takeAtDesk>[3]> = {},
) =>
  city.as(caller, (tx) =>
    takeAtDesk(tx, now, caller, {
      ...cash,
      publicId: charge.publicId,
      version: charge.version,
      amountVnd: 75_000,
      ...more,
    }),
  );
const standing = (charge: Charge): Promise<Charge> =>
  atDesk(async (tx) => {
    const found = await chargeByPublicId(tx, charge.publicId);
    if (found === undefined) throw new Error("the charge is gone");
    return found;
  });
const paymentsFor = (charge: Charge) => atDesk((tx) => paymentsOf(tx, charge));

test("Lan takes cash once: the same form sent again finds the charge changed", async () => {
  const charge = await charged();
  const first = value(await take(city.lanTheReceiver, charge));
  expect(first.charge).toMatchObject({ state: "paid", version: 2 });
  expect(first.payment).toMatchObject({
    channel: "cash",
    payerName: "Trần Minh Quân",
    takenBy: city.lanTheReceiver.actor.name,
    agencyName: "Ủy ban nhân dân Quận 1",
  });

  expect(await take(city.lanTheReceiver, charge)).toEqual({ ok: false, error: "stale" });
  expect(await take(city.lanTheReceiver, first.charge)).toEqual({
    ok: false,
    error: "nothing-due",
  });
  expect(await paymentsFor(charge)).toHaveLength(1);
});

test("too much, nothing, no number, a transfer without its code and one counted before are refused", async () => {
  const charge = await charged();
  for (const amountVnd of [0, -1, 75_001, undefined])
    expect(await take(city.lanTheReceiver, charge, { amountVnd })).toEqual({
      ok: false,
      error: "amount-wrong",
    });
  const transfer = { channel: "transfer", amountVnd: 50_000 } as const;
  expect(await take(city.lanTheReceiver, charge, transfer)).toEqual({
    ok: false,
    error: "reference-missing",
  });
  const slip = { ...transfer, transactionId: "FT25115000001" };
  const part = value(await take(city.lanTheReceiver, charge, slip));
  expect(part.charge.state).toBe("partly-paid");
  expect(await take(city.lanTheReceiver, part.charge, { ...slip, amountVnd: 25_000 })).toEqual({
    ok: false,
    error: "counted-already",
  });
  value(await take(city.lanTheReceiver, part.charge, { amountVnd: 25_000 }));
  expect((await standing(charge)).state).toBe("paid");
});

test("a clerk, a specialist and the desk of Củ Chi take no money in Quận 1, and it looks missing to them", async () => {
  const charge = await charged();
  for (const caller of [city.maiTheClerk, city.haTheSpecialist, receiverOfCuChi])
    expect(await take(caller, charge)).toEqual({ ok: false, error: "missing" });
  expect((await standing(charge)).state).toBe("due");
});

test("a receipt is a tagged paper that says number, payer, amount and the amount in words", async () => {
  const charge = await charged(105_000);
  const { payment } = value(await take(city.lanTheReceiver, charge, { amountVnd: 105_000 }));
  const printer = testPrinter();
  const folder = mkdtempSync(path.join(tmpdir(), "egov-receipt-"));
  const file = path.join(folder, "receipt.pdf");
  const data = receiptPrint(charge, payment, "https://motcua.example");
  writeFileSync(file, await printer.print("fee-receipt", data, now));
  const read = (tool: string, ...args: string[]): string =>
    execFileSync(tool, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
      .normalize("NFC")
      .replaceAll(/\s+/gu, " ");
  const text = read("pdftotext", "-layout", file, "-");
  const info = read("pdfinfo", file);
  await printer.close();
  rmSync(folder, { recursive: true });

  expect(info).toMatch(/Tagged: yes/u);
  expect(info).toMatch(/Pages: 1 /u);
  for (const said of [
    "BIÊN LAI THU PHÍ, LỆ PHÍ",
    `${String(payment.receiptNumber).padStart(6, "0")}/2025`,
    "Trần Minh Quân",
    "105.000 ₫",
    "Một trăm linh năm nghìn đồng",
    "Tiền mặt tại quầy",
    city.lanTheReceiver.actor.name,
    "Quận 1".toUpperCase(),
  ])
    expect(text).toContain(said);
});

let transfers = 0;
function transferOf(charge: Charge, more: Partial<GatewayPayment> = {}): GatewayPayment {
  transfers += 1;
  return {
    transactionId: `G${transfers}`,
    reference: charge.reference,
    account,
    amount: charge.amountVnd,
    currency: "VND",
    status: "succeeded",
    paidAt: now,
    payer: "TRAN MINH QUAN",
    ...more,
  };
}

async function overpaid(): Promise<{ charge: Charge; payment: string }> {
  const charge = await charged();
  await settleTransfer(city.db, now, transferOf(charge));
  await settleTransfer(city.db, now, transferOf(charge));
  const payments = await paymentsFor(charge);
  return { charge: await standing(charge), payment: payments.at(-1)?.publicId ?? "" };
}

const ask = (
  caller: Caller,
  charge: Charge,
  payment: string,
  more: { amountVnd?: number; reason?: string } = {},
) =>
  city.as(caller, (tx) =>
    askRefund(tx, now, caller, {
      publicId: charge.publicId,
      version: charge.version,
      payment,
      amountVnd: 75_000,
      reason: "Nộp hai lần",
      ...more,
    }),
  );
const decide = (caller: Caller, refund: Refund, isApproved = true, decision = "12/QĐ-HT") =>
  city.as(caller, (tx) =>
    decideRefund(tx, now, caller, { id: refund.id, version: refund.version, isApproved, decision }),
  );

const REFUND_NOTICES = `SELECT template FROM notifications.notice WHERE subject_id = $1 AND template LIKE 'refund-%' ORDER BY template`;
const toldOfRefund = (charge: Charge) => atDesk((tx) => tx.rows(REFUND_NOTICES, [charge.id]));

/** A gateway that keeps what it was asked, and answers as told. */
function listening(
  answer: "accepted" | "refused" | "silent",
): PaymentGateway & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    paymentsFor: async () => [],
    settlement: async () => "",
    refund: async ({ refundId }) => {
      asked.push(refundId);
      if (answer === "silent") throw new Error("the gateway cannot be reached");
      return answer;
    },
  };
}

test("a surplus goes back: asked by Mai, approved by Minh, sent once, counted when the gateway says it is done", async () => {
  const { charge, payment } = await overpaid();
  const asked = value(await ask(city.maiTheClerk, charge, payment));
  const approved = value(await decide(city.minhTheHead, asked));
  const gateway = listening("accepted");
  await sendRefunds(city.db, now, gateway, () => undefined);
  expect(gateway.asked).toEqual([approved.id]);
  expect((await standing(charge)).state).toBe("overpaid");

  const done = { refundId: approved.id, transactionId: "G2", status: "succeeded" } as const;
  expect(await settleRefund(city.db, now, done)).toBe("refund-done");
  expect(await settleRefund(city.db, now, done)).toBe("repeated");
  expect(await standing(charge)).toMatchObject({ state: "paid", refundedVnd: 75_000 });
  await sendRefunds(city.db, now, gateway, () => undefined);
  expect(gateway.asked).toHaveLength(1);
  expect(await toldOfRefund(charge)).toHaveLength(2); // approved, done
});

test("who asked does not decide, a decision needs its words, and only a head decides", async () => {
  const { charge, payment } = await overpaid();
  const asked = value(await ask(city.lanTheReceiver, charge, payment));
  expect(await decide(city.minhTheHead, asked, true, "  ")).toEqual({
    ok: false,
    error: "decision-missing",
  });
  for (const caller of [city.lanTheReceiver, city.maiTheClerk, city.hungTheLeader])
    expect(await decide(caller, asked)).toEqual({ ok: false, error: "missing" });
  const minhAlsoAsks = { ...city.minhTheHead, roles: ["head", "clerk"] };
  const other = await overpaid();
  const own = value(await ask(minhAlsoAsks, other.charge, other.payment));
  expect(await decide(minhAlsoAsks, own)).toEqual({ ok: false, error: "own-request" });

  const rejected = value(await decide(city.minhTheHead, asked, false, "Chưa đủ chứng từ"));
  expect(rejected).toMatchObject({ state: "rejected", decision: "Chưa đủ chứng từ" });
  expect(await decide(city.minhTheHead, rejected)).toEqual({ ok: false, error: "wrong-state" });
  expect(await toldOfRefund(charge)).toEqual([{ template: "refund-rejected" }]);
});

test("no more goes back than was paid, whoever asks at once; without a reason nothing does", async () => {
  const { charge, payment } = await overpaid();
  expect(await ask(city.maiTheClerk, charge, payment, { reason: " " })).toEqual({
    ok: false,
    error: "reason-missing",
  });
  expect(await ask(city.maiTheClerk, charge, payment, { amountVnd: 75_001 })).toEqual({
    ok: false,
    error: "amount-wrong",
  });
  const both = await Promise.all([
    ask(city.maiTheClerk, charge, payment),
    ask(city.lanTheReceiver, charge, payment),
  ]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  expect(both.find((one) => !one.ok)).toEqual({ ok: false, error: "amount-wrong" });
});

test("a gateway that cannot be reached is asked again with the same id; one that refuses ends the refund", async () => {
  const first = await overpaid();
  const refund = value(
    await decide(city.minhTheHead, value(await ask(city.maiTheClerk, first.charge, first.payment))),
  );
  const silent = listening("silent");
  const errors: unknown[] = [];
  await sendRefunds(city.db, now, silent, (error) => errors.push(error));
  await sendRefunds(city.db, now, silent, (error) => errors.push(error));
  expect(silent.asked).toEqual([refund.id, refund.id]);
  expect(errors).toHaveLength(2);

  await sendRefunds(city.db, now, listening("refused"), () => undefined);
  const [failed] = await atDesk((tx) => refundsOf(tx, first.charge));
  expect(failed?.state).toBe("failed");
  expect((await standing(first.charge)).refundedVnd).toBe(0);
  value(await ask(city.maiTheClerk, first.charge, first.payment));
});

test("what was paid in cash is paid out at the desk after the decision, and never goes to the gateway", async () => {
  const charge = await charged();
  const { payment } = value(await take(city.lanTheReceiver, charge));
  const asked = value(await ask(city.maiTheClerk, await standing(charge), payment.publicId));
  const payOut = (refund: Refund) =>
    city.as(city.lanTheReceiver, (tx) =>
      payOutRefund(tx, now, city.lanTheReceiver, { id: refund.id, version: refund.version }),
    );
  expect(await payOut(asked)).toEqual({ ok: false, error: "wrong-state" });
  const approved = value(await decide(city.minhTheHead, asked));
  const gateway = listening("accepted");
  await sendRefunds(city.db, now, gateway, () => undefined);
  expect(gateway.asked).not.toContain(approved.id);

  expect(value(await payOut(approved)).state).toBe("done");
  expect(await standing(charge)).toMatchObject({ state: "refunded", refundedVnd: 75_000 });
});

test("every act on a charge and its refund leaves an audit leaf and an event of each version", async () => {
  const charge = await charged();
  const { payment } = value(await take(city.lanTheReceiver, charge));
  const asked = value(await ask(city.maiTheClerk, await standing(charge), payment.publicId));
  const approved = value(await decide(city.minhTheHead, asked));
  value(
    await city.as(city.lanTheReceiver, (tx) =>
      payOutRefund(tx, now, city.lanTheReceiver, { id: approved.id, version: approved.version }),
    ),
  );
  const told = await atDesk(async (tx) => ({
    leaves: await tx.rows<{ action: string }>(
      `SELECT action FROM audit.leaf WHERE subject_id IN ($1, $2)`,
      [charge.id, approved.id],
    ),
    events: await tx.rows<{ name: string; sequence: number }>(
      `SELECT name, subject_sequence AS sequence FROM outbox.event WHERE subject_id = $1 ORDER BY subject_sequence`,
      [charge.id],
    ),
  }));
  expect(new Set(told.leaves.map((leaf) => leaf.action))).toEqual(
    new Set([
      "charge-made",
      "charge-paid",
      "refund-asked",
      "refund-approved",
      "refund-done",
      "charge-refunded",
    ]),
  );
  expect(told.leaves).toHaveLength(6);
  expect(told.events).toEqual([
    { name: "charge-made", sequence: 1 },
    { name: "charge-paid", sequence: 2 },
    { name: "charge-refunded", sequence: 3 },
  ]);
});

test("a day's file against the books: what agrees, what is missing, what is too much and what differs, each named", async () => {
  const made = await Promise.all([charged(), charged(), charged(), charged()]);
  const [agreed, unheard, ours, other] = made.map((charge) => transferOf(charge));
  if (!agreed || !unheard || !ours || !other) throw new Error("four transfers");
  const saturday = new Date("2025-04-26T03:00:00Z");
  const onSaturday = (transfer: GatewayPayment): GatewayPayment => ({
    ...transfer,
    paidAt: saturday,
  });
  for (const transfer of [agreed, ours, other])
    await settleTransfer(city.db, saturday, onSaturday(transfer));
  const file = [
    onSaturday(agreed),
    onSaturday(unheard),
    { ...onSaturday(other), amount: 70_000 },
    { ...onSaturday(unheard), transactionId: "F1", status: "failed" } as const,
    { ...onSaturday(unheard), transactionId: "E1", account: "1112223334" },
    onSaturday(agreed),
  ];
  const reconcile = (caller: Caller) =>
    city.as(caller, (tx) =>
      reconcileDay(tx, saturday, caller, { on: dayIn(saturday), source: "upload", file }),
    );

  expect(await reconcile(city.lanTheReceiver)).toEqual({ ok: false, error: "missing" });
  const day = value(await reconcile(city.maiTheClerk));
  expect(day).toMatchObject({ matched: 1, missing: 1, surplus: 1, differing: 1 });
  expect(Object.fromEntries(day.lines.map((line) => [line.transactionId, line.kind]))).toEqual({
    [agreed.transactionId]: "matched",
    [unheard.transactionId]: "missing",
    [ours.transactionId]: "surplus",
    [other.transactionId]: "differs",
  });
});

test("an empty file against empty books is a clean day", () => {
  expect(compared([], [])).toEqual([]);
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import {
  createHttpGateway,
  type GatewayPayment,
  type GatewaySimulator,
  judgeSignature,
  readNotice,
  readSettlement,
  REPLAY_WINDOW_MS,
  signMessage,
  startGatewaySimulator,
  writeNotice,
  writeSettlement,
} from "./index.ts";

const KEY = "0f8fad5bd9cb469fa16570867728950e";
const NOW = new Date("2025-04-25T03:00:00Z");
const TRANSFER = {
  reference: "LP7K3M9Q2XAC le phi",
  account: "9990000001",
  amount: 75_000,
  currency: "VND",
};

/** Stands where the city would: keeps what it is told. */
const heard: { readonly headers: Record<string, unknown>; readonly body: string }[] = [];
const city = createServer((request, response) => {
  void (async () => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    heard.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
    response.writeHead(200).end();
  })();
});
let simulator: GatewaySimulator;
beforeAll(async () => {
  await new Promise<void>((resolve) => city.listen(0, "127.0.0.1", resolve));
  const { port } = city.address() as AddressInfo;
  simulator = await startGatewaySimulator({
    key: KEY,
    now: () => NOW,
    noticeUrl: () => `http://127.0.0.1:${port}/`,
  });
});
afterAll(async () => {
  await simulator.stop();
  city.close();
});

test("a notice is good for its own bytes, its own key and five minutes, and for nothing else", () => {
  const body = writeNotice({ kind: "payment", payment: simulator.pay(TRANSFER) });
  const signed = signMessage(KEY, NOW, body);
  const after = (ms: number): Date => new Date(NOW.getTime() + ms);

  expect(judgeSignature(KEY, NOW, signed, body)).toBe("good");
  expect(judgeSignature(KEY, after(REPLAY_WINDOW_MS), signed, body)).toBe("good");
  expect(judgeSignature(KEY, after(REPLAY_WINDOW_MS + 1), signed, body)).toBe("too-old");
  expect(judgeSignature(KEY, after(-REPLAY_WINDOW_MS - 1), signed, body)).toBe("too-old");
  expect(judgeSignature(KEY, NOW, signed, body.replace("75000", "75001"))).toBe("bad-signature");
  expect(judgeSignature("another key", NOW, signed, body)).toBe("bad-signature");
  const younger = { ...signed, timestamp: String(Number(signed.timestamp) + 60) };
  expect(judgeSignature(KEY, NOW, younger, body)).toBe("bad-signature");
  expect(judgeSignature(KEY, NOW, { timestamp: "", signature: "" }, body)).toBe("bad-signature");
});

test("what is told is read field by field: nothing that is no notice passes", () => {
  const payment = simulator.pay(TRANSFER);
  const text = writeNotice({ kind: "payment", payment });
  const with_ = (change: object): string =>
    JSON.stringify({ ...(JSON.parse(text) as object), ...change });

  expect(readNotice(text)).toEqual({ kind: "payment", payment });
  for (const change of [
    { amount: 0 },
    { amount: -5 },
    { amount: 0.5 },
    { amount: "75000" },
    { currency: "dong" },
    { status: "maybe" },
    { paidAt: "yesterday" },
    { transactionId: "" },
    { transactionId: "a b" },
    { account: null },
    { reference: "x".repeat(301) },
    { kind: "gift" },
  ])
    expect([change, readNotice(with_(change))]).toEqual([change, undefined]);
  for (const text of ["", "[]", "null", "{", "7"]) expect(readNotice(text)).toBeUndefined();
});

test("the bank's page, its notice, the list of a reference and the settlement file tell of the same transfer", async () => {
  const form = new URLSearchParams({ account: "9990000002", amount: "50000", reference: "LPAAAA" });
  const before = heard.length;
  await fetch(`${simulator.url}/tra-tien`, { method: "POST", body: form, redirect: "manual" });
  const told = heard[before];
  const gateway = createHttpGateway({ url: simulator.url, key: KEY, now: () => NOW });
  const [listed] = await gateway.paymentsFor("LPAAAA");
  const file = readSettlement(await gateway.settlement(day("2025-04-25")));

  expect(readNotice(told?.body ?? "")).toMatchObject({ kind: "payment", payment: listed });
  expect(told?.headers["x-gateway-signature"]).toMatch(/^[0-9a-f]{64}$/u);
  expect(file.ok && file.value.some((one) => one.transactionId === listed?.transactionId)).toBe(
    true,
  );
  expect(await gateway.paymentsFor("LPBBBB")).toEqual([]);
  const stranger = createHttpGateway({ url: simulator.url, key: "guessed", now: () => NOW });
  await expect(stranger.paymentsFor("LPAAAA")).rejects.toThrow("401");
});

test("a refund asked for twice is one, and more than was paid is refused", async () => {
  const payment = simulator.pay(TRANSFER);
  const gateway = createHttpGateway({ url: simulator.url, key: KEY, now: () => NOW });
  const refund = {
    refundId: "r-1",
    transactionId: payment.transactionId,
    amountVnd: 75_000,
    reason: "x",
  };

  expect(await gateway.refund(refund)).toBe("accepted");
  expect(await gateway.refund(refund)).toBe("accepted");
  expect(await gateway.refund({ ...refund, refundId: "r-2", amountVnd: 1 })).toBe("refused");
  expect(await gateway.refund({ ...refund, refundId: "r-3", transactionId: "none" })).toBe(
    "refused",
  );
});

test("whatever payers write, a settlement file is read back as it was written", () => {
  const texts = fc
    .string({ unit: "grapheme", maxLength: 40 })
    .filter((one) => !one.includes("\u0000"));
  const payment: fc.Arbitrary<GatewayPayment> = fc.record({
    transactionId: fc.stringMatching(/^[A-Z0-9]{1,20}$/u),
    reference: texts,
    account: fc.stringMatching(/^\d{6,19}$/u),
    amount: fc.integer({ min: 1, max: 1_000_000_000 }),
    currency: fc.constantFrom("VND", "USD"),
    status: fc.constantFrom("pending", "succeeded", "failed"),
    paidAt: fc.date({
      min: new Date("2000-01-01"),
      max: new Date("2100-01-01"),
      noInvalidDate: true,
    }),
    payer: texts,
  });
  fc.assert(
    fc.property(fc.array(payment, { maxLength: 5 }), (payments) => {
      expect(readSettlement(writeSettlement(payments))).toEqual({ ok: true, value: payments });
    }),
  );
  expect(readSettlement("a,b\r\n")).toEqual({ ok: false, error: { line: 1 } });
  const [head] = writeSettlement([]).split("\r\n");
  expect(readSettlement(`${head}\r\nT1,x,9990000001,many,VND,succeeded,2025-04-25,\r\n`)).toEqual({
    ok: false,
    error: { line: 2 },
  });
});

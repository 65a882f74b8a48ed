import type { GatewayNotice, GatewayPayment } from "./gateway.ts";

/** Reads what a gateway sent; undefined when it is no notice. External data is parsed, never cast. */
export function readNotice(text: string): GatewayNotice | undefined {
  const sent = recordIn(text);
  if (sent === undefined) return undefined;
  if (sent["kind"] === "refund") {
    const { refundId, transactionId, status } = sent;
    if (!isName(refundId) || !isName(transactionId)) return undefined;
    if (status !== "succeeded" && status !== "failed") return undefined;
    return { kind: "refund", refundId, transactionId, status };
  }
  if (sent["kind"] !== "payment") return undefined;
  const payment = readPayment(sent);
  return payment === undefined ? undefined : { kind: "payment", payment };
}

/** One transfer out of a notice or a list. */
export function readPayment(sent: Readonly<Record<string, unknown>>): GatewayPayment | undefined {
  const { transactionId, reference, account, amount, currency, status, paidAt, payer } = sent;
  if (!isName(transactionId) || !isText(reference) || !isName(account)) return undefined;
  if (typeof amount !== "number" || !Number.isSafeInteger(amount) || amount <= 0) return undefined;
  if (typeof currency !== "string" || !/^[A-Z]{3}$/u.test(currency)) return undefined;
  if (status !== "pending" && status !== "succeeded" && status !== "failed") return undefined;
  const at = typeof paidAt === "string" ? new Date(paidAt) : undefined;
  if (at === undefined || Number.isNaN(at.getTime())) return undefined;
  return {
    transactionId,
    reference,
    account,
    amount,
    currency,
    status,
    paidAt: at,
    payer: isText(payer) ? payer : "",
  };
}

export function writeNotice(notice: GatewayNotice): string {
  if (notice.kind === "refund") return JSON.stringify(notice);
  const { paidAt, ...rest } = notice.payment;
  return JSON.stringify({ kind: "payment", ...rest, paidAt: paidAt.toISOString() });
}

function recordIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>) // just looked at
      : undefined;
  } catch {
    return undefined; // no JSON is no notice
  }
}

const isName = (value: unknown): value is string =>
  typeof value === "string" && /^[\w.:-]{1,64}$/u.test(value);

/** PostgreSQL keeps no NUL, and nobody writes two pages into a transfer. */
const isText = (value: unknown): value is string =>
  typeof value === "string" && value.length <= 300 && !value.includes("\u0000");

import { drawNumber } from "#engines/numbering";
import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { dongText } from "#kernel/money";
import { agencyById } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import { becamePaid, type Charge, type Payment, stateOf } from "./charge.ts";
import { recordCharge } from "./record-charge.ts";
import { insertPayment } from "./store.ts";
import { tellPayer } from "./tell-payer.ts";

/** Money that arrived, however it did. */
export type Arrived = Pick<
  Payment,
  "channel" | "amountVnd" | "transactionId" | "paidAt" | "payerName" | "takenBy"
>;

/**
 * Counts money onto a charge that the caller holds: receipt number, payment, amounts, audit leaf, event and notice in
 * one transaction. Whether it is too much or comes too late is not asked here; it is here, so it is counted.
 */
export async function takePayment(
  tx: Tx,
  now: Date,
  charge: Charge,
  arrived: Arrived,
): Promise<{ readonly charge: Charge; readonly payment: Payment }> {
  const on = dayIn(now);
  const year = on.slice(0, 4);
  const number = await drawNumber(tx, now, { name: "fee-receipts", period: year, issuedOn: on });
  if (!number.ok) throw new Error(`receipt of ${charge.reference}: ${number.error}`);
  const payment: Payment = {
    ...arrived,
    tenantId: charge.tenantId,
    id: uuidv7(now.getTime()),
    publicId: publicId(),
    chargeId: charge.id,
    recordedAt: now,
    agencyName: await collectorOf(tx, charge.tenantId, on),
    receiptYear: Number(year),
    receiptNumber: number.value,
  };
  await insertPayment(tx, payment);
  const next = { ...charge, paidVnd: charge.paidVnd + arrived.amountVnd };
  const saved = await recordCharge(tx, now, {
    next,
    name: becamePaid(charge, stateOf(next)) ? "charge-paid" : "payment-taken",
    detail: {
      receipt: receiptText(payment),
      tookVnd: payment.amountVnd,
      channel: payment.channel,
      transactionId: payment.transactionId,
    },
  });
  await tellPayer(tx, now, saved, "payment-taken", {
    amount: dongText(payment.amountVnd),
    receipt: receiptText(payment),
  });
  return { charge: saved, payment };
}

/** The office that collects, as it stands on a receipt; a district's is its People's Committee. */
async function collectorOf(tx: Tx, tenantId: string, on: CalendarDay): Promise<string> {
  const agencyId = await custodianOf(tx, tenantId, on);
  const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
  if (agency === undefined) throw new Error(`nobody holds tenant ${tenantId} on ${on}`);
  const isCommittee = agency.kind === "district" || agency.kind === "ward";
  return isCommittee ? `${COMMITTEE} ${agency.name}` : agency.name;
}

export const COMMITTEE = "Ủy ban nhân dân";

/** `000012/2025`: number and year, as a receipt is quoted. */
export function receiptText(payment: Pick<Payment, "receiptNumber" | "receiptYear">): string {
  return `${String(payment.receiptNumber).padStart(6, "0")}/${payment.receiptYear}`;
}

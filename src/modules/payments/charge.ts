import type { CalendarDay } from "#kernel/calendar-day";

export const CHARGE_STATES = [
  "due",
  "partly-paid",
  "paid",
  "overpaid",
  "refunded",
  "cancelled",
] as const;
export type ChargeState = (typeof CHARGE_STATES)[number];

/** A text in both languages, as the subject hands it over. */
export interface Said {
  readonly vi: string;
  readonly en: string;
}

export interface Charge {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly reference: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly purpose: string;
  /** What the subject is called on screens and receipts: the code of a dossier. */
  readonly label: string;
  readonly href: string;
  readonly staffHref: string;
  readonly applicantId: string | null;
  /** Who files for the payer; told like the payer. */
  readonly proxyId: string | null;
  readonly payerName: string;
  readonly amountVnd: number;
  readonly reason: Said;
  /** How the amount came about, a sentence each; empty for a fixed fee. */
  readonly basis: readonly Said[];
  readonly dueOn: CalendarDay | null;
  /** The subject does not go on before this is paid. */
  readonly isDueFirst: boolean;
  readonly paidVnd: number;
  readonly refundedVnd: number;
  readonly madeAt: Date;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
  readonly state: ChargeState;
  readonly version: number;
}

export const CHANNELS = ["gateway", "cash", "transfer"] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Payment {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly chargeId: string;
  readonly channel: Channel;
  readonly amountVnd: number;
  readonly transactionId: string | null;
  readonly paidAt: Date;
  readonly recordedAt: Date;
  readonly payerName: string;
  readonly takenBy: string;
  readonly agencyName: string;
  readonly receiptYear: number;
  readonly receiptNumber: number;
}

export interface Account {
  readonly bankBin: string;
  readonly bankName: string;
  readonly number: string;
  readonly holder: string;
}

/** Every expected refusal of this module; the message key is `refused.<code>`. */
export const REFUSALS = {
  missing: 404,
  stale: 409,
  "wrong-state": 409,
  "nothing-due": 409,
  "amount-wrong": 422,
  "reason-missing": 422,
  "reference-missing": 422,
  "counted-already": 409,
  "own-request": 409,
  "decision-missing": 422,
} as const;
export type PaymentRefusal = keyof typeof REFUSALS;

/** What is still to be paid; nothing on a charge that was cancelled, refunded or paid in full. */
export function outstandingVnd(charge: Charge): number {
  const isOpen = charge.state === "due" || charge.state === "partly-paid";
  return isOpen ? charge.amountVnd - charge.paidVnd + charge.refundedVnd : 0;
}

/** What was paid and is owed to nobody here: more than the charge, or anything on a cancelled one. */
export function surplusVnd(charge: Charge): number {
  const kept = charge.paidVnd - charge.refundedVnd;
  if (charge.state === "cancelled") return kept;
  return charge.state === "overpaid" ? kept - charge.amountVnd : 0;
}

/** The state as the database computes it from the same amounts; asked before a change, to name what it will mean. */
export function stateOf(
  charge: Pick<Charge, "amountVnd" | "paidVnd" | "refundedVnd" | "cancelledAt">,
): ChargeState {
  const kept = charge.paidVnd - charge.refundedVnd;
  if (charge.cancelledAt !== null) return "cancelled";
  if (charge.refundedVnd > 0 && kept < charge.amountVnd) return "refunded";
  if (charge.paidVnd === 0) return "due";
  if (kept === charge.amountVnd) return "paid";
  return kept < charge.amountVnd ? "partly-paid" : "overpaid";
}

const isSettled = (state: ChargeState): boolean => state === "paid" || state === "overpaid";

/** True when this change is the one that paid the charge. */
export function becamePaid(before: Charge, after: ChargeState): boolean {
  return !isSettled(before.state) && isSettled(after);
}

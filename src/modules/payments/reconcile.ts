import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { theTenant, type Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import type { GatewayPayment } from "#platform/payment-gateway";
import { referenceIn } from "./reference.ts";
import { allowed, type Caller } from "./policy.ts";
import type { PaymentRefusal } from "./charge.ts";
import {
  accountNumbersOf,
  type BookedPayment,
  insertReconciliation,
  bookedPaymentsOn,
} from "./reconciliation-store.ts";

/**
 * One transfer held against our books. `missing`: the gateway has it and we do not; `surplus`: we have it and the
 * gateway's day does not; `differs`: both have it with another amount.
 */
export interface ReconciledLine {
  readonly kind: "matched" | "missing" | "surplus" | "differs";
  readonly transactionId: string;
  readonly reference: string;
  readonly fileVnd: number | null;
  readonly bookedVnd: number | null;
  readonly paidAt: string;
  readonly payer: string;
  readonly account: string;
}

export interface Reconciliation {
  readonly tenantId: string;
  readonly id: string;
  readonly onDay: CalendarDay;
  readonly source: "gateway" | "upload";
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly matched: number;
  readonly missing: number;
  readonly surplus: number;
  readonly differing: number;
  readonly lines: readonly ReconciledLine[];
}

/** Compares; pure. What did not succeed or is in another currency is no money of the day. */
export function compared(
  file: readonly GatewayPayment[],
  booked: readonly BookedPayment[],
): readonly ReconciledLine[] {
  const open = new Map(booked.map((one) => [one.transactionId, one]));
  const settled = new Map(
    file
      .filter((one) => one.status === "succeeded" && one.currency === "VND")
      .map((one) => [one.transactionId, one]), // a transfer that a file lists twice is one
  );
  const lines = [...settled.values()].map((one): ReconciledLine => {
    const ours = open.get(one.transactionId);
    open.delete(one.transactionId);
    return {
      kind: ours === undefined ? "missing" : ours.amountVnd === one.amount ? "matched" : "differs",
      transactionId: one.transactionId,
      reference: referenceIn(one.reference) ?? one.reference,
      fileVnd: one.amount,
      bookedVnd: ours?.amountVnd ?? null,
      paidAt: one.paidAt.toISOString(),
      payer: one.payer,
      account: one.account,
    };
  });
  const surplus = [...open.values()].map((one): ReconciledLine => ({
    kind: "surplus",
    transactionId: one.transactionId,
    reference: one.reference,
    fileVnd: null,
    bookedVnd: one.amountVnd,
    paidAt: one.paidAt.toISOString(),
    payer: one.payerName,
    account: "",
  }));
  return [...lines, ...surplus];
}

/** The clerk holds a day's settlement file against the books; what came of it is kept as it stood. */
export async function reconcileDay(
  tx: Tx,
  now: Date,
  caller: Caller,
  day: {
    readonly on: CalendarDay;
    readonly source: "gateway" | "upload";
    readonly file: readonly GatewayPayment[];
  },
): Promise<Result<Reconciliation, PaymentRefusal>> {
  const tenantId = theTenant(tx);
  const official = allowed(caller, "fee reconcile", { tenantId });
  if (official === undefined) return refused("missing");
  const accounts = new Set(await accountNumbersOf(tx, tenantId));
  const file = day.file.filter((one) => accounts.has(one.account) && dayIn(one.paidAt) === day.on);
  const lines = compared(file, await bookedPaymentsOn(tx, tenantId, day.on));
  const count = (kind: ReconciledLine["kind"]): number =>
    lines.filter((line) => line.kind === kind).length;
  const made: Reconciliation = {
    tenantId,
    id: uuidv7(now.getTime()),
    onDay: day.on,
    source: day.source,
    madeAt: now,
    madeBy: official.name,
    matched: count("matched"),
    missing: count("missing"),
    surplus: count("surplus"),
    differing: count("differs"),
    lines,
  };
  await insertReconciliation(tx, made);
  const { matched, missing, surplus, differing } = made;
  const body = { on: day.on, source: day.source, matched, missing, surplus, differing };
  const subject = { subjectKind: "reconciliation", subjectId: made.id };
  await appendLeaf(tx, now, { ...subject, action: "day-reconciled", payload: body });
  await emit(tx, now, { ...subject, name: "day-reconciled", sequence: 1, body });
  return ok(made);
}

import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import type { Account, Charge, ChargeState, Payment } from "./charge.ts";

// Amounts stay below 10^13 (`charge_amount_range`), so that a double holds every one exactly.
const CHARGE = `tenant_id AS "tenantId", id, public_id AS "publicId", reference, subject_kind AS "subjectKind",
  subject_id AS "subjectId", purpose, label, href, staff_href AS "staffHref", applicant_id AS "applicantId",
  proxy_id AS "proxyId",
  payer_name AS "payerName", amount_vnd::float8 AS "amountVnd", reason, basis, due_on::text AS "dueOn",
  is_due_first AS "isDueFirst", paid_vnd::float8 AS "paidVnd", refunded_vnd::float8 AS "refundedVnd",
  made_at AS "madeAt", cancelled_at AS "cancelledAt", cancel_reason AS "cancelReason", state, version`;

export interface Subject {
  readonly subjectKind: string;
  readonly subjectId: string;
}

export async function insertCharge(tx: Tx, charge: Charge): Promise<void> {
  await tx.write(
    `INSERT INTO payments.charge (tenant_id, id, public_id, reference, subject_kind, subject_id, purpose, label, href,
       staff_href, applicant_id, payer_name, amount_vnd, reason, basis, due_on, is_due_first, made_at, proxy_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      charge.tenantId,
      charge.id,
      charge.publicId,
      charge.reference,
      charge.subjectKind,
      charge.subjectId,
      charge.purpose,
      charge.label,
      charge.href,
      charge.staffHref,
      charge.applicantId,
      charge.payerName,
      charge.amountVnd,
      JSON.stringify(charge.reason),
      JSON.stringify(charge.basis),
      charge.dueOn,
      charge.isDueFirst,
      charge.madeAt,
      charge.proxyId,
    ],
  );
}

/** Writes the amounts with how they came about, and the cancellation; the version that was read must still stand. */
export async function saveCharge(tx: Tx, next: Charge): Promise<void> {
  await tx.write(
    `WITH changed AS (
       UPDATE payments.charge SET
         paid_vnd = $4, refunded_vnd = $5, cancelled_at = $6, cancel_reason = $7, amount_vnd = $9, basis = $10, version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING id
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $8)`,
    [
      next.tenantId,
      next.id,
      next.version,
      next.paidVnd,
      next.refundedVnd,
      next.cancelledAt,
      next.cancelReason,
      `charge ${next.reference}`,
      next.amountVnd,
      JSON.stringify(next.basis),
    ],
  );
}

export function chargeFor(
  tx: Tx,
  { subjectKind, subjectId, purpose }: Subject & { readonly purpose: string },
): Promise<Charge | undefined> {
  return tx.row<Charge>(
    `SELECT ${CHARGE}
     FROM payments.charge
     WHERE tenant_id = ANY ($1) AND subject_kind = $2 AND subject_id = $3 AND purpose = $4`,
    [tx.tenantIds, subjectKind, subjectId, purpose],
  );
}

export function chargesOf(tx: Tx, tenantId: string, subject: Subject): Promise<Charge[]> {
  return tx.rows<Charge>(
    `SELECT ${CHARGE}
     FROM payments.charge
     WHERE tenant_id = $1 AND subject_kind = $2 AND subject_id = $3
     ORDER BY made_at, id`,
    [tenantId, subject.subjectKind, subject.subjectId],
  );
}

/** A subject's charges held until the transaction ends: money that arrives meanwhile waits. */
export function lockedCharges(tx: Tx, subject: Subject): Promise<Charge[]> {
  return tx.rows<Charge>(
    `SELECT ${CHARGE}
     FROM payments.charge
     WHERE tenant_id = ANY ($1) AND subject_kind = $2 AND subject_id = $3
     ORDER BY made_at, id
     FOR UPDATE`,
    [tx.tenantIds, subject.subjectKind, subject.subjectId],
  );
}

export function chargeByPublicId(tx: Tx, publicId: string): Promise<Charge | undefined> {
  return tx.row<Charge>(
    `SELECT ${CHARGE}
     FROM payments.charge
     WHERE public_id = $1`,
    [publicId],
  );
}

/** Whose charge a reference names. Door `payments`. */
export function chargeByReference(
  tx: Tx,
  reference: string,
): Promise<{ readonly tenantId: string; readonly id: string } | undefined> {
  return tx.row(
    `SELECT tenant_id AS "tenantId", id
     FROM payments.charge
     WHERE reference = $1`,
    [reference],
  );
}

/** The charge held until the transaction ends, so that two payments of it are counted one after the other. */
export function lockedCharge(tx: Tx, tenantId: string, id: string): Promise<Charge | undefined> {
  return tx.row<Charge>(
    `SELECT ${CHARGE}
     FROM payments.charge
     WHERE tenant_id = $1 AND id = $2
     FOR UPDATE`,
    [tenantId, id],
  );
}

export interface ChargeFilter {
  readonly state?: ChargeState;
  readonly after?: { readonly madeAt: Date; readonly id: string };
  readonly limit: number;
}

/** A page of the cashier's list, newest first. */
export function chargeRows(
  tx: Tx,
  tenantIds: readonly string[],
  filter: ChargeFilter,
): Promise<Charge[]> {
  const values: unknown[] = [tenantIds];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const where = ["tenant_id = ANY ($1)"];
  if (filter.state !== undefined) where.push(`state = ${bind(filter.state)}`);
  if (filter.after !== undefined)
    where.push(`(made_at, id) < (${bind(filter.after.madeAt)}, ${bind(filter.after.id)})`);
  return tx.rows<Charge>(
    `SELECT ${CHARGE}
     FROM payments.charge
     WHERE ${where.join(" AND ")}
     ORDER BY made_at DESC, id DESC
     LIMIT ${bind(filter.limit)}`,
    values,
  );
}

/** The charge that a reference or the last part of a dossier's code names, for a cashier who searches. */
export function chargesNamed(
  tx: Tx,
  tenantIds: readonly string[],
  name: string,
): Promise<Charge[]> {
  return tx.rows<Charge>(
    `SELECT ${CHARGE}
     FROM payments.charge
     WHERE tenant_id = ANY ($1) AND (reference = $2 OR label = $2)
     ORDER BY made_at DESC, id DESC
     LIMIT 50`,
    [tenantIds, name],
  );
}

const PAYMENT = `tenant_id AS "tenantId", id, public_id AS "publicId", charge_id AS "chargeId", channel,
  amount_vnd::float8 AS "amountVnd", transaction_id AS "transactionId", paid_at AS "paidAt", recorded_at AS "recordedAt",
  payer_name AS "payerName", taken_by AS "takenBy", agency_name AS "agencyName", receipt_year AS "receiptYear",
  receipt_number AS "receiptNumber"`;

export async function insertPayment(tx: Tx, payment: Payment): Promise<void> {
  await tx.write(
    `INSERT INTO payments.payment (tenant_id, id, public_id, charge_id, channel, amount_vnd, transaction_id, paid_at,
       recorded_at, payer_name, taken_by, agency_name, receipt_year, receipt_number)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      payment.tenantId,
      payment.id,
      payment.publicId,
      payment.chargeId,
      payment.channel,
      payment.amountVnd,
      payment.transactionId,
      payment.paidAt,
      payment.recordedAt,
      payment.payerName,
      payment.takenBy,
      payment.agencyName,
      payment.receiptYear,
      payment.receiptNumber,
    ],
  );
}

export function paymentsOf(tx: Tx, charge: Pick<Charge, "tenantId" | "id">): Promise<Payment[]> {
  return tx.rows<Payment>(
    `SELECT ${PAYMENT}
     FROM payments.payment
     WHERE tenant_id = $1 AND charge_id = $2
     ORDER BY recorded_at, id`,
    [charge.tenantId, charge.id],
  );
}

export function paymentById(tx: Tx, tenantId: string, id: string): Promise<Payment | undefined> {
  return tx.row<Payment>(
    `SELECT ${PAYMENT}
     FROM payments.payment
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id],
  );
}

export function paymentByTransaction(
  tx: Tx,
  tenantId: string,
  transactionId: string,
): Promise<Payment | undefined> {
  return tx.row<Payment>(
    `SELECT ${PAYMENT}
     FROM payments.payment
     WHERE tenant_id = $1 AND transaction_id = $2`,
    [tenantId, transactionId],
  );
}

/** Where a record-holder collects on a day; undefined where it only collects at the desk. */
export function accountOn(tx: Tx, tenantId: string, on: CalendarDay): Promise<Account | undefined> {
  return tx.row<Account>(
    `SELECT bank_bin AS "bankBin", bank_name AS "bankName", number, holder
     FROM payments.account
     WHERE tenant_id = $1 AND from_on <= $2
     ORDER BY from_on DESC
     LIMIT 1`,
    [tenantId, on],
  );
}

export async function insertAccount(
  tx: Tx,
  tenantId: string,
  from: CalendarDay,
  account: Account,
): Promise<void> {
  await tx.write(
    `INSERT INTO payments.account (tenant_id, from_on, bank_bin, bank_name, number, holder)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [tenantId, from, account.bankBin, account.bankName, account.number, account.holder],
  );
}

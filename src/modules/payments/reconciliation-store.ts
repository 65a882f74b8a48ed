import { addDays, type CalendarDay, instantAt } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import type { Reconciliation } from "./reconcile.ts";

/** A transfer as our books have it. */
export interface BookedPayment {
  readonly transactionId: string;
  readonly reference: string;
  readonly amountVnd: number;
  readonly paidAt: Date;
  readonly payerName: string;
}

/** Every transfer through the gateway that was paid on a day. */
export function bookedPaymentsOn(
  tx: Tx,
  tenantId: string,
  on: CalendarDay,
): Promise<BookedPayment[]> {
  return tx.rows<BookedPayment>(
    `SELECT p.transaction_id AS "transactionId", c.reference, p.amount_vnd::float8 AS "amountVnd", p.paid_at AS "paidAt",
            p.payer_name AS "payerName"
     FROM payments.payment p
     JOIN payments.charge c ON c.tenant_id = p.tenant_id AND c.id = p.charge_id
     WHERE p.tenant_id = $1 AND p.channel = 'gateway' AND p.paid_at >= $2 AND p.paid_at < $3
     ORDER BY p.paid_at, p.id`,
    [tenantId, instantAt(on, 0), instantAt(addDays(on, 1), 0)],
  );
}

export async function accountNumbersOf(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx.rows<{ number: string }>(
    `SELECT number FROM payments.account WHERE tenant_id = $1`,
    [tenantId],
  );
  return rows.map((row) => row.number);
}

export async function insertReconciliation(tx: Tx, made: Reconciliation): Promise<void> {
  await tx.write(
    `INSERT INTO payments.reconciliation (tenant_id, id, on_day, source, made_at, made_by, matched, missing, surplus, differing, lines)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      made.tenantId,
      made.id,
      made.onDay,
      made.source,
      made.madeAt,
      made.madeBy,
      made.matched,
      made.missing,
      made.surplus,
      made.differing,
      JSON.stringify(made.lines),
    ],
  );
}

const RECONCILIATION = `tenant_id AS "tenantId", id, on_day::text AS "onDay", source, made_at AS "madeAt", made_by AS "madeBy",
  matched, missing, surplus, differing, lines`;

/** The last comparison of a day. */
export function lastReconciliation(
  tx: Tx,
  tenantIds: readonly string[],
  on: CalendarDay,
): Promise<Reconciliation | undefined> {
  return tx.row<Reconciliation>(
    `SELECT ${RECONCILIATION}
     FROM payments.reconciliation
     WHERE tenant_id = ANY ($1) AND on_day = $2
     ORDER BY made_at DESC, id DESC
     LIMIT 1`,
    [tenantIds, on],
  );
}

/** The days compared lately, each with how it last came out. */
export function reconciledDays(
  tx: Tx,
  tenantIds: readonly string[],
  limit: number,
): Promise<Omit<Reconciliation, "lines">[]> {
  return tx.rows(
    `SELECT DISTINCT ON (on_day) on_day::text AS "onDay", id, tenant_id AS "tenantId", source, made_at AS "madeAt",
            made_by AS "madeBy", matched, missing, surplus, differing
     FROM payments.reconciliation
     WHERE tenant_id = ANY ($1)
     ORDER BY on_day DESC, made_at DESC
     LIMIT $2`,
    [tenantIds, limit],
  );
}

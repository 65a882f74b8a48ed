import { isUuid } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { Refund, RefundState } from "./refund.ts";

const REFUND = `r.tenant_id AS "tenantId", r.id, r.charge_id AS "chargeId", r.payment_id AS "paymentId",
  r.amount_vnd::float8 AS "amountVnd", r.reason, r.state, r.asked_by AS "askedBy", r.asked_name AS "askedName",
  r.asked_at AS "askedAt", r.decided_by AS "decidedBy", r.decided_name AS "decidedName", r.decided_at AS "decidedAt",
  r.decision, r.sent_at AS "sentAt", r.ended_at AS "endedAt", r.version`;

export async function insertRefund(tx: Tx, refund: Refund): Promise<void> {
  await tx.write(
    `INSERT INTO payments.refund (tenant_id, id, charge_id, payment_id, amount_vnd, reason, state, asked_by, asked_name, asked_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'asked', $7, $8, $9)`,
    [
      refund.tenantId,
      refund.id,
      refund.chargeId,
      refund.paymentId,
      refund.amountVnd,
      refund.reason,
      refund.askedBy,
      refund.askedName,
      refund.askedAt,
    ],
  );
}

export async function saveRefund(tx: Tx, next: Refund): Promise<void> {
  await tx.write(
    `WITH changed AS (
       UPDATE payments.refund SET
         state = $4, decided_by = $5, decided_name = $6, decided_at = $7, decision = $8, sent_at = $9, ended_at = $10,
         version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING id
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $11)`,
    [
      next.tenantId,
      next.id,
      next.version,
      next.state,
      next.decidedBy,
      next.decidedName,
      next.decidedAt,
      next.decision,
      next.sentAt,
      next.endedAt,
      `refund ${next.id}`,
    ],
  );
}

/** A refund held until the transaction ends. */
export function lockedRefund(
  tx: Tx,
  tenantIds: readonly string[],
  id: string,
): Promise<Refund | undefined> {
  return tx.row<Refund>(
    `SELECT ${REFUND}
     FROM payments.refund r
     WHERE r.tenant_id = ANY ($1) AND r.id = $2
     FOR UPDATE`,
    [tenantIds, id],
  );
}

export function refundsOf(
  tx: Tx,
  charge: { readonly tenantId: string; readonly id: string },
): Promise<Refund[]> {
  return tx.rows<Refund>(
    `SELECT ${REFUND}
     FROM payments.refund r
     WHERE r.tenant_id = $1 AND r.charge_id = $2
     ORDER BY r.asked_at, r.id`,
    [charge.tenantId, charge.id],
  );
}

/** A refund with what a list says of its charge. */
export interface ListedRefund extends Refund {
  readonly label: string;
  readonly chargePublicId: string;
  readonly channel: string;
}

/** A page of an agency's refunds, newest first. */
export function refundRows(
  tx: Tx,
  tenantIds: readonly string[],
  filter: {
    readonly after?: { readonly askedAt: Date; readonly id: string };
    readonly limit: number;
  },
): Promise<ListedRefund[]> {
  const values: unknown[] = [tenantIds, filter.limit];
  const where = ["r.tenant_id = ANY ($1)"];
  if (filter.after !== undefined) {
    values.push(filter.after.askedAt, filter.after.id);
    where.push("(r.asked_at, r.id) < ($3, $4)");
  }
  return tx.rows<ListedRefund>(
    `SELECT ${REFUND}, c.label, c.public_id AS "chargePublicId", p.channel
     FROM payments.refund r
     JOIN payments.charge c ON c.tenant_id = r.tenant_id AND c.id = r.charge_id
     JOIN payments.payment p ON p.tenant_id = r.tenant_id AND p.id = r.payment_id
     WHERE ${where.join(" AND ")}
     ORDER BY r.asked_at DESC, r.id DESC
     LIMIT $2`,
    values,
  );
}

export interface RefundToSend {
  readonly tenantId: string;
  readonly id: string;
  readonly transactionId: string;
  readonly amountVnd: number;
  readonly reason: string;
  readonly state: RefundState;
}

/** Approved refunds of gateway payments, and those sent so long ago that no answer can be expected. Door `payments`. */
export function refundsToSend(tx: Tx, sentBefore: Date, limit: number): Promise<RefundToSend[]> {
  return tx.rows<RefundToSend>(
    `SELECT r.tenant_id AS "tenantId", r.id, p.transaction_id AS "transactionId", r.amount_vnd::float8 AS "amountVnd",
            r.reason, r.state
     FROM payments.refund r
     JOIN payments.payment p ON p.tenant_id = r.tenant_id AND p.id = r.payment_id
     WHERE (r.state = 'approved' OR (r.state = 'sent' AND r.sent_at < $1)) AND p.channel = 'gateway'
     ORDER BY r.decided_at
     LIMIT $2`,
    [sentBefore, limit],
  );
}

/** The tenant of a refund that this caller holds; undefined for what is none of theirs. */
export async function tenantOfListed(
  tx: Tx,
  tenantIds: readonly string[],
  id: string,
): Promise<string | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await tx.row<{ tenantId: string }>(
    `SELECT tenant_id AS "tenantId" FROM payments.refund WHERE tenant_id = ANY ($1) AND id = $2`,
    [tenantIds, id],
  );
  return row?.tenantId;
}

/** Whose refund an id is. Door `payments`. */
export function tenantOfRefund(tx: Tx, id: string): Promise<{ tenantId: string } | undefined> {
  return tx.row(`SELECT tenant_id AS "tenantId" FROM payments.refund WHERE id = $1`, [id]);
}

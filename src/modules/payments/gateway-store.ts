import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";

export const GATEWAY_OUTCOMES = [
  "taken",
  "taken-part",
  "taken-over",
  "taken-late",
  "taken-after-cancel",
  "repeated",
  "contradicts",
  "out-of-order",
  "pending",
  "failed",
  "wrong-currency",
  "unknown-reference",
  "refund-done",
  "refund-failed",
  "refund-unknown",
] as const;
export type GatewayOutcome = (typeof GATEWAY_OUTCOMES)[number];

export const STRAY_OUTCOMES = [
  "bad-signature",
  "too-old",
  "unreadable",
  "unknown-account",
] as const;
export type StrayOutcome = (typeof STRAY_OUTCOMES)[number];

export interface GatewayNoticeRow {
  readonly tenantId: string;
  readonly id: string;
  readonly receivedAt: Date;
  readonly outcome: GatewayOutcome;
  readonly transactionId: string;
  readonly reference: string;
  readonly amount: string;
  readonly currency: string;
  readonly chargeId: string | null;
}

export async function insertGatewayNotice(
  tx: Tx,
  now: Date,
  notice: Omit<GatewayNoticeRow, "id" | "receivedAt">,
): Promise<void> {
  await tx.write(
    `INSERT INTO payments.gateway_notice (tenant_id, id, received_at, outcome, transaction_id, reference, amount, currency, charge_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      notice.tenantId,
      uuidv7(now.getTime()),
      now,
      notice.outcome,
      notice.transactionId,
      notice.reference,
      notice.amount,
      notice.currency,
      notice.chargeId,
    ],
  );
}

/** What was last made of a transfer; undefined when it was never heard of. */
export async function lastNoticeOf(
  tx: Tx,
  tenantId: string,
  transactionId: string,
): Promise<GatewayOutcome | undefined> {
  const row = await tx.row<{ outcome: GatewayOutcome }>(
    `SELECT outcome
     FROM payments.gateway_notice
     WHERE tenant_id = $1 AND transaction_id = $2
     ORDER BY received_at DESC, id DESC
     LIMIT 1`,
    [tenantId, transactionId],
  );
  return row?.outcome;
}

const NOTICE = `tenant_id AS "tenantId", id, received_at AS "receivedAt", outcome, transaction_id AS "transactionId",
  reference, amount, currency, charge_id AS "chargeId"`;

export function noticesOfCharge(
  tx: Tx,
  charge: { readonly tenantId: string; readonly id: string },
): Promise<GatewayNoticeRow[]> {
  return tx.rows<GatewayNoticeRow>(
    `SELECT ${NOTICE}
     FROM payments.gateway_notice
     WHERE tenant_id = $1 AND charge_id = $2
     ORDER BY received_at DESC
     LIMIT 100`,
    [charge.tenantId, charge.id],
  );
}

/** A page of everything the gateway said, newest first. */
export function noticeRows(
  tx: Tx,
  tenantIds: readonly string[],
  filter: {
    readonly after?: { readonly receivedAt: Date; readonly id: string };
    readonly limit: number;
  },
): Promise<GatewayNoticeRow[]> {
  const values: unknown[] = [tenantIds, filter.limit];
  const where = ["tenant_id = ANY ($1)"];
  if (filter.after !== undefined) {
    values.push(filter.after.receivedAt, filter.after.id);
    where.push("(received_at, id) < ($3, $4)");
  }
  return tx.rows<GatewayNoticeRow>(
    `SELECT ${NOTICE}
     FROM payments.gateway_notice
     WHERE ${where.join(" AND ")}
     ORDER BY received_at DESC, id DESC
     LIMIT $2`,
    values,
  );
}

export async function tenantOfAccount(tx: Tx, number: string): Promise<string | undefined> {
  const row = await tx.row<{ tenantId: string }>(
    `SELECT tenant_id AS "tenantId"
     FROM payments.account
     WHERE number = $1
     ORDER BY from_on DESC
     LIMIT 1`,
    [number],
  );
  return row?.tenantId;
}

export interface StrayNotice {
  readonly id: string;
  readonly receivedAt: Date;
  readonly outcome: StrayOutcome;
  readonly address: string;
  readonly body: string;
}

/** So many of a kind are kept an hour: whoever forges notices must not fill the disk. */
const MOST_STRAYS_AN_HOUR = 200;
const HOUR_MS = 3_600_000;
const LONGEST_BODY = 2000;

/** Keeps a notice that belongs to no record-holder. Door `payments`. */
export async function insertStrayNotice(
  tx: Tx,
  now: Date,
  stray: Omit<StrayNotice, "id" | "receivedAt">,
): Promise<void> {
  await tx.write(
    `INSERT INTO payments.stray_notice (id, received_at, outcome, address, body)
     SELECT $1, $2, $3, $4, $5
     WHERE (SELECT count(*) FROM (
              SELECT FROM payments.stray_notice WHERE received_at > $6 AND outcome = $3 LIMIT $7) AS kept) < $7`,
    [
      uuidv7(now.getTime()),
      now,
      stray.outcome,
      stray.address,
      // PostgreSQL keeps no NUL, and a forger may send anything.
      stray.body.replaceAll("\u0000", "").slice(0, LONGEST_BODY),
      new Date(now.getTime() - HOUR_MS),
      MOST_STRAYS_AN_HOUR,
    ],
  );
}

export function strayNotices(tx: Tx, limit: number): Promise<StrayNotice[]> {
  return tx.rows<StrayNotice>(
    `SELECT id, received_at AS "receivedAt", outcome, address, body
     FROM payments.stray_notice
     ORDER BY received_at DESC, id DESC
     LIMIT $1`,
    [limit],
  );
}

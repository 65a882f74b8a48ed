import { isUuid } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { NewNotice, Notice } from "./notices.ts";
import type { TemplateName } from "./templates.ts";

/** One statement for both rows. Nothing is returned: an applicant's act may tell an official, and not read it back. */
export async function insertNotice(
  tx: Tx,
  now: Date,
  notice: NewNotice & {
    readonly tenantId: string;
    readonly id: string;
    readonly deliveryId: string;
  },
): Promise<void> {
  await tx.write(
    `WITH notice AS (
       INSERT INTO notifications.notice (tenant_id, id, account_id, email, template, language, params, subject_kind, subject_id, href,
                                         created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     )
     INSERT INTO notifications.delivery (tenant_id, id, notice_id, channel, state, next_try_at)
     VALUES ($1, $12, $2, 'email', 'waiting', $11)`,
    [
      notice.tenantId,
      notice.id,
      notice.accountId ?? null,
      notice.email ?? null,
      notice.template,
      notice.language,
      JSON.stringify(notice.params),
      notice.subjectKind,
      notice.subjectId,
      notice.href,
      now,
      notice.deliveryId,
    ],
  );
}

/** Keyset over `notice_of_account`; an id that is not the account's own starts nowhere and gives nothing. */
export function noticeRows(
  tx: Tx,
  accountId: string,
  limit: number,
  before: string | undefined,
): Promise<Notice[]> {
  const from =
    before === undefined
      ? ""
      : `AND (created_at, id) < (SELECT created_at, id FROM notifications.notice WHERE account_id = $1 AND id = $3)`;
  if (before !== undefined && !isUuid(before)) return Promise.resolve([]);
  return tx.rows<Notice>(
    `SELECT id, account_id AS "accountId", template, language, params, subject_kind AS "subjectKind",
            subject_id AS "subjectId", href, created_at AS "createdAt", read_at AS "readAt"
     FROM notifications.notice
     WHERE account_id = $1 ${from}
     ORDER BY created_at DESC, id DESC
     LIMIT $2`,
    before === undefined ? [accountId, limit] : [accountId, limit, before],
  );
}

export async function unreadCount(tx: Tx, accountId: string, most: number): Promise<number> {
  const row = await tx.row<{ count: number }>(
    `SELECT count(*)::integer AS count
     FROM (SELECT 1 FROM notifications.notice
           WHERE account_id = $1 AND read_at IS NULL
           LIMIT $2) AS unread`,
    [accountId, most],
  );
  return row?.count ?? 0;
}

export async function readRow(tx: Tx, now: Date, accountId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const rows = await tx.rows(
    `UPDATE notifications.notice SET read_at = $3
     WHERE account_id = $1 AND id = $2 AND read_at IS NULL
     RETURNING id`,
    [accountId, id, now],
  );
  return rows.length === 1;
}

export interface DueDelivery {
  readonly tenantId: string;
  readonly id: string;
  /** This try counted. It also names the taking: who settles must be who took last. */
  readonly tries: number;
  readonly template: TemplateName;
  readonly language: "vi" | "en";
  readonly params: Readonly<Record<string, string>>;
  readonly href: string;
  readonly accountId: string | null;
  readonly email: string | null;
}

/**
 * Takes deliveries that are due and puts their next try off, so that two workers never send the same one at once; a
 * worker that dies leaves it for the next try. Door `outbox`.
 */
export function takeDueDeliveries(
  tx: Tx,
  now: Date,
  nextTryAt: Date,
  limit: number,
): Promise<DueDelivery[]> {
  return tx.rows<DueDelivery>(
    `WITH taken AS (
       UPDATE notifications.delivery d SET tries = d.tries + 1, next_try_at = $2
       FROM (SELECT tenant_id, id FROM notifications.delivery
             WHERE state = 'waiting' AND next_try_at <= $1
             ORDER BY next_try_at
             LIMIT $3
             FOR UPDATE SKIP LOCKED) AS due
       WHERE d.tenant_id = due.tenant_id AND d.id = due.id
       RETURNING d.tenant_id, d.id, d.notice_id, d.tries
     )
     SELECT taken.tenant_id AS "tenantId", taken.id, taken.tries, n.template, n.language, n.params, n.href,
            n.account_id AS "accountId", n.email
     FROM taken
     JOIN notifications.notice n ON n.tenant_id = taken.tenant_id AND n.id = taken.notice_id`,
    [now, nextTryAt, limit],
  );
}

export interface Outcome {
  readonly state: "waiting" | "sent" | "failed" | "no-address";
  /** When it was sent, or is tried next. */
  readonly at: Date;
  readonly error: string | null;
}

/**
 * Writes what came of a try. A worker that was slow enough to lose its delivery to another one changes nothing any
 * more, unless it can say that the mail went: then nobody has to send it again.
 */
export async function settleDelivery(
  tx: Tx,
  delivery: { readonly tenantId: string; readonly id: string; readonly tries: number },
  outcome: Outcome,
): Promise<void> {
  await tx.write(
    `UPDATE notifications.delivery SET state = $3, last_error = $5,
       sent_at = CASE WHEN $3 = 'sent' THEN $4::timestamptz END,
       next_try_at = CASE WHEN $3 = 'waiting' THEN $4::timestamptz ELSE next_try_at END
     WHERE tenant_id = $1 AND id = $2 AND state = 'waiting' AND (tries = $6 OR $3 = 'sent')`,
    [delivery.tenantId, delivery.id, outcome.state, outcome.at, outcome.error, delivery.tries],
  );
}

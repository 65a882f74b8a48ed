import { isUuid } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { NewNotice, Notice, Reader } from "./notices.ts";
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
                                         created_at, official_id, position_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $13, $14)
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
      notice.officialId ?? null,
      notice.officialId === undefined ? null : notice.positionId,
    ],
  );
}

/** The condition on notices that are a reader's own, with its values: $1, and $2 for a position. */
function ownOf(reader: Reader): { readonly own: string; readonly values: readonly string[] } {
  return typeof reader === "string"
    ? { own: "account_id = $1", values: [reader] }
    : {
        own: "official_id = $1 AND position_id = $2",
        values: [reader.officialId, reader.positionId],
      };
}

/** Keyset over `notice_of_account` or `notice_of_official`; an id that is not the reader's own starts nowhere and gives nothing. */
export function noticeRows(
  tx: Tx,
  reader: Reader,
  limit: number,
  before: string | undefined,
): Promise<Notice[]> {
  if (before !== undefined && !isUuid(before)) return Promise.resolve([]);
  const { own, values } = ownOf(reader);
  const [limitAt, beforeAt] = [values.length + 1, values.length + 2];
  const from =
    before === undefined
      ? ""
      : `AND (created_at, id) < (SELECT created_at, id FROM notifications.notice WHERE ${own} AND id = $${beforeAt})`;
  return tx.rows<Notice>(
    `SELECT id, template, language, params, subject_kind AS "subjectKind", subject_id AS "subjectId", href,
            created_at AS "createdAt", read_at AS "readAt",
            EXISTS (SELECT FROM notifications.delivery d
                    WHERE d.tenant_id = n.tenant_id AND d.notice_id = n.id AND d.state = 'failed') AS "mailFailed"
     FROM notifications.notice n
     WHERE ${own} ${from}
     ORDER BY created_at DESC, id DESC
     LIMIT $${limitAt}`,
    before === undefined ? [...values, limit] : [...values, limit, before],
  );
}

export async function unreadCount(tx: Tx, reader: Reader, most: number): Promise<number> {
  const { own, values } = ownOf(reader);
  const row = await tx.row<{ count: number }>(
    `SELECT count(*)::integer AS count
     FROM (SELECT 1 FROM notifications.notice
           WHERE ${own} AND read_at IS NULL
           LIMIT $${values.length + 1}) AS unread`,
    [...values, most],
  );
  return row?.count ?? 0;
}

/** The first reading counts: following a notice again leaves its moment. */
export async function followRow(
  tx: Tx,
  now: Date,
  reader: Reader,
  id: string,
): Promise<string | undefined> {
  if (!isUuid(id)) return undefined;
  const { own, values } = ownOf(reader);
  const row = await tx.row<{ href: string }>(
    `UPDATE notifications.notice SET read_at = coalesce(read_at, $${values.length + 2})
     WHERE ${own} AND id = $${values.length + 1}
     RETURNING href`,
    [...values, id, now],
  );
  return row?.href;
}

export async function readRowsUpTo(
  tx: Tx,
  now: Date,
  reader: Reader,
  newestId: string,
): Promise<void> {
  if (!isUuid(newestId)) return;
  const { own, values } = ownOf(reader);
  await tx.write(
    `UPDATE notifications.notice SET read_at = $${values.length + 2}
     WHERE ${own} AND read_at IS NULL
       AND (created_at, id) <= (SELECT created_at, id FROM notifications.notice WHERE ${own} AND id = $${values.length + 1})`,
    [...values, newestId, now],
  );
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
  readonly officialId: string | null;
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
            n.account_id AS "accountId", n.official_id AS "officialId", n.email
     FROM taken
     JOIN notifications.notice n ON n.tenant_id = taken.tenant_id AND n.id = taken.notice_id`,
    [now, nextTryAt, limit],
  );
}

export interface Outcome {
  readonly state: "waiting" | "sent" | "failed" | "no-address" | "switched-off";
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

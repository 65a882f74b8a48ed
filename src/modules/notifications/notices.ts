import { uuidv7 } from "#kernel/ids";
import { theTenant, type Tx } from "#platform/database";
import { insertNotice, noticeRows, readRow, unreadCount } from "./store.ts";
import type { TemplateName } from "./templates.ts";

/** Someone with an account, or someone who gave only an address at the desk. */
export type Recipient =
  | { readonly accountId: string; readonly email?: never }
  | { readonly accountId?: never; readonly email: string };

export type NewNotice = Recipient & NoticeContent;

export interface NoticeContent {
  readonly template: TemplateName;
  readonly language: "vi" | "en";
  readonly params: Readonly<Record<string, string>>;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Where it leads on this site: a path. */
  readonly href: string;
}

export interface Notice extends NoticeContent {
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** Tells someone: in the system at once, by e-mail after the commit. Written in the caller's transaction. */
export async function notify(tx: Tx, now: Date, notice: NewNotice): Promise<void> {
  await insertNotice(tx, now, {
    tenantId: theTenant(tx),
    id: uuidv7(now.getTime()),
    deliveryId: uuidv7(now.getTime()),
    ...notice,
  });
}

/** An account's notices, newest first; the next page starts `before` the last id of this one. */
export function noticesFor(
  tx: Tx,
  accountId: string,
  limit: number,
  before?: string,
): Promise<Notice[]> {
  return noticeRows(tx, accountId, limit, before);
}

/** More unread ones than this are shown as "99+", so no more are counted. */
export const MOST_UNREAD_COUNTED = 100;

/** How many an account has not read yet, at most `MOST_UNREAD_COUNTED`. */
export function unreadFor(tx: Tx, accountId: string): Promise<number> {
  return unreadCount(tx, accountId, MOST_UNREAD_COUNTED);
}

/** False when there is no such unread notice of this account. */
export function markRead(tx: Tx, now: Date, accountId: string, id: string): Promise<boolean> {
  return readRow(tx, now, accountId, id);
}

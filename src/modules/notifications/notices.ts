import { uuidv7 } from "#kernel/ids";
import { theTenant, type Tx } from "#platform/database";
import { followRow, insertNotice, noticeRows, readRowsUpTo, unreadCount } from "./store.ts";
import type { TemplateName } from "./templates.ts";

/** An official in one position. Rights attach to positions: who leaves it no longer reads what was told there. */
export interface OfficialInPosition {
  readonly officialId: string;
  readonly positionId: string;
}

/** Who reads notices in the system: an applicant's account by its id, or an official in the position acted in. */
export type Reader = string | OfficialInPosition;

/** Someone with an account, an official in a position, or someone who gave only an address at the desk. */
export type Recipient =
  | { readonly accountId: string; readonly email?: never; readonly officialId?: never }
  | { readonly accountId?: never; readonly email: string; readonly officialId?: never }
  | (OfficialInPosition & { readonly accountId?: never; readonly email?: never });

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
  readonly createdAt: Date;
  readonly readAt: Date | null;
  /** Nobody has the address, or a day of trying was not enough: its reader should know. */
  readonly mailFailed: boolean;
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

/** A reader's notices, newest first; the next page starts `before` the last id of this one. */
export function noticesFor(
  tx: Tx,
  reader: Reader,
  limit: number,
  before?: string,
): Promise<Notice[]> {
  return noticeRows(tx, reader, limit, before);
}

/** More unread ones than this are shown as "99+", so no more are counted. */
export const MOST_UNREAD_COUNTED = 100;

/** How many a reader has not read yet, at most `MOST_UNREAD_COUNTED`. */
export function unreadFor(tx: Tx, reader: Reader): Promise<number> {
  return unreadCount(tx, reader, MOST_UNREAD_COUNTED);
}

/** Marks a notice read and gives where it leads; undefined when this reader has no such notice. */
export function followNotice(
  tx: Tx,
  now: Date,
  reader: Reader,
  id: string,
): Promise<string | undefined> {
  return followRow(tx, now, reader, id);
}

/** Marks read what was on the screen: everything up to the newest notice shown there. What came since stays unread. */
export function markAllRead(tx: Tx, now: Date, reader: Reader, newestId: string): Promise<void> {
  return readRowsUpTo(tx, now, reader, newestId);
}

import { uuidv7 } from "#kernel/ids";
import { theTenant, type Tx } from "#platform/database";
import { insertNotice, noticeRows, readRow } from "./store.ts";
import type { TemplateName } from "./templates.ts";

export interface NewNotice {
  readonly accountId: string;
  readonly template: TemplateName;
  readonly language: "vi" | "en";
  readonly params: Readonly<Record<string, string>>;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Where it leads on this site. */
  readonly href: string;
}

export interface Notice extends NewNotice {
  readonly id: string;
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

/** The latest notices of an account, newest first. */
export function noticesFor(tx: Tx, accountId: string, limit: number): Promise<Notice[]> {
  return noticeRows(tx, accountId, limit);
}

export function markRead(tx: Tx, now: Date, accountId: string, id: string): Promise<boolean> {
  return readRow(tx, now, accountId, id);
}

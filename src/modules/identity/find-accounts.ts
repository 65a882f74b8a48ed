import type { Tx } from "#platform/database";
import { type Account, accountById, emailRows } from "./store.ts";

/** E-mail addresses of those accounts that gave one. Door `outbox`. */
export async function emailsOf(
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = accountIds.length === 0 ? [] : await emailRows(tx, accountIds);
  return new Map(rows.map((row) => [row.id, row.email]));
}

/** What an account holder told at registration, to fill in forms. Door `sign_in`. */
export async function contactOf(
  tx: Tx,
  accountId: string,
): Promise<Pick<Account, "name" | "citizenId" | "phone" | "email"> | undefined> {
  return accountById(tx, accountId);
}

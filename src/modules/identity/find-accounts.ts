import type { Tx } from "#platform/database";
import { emailRows } from "./store.ts";

/** E-mail addresses of those accounts that gave one. Door `outbox`. */
export async function emailsOf(
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = accountIds.length === 0 ? [] : await emailRows(tx, accountIds);
  return new Map(rows.map((row) => [row.id, row.email]));
}

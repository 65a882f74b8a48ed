import type { Tx } from "#platform/database";
import { type Account, accountById } from "./store.ts";
import { tellingRows, type Telling } from "./telling-store.ts";

/** How those accounts want to be told, and where. Door `outbox`. */
export async function tellingsOf(
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Telling>> {
  const rows = accountIds.length === 0 ? [] : await tellingRows(tx, accountIds);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What an account holder told at registration, to fill in forms. Door `sign_in`. */
export async function contactOf(
  tx: Tx,
  accountId: string,
): Promise<Pick<Account, "name" | "citizenId" | "phone" | "email"> | undefined> {
  return accountById(tx, accountId);
}

/** The citizen number of an account where the national identity vouches for it; one that was only typed is nobody's. Door `sign_in`. */
export async function provenCitizenNumber(tx: Tx, accountId: string): Promise<string | undefined> {
  const account = await accountById(tx, accountId);
  return account?.isLinked === true ? (account.citizenId ?? undefined) : undefined;
}

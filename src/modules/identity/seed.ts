import { type Database, type Tx, withDoor } from "#platform/database";
import { demoAccountExists, insertAccounts } from "./store.ts";

/** An account of the demo city; the program refuses to start with one in production. */
export interface DemoAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly officialId?: string;
  readonly citizenId?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** Fills in the demo accounts with one password hash for all. Door `seed`. */
export async function seedAccounts(
  tx: Tx,
  now: Date,
  accounts: readonly DemoAccount[],
  passwordHash: string,
): Promise<void> {
  await insertAccounts(
    tx,
    now,
    accounts.map((account) => ({
      id: account.id,
      kind: account.officialId === undefined ? ("applicant" as const) : ("official" as const),
      login: account.login,
      name: account.name,
      email: account.email ?? null,
      phone: account.phone ?? null,
      citizenId: account.citizenId ?? null,
      officialId: account.officialId ?? null,
      passwordHash,
      isDemo: true,
    })),
  );
}

export function hasDemoAccounts(db: Database): Promise<boolean> {
  return withDoor(db, "sign_in", demoAccountExists);
}

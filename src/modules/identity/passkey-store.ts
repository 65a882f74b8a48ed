import type { Tx } from "#platform/database";

export interface Passkey {
  readonly id: string;
  readonly accountId: string;
  readonly credentialId: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly isBackedUp: boolean;
  readonly name: string;
  readonly createdAt: Date;
  readonly usedAt: Date | null;
}

const PASSKEY_COLUMNS = `id, account_id AS "accountId", credential_id AS "credentialId", public_key AS "publicKey",
  counter::float8 AS counter, transports, is_backed_up AS "isBackedUp", name, created_at AS "createdAt", used_at AS "usedAt"`;

/** More than one person carries; a list that long is looked through in one glance. */
export const MOST_PASSKEYS = 20;

export function passkeysOf(tx: Tx, accountId: string): Promise<Passkey[]> {
  return tx.rows<Passkey>(
    `SELECT ${PASSKEY_COLUMNS}
     FROM identity.passkey
     WHERE account_id = $1 AND removed_at IS NULL
     ORDER BY created_at
     LIMIT ${MOST_PASSKEYS}`,
    [accountId],
  );
}

export function passkeyByCredential(tx: Tx, credentialId: Buffer): Promise<Passkey | undefined> {
  return tx.row<Passkey>(
    `SELECT ${PASSKEY_COLUMNS}
     FROM identity.passkey
     WHERE credential_id = $1 AND removed_at IS NULL`,
    [credentialId],
  );
}

/** False when this key is known already, removed ones included. */
export async function insertPasskey(tx: Tx, passkey: Passkey): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO identity.passkey (id, account_id, credential_id, public_key, counter, transports, is_backed_up, name, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (credential_id) DO NOTHING
     RETURNING id`,
    [
      passkey.id,
      passkey.accountId,
      passkey.credentialId,
      passkey.publicKey,
      passkey.counter,
      passkey.transports,
      passkey.isBackedUp,
      passkey.name,
      passkey.createdAt,
    ],
  );
  return rows.length === 1;
}

/** Counts on. A counter that does not grow where it counts is a copy of the key, or two answers at once: false. */
export async function usePasskey(
  tx: Tx,
  now: Date,
  id: string,
  used: { readonly counter: number; readonly isBackedUp: boolean },
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE identity.passkey SET counter = $3, is_backed_up = $4, used_at = $2
     WHERE id = $1 AND removed_at IS NULL AND (counter < $3 OR (counter = 0 AND $3 = 0))
     RETURNING id`,
    [id, now, used.counter, used.isBackedUp],
  );
  return rows.length === 1;
}

export async function renamePasskeyRow(
  tx: Tx,
  accountId: string,
  id: string,
  name: string,
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE identity.passkey SET name = $3
     WHERE id = $1 AND account_id = $2 AND removed_at IS NULL
     RETURNING id`,
    [id, accountId, name],
  );
  return rows.length === 1;
}

export async function removePasskeyRow(
  tx: Tx,
  now: Date,
  accountId: string,
  id: string,
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE identity.passkey SET removed_at = $3
     WHERE id = $1 AND account_id = $2 AND removed_at IS NULL
     RETURNING id`,
    [id, accountId, now],
  );
  return rows.length === 1;
}

/** Answers a challenge once; false when it was answered before. Those that have lapsed meanwhile are forgotten. */
export async function answerChallenge(
  tx: Tx,
  now: Date,
  hash: Buffer,
  lapsesAt: Date,
): Promise<boolean> {
  await tx.write(`DELETE FROM identity.answered_challenge WHERE lapses_at <= $1`, [now]);
  const rows = await tx.rows(
    `INSERT INTO identity.answered_challenge (hash, lapses_at) VALUES ($1, $2)
     ON CONFLICT (hash) DO NOTHING
     RETURNING hash`,
    [hash, lapsesAt],
  );
  return rows.length === 1;
}

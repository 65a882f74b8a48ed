import type { Tx } from "#platform/database";

export interface Account {
  readonly id: string;
  readonly kind: "official" | "applicant";
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly citizenId: string | null;
  readonly officialId: string | null;
  /** Whoever came through the national identity has none. */
  readonly passwordHash: string | null;
  readonly isDemo: boolean;
  readonly totpSecret: Uint8Array | null;
  readonly totpConfirmedAt: Date | null;
  readonly totpLastStep: string | null;
  readonly hasPasskey: boolean;
  /** The national identity stands behind it. */
  readonly isLinked: boolean;
}

export const ACCOUNT_COLUMNS = `a.id, a.kind, a.login, a.name, a.email, a.phone, a.citizen_id AS "citizenId", a.official_id AS "officialId",
  a.password_hash AS "passwordHash", a.is_demo AS "isDemo", a.totp_secret AS "totpSecret",
  a.totp_confirmed_at AS "totpConfirmedAt", a.totp_last_step AS "totpLastStep",
  EXISTS (SELECT FROM identity.passkey p WHERE p.account_id = a.id AND p.removed_at IS NULL) AS "hasPasskey",
  EXISTS (SELECT FROM identity.linked_identity l WHERE l.account_id = a.id) AS "isLinked"`;

export function accountByLogin(tx: Tx, login: string): Promise<Account | undefined> {
  return tx.row<Account>(`SELECT ${ACCOUNT_COLUMNS} FROM identity.account a WHERE a.login = $1`, [
    login,
  ]);
}

export function accountById(tx: Tx, id: string): Promise<Account | undefined> {
  return tx.row<Account>(`SELECT ${ACCOUNT_COLUMNS} FROM identity.account a WHERE a.id = $1`, [id]);
}

export type NewAccount = Omit<
  Account,
  "totpSecret" | "totpConfirmedAt" | "totpLastStep" | "hasPasskey" | "isLinked"
> & {
  /** The language they came in; Vietnamese unless said. */
  readonly noticeLanguage?: "vi" | "en";
};

/** Gives how many were new: a login that is taken stays as it is. */
export async function insertAccounts(
  tx: Tx,
  now: Date,
  accounts: readonly NewAccount[],
): Promise<number> {
  const rows = await tx.rows(
    `INSERT INTO identity.account (id, kind, login, name, email, phone, citizen_id, official_id, password_hash, is_demo, created_at,
       notice_language)
     SELECT id, kind, login, name, email, phone, "citizenId", "officialId", "passwordHash", "isDemo", $2,
       coalesce("noticeLanguage", 'vi')
     FROM jsonb_to_recordset($1::jsonb) AS a (id uuid, kind text, login text, name text, email text, phone text,
       "citizenId" text, "officialId" uuid, "passwordHash" text, "isDemo" boolean, "noticeLanguage" text)
     ON CONFLICT (login) DO NOTHING
     RETURNING id`,
    [JSON.stringify(accounts), now],
  );
  return rows.length;
}

export async function demoAccountExists(tx: Tx): Promise<boolean> {
  return (await tx.row(`SELECT id FROM identity.account WHERE is_demo LIMIT 1`)) !== undefined;
}

export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly steppedUpAt: Date | null;
  readonly userAgent: string;
  readonly address: string;
}

export async function insertSession(
  tx: Tx,
  session: SessionRow & {
    readonly tokenHash: Buffer;
    readonly accountId: string;
    readonly idToken: Buffer | null;
  },
): Promise<void> {
  await tx.write(
    `INSERT INTO identity.session (id, token_hash, account_id, created_at, seen_at, expires_at, user_agent, address, id_token)
     VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8)`,
    [
      session.id,
      session.tokenHash,
      session.accountId,
      session.createdAt,
      session.expiresAt,
      session.userAgent,
      session.address,
      session.idToken,
    ],
  );
}

/** The live session of a token with its account, in one look. */
export function sessionByToken(
  tx: Tx,
  hash: Buffer,
): Promise<(Account & { readonly session: SessionRow }) | undefined> {
  return tx
    .row<Account & { session: Record<string, string | null> }>(
      `SELECT ${ACCOUNT_COLUMNS}, json_build_object('id', s.id, 'createdAt', s.created_at, 'seenAt', s.seen_at,
              'expiresAt', s.expires_at, 'steppedUpAt', s.stepped_up_at, 'userAgent', s.user_agent, 'address', s.address) AS session
       FROM identity.session s
       JOIN identity.account a ON a.id = s.account_id
       WHERE s.token_hash = $1 AND s.revoked_at IS NULL`,
      [hash],
    )
    .then((row) => (row === undefined ? undefined : { ...row, session: sessionRow(row.session) }));
}

function sessionRow(raw: Record<string, string | null>): SessionRow {
  return {
    id: raw["id"] ?? "",
    createdAt: new Date(raw["createdAt"] ?? 0),
    seenAt: new Date(raw["seenAt"] ?? 0),
    expiresAt: new Date(raw["expiresAt"] ?? 0),
    steppedUpAt: raw["steppedUpAt"] == null ? null : new Date(raw["steppedUpAt"]),
    userAgent: raw["userAgent"] ?? "",
    address: raw["address"] ?? "",
  };
}

export async function markSeen(tx: Tx, now: Date, id: string): Promise<void> {
  await tx.write(`UPDATE identity.session SET seen_at = $2 WHERE id = $1`, [id, now]);
}

export async function markSteppedUp(tx: Tx, now: Date, id: string): Promise<void> {
  await tx.write(`UPDATE identity.session SET stepped_up_at = $2 WHERE id = $1`, [id, now]);
}

export function sessionsOf(tx: Tx, accountId: string, now: Date): Promise<SessionRow[]> {
  return tx.rows<SessionRow>(
    `SELECT id, created_at AS "createdAt", seen_at AS "seenAt", expires_at AS "expiresAt",
            stepped_up_at AS "steppedUpAt", user_agent AS "userAgent", address
     FROM identity.session
     WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2
     ORDER BY seen_at DESC
     LIMIT 50`,
    [accountId, now],
  );
}

export async function revokeSessionRow(
  tx: Tx,
  now: Date,
  accountId: string,
  id: string,
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE identity.session SET revoked_at = $3
     WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL
     RETURNING id`,
    [id, accountId, now],
  );
  return rows.length === 1;
}

/** The provider's token of a session that began there. */
export async function idTokenOf(tx: Tx, sessionId: string): Promise<Uint8Array | undefined> {
  const row = await tx.row<{ idToken: Uint8Array | null }>(
    `SELECT id_token AS "idToken" FROM identity.session WHERE id = $1`,
    [sessionId],
  );
  return row?.idToken ?? undefined;
}

export interface Attempts {
  readonly key: string;
  readonly failures: number;
  readonly lastFailureAt: Date;
}

export function attemptsOf(tx: Tx, keys: readonly string[]): Promise<Attempts[]> {
  return tx.rows<Attempts>(
    `SELECT key, failures, last_failure_at AS "lastFailureAt" FROM identity.attempt WHERE key = ANY ($1::text[])`,
    [keys],
  );
}

/** Counts a failure under each key; a key that was quiet for an hour starts again. */
export async function countFailures(tx: Tx, now: Date, keys: readonly string[]): Promise<void> {
  await tx.write(
    `INSERT INTO identity.attempt (key, failures, last_failure_at)
     SELECT key, 1, $2 FROM unnest($1::text[]) AS key
     ORDER BY key
     ON CONFLICT (key) DO UPDATE SET last_failure_at = $2,
       failures = CASE WHEN identity.attempt.last_failure_at < $2::timestamptz - interval '1 hour' THEN 1
                       ELSE identity.attempt.failures + 1 END`,
    [keys, now],
  );
}

/** Tries at one login wait for each other until this transaction ends. */
export async function lockTries(tx: Tx, key: string): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [key]);
}

/** Takes back what was counted for a try that turned out right. */
export async function giveTryBack(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.rows(`DELETE FROM identity.attempt WHERE key = ANY ($1::text[]) AND failures <= 1`, [
    keys,
  ]);
  await tx.rows(
    `UPDATE identity.attempt SET failures = failures - 1 WHERE key = ANY ($1::text[])`,
    [keys],
  );
}

export async function forgetFailures(tx: Tx, key: string): Promise<void> {
  await tx.write(`DELETE FROM identity.attempt WHERE key = $1`, [key]);
}

export async function setTotpSecret(tx: Tx, accountId: string, sealed: Buffer): Promise<void> {
  await tx.write(
    `UPDATE identity.account SET totp_secret = $2, totp_confirmed_at = NULL, totp_last_step = NULL WHERE id = $1`,
    [accountId, sealed],
  );
}

/** Uses a time step once: a code that was seen is worth nothing to whoever saw it. */
export async function useTotpStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE identity.account SET totp_last_step = $2
     WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)
     RETURNING id`,
    [accountId, step],
  );
  return rows.length === 1;
}

export async function confirmTotpRow(tx: Tx, now: Date, accountId: string): Promise<void> {
  await tx.write(`UPDATE identity.account SET totp_confirmed_at = $2 WHERE id = $1`, [
    accountId,
    now,
  ]);
}

export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: string,
  codeHashes: readonly Buffer[],
): Promise<void> {
  await tx.write(`DELETE FROM identity.recovery_code WHERE account_id = $1`, [accountId]);
  await tx.write(
    `INSERT INTO identity.recovery_code (account_id, code_hash) SELECT $1, unnest($2::bytea[])`,
    [accountId, codeHashes],
  );
}

export async function useRecoveryCodeRow(
  tx: Tx,
  now: Date,
  accountId: string,
  hash: Buffer,
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE identity.recovery_code SET used_at = $3
     WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL
     RETURNING account_id`,
    [accountId, hash, now],
  );
  return rows.length === 1;
}

import type { Tx } from "#platform/database";
import { type Account, ACCOUNT_COLUMNS } from "./store.ts";

export function accountByIdentity(
  tx: Tx,
  issuer: string,
  subject: string,
): Promise<Account | undefined> {
  return tx.row<Account>(
    `SELECT ${ACCOUNT_COLUMNS}
     FROM identity.linked_identity l
     JOIN identity.account a ON a.id = l.account_id
     WHERE l.issuer = $1 AND l.subject = $2`,
    [issuer, subject],
  );
}

/** Applicants' accounts of a citizen that no provider stands behind yet; more than a few nobody has. */
export function unlinkedAccountsOf(tx: Tx, citizenId: string): Promise<Account[]> {
  return tx.rows<Account>(
    `SELECT ${ACCOUNT_COLUMNS}
     FROM identity.account a
     WHERE a.citizen_id = $1 AND a.kind = 'applicant'
       AND NOT EXISTS (SELECT FROM identity.linked_identity l WHERE l.account_id = a.id)
     ORDER BY a.created_at
     LIMIT 10`,
    [citizenId],
  );
}

/** False when the account or the person's name at the provider is linked already. */
export async function linkIdentity(
  tx: Tx,
  now: Date,
  link: { readonly issuer: string; readonly subject: string; readonly accountId: string },
): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO identity.linked_identity (issuer, subject, account_id, linked_at)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING
     RETURNING account_id`,
    [link.issuer, link.subject, link.accountId, now],
  );
  return rows.length === 1;
}

/** What the provider says about its holder is what the account says from then on. */
export async function renewPerson(
  tx: Tx,
  accountId: string,
  person: { readonly name: string; readonly citizenId: string; readonly bornOn: string | null },
): Promise<void> {
  await tx.write(
    `UPDATE identity.account SET name = $2, citizen_id = $3, born_on = coalesce($4::date, born_on)
     WHERE id = $1 AND (name, citizen_id, born_on) IS DISTINCT FROM ($2, $3, coalesce($4::date, born_on))`,
    [accountId, person.name, person.citizenId, person.bornOn],
  );
}

/** Forms kept for one address at a time; a household has fewer, and a flood fills no disk. */
const KEPT_PER_ADDRESS = 20;

export async function keepFormRow(
  tx: Tx,
  now: Date,
  kept: {
    readonly tokenHash: Buffer;
    readonly address: string;
    readonly body: Buffer;
    readonly lapsesAt: Date;
  },
): Promise<void> {
  await tx.write(
    `DELETE FROM identity.kept_form
     WHERE lapses_at <= $1 OR token_hash IN (
       SELECT token_hash FROM identity.kept_form WHERE address = $2
       ORDER BY lapses_at DESC OFFSET ${KEPT_PER_ADDRESS - 1})`,
    [now, kept.address],
  );
  await tx.write(
    `INSERT INTO identity.kept_form (token_hash, address, body, lapses_at) VALUES ($1, $2, $3, $4)`,
    [kept.tokenHash, kept.address, kept.body, kept.lapsesAt],
  );
}

export async function keptFormRow(
  tx: Tx,
  now: Date,
  tokenHash: Buffer,
): Promise<Uint8Array | undefined> {
  const row = await tx.row<{ body: Uint8Array }>(
    `SELECT body FROM identity.kept_form WHERE token_hash = $1 AND lapses_at > $2`,
    [tokenHash, now],
  );
  return row?.body;
}

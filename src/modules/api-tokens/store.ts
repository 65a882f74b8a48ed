import type { Tx } from "#platform/database";

export interface Token {
  readonly tenantId: string;
  readonly id: string;
  readonly systemName: string;
  readonly scopes: readonly string[];
  /** Its last letters, so that two are told apart. */
  readonly hint: string;
  readonly issuedAt: Date;
  readonly issuedByName: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

const TOKEN_COLUMNS = `tenant_id AS "tenantId", id, system_name AS "systemName", scopes, hint, issued_at AS "issuedAt",
  issued_by_name AS "issuedByName", expires_at AS "expiresAt", used_at AS "usedAt", revoked_at AS "revokedAt"`;

export async function insertToken(
  tx: Tx,
  token: Omit<Token, "usedAt" | "revokedAt"> & { readonly hash: Buffer; readonly issuedBy: string },
): Promise<void> {
  await tx.write(
    `INSERT INTO api.token (tenant_id, id, system_name, scopes, token_hash, hint, issued_at, issued_by, issued_by_name, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      token.tenantId,
      token.id,
      token.systemName,
      token.scopes,
      token.hash,
      token.hint,
      token.issuedAt,
      token.issuedBy,
      token.issuedByName,
      token.expiresAt,
    ],
  );
}

/** The newest of the tenants in scope; an agency that connects more systems than this looks at the next page of its own. */
export function tokensOf(tx: Tx): Promise<Token[]> {
  return tx.rows<Token>(
    `SELECT ${TOKEN_COLUMNS}
     FROM api.token
     WHERE tenant_id = ANY ($1::uuid[])
     ORDER BY issued_at DESC, id DESC
     LIMIT 100`,
    [tx.tenantIds],
  );
}

export function tokenByHash(tx: Tx, hash: Buffer): Promise<Token | undefined> {
  return tx.row<Token>(
    `SELECT ${TOKEN_COLUMNS}
     FROM api.token
     WHERE token_hash = $1`,
    [hash],
  );
}

export async function markUsed(tx: Tx, now: Date, token: Token): Promise<void> {
  await tx.write(`UPDATE api.token SET used_at = $3 WHERE tenant_id = $1 AND id = $2`, [
    token.tenantId,
    token.id,
    now,
  ]);
}

/** The tenant whose token it was; undefined when none was in force. */
export function revokeToken(
  tx: Tx,
  now: Date,
  id: string,
  by: string,
): Promise<{ tenantId: string } | undefined> {
  return tx.row(
    `UPDATE api.token SET revoked_at = $3, revoked_by = $4
     WHERE tenant_id = ANY ($1::uuid[]) AND id = $2 AND revoked_at IS NULL
     RETURNING tenant_id AS "tenantId"`,
    [tx.tenantIds, id, now, by],
  );
}

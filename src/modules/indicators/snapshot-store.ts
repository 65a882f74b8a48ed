import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";

export interface StoredSnapshot {
  /** First day of the month. */
  readonly month: CalendarDay;
  readonly body: string;
  readonly sha256: Buffer;
  readonly closedAt: Date;
  readonly closedBy: string;
  readonly signature: Buffer | null;
  readonly publicKey: string | null;
}

/** False when the month was closed before. */
export async function insertSnapshot(
  tx: Tx,
  snapshot: Omit<StoredSnapshot, "signature" | "publicKey">,
): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO indicators.month_snapshot (month, body, sha256, closed_at, closed_by)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING
     RETURNING month`,
    [snapshot.month, snapshot.body, snapshot.sha256, snapshot.closedAt, snapshot.closedBy],
  );
  return rows.length === 1;
}

const SNAPSHOT = `to_char(month, 'YYYY-MM-DD') AS month, body, sha256, closed_at AS "closedAt", closed_by AS "closedBy", signature,
  public_key AS "publicKey"`;

export function snapshotByMonth(tx: Tx, month: string): Promise<StoredSnapshot | undefined> {
  return tx.row<StoredSnapshot>(
    `SELECT ${SNAPSHOT} FROM indicators.month_snapshot WHERE month = $1`,
    [month],
  );
}

export function snapshotsBetween(tx: Tx, from: string, until: string): Promise<StoredSnapshot[]> {
  return tx.rows<StoredSnapshot>(
    `SELECT ${SNAPSHOT}
     FROM indicators.month_snapshot
     WHERE month >= $1 AND month < $2
     ORDER BY month DESC`,
    [from, until],
  );
}

/** Closed months, newest first, without what they say. */
export function closedMonths(
  tx: Tx,
  limit: number,
): Promise<Omit<StoredSnapshot, "body" | "signature" | "publicKey">[]> {
  return tx.rows(
    `SELECT to_char(month, 'YYYY-MM-DD') AS month, sha256, closed_at AS "closedAt", closed_by AS "closedBy"
     FROM indicators.month_snapshot
     ORDER BY month DESC
     LIMIT $1`,
    [limit],
  );
}

export function unsignedSnapshots(tx: Tx): Promise<Pick<StoredSnapshot, "month" | "sha256">[]> {
  return tx.rows(
    `SELECT to_char(month, 'YYYY-MM-DD') AS month, sha256 FROM indicators.month_snapshot WHERE signature IS NULL LIMIT 24`,
  );
}

export async function keepSignature(
  tx: Tx,
  month: string,
  signed: { readonly signature: Buffer; readonly publicKey: string },
): Promise<void> {
  await tx.write(
    `UPDATE indicators.month_snapshot SET signature = $2, public_key = $3 WHERE month = $1 AND signature IS NULL`,
    [month, signed.signature, signed.publicKey],
  );
}

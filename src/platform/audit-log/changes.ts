import type { Tx } from "#platform/database";

export interface Change {
  /** The leaf's place in the log; a later commit never has a smaller one. */
  readonly index: number;
  readonly subjectId: string;
  readonly action: string;
  readonly at: Date;
}

/**
 * What was done to subjects of a kind, in the order of the log, after a place in it. Nothing is skipped: a slower commit
 * gets its place later, at most a second after it.
 */
export async function changesAfter(
  tx: Tx,
  subjectKind: string,
  after: number,
  limit: number,
): Promise<Change[]> {
  const rows = await tx.rows<Omit<Change, "index"> & { index: string }>(
    `SELECT p.log_index AS index, l.subject_id AS "subjectId", l.action, l.at
     FROM audit.place p
     JOIN audit.leaf l ON l.tenant_id = p.tenant_id AND l.id = p.leaf_id
     WHERE p.tenant_id = ANY ($1::uuid[]) AND p.log_index > $2 AND l.subject_kind = $3
     ORDER BY p.log_index
     LIMIT $4`,
    [tx.tenantIds, after, subjectKind, limit],
  );
  return rows.map((row) => ({ ...row, index: Number(row.index) }));
}

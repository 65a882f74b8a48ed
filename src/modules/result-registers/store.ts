import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { Amendment, ResultPaper } from "./amendment.ts";

const AMENDMENT = `
  tenant_id AS "tenantId", id, public_id AS "publicId", record_id AS "recordId", app_id AS "appId", kind, state, content, reason,
  proposed_at AS "proposedAt", proposed_by AS "proposedBy", proposer_name AS "proposerName", decision,
  to_char(decided_on, 'YYYY-MM-DD') AS "decidedOn", decided_at AS "decidedAt", decider_name AS "deciderName",
  decider_title AS "deciderTitle", note, number, paper_public_id AS "paperPublicId", version`;

/** False where another proposal for the record is open. */
export async function insertAmendment(tx: Tx, a: Amendment): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO result_registers.amendment (tenant_id, id, public_id, record_id, app_id, kind, state, content, reason, proposed_at,
       proposed_by, proposer_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (tenant_id, record_id) WHERE state IN ('proposed', 'numbered', 'signing') DO NOTHING
     RETURNING id`,
    [
      a.tenantId,
      a.id,
      a.publicId,
      a.recordId,
      a.appId,
      a.kind,
      a.state,
      a.content === null ? null : JSON.stringify(a.content),
      a.reason,
      a.proposedAt,
      a.proposedBy,
      a.proposerName,
    ],
  );
  return rows.length === 1;
}

export async function saveAmendment(tx: Tx, before: Amendment, next: Amendment): Promise<void> {
  await tx.write(
    `WITH changed AS (
       UPDATE result_registers.amendment SET state = $4, decision = $5, decided_on = $6, decided_at = $7, decider_name = $8,
         decider_title = $9, note = $10, number = $11, paper_public_id = $12, version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING id
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $13)`,
    [
      before.tenantId,
      before.id,
      before.version,
      next.state,
      next.decision,
      next.decidedOn,
      next.decidedAt,
      next.deciderName,
      next.deciderTitle,
      next.note,
      next.number,
      next.paperPublicId,
      `amendment ${before.publicId}`,
    ],
  );
}

export function amendmentById(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<Amendment | undefined> {
  return tx.row<Amendment>(
    `SELECT ${AMENDMENT}
     FROM result_registers.amendment
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id],
  );
}

/** What happened to a record, oldest first. */
export function amendmentsOf(
  tx: Tx,
  record: { readonly tenantId: string; readonly id: string },
): Promise<Amendment[]> {
  return tx.rows<Amendment>(
    `SELECT ${AMENDMENT}
     FROM result_registers.amendment
     WHERE tenant_id = $1 AND record_id = $2
     ORDER BY proposed_at, id
     LIMIT 200`,
    [record.tenantId, record.id],
  );
}

const MOST_WAITING = 100;

/** What waits for a leader's decision, the oldest first. */
export function amendmentsWaiting(tx: Tx, tenantId: string): Promise<Amendment[]> {
  return tx.rows<Amendment>(
    `SELECT ${AMENDMENT}
     FROM result_registers.amendment
     WHERE tenant_id = $1 AND state IN ('proposed', 'numbered')
     ORDER BY proposed_at
     LIMIT ${MOST_WAITING}`,
    [tenantId],
  );
}

/** The amendment whose paper has this number in a year. */
export function amendmentNumbered(
  tx: Tx,
  tenantId: string,
  number: string,
  year: string,
): Promise<Amendment | undefined> {
  return tx.row<Amendment>(
    `SELECT ${AMENDMENT}
     FROM result_registers.amendment
     WHERE tenant_id = $1 AND number = $2 AND to_char(decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY') = $3`,
    [tenantId, number, year],
  );
}

const PAPER = `tenant_id AS "tenantId", id, public_id AS "publicId", record_id AS "recordId",
  record_version AS "recordVersion", kind, number, to_char(issued_on, 'YYYY-MM-DD') AS "issuedOn", amendment_id AS "amendmentId"`;

export interface NewPaper extends Omit<ResultPaper, "tenantId" | "id"> {
  readonly issuedAt: Date;
}

/** A paper that is there already stays as it is. */
export async function insertPapers(
  tx: Tx,
  tenantId: string,
  papers: readonly NewPaper[],
): Promise<void> {
  await tx.write(
    `INSERT INTO result_registers.paper (tenant_id, id, public_id, record_id, record_version, kind, number, issued_on, issued_at, amendment_id)
     SELECT $1, id, "publicId", "recordId", "recordVersion", kind, number, "issuedOn", "issuedAt", "amendmentId"
     FROM jsonb_to_recordset($2::jsonb) AS p (id uuid, "publicId" text, "recordId" uuid, "recordVersion" integer, kind text, number text, "issuedOn" date,
       "issuedAt" timestamptz, "amendmentId" uuid)
     ON CONFLICT (public_id) DO NOTHING`,
    [
      tenantId,
      JSON.stringify(papers.map((one) => ({ ...one, id: uuidv7(one.issuedAt.getTime()) }))),
    ],
  );
}

export function paperByPublicId(tx: Tx, publicId: string): Promise<ResultPaper | undefined> {
  return tx.row<ResultPaper>(
    `SELECT ${PAPER}
     FROM result_registers.paper
     WHERE public_id = $1`,
    [publicId],
  );
}

/** In the order they were issued. */
export function papersOf(
  tx: Tx,
  record: { readonly tenantId: string; readonly id: string },
): Promise<ResultPaper[]> {
  return tx.rows<ResultPaper>(
    `SELECT ${PAPER}
     FROM result_registers.paper
     WHERE tenant_id = $1 AND record_id = $2
     ORDER BY record_version
     LIMIT 200`,
    [record.tenantId, record.id],
  );
}

import type { Tx } from "#platform/database";
import type { Draw, Series } from "./numbering.ts";

/**
 * Draws and records the next number in one statement; the register's row stays locked for the rest of the transaction.
 * Undefined when the day lies before the last one and no decision allows it: then nothing was drawn.
 */
export async function drawnNumber(
  tx: Tx,
  now: Date,
  tenantId: string,
  draw: Draw,
): Promise<number | undefined> {
  const row = await tx.row<{ number: number }>(
    `WITH drawn AS (
       INSERT INTO numbering.register (tenant_id, name, period, next_number, last_issued_on)
       VALUES ($1, $2, $3, 2, $4::date)
       ON CONFLICT (tenant_id, name, period) DO UPDATE SET
         next_number = numbering.register.next_number + 1,
         last_issued_on = greatest(numbering.register.last_issued_on, excluded.last_issued_on)
       WHERE numbering.register.last_issued_on IS NULL
          OR numbering.register.last_issued_on <= excluded.last_issued_on
          OR $5::text IS NOT NULL
       RETURNING next_number - 1 AS number
     )
     INSERT INTO numbering.issued_number (tenant_id, name, period, number, issued_on, issued_at, backdating_decision)
     SELECT $1, $2, $3, number, $4::date, $6, $5 FROM drawn
     RETURNING number`,
    [tenantId, draw.name, draw.period, draw.issuedOn, draw.backdatingDecision?.trim() || null, now],
  );
  return row?.number;
}

export async function markVoided(
  tx: Tx,
  now: Date,
  tenantId: string,
  series: Series & { readonly number: number },
  reason: string,
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE numbering.issued_number SET voided_at = $5, void_reason = $6
     WHERE tenant_id = $1 AND name = $2 AND period = $3 AND number = $4 AND voided_at IS NULL
     RETURNING number`,
    [tenantId, series.name, series.period, series.number, now, reason],
  );
  return rows.length === 1;
}

export async function insertRegister(
  tx: Tx,
  tenantId: string,
  series: Series,
  firstNumber: number,
  decision: string,
): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO numbering.register (tenant_id, name, period, next_number, started_by)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING
     RETURNING name`,
    [tenantId, series.name, series.period, firstNumber, decision],
  );
  return rows.length === 1;
}

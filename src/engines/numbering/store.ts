import type { CalendarDay } from "#kernel/calendar-day";
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
     INSERT INTO numbering.issued_number (tenant_id, name, period, number, issued_on, issued_at, backdating_decision, note)
     SELECT $1, $2, $3, number, $4::date, $6, $5, $7 FROM drawn
     RETURNING number`,
    [
      tenantId,
      draw.name,
      draw.period,
      draw.issuedOn,
      draw.backdatingDecision?.trim() || null,
      now,
      draw.note ?? null,
    ],
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

/** A register as it stands: the number it gives next, the last day it gave one, the decision it was started by. */
export interface RegisterRow extends Series {
  readonly nextNumber: number;
  readonly lastIssuedOn: CalendarDay | null;
  readonly startedBy: string | null;
}

/** Registers of whole years, the newest year first; series of a day are no registers that anyone keeps. */
export function yearRegisters(tx: Tx, tenantId: string): Promise<RegisterRow[]> {
  return tx.rows<RegisterRow>(
    `SELECT name, period, next_number AS "nextNumber", to_char(last_issued_on, 'YYYY-MM-DD') AS "lastIssuedOn",
            started_by AS "startedBy"
     FROM numbering.register
     WHERE tenant_id = $1 AND period ~ '^[0-9]{4}$'
     ORDER BY period DESC, name
     LIMIT 200`,
    [tenantId],
  );
}

export interface IssuedNumber {
  readonly number: number;
  readonly issuedOn: CalendarDay;
  readonly backdatingDecision: string | null;
  readonly note: string | null;
  readonly voidedAt: Date | null;
  readonly voidReason: string | null;
}

/** Numbers of a register, the last one first, below `before` where it is given. */
export function issuedNumbers(
  tx: Tx,
  tenantId: string,
  series: Series,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<IssuedNumber[]> {
  return tx.rows<IssuedNumber>(
    `SELECT number, to_char(issued_on, 'YYYY-MM-DD') AS "issuedOn", backdating_decision AS "backdatingDecision", note,
            voided_at AS "voidedAt", void_reason AS "voidReason"
     FROM numbering.issued_number
     WHERE tenant_id = $1 AND name = $2 AND period = $3 AND ($4::integer IS NULL OR number < $4)
     ORDER BY number DESC
     LIMIT $5`,
    [tenantId, series.name, series.period, page.before ?? null, page.limit],
  );
}

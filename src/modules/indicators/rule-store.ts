import type { CalendarDay } from "#kernel/calendar-day";
import type { Certainty } from "#kernel/holiday-calendar";
import type { Tx } from "#platform/database";

export interface DatedRule<Value> {
  readonly validFrom: CalendarDay;
  readonly value: Value;
  readonly source: string;
  readonly certainty: Certainty;
}

export interface RuleValues {
  /** The day of the next month on which a month is closed. */
  readonly "month-close": { readonly day: number };
  /** Points of each group of the service quality index (R23). */
  readonly "quality-index": Readonly<Record<string, number>>;
}

/** The rule in force on a day, as last recorded. */
export async function ruleOn<Name extends keyof RuleValues>(
  tx: Tx,
  name: Name,
  on: CalendarDay,
): Promise<DatedRule<RuleValues[Name]>> {
  const row = await tx.row<DatedRule<RuleValues[Name]>>(
    `SELECT to_char(valid_from, 'YYYY-MM-DD') AS "validFrom", value, source, certainty
     FROM indicators.rule
     WHERE name = $1 AND valid_from <= $2
     ORDER BY valid_from DESC, recorded_at DESC
     LIMIT 1`,
    [name, on],
  );
  if (row === undefined) throw new Error(`no rule ${name} on ${on}`);
  return row;
}

export async function insertRule<Name extends keyof RuleValues>(
  tx: Tx,
  now: Date,
  name: Name,
  rule: DatedRule<RuleValues[Name]>,
): Promise<void> {
  await tx.write(
    `INSERT INTO indicators.rule (name, valid_from, value, source, certainty, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [name, rule.validFrom, JSON.stringify(rule.value), rule.source, rule.certainty, now],
  );
}

import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";

/** What the city decided about paper, as it holds on a day. */
export interface PaperRule {
  readonly receiptsABlock: number;
  readonly backEntryDays: number;
  readonly remindAfterDays: readonly number[];
  readonly archiveAfterDays: number;
  readonly source: string;
}

export async function ruleOn(tx: Tx, on: CalendarDay): Promise<PaperRule> {
  const rule = await tx.row<PaperRule>(
    `SELECT receipts_a_block AS "receiptsABlock", back_entry_days AS "backEntryDays",
            remind_after_days AS "remindAfterDays", archive_after_days AS "archiveAfterDays", source
     FROM paper_handling.rule
     WHERE from_on <= $1
     ORDER BY from_on DESC
     LIMIT 1`,
    [on],
  );
  if (rule === undefined) throw new Error(`no rule about paper holds on ${on}`);
  return rule;
}

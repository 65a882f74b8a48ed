import { type CalendarDay, day } from "#kernel/calendar-day";
import type { Source } from "#kernel/holiday-calendar";

/** How long before the due moment an apology has to be sent (form 04; R17), as the law stands from a day on. */
export interface ApologyRule {
  readonly from: CalendarDay;
  readonly aheadWorkingDays: number;
  /** Working days after the due day that the draft proposes; who signs may choose another day. */
  readonly proposedWorkingDays: number;
  readonly source: Source;
}

const RULES: readonly ApologyRule[] = [
  {
    from: day("2019-01-06"),
    aheadWorkingDays: 1,
    proposedWorkingDays: 2,
    source: {
      document: "Nghị định 61/2018/NĐ-CP; Thông tư 01/2018/TT-VPCP, mẫu số 04",
      certainty: "M",
    },
  },
];

/** The rule in force on a day; before the first, nobody had to apologise. */
export function apologyRuleOn(on: CalendarDay): ApologyRule | undefined {
  return RULES.findLast((rule) => rule.from <= on);
}

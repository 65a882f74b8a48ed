import { dayIn, daysBetween } from "#kernel/calendar-day";
import type { Folder } from "./folder.ts";
import type { PaperRule } from "./rule.ts";

/** Calendar days that a result has waited, at the end of a day in Vietnam. */
export function daysWaited(folder: Pick<Folder, "resultReadyAt">, now: Date): number {
  return folder.resultReadyAt === null ? 0 : daysBetween(dayIn(folder.resultReadyAt), dayIn(now));
}

/** How many reminders are due by now; one that was missed is not made up for, the latest says the same. */
export function stagesReached(
  folder: Pick<Folder, "resultReadyAt">,
  rule: Pick<PaperRule, "remindAfterDays">,
  now: Date,
): number {
  const waited = daysWaited(folder, now);
  return rule.remindAfterDays.filter((days) => days <= waited).length;
}

/** Whether nobody came for it so long that it may go to the archive. */
export function isUnclaimed(
  folder: Pick<Folder, "resultState" | "resultReadyAt">,
  rule: Pick<PaperRule, "archiveAfterDays">,
  now: Date,
): boolean {
  return folder.resultState === "waiting" && daysWaited(folder, now) >= rule.archiveAfterDays;
}

/** A record of results that went to the archive. */
export interface ResultArchive {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly year: number;
  readonly number: number;
  readonly place: string;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly madeName: string;
}

export interface ArchivedResult {
  readonly id: string;
  readonly code: string;
  readonly applicantName: string;
  readonly readyAt: Date;
  readonly reminders: number;
}

export const ARCHIVE_RECORDS = "unclaimed-results";

export function archiveText(record: { readonly year: number; readonly number: number }): string {
  return `${String(record.number).padStart(2, "0")}/${record.year}`;
}

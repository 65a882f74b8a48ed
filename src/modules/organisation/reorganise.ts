import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import { closeAgencyFact, endHoldings, insertAgencies, type NewAgencyFact } from "./store.ts";

/**
 * Tổ chức lại: by one decision and from one day on, agencies end (merged, split, dissolved) and agencies begin; a
 * renaming ends and begins the same agency. Earlier days still answer as before, and what was believed stays readable.
 */
export interface Reorganisation {
  readonly on: CalendarDay;
  readonly decision: string;
  readonly endedAgencyIds: readonly string[];
  readonly begun: readonly Omit<NewAgencyFact, "from" | "source">[];
}

/** Records a reorganisation. Door `directory`. Who answers for whose records is moved by `transferCustody`. */
export async function reorganise(tx: Tx, now: Date, change: Reorganisation): Promise<void> {
  const begunIds = new Set(change.begun.map((agency) => agency.id));
  for (const agencyId of change.endedAgencyIds) {
    await closeAgencyFact(tx, now, agencyId, change.on);
    if (!begunIds.has(agencyId)) await endHoldings(tx, now, agencyId, change.on);
  }
  await insertAgencies(
    tx,
    now,
    change.begun.map((agency) => ({ ...agency, from: change.on, source: change.decision })),
  );
}

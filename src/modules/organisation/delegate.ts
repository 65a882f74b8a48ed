import { type CalendarDay } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { type Tx } from "#platform/database";
import { insertDelegation, markRevoked } from "./posts-store.ts";

export interface Delegation {
  readonly positionId: string;
  readonly toOfficialId: string;
  /** Number of the written authorisation. */
  readonly decision: string;
  readonly from: CalendarDay;
  /** First day on which it no longer holds. */
  readonly until: CalendarDay;
  /** Procedures it is limited to; all work of the position when absent. */
  readonly appIds?: readonly string[] | null;
}

/** Ủy quyền: lets another official act in a position between two days, by a written decision. Door `directory`. */
export async function delegate(
  tx: Tx,
  now: Date,
  delegation: Delegation,
): Promise<Result<string, "decision-missing" | "dates-reversed" | "overlaps">> {
  if (delegation.decision.trim() === "") return refused("decision-missing");
  if (delegation.until <= delegation.from) return refused("dates-reversed");
  const id = uuidv7(now.getTime());
  return (await insertDelegation(tx, { ...delegation, id })) ? ok(id) : refused("overlaps");
}

/** Revokes a delegation at once; acts done under it keep it as their mandate. */
export async function revokeDelegation(
  tx: Tx,
  now: Date,
  id: string,
): Promise<Result<null, "not-in-force">> {
  return (await markRevoked(tx, now, id)) ? ok(null) : refused("not-in-force");
}

import type { CalendarDay } from "#kernel/calendar-day";
import { agencyById } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import type { Tx } from "#platform/database";

const COMMITTEE = "Ủy ban nhân dân";

/** The office that holds a record, as its papers name it; a district's is its People's Committee. */
export async function officeOf(
  tx: Tx,
  tenantId: string,
  on: CalendarDay,
): Promise<{ readonly agencyId: string; readonly name: string }> {
  const agencyId = await custodianOf(tx, tenantId, on);
  const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
  if (agency === undefined) throw new Error(`nobody holds tenant ${tenantId} on ${on}`);
  const isCommittee = agency.kind === "district" || agency.kind === "ward";
  return { agencyId: agency.id, name: isCommittee ? `${COMMITTEE} ${agency.name}` : agency.name };
}

import type { CalendarDay } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { closeCustody, custodiesOn, custodyOn, insertCustody, tenantsOf } from "./store.ts";

/** A record-holder: whose registers, numbers and files. It never changes; who answers for it does. */
export interface Tenant {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export function tenantsHeldBy(
  tx: Tx,
  agencyId: string,
  on: CalendarDay,
): Promise<readonly Tenant[]> {
  return tenantsOf(tx, agencyId, on);
}

/** The agency that answers for a tenant's records on a day. */
export async function custodianOf(
  tx: Tx,
  tenantId: string,
  on: CalendarDay,
): Promise<string | undefined> {
  return (await custodyOn(tx, tenantId, on))?.agencyId;
}

/** The agency that answers on a day for each tenant's records, by tenant. */
export async function custodiansOn(tx: Tx, on: CalendarDay): Promise<ReadonlyMap<string, string>> {
  return new Map((await custodiesOn(tx, on)).map((row) => [row.tenantId, row.agencyId]));
}

/** The tenant whose registers new dossiers of an agency go into: the first it ever held. */
export async function tenantOfAgency(
  tx: Tx,
  agencyId: string,
  on: CalendarDay,
): Promise<Tenant | undefined> {
  return (await tenantsOf(tx, agencyId, on))[0];
}

/**
 * Moves the custody of a tenant to another agency from a day on, by a written decision. Two dated rows change; no row
 * of the tenant itself is touched (house, decision 2). Door `directory`.
 */
export async function transferCustody(
  tx: Tx,
  transfer: {
    readonly tenantId: string;
    readonly toAgencyId: string;
    readonly on: CalendarDay;
    readonly decision: string;
  },
): Promise<Result<null, "decision-missing" | "not-held">> {
  if (transfer.decision.trim() === "") return refused("decision-missing");
  if (!(await closeCustody(tx, transfer.tenantId, transfer.on))) return refused("not-held");
  await insertCustody(tx, [{ ...transfer, agencyId: transfer.toAgencyId, from: transfer.on }]);
  return ok(null);
}

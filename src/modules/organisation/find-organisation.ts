import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import type { Agency, AgencyKind, HeldPosition, Holder, Mandate, Role } from "./agency.ts";
import {
  agencyFacts,
  delegatedPositions,
  heldPositions,
  mandateIsValid,
  namesOf,
  roleHolders,
  unitRows,
  unitsOfRoles,
} from "./store.ts";

/** The agencies that exist on a day, by name; `recordedAt` answers what was believed at that moment. */
export async function agenciesOn(
  tx: Tx,
  on: CalendarDay,
  filter: {
    readonly kind?: AgencyKind;
    readonly isOneStop?: boolean;
    readonly slugs?: readonly string[];
  } = {},
  recordedAt?: Date,
): Promise<readonly Agency[]> {
  const agencies = await agencyFacts(tx, on, { recordedAt });
  const found = agencies.filter(
    (one) =>
      (filter.kind === undefined || one.kind === filter.kind) &&
      (filter.isOneStop === undefined || one.isOneStop === filter.isOneStop) &&
      (filter.slugs === undefined || filter.slugs.includes(one.slug)),
  );
  const collator = new Intl.Collator("vi", { numeric: true });
  return found.toSorted((one, other) => collator.compare(one.name, other.name));
}

export async function agencyById(tx: Tx, id: string, on: CalendarDay): Promise<Agency | undefined> {
  return (await agencyFacts(tx, on, { id }))[0];
}

export async function agencyBySlug(
  tx: Tx,
  slug: string,
  on: CalendarDay,
): Promise<Agency | undefined> {
  return (await agencyFacts(tx, on, { slug }))[0];
}

/** The positions an official may act in at a moment: own holdings first, then what was delegated to them. */
export async function positionsHeldBy(
  tx: Tx,
  officialId: string,
  at: Date,
): Promise<readonly HeldPosition[]> {
  const on = dayIn(at);
  const [held, delegated] = await Promise.all([
    heldPositions(tx, officialId, on),
    delegatedPositions(tx, officialId, on, at),
  ]);
  return [...held, ...delegated];
}

/** Who may act in a role of an agency at a moment: its holders, and those who stand in for them. */
export function holdersOf(
  tx: Tx,
  agencyId: string,
  role: Role,
  at: Date,
): Promise<readonly Holder[]> {
  return roleHolders(tx, agencyId, role, dayIn(at), at);
}

export async function officialNames(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = ids.length === 0 ? [] : await namesOf(tx, ids);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/**
 * Which unit an official acted in with a role; where nobody is named, the units of the agency that have the role. For
 * telling whose time was used.
 */
export async function unitsActing(
  tx: Tx,
  agencyId: string,
  officialIds: readonly string[],
  at: Date,
): Promise<(role: string, officialId: string | null) => string> {
  const [acting, units] = await Promise.all([
    officialIds.length === 0 ? [] : unitRows(tx, officialIds),
    unitsOfRoles(tx, agencyId, dayIn(at)),
  ]);
  return (role, officialId) =>
    acting.find((one) => one.officialId === officialId && one.role === role)?.unitName ??
    [...new Set(units.filter((one) => one.role === role).map((one) => one.unitName))].join(", ");
}

/** The units of an agency at a moment, by name. */
export async function unitsOf(tx: Tx, agencyId: string, at: Date): Promise<readonly string[]> {
  const rows = await unitsOfRoles(tx, agencyId, dayIn(at));
  return [...new Set(rows.map((row) => row.unitName))];
}

/** Whether a mandate still stands at a moment, for acts that complete days after they were prepared. */
export function mandateHolds(
  tx: Tx,
  mandate: Mandate,
  officialId: string,
  at: Date,
): Promise<boolean> {
  return mandateIsValid(tx, mandate, officialId, dayIn(at), at);
}

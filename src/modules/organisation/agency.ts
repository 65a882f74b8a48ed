import type { CalendarDay } from "#kernel/calendar-day";

export type AgencyKind =
  | "city-office"
  | "department"
  | "district"
  | "ward"
  | "corporation"
  | "centre";

/** What a position may do follows from its role; rights attach to positions, never to persons. */
export const ROLES = [
  "receiver",
  "specialist",
  "head",
  "leader",
  "clerk",
  "inspector",
  "administrator",
  "operator",
] as const;
export type Role = (typeof ROLES)[number];

/** An agency as it was on one day. */
export interface Agency {
  readonly id: string;
  /** Identifier as received (Decision 20/2020; R20). */
  readonly organId: string;
  /** Word for addresses: `cu-chi`, `quan-1`. */
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: AgencyKind;
  readonly parentId: string | null;
  readonly isOneStop: boolean;
}

/** Why an official may act in a position: they hold it, or it was delegated to them. */
export interface Mandate {
  readonly kind: "holding" | "delegation";
  readonly id: string;
}

export interface HeldPosition {
  readonly positionId: string;
  readonly title: string;
  readonly titleEn: string;
  readonly role: Role;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly agencyNameEn: string;
  readonly unitName: string;
  readonly mandate: Mandate;
  /** The procedures that a delegation is limited to; null covers all work of the position. */
  readonly appIds: readonly string[] | null;
}

export interface Holder {
  readonly officialId: string;
  readonly name: string;
  readonly positionId: string;
  readonly title: string;
}

/** Facts hold on half-open day ranges [from, until). */
export interface Validity {
  readonly from: CalendarDay;
  readonly until?: CalendarDay;
}

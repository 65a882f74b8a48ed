import type { CalendarDay } from "#kernel/calendar-day";

/** How it reached the desk. */
export const WAYS = ["desk", "post"] as const;
export type Way = (typeof WAYS)[number];

/** An application that an official enters for somebody; it becomes a dossier of the agency that answers. */
export interface Entry {
  /** The record-holder of the agency that answers. */
  readonly tenantId: string;
  /** The draft's, which its dossier keeps. */
  readonly id: string;
  readonly publicId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly takingTenantId: string;
  readonly takingAgencyId: string;
  readonly takingAgencyName: string;
  readonly appId: string;
  readonly accountId: string;
  readonly applicantName: string;
  readonly channel: Way;
  readonly postedOn: CalendarDay | null;
  readonly arrivedAt: Date;
  /** Where the receipt and the answer go; empty where they are handed over. */
  readonly replyAddress: string;
  readonly enteredBy: string;
  readonly enteredName: string;
  readonly positionId: string;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
}

/** Taken in for another agency of the city (R16). */
export function isForOther(entry: Pick<Entry, "agencyId" | "takingAgencyId">): boolean {
  return entry.agencyId !== entry.takingAgencyId;
}

/** Every expected refusal of a new entry; the message key is `refused.<code>`. */
export const REFUSALS = {
  missing: 404,
  "agency-missing": 422,
  "no-rule": 422,
  "citizen-id": 422,
  name: 422,
  "other-name": 422,
  phone: 422,
  email: 422,
  "posted-on": 422,
  "arrived-at": 422,
  address: 422,
} as const;
export type EntryRefusal = keyof typeof REFUSALS;

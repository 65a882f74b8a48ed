import type { Answers } from "#app-kit";
import type { RecordState } from "#engines/records";
import type { CalendarDay } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";

/** Đính chính, cấp lại, cấp bản sao, thu hồi. All but the last bring a paper. */
export const AMENDMENT_KINDS = ["correction", "reissue", "copy", "revocation"] as const;
export type AmendmentKind = (typeof AMENDMENT_KINDS)[number];
export type AmendmentState = "proposed" | "declined" | "numbered" | "signing" | "done";

export interface Amendment {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly recordId: string;
  readonly appId: string;
  readonly kind: AmendmentKind;
  readonly state: AmendmentState;
  readonly content: Answers | null;
  readonly reason: string;
  readonly proposedAt: Date;
  readonly proposedBy: string;
  readonly proposerName: string;
  readonly decision: string;
  readonly decidedOn: CalendarDay | null;
  readonly decidedAt: Date | null;
  readonly deciderName: string;
  readonly deciderTitle: string;
  readonly note: string;
  readonly number: string | null;
  readonly paperPublicId: string | null;
  readonly version: number;
}

export interface ResultPaper {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly recordId: string;
  /** The version of the record that it tells. */
  readonly recordVersion: number;
  readonly kind: "original" | Exclude<AmendmentKind, "revocation">;
  readonly number: string;
  readonly issuedOn: CalendarDay;
  readonly amendmentId: string | null;
}

/** Every expected refusal of this module; the message key is `refused.<code>`. */
export const REFUSALS = {
  missing: 404,
  stale: 409,
  revoked: 409,
  "already-open": 409,
  "wrong-state": 409,
  "nothing-changed": 422,
  unfit: 422,
  "reason-missing": 422,
  "decision-missing": 422,
  "date-unfit": 422,
} as const;
export type ResultRefusal = keyof typeof REFUSALS;

export function bringsPaper(kind: AmendmentKind): boolean {
  return kind !== "revocation";
}

/** A copy says what the record says and needs nobody's decision by number; whatever changes a paper's worth does. */
export function needsDecision(kind: AmendmentKind): boolean {
  return kind !== "copy";
}

/** A revoked result is neither corrected nor issued again, and is revoked once. */
export function mayPropose(state: RecordState): Result<null, "revoked"> {
  return state === "revoked" ? refused("revoked") : ok(null);
}

/** How a paper stands today. */
export type Standing =
  | { readonly kind: "valid" }
  | { readonly kind: "revoked"; readonly on: CalendarDay; readonly by: string }
  | {
      readonly kind: "corrected" | "reissued";
      readonly on: CalendarDay;
      readonly by: string;
    };

/**
 * Revoked with its record; else given way to the newest corrected or reissued paper behind it. A copy brings none down.
 * Papers are in the order they were issued.
 */
export function standingOf(
  paper: Pick<ResultPaper, "publicId">,
  papers: readonly ResultPaper[],
  revoked: { readonly on: CalendarDay; readonly by: string } | undefined,
): Standing {
  if (revoked !== undefined) return { kind: "revoked", ...revoked };
  const at = papers.findIndex((one) => one.publicId === paper.publicId);
  const newer = papers
    .slice(at + 1)
    .findLast((one) => one.kind === "correction" || one.kind === "reissue");
  if (newer === undefined) return { kind: "valid" };
  const kind = newer.kind === "correction" ? "corrected" : "reissued";
  return { kind, on: newer.issuedOn, by: newer.number };
}

import type { Edition } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";

/** `open` is edited; `proposed` waits for a second person and stands still. */
export type DraftState = "open" | "proposed" | "published" | "discarded";

/** A draft of an edition, as it stands. */
export interface Draft {
  readonly id: string;
  readonly appId: string;
  readonly forkedFrom: CalendarDay;
  readonly title: string;
  readonly state: DraftState;
  readonly version: number;
  readonly startsOn: CalendarDay | null;
  readonly decision: string | null;
  readonly proposedBy: string | null;
  readonly changedAt: Date;
}

/** A draft with its content of today, and who wrote it last. */
export interface OpenDraft extends Draft {
  readonly edition: Edition;
  readonly changedBy: string;
}

/** An edition that was published on screen. */
export interface PublishedEdition {
  readonly number: number;
  readonly appId: string;
  readonly inForceFrom: CalendarDay;
  readonly draftId: string;
  readonly decision: string | null;
  readonly proposedBy: string;
  readonly publishedBy: string;
  readonly publishedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
}

/** Why an act on a draft or an edition is not done. */
export type EditionRefusal =
  /** Someone else changed the draft meanwhile. */
  | "stale"
  /** It was proposed, published or discarded. */
  | "not-open"
  | "not-proposed"
  /** The content has not the shape of an edition. */
  | "unfit"
  /** `checkApp` finds something. */
  | "unproven"
  /** It changes nothing of the edition it came from. */
  | "unchanged"
  /** A day that has come needs the decision that orders it. */
  | "decision-missing"
  /** Another edition of the procedure begins on that day. */
  | "day-taken"
  /** Whoever proposed it may not approve it (four eyes). */
  | "own-proposal"
  /** Its first day has come: dossiers may have been received under it. */
  | "in-force"
  | "reason-missing";

import { actorRef } from "#kernel/actor";
import type { Exchange, Session } from "#platform/http";

/** What a view is about. Kinds are open: a dossier today, a register record or a complaint beside it. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
  /** Where the person concerned sees it; empty where there is no page of it for them. */
  readonly href: string;
  /** As people call it. */
  readonly code: string;
}

/** Why somebody may look. */
export type Right = "handling" | "inspection" | "consultation" | "connected-system" | "consent";

/** Who looked: the office and the position as they were then. */
export interface Viewer {
  readonly ref: string;
  readonly positionId: string | null;
  readonly title: string;
  readonly agencyName: string;
}

export interface Viewing {
  /** Whose record-keeping the look is noted in. */
  readonly tenantId: string;
  /** The account of the person concerned. */
  readonly personId: string | null;
  readonly subject: Subject;
  /** `dossier`, `paper`, `numbers`, `print`, `question`, `record`, `reading`, `prefill`, `reuse`, `access-log`: words are found by it. */
  readonly thing: string;
  /** Which one of several, and what it is called. */
  readonly one?: { readonly id: string; readonly name: string } | undefined;
  readonly right: Right;
}

/** Looks within so long of each other, at the same thing by the same viewer, are one line. */
export const QUARTER_MS = 15 * 60_000;

export function quarterOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / QUARTER_MS) * QUARTER_MS);
}

/** The official of a session, or the system of a token. Nobody else's looks are noted: an applicant sees what is theirs. */
export function viewerOf({ session, client }: Pick<Exchange, "session" | "client">): Viewer {
  if (session?.actor.kind === "official")
    return {
      ref: actorRef(session.actor),
      positionId: session.actor.positionId,
      title: session.title,
      agencyName: session.agencyName,
    };
  if (client !== undefined)
    return {
      ref: `token:${client.tokenId}`,
      positionId: null,
      title: "",
      agencyName: client.systemName,
    };
  throw new Error("neither an official nor a system looked");
}

/** An inspector looks in order to inspect; every other position, because it handles. */
export function rightOf({ roles }: Pick<Session, "roles">): Right {
  return roles.length > 0 && roles.every((role) => role === "inspector")
    ? "inspection"
    : "handling";
}

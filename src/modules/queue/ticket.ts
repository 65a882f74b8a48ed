import type { CalendarDay } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";

/** Whom the law lets go first: elderly people, people with disabilities, pregnant women. Nobody is asked for a paper. */
export const PRIORITIES = ["elderly", "disabled", "pregnant"] as const;
export type Priority = (typeof PRIORITIES)[number];

export type Way = "kiosk" | "desk" | "phone" | "booking";

/** The states of a ticket and the acts that lead on. A number that was not answered may come back the same day. */
export const STATES = {
  waiting: ["called", "left"],
  called: ["called", "serving", "no-show", "waiting"],
  serving: ["done", "waiting"],
  "no-show": ["called"],
  done: [],
  left: [],
} as const satisfies Record<string, readonly string[]>;

export type TicketState = keyof typeof STATES;

export interface Ticket {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly deskId: string;
  readonly serviceId: string;
  readonly onDay: CalendarDay;
  /** `A001`: the letter of the service and a number without gap. */
  readonly label: string;
  readonly way: Way;
  readonly priority: Priority | null;
  readonly bookedFor: Date | null;
  readonly rankAt: Date;
  readonly drawnAt: Date;
  readonly state: TicketState;
  readonly counterId: string | null;
  readonly targetCounterId: string | null;
  readonly calledAt: Date | null;
  readonly firstCalledAt: Date | null;
  readonly calls: number;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly subject: Subject | null;
  readonly version: number;
}

/** What a ticket is about, such as the dossier being received; loose, because tickets exist before dossiers. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
  readonly code: string;
}

/** Every expected refusal of this module; the message key is `refused.<code>`. */
export const REFUSALS = {
  missing: 404,
  "wrong-state": 409,
  stale: 409,
  "nobody-waits": 409,
  "one-in-hand": 409,
  "counter-taken": 409,
  "has-a-counter": 409,
  "no-counter": 409,
  "counter-not-open": 409,
  "subject-unknown": 422,
} as const;

export type QueueRefusal = keyof typeof REFUSALS;

export function mayMove(from: TicketState, to: TicketState): boolean {
  const next: readonly string[] = STATES[from];
  return next.includes(to);
}

/** The next state, or the refusal that this act does not fit. */
export function moved(from: TicketState, to: TicketState): Result<TicketState, "wrong-state"> {
  return mayMove(from, to) ? ok(to) : refused("wrong-state");
}

/** Number 7 of the line A is `A007`; a day with more than 999 goes on as `A1000`. */
export function labelOf(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(3, "0")}`;
}

/** How long someone waited until the first call; who has booked waits from the booked moment on. */
export function waitedSeconds(ticket: Pick<Ticket, "rankAt">, calledAt: Date): number {
  return Math.max(0, Math.round((calledAt.getTime() - ticket.rankAt.getTime()) / 1000));
}

export function secondsBetween(from: Date, until: Date): number {
  return Math.max(0, Math.round((until.getTime() - from.getTime()) / 1000));
}

import type { CalendarDay } from "#kernel/calendar-day";
import type { Extension, LegalClock, Pause } from "#kernel/legal-clock";
import { days, sameDay, type Term, workingDays, workingHours } from "#kernel/term";

/** `answer`: the filing gets an answer; `processing`: the matter gets its result. Both run on an online filing (R42). */
export type ClockPurpose = "answer" | "processing";

export interface ClockEvent {
  readonly kind:
    | "paused"
    | "resumed"
    | "extended"
    | "recomputed"
    | "warned"
    | "escalated"
    | "stopped";
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

export interface ClockView {
  readonly id: string;
  readonly tenantId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly purpose: ClockPurpose;
  readonly state: "running" | "paused" | "stopped";
  readonly startedAt: Date;
  readonly dueAt: Date;
  /** The first promise, by which on-time is judged (R43). */
  readonly firstDueAt: Date;
  readonly stoppedAt: Date | null;
  readonly agencyId: string | null;
  readonly calendarVersion: number;
  readonly version: number;
  /** The facts that the due moment follows from. */
  readonly legal: LegalClock;
  readonly events: readonly ClockEvent[];
}

export type ClockRefusal =
  | "not-running"
  | "not-paused"
  | "already-stopped"
  | "decision-missing"
  | "reason-missing";

/**
 * Rebuilds the legal facts of a clock from its row and its events. A clock is paused and resumed in turn, so the n-th
 * resuming ends the n-th pause: that holds even for events of one millisecond, whose order the rows do not tell.
 */
export function legalClockOf(
  row: {
    readonly termUnit: Term["unit"];
    readonly termCount: number;
    readonly lateFromMinute: number | null;
    readonly startedAt: Date;
  },
  events: readonly ClockEvent[],
): LegalClock {
  const of = (kind: ClockEvent["kind"]): ClockEvent[] =>
    events.filter((event) => event.kind === kind);
  const resumed = of("resumed");
  const pauses = of("paused").map((event, index): Pause => {
    const until = resumed[index]?.at;
    const reason = String(event.detail["reason"]);
    return { from: event.at, ...(until === undefined ? {} : { until }), reason };
  });
  const extensions = of("extended").map(extensionFrom);
  return {
    term: termOf(row.termUnit, row.termCount),
    startedAt: row.startedAt,
    ...(row.lateFromMinute === null ? {} : { lateFromMinute: row.lateFromMinute }),
    pauses,
    extensions,
  };
}

export function termOf(unit: Term["unit"], count: number): Term {
  if (unit === "working-days" && count === 0) return sameDay();
  switch (unit) {
    case "days":
      return days(count);
    case "working-days":
      return workingDays(count);
    case "working-hours":
      return workingHours(count);
  }
}

interface ExtensionDetail {
  readonly unit: Term["unit"];
  readonly count: number;
  readonly decisionNumber: string;
  readonly decidedOn: CalendarDay;
  readonly reason: string;
  readonly decidedBy?: string;
}

function extensionFrom(event: ClockEvent): Extension {
  const detail = event.detail as unknown as ExtensionDetail; // written by extendClock in this shape
  return {
    term: termOf(detail.unit, detail.count),
    decision: {
      number: detail.decisionNumber,
      on: detail.decidedOn,
      reason: detail.reason,
      ...(detail.decidedBy === undefined ? {} : { by: detail.decidedBy }),
    },
  };
}

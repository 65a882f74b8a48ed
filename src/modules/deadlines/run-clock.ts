import { type CalendarDay, dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { dueMoment, latestStart, type LegalClock } from "#kernel/legal-clock";
import type { WorkingTime } from "#kernel/office-hours";
import { ok, refused, type Result } from "#kernel/result";
import { type Term, workingDays, workingHours } from "#kernel/term";
import { theTenant, type Tx } from "#platform/database";
import { apologyRuleOn } from "./apology-rule.ts";
import type { Calendars } from "./calendars.ts";
import type { ClockPurpose, ClockRefusal, ClockView } from "./clock.ts";
import { type Alarm, clockById, clocksOfSubject, insertClock, saveClock } from "./store.ts";

export interface NewTerm {
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Who may see the clock as its applicant. */
  readonly applicantId?: string;
  /** Whose office hours count; the city's usual when absent. */
  readonly agencyId?: string;
  readonly purpose: ClockPurpose;
  readonly term: Term;
  readonly lateFromMinute?: number;
  readonly startedAt: Date;
  /** What was promised on paper before this clock was kept: that stands, whatever the term gives. */
  readonly promisedAt?: Date;
}

/** Starts a clock. Its due moment is the promise: it is told at once, so nothing later moves it earlier. */
export async function startClock(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  given: NewTerm,
): Promise<ClockView> {
  const { version, time } = await calendars.workingTime(tx, now, given.agencyId);
  const legal: LegalClock = {
    term: given.term,
    startedAt: given.startedAt,
    ...(given.lateFromMinute === undefined ? {} : { lateFromMinute: given.lateFromMinute }),
    pauses: [],
    extensions: [],
  };
  const dueAt = given.promisedAt ?? dueMoment(legal, time, now);
  const clock = {
    tenantId: theTenant(tx),
    id: uuidv7(now.getTime()),
    subjectKind: given.subjectKind,
    subjectId: given.subjectId,
    agencyId: given.agencyId ?? null,
    purpose: given.purpose,
    startedAt: given.startedAt,
    dueAt,
    calendarVersion: version,
  };
  await insertClock(tx, now, {
    ...clock,
    applicantId: given.applicantId ?? null,
    term: given.term,
    lateFromMinute: given.lateFromMinute ?? null,
    alarms: alarmsFor(dueAt, { ...given, wasEscalated: false }, time, now),
  });
  return {
    ...clock,
    state: "running",
    firstDueAt: dueAt,
    stoppedAt: null,
    version: 1,
    legal,
    events: [],
  };
}

/** Stops the count while the applicant is to act. An open pause has no end; the due moment is reckoned again on resuming. */
export async function pauseClock(
  tx: Tx,
  now: Date,
  clockId: string,
  reason: string,
): Promise<Result<ClockView, ClockRefusal>> {
  const clock = await existing(tx, clockId);
  if (clock.state !== "running") return refused("not-running");
  if (reason.trim() === "") return refused("reason-missing");
  await saveClock(tx, now, clock, {
    state: "paused",
    dueAt: clock.dueAt,
    event: { kind: "paused", detail: { reason: reason.trim() } },
    alarms: [],
  });
  return ok(await existing(tx, clockId));
}

export async function resumeClock(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  clockId: string,
): Promise<Result<ClockView, ClockRefusal>> {
  const clock = await existing(tx, clockId);
  if (clock.state !== "paused") return refused("not-paused");
  const pauses = clock.legal.pauses.map((pause) => ({ ...pause, until: pause.until ?? now }));
  return ok(
    await continued(tx, now, calendars, clock, {
      legal: { ...clock.legal, pauses },
      state: "running",
      event: { kind: "resumed", detail: {} },
    }),
  );
}

export interface ExtensionDecision {
  readonly decisionNumber: string;
  readonly decidedOn: CalendarDay;
  readonly reason: string;
  /** The office that decided; a person's name does not belong here, since the public reads the clock. */
  readonly decidedBy?: string;
  readonly term: Term;
}

/** Gives more time, only by a written decision. On-time is still judged by the first promise (R43). */
export async function extendClock(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  clockId: string,
  decision: ExtensionDecision,
): Promise<Result<ClockView, ClockRefusal>> {
  const clock = await existing(tx, clockId);
  if (clock.state === "stopped") return refused("already-stopped");
  if (decision.decisionNumber.trim() === "") return refused("decision-missing");
  if (decision.reason.trim() === "") return refused("reason-missing");
  const extension = {
    term: decision.term,
    decision: {
      number: decision.decisionNumber,
      on: decision.decidedOn,
      reason: decision.reason,
    },
  };
  return ok(
    await continued(tx, now, calendars, clock, {
      legal: { ...clock.legal, extensions: [...clock.legal.extensions, extension] },
      state: clock.state,
      event: {
        kind: "extended",
        detail: {
          unit: decision.term.unit,
          count: decision.term.count,
          decisionNumber: decision.decisionNumber.trim(),
          decidedOn: decision.decidedOn,
          reason: decision.reason.trim(),
          ...(decision.decidedBy === undefined ? {} : { decidedBy: decision.decidedBy }),
        },
      },
    }),
  );
}

/** The matter is answered: no alarm fires any more. Stopping a stopped clock changes nothing. */
export async function stopClock(tx: Tx, now: Date, clockId: string): Promise<void> {
  const clock = await existing(tx, clockId);
  if (clock.state === "stopped") return;
  await saveClock(tx, now, clock, {
    state: "stopped",
    dueAt: clock.dueAt,
    stoppedAt: now,
    event: { kind: "stopped", detail: {} },
    alarms: [],
  });
}

export function clocksOf(
  tx: Tx,
  subjectKind: string,
  subjectId: string,
): Promise<readonly ClockView[]> {
  return clocksOfSubject(tx, subjectKind, subjectId);
}

interface Continuation {
  readonly legal: LegalClock;
  readonly state: "running" | "paused";
  readonly event: {
    readonly kind: "resumed" | "extended";
    readonly detail: Record<string, unknown>;
  };
}

async function continued(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  clock: ClockView,
  next: Continuation,
): Promise<ClockView> {
  const { version, time } = await calendars.workingTime(tx, now, clock.agencyId);
  const reckoned = dueMoment(next.legal, time, now);
  const dueAt = reckoned > clock.dueAt ? reckoned : clock.dueAt;
  await saveClock(tx, now, clock, {
    state: next.state,
    dueAt,
    calendarVersion: version,
    event: next.event,
    alarms: next.state === "running" ? alarmsOf(clock, dueAt, time, now) : [],
  });
  return existing(tx, clock.id);
}

/**
 * A warning one working day before a term in days ends; two working hours before, where the term is in hours or the day
 * has already passed. An escalation after the end: at once for a clock that is late already, unless someone was told since it is.
 * A promised result asks for an apology one working day before the last moment that one may be sent, so that whoever signs has that day.
 */
function alarmsFor(
  dueAt: Date,
  clock: {
    readonly term: Term;
    readonly purpose: ClockPurpose;
    readonly wasEscalated: boolean;
  },
  time: WorkingTime,
  now: Date,
): Alarm[] {
  const ahead =
    clock.term.unit === "working-hours" ? [workingHours(2)] : [workingDays(1), workingHours(2)];
  const warnAt = ahead
    .map((term) => latestStart(dueAt, term, time))
    .find((moment) => moment > now && moment < dueAt);
  const escalateAt = new Date(dueAt.getTime() + 1);
  const alarms: Alarm[] = [];
  const rule = apologyRuleOn(dayIn(dueAt));
  if (rule !== undefined && clock.purpose === "processing" && clock.term.unit !== "working-hours") {
    const fireAt = latestStart(dueAt, workingDays(rule.aheadWorkingDays + 1), time);
    if (fireAt > now) alarms.push({ kind: "apology", fireAt });
  }
  if (warnAt !== undefined) alarms.push({ kind: "warning", fireAt: warnAt });
  if (escalateAt > now || !clock.wasEscalated)
    alarms.push({ kind: "escalation", fireAt: escalateAt });
  return alarms;
}

/** The alarms of a clock that goes on with a due moment. */
export function alarmsOf(clock: ClockView, dueAt: Date, time: WorkingTime, now: Date): Alarm[] {
  const wasEscalated = clock.events.some(({ kind, at }) => kind === "escalated" && at > dueAt);
  const { purpose, legal } = clock;
  return alarmsFor(dueAt, { purpose, term: legal.term, wasEscalated }, time, now);
}

async function existing(tx: Tx, clockId: string): Promise<ClockView> {
  const clock = await clockById(tx, clockId);
  if (clock === undefined) throw new Error(`clock ${clockId} is not there`);
  return clock;
}

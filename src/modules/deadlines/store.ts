import { uuidv7 } from "#kernel/ids";
import type { Term } from "#kernel/term";
import { theTenant, type Tx } from "#platform/database";
import { type ClockEvent, type ClockPurpose, type ClockView, legalClockOf } from "./clock.ts";

interface ClockRow extends Omit<ClockView, "legal" | "events"> {
  readonly termUnit: Term["unit"];
  readonly termCount: number;
  readonly lateFromMinute: number | null;
  readonly events: readonly (Omit<ClockEvent, "at"> & { readonly at: string })[];
}

const CLOCK_WITH_EVENTS = `
  SELECT c.id, c.tenant_id AS "tenantId", c.subject_kind AS "subjectKind", c.subject_id AS "subjectId", c.purpose, c.state,
         c.started_at AS "startedAt", c.due_at AS "dueAt", c.first_due_at AS "firstDueAt", c.stopped_at AS "stoppedAt",
         c.agency_id AS "agencyId", c.calendar_version AS "calendarVersion", c.version, c.term_unit AS "termUnit",
         c.term_count AS "termCount", c.late_from_minute AS "lateFromMinute",
         coalesce((SELECT json_agg(json_build_object('kind', e.kind, 'detail', e.detail, 'at', e.at) ORDER BY e.at, e.id)
                   FROM deadlines.clock_event e WHERE e.tenant_id = c.tenant_id AND e.clock_id = c.id), '[]') AS events
  FROM deadlines.clock c`;

export async function clockById(tx: Tx, clockId: string): Promise<ClockView | undefined> {
  const row = await tx.row<ClockRow>(
    `${CLOCK_WITH_EVENTS} WHERE c.id = $1 FOR NO KEY UPDATE OF c`,
    [clockId],
  );
  return row === undefined ? undefined : viewOf(row);
}

export async function clocksOfSubject(
  tx: Tx,
  subjectKind: string,
  subjectId: string,
): Promise<ClockView[]> {
  const rows = await tx.rows<ClockRow>(
    `${CLOCK_WITH_EVENTS} WHERE c.subject_id = $2 AND c.subject_kind = $1 ORDER BY c.started_at, c.purpose, c.id`,
    [subjectKind, subjectId],
  );
  return rows.map(viewOf);
}

/** Every clock of many subjects of one kind, for figures. */
export async function clocksOfMany(
  tx: Tx,
  tenantIds: readonly string[],
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ClockView[]>> {
  const rows = await tx.rows<ClockRow>(
    `${CLOCK_WITH_EVENTS}
     WHERE c.tenant_id = ANY ($1::uuid[]) AND c.subject_kind = $2 AND c.subject_id = ANY ($3::uuid[])
     ORDER BY c.started_at, c.purpose, c.id`,
    [tenantIds, subjectKind, subjectIds],
  );
  return Map.groupBy(rows.map(viewOf), (clock) => clock.subjectId);
}

function viewOf(row: ClockRow): ClockView {
  const events = row.events.map((event) => ({ ...event, at: new Date(event.at) }));
  return { ...row, events, legal: legalClockOf(row, events) };
}

export interface Alarm {
  readonly kind: "apology" | "warning" | "escalation";
  readonly fireAt: Date;
}

export interface NewClock {
  readonly tenantId: string;
  readonly id: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly applicantId: string | null;
  readonly agencyId: string | null;
  readonly purpose: ClockPurpose;
  readonly term: Term;
  readonly lateFromMinute: number | null;
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly calendarVersion: number;
  readonly alarms: readonly Alarm[];
}

/** The clock and its alarms in one statement. */
export async function insertClock(tx: Tx, now: Date, clock: NewClock): Promise<void> {
  await tx.write(
    `WITH clock AS (
       INSERT INTO deadlines.clock (tenant_id, id, subject_kind, subject_id, applicant_id, agency_id, purpose, state,
         term_unit, term_count, late_from_minute, started_at, due_at, first_due_at, calendar_version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9, $10, $11, $12, $12, $13)
       RETURNING tenant_id, id, version
     )
     INSERT INTO deadlines.alarm (tenant_id, id, clock_id, kind, clock_version, fire_at)
     SELECT clock.tenant_id, a.id, clock.id, a.kind, clock.version, a.fire_at
     FROM clock, unnest($14::uuid[], $15::text[], $16::timestamptz[]) AS a (id, kind, fire_at)`,
    [
      clock.tenantId,
      clock.id,
      clock.subjectKind,
      clock.subjectId,
      clock.applicantId,
      clock.agencyId,
      clock.purpose,
      clock.term.unit,
      clock.term.count,
      clock.lateFromMinute,
      clock.startedAt,
      clock.dueAt,
      clock.calendarVersion,
      ...alarmColumns(now, clock.alarms),
    ],
  );
}

/** A clock that had run out its course before this system was there: history, without alarms. */
export type PastClock = Pick<
  NewClock,
  "id" | "subjectKind" | "subjectId" | "purpose" | "term" | "startedAt" | "dueAt"
> & { readonly stoppedAt: Date };

const FIRST_CALENDAR = 1;

export async function recordPastClocks(tx: Tx, clocks: readonly PastClock[]): Promise<void> {
  await tx.write(
    `INSERT INTO deadlines.clock (tenant_id, id, subject_kind, subject_id, purpose, state, term_unit, term_count, started_at, due_at,
       first_due_at, stopped_at, calendar_version)
     SELECT $1, c.id, c."subjectKind", c."subjectId", c.purpose, 'stopped', c.term->>'unit', (c.term->>'count')::integer, c."startedAt",
       c."dueAt", c."dueAt", c."stoppedAt", $3
     FROM jsonb_to_recordset($2::jsonb) AS c (id uuid, "subjectKind" text, "subjectId" uuid, purpose text, term jsonb,
       "startedAt" timestamptz, "dueAt" timestamptz, "stoppedAt" timestamptz)`,
    [theTenant(tx), JSON.stringify(clocks), FIRST_CALENDAR],
  );
}

export interface ClockChange {
  readonly state: ClockView["state"];
  readonly dueAt: Date;
  readonly stoppedAt?: Date;
  readonly calendarVersion?: number;
  readonly event: Pick<ClockEvent, "kind" | "detail">;
  readonly alarms: readonly Alarm[];
}

/** Moves a clock on: its row, what happened, and the alarms of its new version, in one statement. */
export async function saveClock(
  tx: Tx,
  now: Date,
  clock: ClockView,
  change: ClockChange,
): Promise<void> {
  await tx.write(
    `WITH clock AS (
       UPDATE deadlines.clock SET state = $4, due_at = $5, stopped_at = $6, calendar_version = $7, version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING tenant_id, id, version
     ), event AS (
       INSERT INTO deadlines.clock_event (tenant_id, id, clock_id, kind, detail, at)
       SELECT tenant_id, $8, id, $9, $10::jsonb, $11 FROM clock
     ), alarm AS (
       INSERT INTO deadlines.alarm (tenant_id, id, clock_id, kind, clock_version, fire_at)
       SELECT clock.tenant_id, a.id, clock.id, a.kind, clock.version, a.fire_at
       FROM clock, unnest($12::uuid[], $13::text[], $14::timestamptz[]) AS a (id, kind, fire_at)
     )
     SELECT platform.changed(EXISTS (SELECT FROM clock), $15)`,
    [
      clock.tenantId,
      clock.id,
      clock.version,
      change.state,
      change.dueAt,
      change.stoppedAt ?? clock.stoppedAt,
      change.calendarVersion ?? clock.calendarVersion,
      uuidv7(now.getTime()),
      change.event.kind,
      JSON.stringify(change.event.detail),
      now,
      ...alarmColumns(now, change.alarms),
      `clock ${clock.id}`,
    ],
  );
}

function alarmColumns(now: Date, alarms: readonly Alarm[]): unknown[] {
  return [
    alarms.map(() => uuidv7(now.getTime())),
    alarms.map((alarm) => alarm.kind),
    alarms.map((alarm) => alarm.fireAt),
  ];
}

export interface WaitingAlarm {
  readonly tenantId: string;
  readonly id: string;
}

/** Alarms that are due, of every tenant, oldest first. Door `deadlines`. */
export function waitingAlarms(tx: Tx, now: Date, limit: number): Promise<WaitingAlarm[]> {
  return tx.rows<WaitingAlarm>(
    `SELECT tenant_id AS "tenantId", id FROM deadlines.alarm
     WHERE fired_at IS NULL AND fire_at <= $1
     ORDER BY fire_at
     LIMIT $2`,
    [now, limit],
  );
}

export interface FiredAlarm {
  readonly clockId: string;
  readonly kind: Alarm["kind"];
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly purpose: ClockPurpose;
  readonly dueAt: Date;
  /** False when the clock has moved on since the alarm was set: it is silent. */
  readonly isLoud: boolean;
}

/** Marks an alarm as fired, once; undefined when someone else did or is about to. */
export function fireAlarm(
  tx: Tx,
  now: Date,
  tenantId: string,
  id: string,
): Promise<FiredAlarm | undefined> {
  return tx.row<FiredAlarm>(
    `WITH fired AS (
       UPDATE deadlines.alarm SET fired_at = $3
       WHERE (tenant_id, id) IN (
         SELECT a.tenant_id, a.id FROM deadlines.alarm a
         WHERE a.tenant_id = $1 AND a.id = $2 AND a.fired_at IS NULL
         FOR UPDATE SKIP LOCKED)
       RETURNING tenant_id, clock_id, kind, clock_version
     ), seen AS (
       SELECT fired.kind, fired.tenant_id, c.id AS clock_id, c.subject_kind, c.subject_id, c.purpose, c.due_at,
              c.state = 'running' AND c.version = fired.clock_version AS is_loud
       FROM fired
       JOIN deadlines.clock c ON c.tenant_id = fired.tenant_id AND c.id = fired.clock_id
     ), noted AS (
       INSERT INTO deadlines.clock_event (tenant_id, id, clock_id, kind, detail, at)
       SELECT tenant_id, $4, clock_id, CASE kind WHEN 'warning' THEN 'warned' ELSE 'escalated' END, '{}', $3
       FROM seen WHERE is_loud AND kind <> 'apology'
     )
     SELECT clock_id AS "clockId", kind, subject_kind AS "subjectKind", subject_id AS "subjectId", purpose,
            due_at AS "dueAt", is_loud AS "isLoud"
     FROM seen`,
    [tenantId, id, now, uuidv7(now.getTime())],
  );
}

/** Open clocks that were reckoned with an earlier edition. Door `deadlines`. */
export function clocksBefore(
  tx: Tx,
  version: number,
  limit: number,
): Promise<{ tenantId: string; id: string }[]> {
  return tx.rows(
    `SELECT tenant_id AS "tenantId", id FROM deadlines.clock
     WHERE state <> 'stopped' AND calendar_version < $1
     ORDER BY calendar_version, due_at
     LIMIT $2`,
    [version, limit],
  );
}

/** A clock that the new edition does not move: nothing to trace, only the edition it was last reckoned with. */
export async function noteCalendar(tx: Tx, clock: ClockView, version: number): Promise<void> {
  await tx.write(
    `UPDATE deadlines.clock SET calendar_version = $3 WHERE tenant_id = $1 AND id = $2 AND calendar_version < $3`,
    [clock.tenantId, clock.id, version],
  );
}

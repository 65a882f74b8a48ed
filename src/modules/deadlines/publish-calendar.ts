import { day } from "#kernel/calendar-day";
import type { YearDecree } from "#kernel/holiday-calendar";
import { STARTING_DECREES } from "#kernel/holiday-data";
import { uuidv7 } from "#kernel/ids";
import { afterCalendarChange, dueMoment } from "#kernel/legal-clock";
import { USUAL_OFFICE_HOURS } from "#kernel/office-hours";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { type Database, type Tx, withDoor, withTenant } from "#platform/database";
import {
  CITY_WIDE,
  hasOfficeHours,
  insertEdition,
  insertOfficeHours,
  latestEdition,
} from "./calendar-store.ts";
import type { Calendars } from "./calendars.ts";
import type { ClockView } from "./clock.ts";
import { eachApart } from "./each-apart.ts";
import { type EditionRefusal, editionRefusal } from "./edition.ts";
import { alarmsOf } from "./run-clock.ts";
import { clockById, clocksBefore, noteCalendar, saveClock } from "./store.ts";

/**
 * Publishes the next edition of the holiday calendar with the reason for it. Door `directory`; with a tenant in scope the
 * act is written in that tenant's audit log. Open clocks follow by `recomputeOpenClocks`.
 */
export async function publishCalendar(
  tx: Tx,
  now: Date,
  next: {
    readonly name: string;
    readonly decrees: readonly YearDecree[];
    readonly reason: string;
    /** The version this edition was begun from, where someone may have published meanwhile. */
    readonly after?: number;
    /** What else changed with this edition, for the log. */
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<Result<number, EditionRefusal>> {
  const before = await latestEdition(tx);
  if (next.after !== undefined && next.after !== (before?.version ?? 0))
    return refused("edition-stale");
  const refusal = editionRefusal(next, before?.decrees ?? []);
  if (refusal !== undefined) return refused(refusal);
  const { name, decrees, reason } = next;
  const version = (before?.version ?? 0) + 1;
  await insertEdition(tx, { version, name, decrees, reason, publishedAt: now });
  if (!(await hasOfficeHours(tx, CITY_WIDE))) await insertOfficeHours(tx, USUAL_HOURS);
  if (tx.tenantIds.length > 0)
    await appendLeaf(tx, now, {
      action: "calendar-published",
      subjectKind: "calendar-edition",
      subjectId: uuidv7(now.getTime()),
      payload: { version, name, reason, decrees, ...next.detail },
    });
  return ok(version);
}

export interface MovedClock {
  readonly clock: ClockView;
  readonly from: Date;
  readonly to: Date;
  readonly reason: string;
}

const BATCH = 200;

/**
 * Reckons open clocks again with the latest edition, a batch at a time; gives how many were looked at. A promised moment
 * is never moved earlier. Every move leaves a trace, and what must follow from it (`onMoved`: telling the applicant)
 * commits with it.
 */
export async function recomputeOpenClocks(
  db: Database,
  now: Date,
  calendars: Calendars,
  onMoved: (tx: Tx, moved: MovedClock) => Promise<void>,
): Promise<number> {
  const { edition, clocks } = await withDoor(db, "deadlines", async (tx) => {
    const latest = await latestEdition(tx);
    if (latest === undefined) throw new Error("no holiday calendar is published");
    return { edition: latest, clocks: await clocksBefore(tx, latest.version, BATCH) };
  });
  if (clocks.length === 0) return 0;
  calendars.forget();
  await eachApart(clocks, async ({ tenantId, id }) => {
    const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "deadlines" } } as const;
    await withTenant(db, scope, async (tx) => {
      const clock = await clockById(tx, id);
      if (clock === undefined || clock.calendarVersion >= edition.version) return;
      const moved = await recomputed(tx, now, calendars, clock, edition.reason);
      if (moved === undefined) await noteCalendar(tx, clock, edition.version);
      else await onMoved(tx, moved);
    });
  });
  return clocks.length;
}

async function recomputed(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  clock: ClockView,
  reason: string,
): Promise<MovedClock | undefined> {
  if (clock.state !== "running") return undefined;
  const { version, time } = await calendars.workingTime(tx, now, clock.agencyId);
  const after = afterCalendarChange(clock.dueAt, dueMoment(clock.legal, time, now), true);
  if (after.moved === "kept") return undefined;
  await saveClock(tx, now, clock, {
    state: "running",
    dueAt: after.dueAt,
    calendarVersion: version,
    event: {
      kind: "recomputed",
      detail: { from: clock.dueAt.toISOString(), to: after.dueAt.toISOString(), reason },
    },
    alarms: alarmsOf(clock, after.dueAt, time, now),
  });
  return { clock, from: clock.dueAt, to: after.dueAt, reason };
}

/** The first edition of a new installation: the decrees known when it was built. Door `seed`. */
export async function seedCalendar(tx: Tx, now: Date): Promise<void> {
  await insertEdition(tx, {
    version: 1,
    name: "2026-1",
    decrees: STARTING_DECREES,
    reason: "Lịch ban đầu",
    publishedAt: now,
  });
  await insertOfficeHours(tx, USUAL_HOURS);
}

const USUAL_HOURS = {
  agencyId: CITY_WIDE,
  from: day("2015-01-01"),
  hours: USUAL_OFFICE_HOURS,
  source: "Giờ hành chính: 7 giờ 30 - 11 giờ 30, 13 giờ - 17 giờ",
};

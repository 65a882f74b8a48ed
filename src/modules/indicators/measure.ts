import { stepsOfProcesses } from "#engines/workflow";
import { type Calendars, clocksOfMany } from "#modules/deadlines";
import {
  type FinishedDossier,
  finishedAfter,
  finishedByIds,
  isOver,
  STATES,
} from "#modules/dossiers";
import { type Database, type Tx, withDoor } from "#platform/database";
import type { RelayedEvent } from "#platform/outbox";
import {
  addTimesUsed,
  measuredAmong,
  noteFinished,
  takeUnmeasured,
  timesUsedBetween,
} from "./store.ts";
import { addedUp, keyOf, type TimeUsed, timesUsed } from "./time-used.ts";

/** Dossiers measured in one transaction: some hundred steps to divide, far below the slow limit. */
const BATCH = 30;
const PAGE = 200;
const EVER = { from: "2000-01-01", until: "2100-01-01" } as const;
const FIRST = "00000000-0000-0000-0000-000000000000";

/** What a relayed event means here: a dossier that is over is to be measured. Received twice, it is noted once. */
export async function noteEnd(tx: Tx, event: RelayedEvent): Promise<void> {
  const state = String(event.body["state"]);
  if (event.subjectKind !== "dossier" || !isState(state) || !isOver(state)) return;
  await noteFinished(tx, [{ tenantId: event.tenantId, dossierId: event.subjectId }]);
}

function isState(text: string): text is keyof typeof STATES {
  return Object.hasOwn(STATES, text);
}

/** Notes every finished dossier of a tenant, as after loading an earlier system's. */
export async function noteAllFinished(db: Database, tenantId: string): Promise<void> {
  for (let after = FIRST; ;) {
    const found = await withDoor(db, "counters", async (tx) => {
      const page = await finishedAfter(tx, tenantId, after, PAGE);
      await noteFinished(
        tx,
        page.map(({ id }) => ({ tenantId, dossierId: id })),
      );
      return page;
    });
    const last = found.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Works out the time of a batch of finished dossiers and adds it up; gives how many. The acts themselves wrote nothing more. */
export function measureFinished(db: Database, now: Date, calendars: Calendars): Promise<number> {
  return withDoor(db, "counters", async (tx) => {
    const taken = await takeUnmeasured(tx, now, BATCH);
    if (taken.length === 0) return 0;
    const dossiers = await finishedByIds(tx, taken);
    await addTimesUsed(tx, addedUp(await timesOf(tx, now, calendars, dossiers)));
    return taken.length;
  });
}

async function timesOf(
  tx: Tx,
  now: Date,
  calendars: Calendars,
  dossiers: readonly FinishedDossier[],
): Promise<TimeUsed[]> {
  const tenantIds = [...new Set(dossiers.map((one) => one.tenantId))];
  const steps = await stepsOfProcesses(
    tx,
    tenantIds,
    dossiers.map((one) => one.instanceId),
  );
  const clocks = await clocksOfMany(
    tx,
    tenantIds,
    "dossier",
    dossiers.map((one) => one.id),
  );
  const times: TimeUsed[] = [];
  for (const dossier of dossiers) {
    const own = clocks.get(dossier.id) ?? [];
    const { time } = await calendars.workingTime(tx, now, own.at(-1)?.agencyId);
    times.push(...timesUsed(dossier, steps.get(dossier.instanceId) ?? [], own, time));
  }
  return times;
}

/** Works every measured dossier out again from histories and clocks, and says where the sums differ. Empty means they agree. */
export async function timeDifferences(
  db: Database,
  now: Date,
  calendars: Calendars,
  tenantIds: readonly string[],
): Promise<readonly string[]> {
  const derived = new Map<string, TimeUsed>();
  for (const tenantId of tenantIds)
    for (let after = FIRST; ;) {
      const { page, entries } = await withDoor(db, "counters", async (tx) => {
        const found = await finishedAfter(tx, tenantId, after, BATCH);
        const keys = found.map(({ id }) => ({ tenantId, dossierId: id }));
        const measured = await measuredAmong(tx, keys);
        const own = found.filter(({ id }) => measured.has(id));
        return { page: found, entries: await timesOf(tx, now, calendars, own) };
      });
      for (const one of addedUp([...entries, ...known(derived, entries)]))
        derived.set(keyOf(one), one);
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
  const kept = await withDoor(db, "counters", (tx) => timesUsedBetween(tx, tenantIds, EVER));
  return differences(new Map(kept.map((one) => [keyOf(one), one])), derived);
}

function known(derived: ReadonlyMap<string, TimeUsed>, entries: readonly TimeUsed[]): TimeUsed[] {
  return [...new Set(entries.map(keyOf))].flatMap((key) => derived.get(key) ?? []);
}

function differences(
  kept: ReadonlyMap<string, TimeUsed>,
  derived: ReadonlyMap<string, TimeUsed>,
): string[] {
  const text = (one: TimeUsed | undefined): string =>
    one === undefined
      ? "nothing"
      : `${one.passes} passes, ${one.late} late, ${one.minutes} of ${one.termMinutes} minutes`;
  return [...new Set([...kept.keys(), ...derived.keys()])].flatMap((key) => {
    const [one, other] = [text(kept.get(key)), text(derived.get(key))];
    return one === other ? [] : [`${key}: kept ${one}, from histories ${other}`];
  });
}

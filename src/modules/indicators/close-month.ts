import type { KeyObject } from "node:crypto";
import type { App } from "#app-kit";
import { type Actor, actorRef } from "#kernel/actor";
import { dayIn } from "#kernel/calendar-day";
import { CITY_WIDE, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { type Database, withDoor } from "#platform/database";
import { findFacts } from "./find-figures.ts";
import { firstOf, monthKey, monthsAfter, type Period, periodOf } from "./period.ts";
import { ruleOn } from "./rule-store.ts";
import { bodyOf, signatureOf, snapshotOf } from "./snapshot.ts";
import {
  insertSnapshot,
  keepSignature,
  snapshotByMonth,
  unsignedSnapshots,
} from "./snapshot-store.ts";

export type CloseRefusal = "not-over" | "already-closed";

/**
 * Closes a month: its figures are frozen as canonical JSON, and the log keeps their hash, in one transaction. The act
 * belongs to the city. What is counted for the month afterwards stands beside the snapshot, never in it.
 */
export async function closeMonth(
  db: Database,
  now: Date,
  by: { readonly actor: Actor; readonly apps: readonly App[] },
  key: string,
): Promise<Result<Period, CloseRefusal>> {
  const today = dayIn(now);
  const period = periodOf(key, today);
  if (period === undefined || !/^\d{4}-\d{2}$/u.test(key) || period.until > today)
    return refused("not-over");
  const facts = await findFacts({ db, now }, by.apps, period);
  const { body, sha256 } = bodyOf(snapshotOf(key, now, facts, by.apps));
  const isNew = await withDoor(
    db,
    "directory",
    async (door) => {
      const tx = { ...door, actor: by.actor };
      const kept = {
        month: period.from,
        body,
        sha256,
        closedAt: now,
        closedBy: actorRef(by.actor),
      };
      if (!(await insertSnapshot(tx, kept))) return false;
      await appendLeaf(tx, now, {
        action: "month-closed",
        subjectKind: "month-snapshot",
        subjectId: uuidv7(now.getTime()),
        payload: { month: key, sha256: sha256.toString("hex") },
      });
      return true;
    },
    [CITY_WIDE],
  );
  return isNew ? ok(period) : refused("already-closed");
}

/** Closes last month when the day of the rule has come; gives 1 when it did. */
export async function closeDueMonth(
  db: Database,
  now: Date,
  apps: readonly App[],
): Promise<number> {
  const today = dayIn(now);
  const last = monthsAfter(firstOf(today), -1);
  const isDue = await withDoor(db, "directory", async (tx) => {
    const { day } = (await ruleOn(tx, "month-close", today)).value;
    return Number(today.slice(8)) >= day && (await snapshotByMonth(tx, last)) === undefined;
  });
  if (!isDue) return 0;
  const actor = { kind: "system", job: "close-month" } as const;
  return (await closeMonth(db, now, { actor, apps }, monthKey(last))).ok ? 1 : 0;
}

/** Signs what was closed and waits for it: only the worker holds the installation's key. */
export function signSnapshots(db: Database, key: KeyObject): Promise<number> {
  return withDoor(db, "counters", async (tx) => {
    const waiting = await unsignedSnapshots(tx);
    for (const { month, sha256 } of waiting)
      await keepSignature(tx, month, signatureOf(monthKey(month), sha256, key));
    return waiting.length;
  });
}

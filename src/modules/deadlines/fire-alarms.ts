import { type Database, type Tx, withDoor, withTenant } from "#platform/database";
import { eachApart } from "./each-apart.ts";
import { type FiredAlarm, fireAlarm, waitingAlarms } from "./store.ts";

export interface AlarmFact extends Omit<FiredAlarm, "isLoud"> {
  readonly tenantId: string;
}

const BATCH = 100;

/**
 * Fires what is due and gives how many alarms were looked at: warnings before, escalations after. What an alarm causes
 * (`onAlarm`) commits with the mark that it fired, so it happens once even if a worker is killed or two work at once.
 * An alarm whose consequence fails waits for the next round and holds up no other.
 */
export async function fireDueAlarms(
  db: Database,
  now: Date,
  onAlarm: (tx: Tx, fact: AlarmFact) => Promise<void>,
): Promise<number> {
  const waiting = await withDoor(db, "deadlines", (tx) => waitingAlarms(tx, now, BATCH));
  await eachApart(waiting, async ({ tenantId, id }) => {
    const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "deadlines" } } as const;
    await withTenant(db, scope, async (tx) => {
      const fired = await fireAlarm(tx, now, tenantId, id);
      if (fired?.isLoud === true) await onAlarm(tx, { ...fired, tenantId });
    });
  });
  return waiting.length;
}

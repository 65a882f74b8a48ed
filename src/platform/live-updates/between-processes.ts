import { type Database, listenTo, type Tx } from "#platform/database";
import type { RelayedEvent } from "#platform/outbox";
import type { LiveUpdates } from "./live-updates.ts";

const CHANNEL = "egov_live";

/** The topic of everything of one kind in one record-holder: `tickets of Quận 1`, `dossiers of Củ Chi`. */
export function liveTopic(tenantId: string, subjectKind: string): string {
  return `${tenantId}/${subjectKind}`;
}

/**
 * Passes a relayed event on to open pages. On a server every process hears it by NOTIFY, sent with the relay's own batch
 * and never in the transaction of an act; equal topics of a batch are one message. The embedded database has one process.
 */
export async function passOn(
  db: Database,
  tx: Tx,
  live: LiveUpdates,
  event: Pick<RelayedEvent, "tenantId" | "subjectKind">,
): Promise<void> {
  const topic = liveTopic(event.tenantId, event.subjectKind);
  if (db.kind === "embedded") live.publish(topic);
  else await tx.write(`SELECT pg_notify($1, $2)`, [CHANNEL, topic]);
}

/** Hears what the relay of any process says; gives how to stop. */
export function hearOthers(
  db: Database,
  live: LiveUpdates,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  return listenTo(db, CHANNEL, (topic) => live.publish(topic), onError);
}

import type { PoolClient } from "pg";
import type { Database, Tx } from "#platform/database";
import type { RelayedEvent } from "#platform/outbox";
import type { LiveUpdates } from "./live-updates.ts";

const CHANNEL = "egov_live";
const AGAIN_AFTER_MS = 2_000;

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

/**
 * Hears what the relay of any process says, on a connection of its own; a connection that breaks is made anew. Gives how
 * to stop. On the embedded database there is nothing to hear.
 */
export async function hearOthers(
  db: Database,
  live: LiveUpdates,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  if (db.kind === "embedded") return () => Promise.resolve();
  const state = { isStopped: false, client: undefined as PoolClient | undefined };
  let timer: NodeJS.Timeout | undefined;
  const drop = (error: unknown): void => {
    if (state.client === undefined || state.isStopped) return;
    const broken = state.client;
    state.client = undefined;
    broken.release(true);
    onError(error);
    again();
  };
  const again = (): void => {
    timer = setTimeout(() => void listen().catch(retry), AGAIN_AFTER_MS);
  };
  const retry = (error: unknown): void => {
    onError(error);
    if (!state.isStopped) again();
  };
  const listen = async (): Promise<void> => {
    const client = await db.pool.connect();
    if (state.isStopped) return client.release();
    state.client = client;
    client.on("notification", ({ channel, payload }) => {
      if (channel === CHANNEL && payload !== undefined) live.publish(payload);
    });
    client.on("error", drop);
    client.on("end", () => drop(new Error("the connection that hears live updates ended")));
    await client.query(`LISTEN ${CHANNEL}`);
  };
  await listen();
  return async () => {
    state.isStopped = true;
    clearTimeout(timer);
    state.client?.release(true);
  };
}

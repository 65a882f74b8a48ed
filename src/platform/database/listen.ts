import type { PoolClient } from "pg";
import type { Database } from "./database.ts";

const AGAIN_AFTER_MS = 2_000;

/**
 * Hears what any process sends by `pg_notify` on a channel, on a connection of its own that reads no row; one that breaks
 * is made anew. Gives how to stop. The embedded database has one process, which has nobody to hear.
 */
export async function listenTo(
  db: Database,
  channel: string,
  onMessage: (text: string) => void,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  if (db.kind === "embedded") return () => Promise.resolve();
  const state = { isStopped: false, client: undefined as PoolClient | undefined };
  let timer: NodeJS.Timeout | undefined;
  const again = (error: unknown): void => {
    if (state.isStopped) return;
    onError(error);
    timer = setTimeout(() => void tryToListen(), AGAIN_AFTER_MS);
  };
  const listen = async (): Promise<void> => {
    const client = await db.pool.connect();
    if (state.isStopped) return client.release();
    state.client = client;
    const drop = (error: unknown): void => {
      if (state.client !== client) return;
      state.client = undefined;
      client.release(true);
      again(error);
    };
    client.on("notification", ({ channel: from, payload }) => {
      if (from === channel && payload !== undefined) onMessage(payload);
    });
    client.on("error", drop);
    client.on("end", () => drop(new Error(`the connection that hears ${channel} ended`)));
    await client.query(`LISTEN ${channel}`);
  };
  const tryToListen = (): Promise<void> => listen().catch(again);
  await listen();
  return async () => {
    state.isStopped = true;
    clearTimeout(timer);
    const { client } = state;
    state.client = undefined;
    client?.release(true);
  };
}

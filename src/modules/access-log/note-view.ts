import type { Exchange } from "#platform/http";
import type { Tx } from "#platform/database";
import { insertView } from "./store.ts";
import { type Viewer, type Viewing, viewerOf } from "./view.ts";

/**
 * Notes that an official, or another system, is about to be shown something of a person. One statement in the reader's own
 * transaction: what cannot be noted is not shown, and nothing leaves before the line is committed.
 */
export function noteView(
  tx: Tx,
  exchange: Pick<Exchange, "session" | "client" | "now">,
  viewing: Viewing,
): Promise<void> {
  return insertView(tx, exchange.now, viewerOf(exchange), viewing);
}

/** The same for what is taken by a procedure, not looked at by somebody: with the person's consent. */
export function noteUse(tx: Tx, now: Date, user: Viewer, viewing: Viewing): Promise<void> {
  return insertView(tx, now, user, viewing);
}

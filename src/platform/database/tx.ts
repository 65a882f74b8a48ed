import type { Actor } from "#kernel/actor";

/**
 * One open transaction with its scope. Every store function takes it first. Inside it nothing may be awaited but
 * the database: on the embedded database there is one connection, and a slow holder stops everyone.
 */
export interface Tx {
  /** Record-holders this transaction may see; store queries also filter by tenant explicitly, for the planner. */
  readonly tenantIds: readonly string[];
  readonly actor: Actor;
  /** Runs one statement and gives its rows. Values are always bound, never glued into the text. */
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The first row, or undefined. */
  row<Row>(text: string, values?: readonly unknown[]): Promise<Row | undefined>;
  /**
   * A statement whose rows nobody needs. It is sent in order, but only with the next question or the commit, and its
   * failure fails the transaction there. One that must find a version says so by `platform.changed`.
   */
  write(text: string, values: readonly unknown[]): Promise<void>;
}

/** The one tenant of a transaction that writes. Throws when the scope is not exactly one: that is a programming error. */
export function theTenant(tx: Tx): string {
  const [first, second] = tx.tenantIds;
  if (first === undefined || second !== undefined)
    throw new Error(`expected one tenant in scope, found ${tx.tenantIds.length}`);
  return first;
}

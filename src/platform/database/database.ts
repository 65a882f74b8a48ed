import { AsyncLocalStorage } from "node:async_hooks";
import type { Pool } from "pg";
import type { Actor } from "#kernel/actor";
import type { Door } from "./doors.ts";
import type { Tx } from "./tx.ts";
import { Wire } from "./wire.ts";

export interface Database {
  /** `embedded` is PGlite in this process: one connection, survives a killed process but not a power cut. */
  readonly kind: "embedded" | "server";
  readonly pool: Pool;
  /** Called with a sentence when a transaction stays open longer than `SLOW_TRANSACTION_MS`, or waits for something else than the database. */
  readonly onSlow: (sentence: string) => void;
  close(): Promise<void>;
}

export interface Scope {
  readonly tenantIds: readonly string[];
  readonly actor: Actor;
}

/** A transaction must be over within this time: on one connection everyone else waits for it (house, decision 10). */
export const SLOW_TRANSACTION_MS = 250;

/** What the work may sleep with a connection in its hand and nothing asked; a timer's grain, not a call to anywhere. */
const WAIT_MS = 5;

/** Not a way to the open transaction: it only tells that there is one, so that a second is refused and does not wait for ever. */
const inside = new AsyncLocalStorage<{ isOpen: boolean }>();

/** Deadlock, serialisation failure and stale version are worth one more try from the start; nothing was written. */
const RETRYABLE = new Set(["40001", "40P01"]);
const MAX_TRIES = 3;

/** A row was changed by someone else between reading and writing. The caller shows the newer state; nothing is lost. */
export class StaleVersion extends Error {
  override readonly name = "StaleVersion";
}

/** The only way to tenant rows for officials and jobs: everything inside sees the held tenants and nothing else. */
export function withTenant<T>(
  db: Database,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTransaction(db, { ...scope, applicant: "", door: "" }, work);
}

/** An applicant's transaction: policies of their own kind show what is theirs, in whichever tenant it lies. */
export function withApplicant<T>(
  db: Database,
  scope: Scope & { readonly actor: Extract<Actor, { kind: "applicant" }> },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTransaction(db, { ...scope, applicant: scope.actor.accountId, door: "" }, work);
}

/** A reviewed way across tenants; see `DOORS` for who may pass and why. */
export function withDoor<T>(
  db: Database,
  door: Door,
  work: (tx: Tx) => Promise<T>,
  tenantIds: readonly string[] = [],
): Promise<T> {
  const actor: Actor = { kind: "system", job: door };
  return inTransaction(db, { tenantIds, actor, applicant: "", door }, work);
}

interface Settings extends Scope {
  readonly applicant: string;
  readonly door: string;
}

async function inTransaction<T>(
  db: Database,
  settings: Settings,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (inside.getStore()?.isOpen === true)
    throw new Error("a transaction was opened inside another one; hand the open one on instead");
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(db, settings, work);
    } catch (error) {
      if (attempt >= MAX_TRIES || !RETRYABLE.has(sqlState(error))) throw error;
    }
  }
}

async function once<T>(db: Database, settings: Settings, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  const wire = new Wire(client, { keepsPlans: keepsPlans(db, settings) });
  const startedAt = performance.now();
  let broken: Error | undefined;
  const mark = { isOpen: true };
  try {
    open(wire, db, settings);
    const result = await inside.run(mark, () => work(txOf(wire, settings)));
    await wire.commit();
    return result;
  } catch (error) {
    await wire.rollback().catch((cause: unknown) => {
      broken = new Error("rollback failed; the connection is thrown away", { cause });
    });
    throw sqlState(error) === STALE ? new StaleVersion(String(error), { cause: error }) : error;
  } finally {
    mark.isOpen = false;
    client.release(broken);
    tellIfSlow(db, settings, { tookMs: performance.now() - startedAt, waitedMs: wire.waitedMs });
  }
}

function tellIfSlow(
  db: Database,
  { actor }: Settings,
  { tookMs, waitedMs }: { readonly tookMs: number; readonly waitedMs: number },
): void {
  const whose = `transaction of ${JSON.stringify(actor)}`;
  if (waitedMs > WAIT_MS)
    db.onSlow(`${whose} waited ${waitedMs.toFixed(0)} ms for something else than the database`);
  else if (tookMs > SLOW_TRANSACTION_MS) db.onSlow(`${whose} took ${tookMs.toFixed(0)} ms`);
}

/** Doors that every request passes, with one key in its hand. */
const BUSY_DOORS: ReadonlySet<string> = new Set<Door>(["sign_in", "directory"]);

/**
 * A plan that was kept is right until the server's autovacuum tells that a table grew. Jobs pass through doors with
 * whole batches and are planned each time; the embedded database has no autovacuum.
 */
function keepsPlans(db: Database, { door }: Settings): boolean {
  return db.kind === "server" && (door === "" || BUSY_DOORS.has(door));
}

/** Raised by `platform.changed` where a statement found another version than the one that was read. */
const STALE = "EG409";

/** BEGIN, role and scope travel with the first statement. `SET LOCAL` semantics: nothing survives the transaction. */
function open(wire: Wire, db: Database, settings: Settings): void {
  wire.lay("BEGIN");
  if (db.kind === "embedded") wire.lay("SET LOCAL ROLE egov_app");
  wire.lay(
    `SELECT set_config('app.tenants', $1, true), set_config('app.applicant', $2, true), set_config('app.door', $3, true)`,
    [`{${settings.tenantIds.join(",")}}`, settings.applicant, settings.door],
  );
}

function txOf(wire: Wire, settings: Settings): Tx {
  const rows = async <Row>(text: string, values?: readonly unknown[]): Promise<Row[]> =>
    (await wire.ask(text, values)) as Row[]; // the caller names the row shape beside its SQL
  return {
    tenantIds: settings.tenantIds,
    actor: settings.actor,
    rows,
    row: async <Row>(text: string, values?: readonly unknown[]) =>
      (await rows<Row>(text, values))[0],
    write: (text, values) => {
      wire.lay(text, values);
      return Promise.resolve();
    },
  };
}

export function sqlState(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

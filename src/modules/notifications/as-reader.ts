import { type Tx, withApplicant, withTenant } from "#platform/database";
import type { Exchange } from "#platform/http";
import type { Reader } from "./notices.ts";
import { readerOf } from "./policy.ts";

/** Runs as who is signed in, with whom they read as; undefined when nobody is who may read notices. */
export function asReader<T>(
  { db, session }: Pick<Exchange, "db" | "session">,
  work: (tx: Tx, reader: Reader) => Promise<T>,
): Promise<T> | undefined {
  const reader = session === undefined ? undefined : readerOf(session);
  if (session === undefined || reader === undefined) return undefined;
  const { actor, tenantIds } = session;
  return actor.kind === "applicant"
    ? withApplicant(db, { tenantIds: [], actor }, (tx) => work(tx, reader))
    : withTenant(db, { tenantIds, actor }, (tx) => work(tx, reader));
}

import type { PageDeps } from "#modules/dossiers";
import { type Tx, withTenant } from "#platform/database";
import { asOfficial, type Exchange, officialSession } from "#platform/http";
import { DESK_PERMISSIONS } from "../policy.ts";
import type { Entry } from "../entry.ts";
import { entryByPublicId } from "../store.ts";

/** The same as the dossiers' pages are handed: one form engine, one store, one printer. */
export type DeskDeps = PageDeps;

/** Every page of this module is for reception officers. */
export const only = { access: "official", roles: DESK_PERMISSIONS["entry begin"] } as const;

/** The entry of an address, where the desk of one's own agency took it in. */
export function ownEntry(exchange: Exchange): Promise<Entry | undefined> {
  const { tenantIds } = officialSession(exchange);
  const id = exchange.params["id"] ?? "";
  return asOfficial(exchange, (tx) => entryByPublicId(tx, tenantIds, id));
}

/**
 * The records of the agency that answers, for what a desk took in: its own, or another's under R16. Only an entry of
 * one's own desk leads there, and only to its draft and receipt.
 */
export function whereItLies<T>(
  exchange: Exchange,
  entry: Pick<Entry, "tenantId">,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { actor } = officialSession(exchange);
  return withTenant(exchange.db, { actor, tenantIds: [entry.tenantId] }, work);
}

import { type Tx, withTenant } from "#platform/database";
import type { Exchange, Session } from "./exchange.ts";

/** Who acts on a page that its route opens to officials only. */
export function officialSession(exchange: Exchange): Session {
  if (exchange.session?.kind !== "official") throw new Error("this page is for officials");
  return exchange.session;
}

/** Reads within what the position that is acted in may see. */
export function asOfficial<T>(exchange: Exchange, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { actor, tenantIds } = officialSession(exchange);
  return withTenant(exchange.db, { actor, tenantIds }, work);
}

import type { DossierDeps } from "#modules/dossiers";
import { type Tx, withTenant } from "#platform/database";
import type { FileStore } from "#platform/files";
import type { Exchange, Session } from "#platform/http";
import type { Frame } from "#ui";

/** What the pages of this module are handed by the composition root. */
export interface ConsultationDeps {
  readonly dossiers: DossierDeps;
  readonly store: FileStore;
  frame(exchange: Exchange): Frame;
}

export function officialSession(exchange: Exchange): Session {
  if (exchange.session?.kind !== "official") throw new Error("this page is for officials");
  return exchange.session;
}

export function asOfficial<T>(exchange: Exchange, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { actor, tenantIds } = officialSession(exchange);
  return withTenant(exchange.db, { actor, tenantIds }, work);
}

import type { App } from "#app-kit";
import type { Caller, DossierDeps } from "#modules/dossiers";
import { isOwner } from "#modules/dossiers";
import { agencyById } from "#modules/organisation";
import { dayIn } from "#kernel/calendar-day";
import { type Tx, withDoor, withTenant } from "#platform/database";
import type { Exchange, Session } from "#platform/http";
import type { Frame } from "#ui";
import { mayImport } from "../policy.ts";

export interface ImportPageDeps {
  readonly dossiers: DossierDeps;
  frame(exchange: Exchange): Frame;
  /** The records of the official’s own agency: what it takes over goes there. */
  ownTenant(exchange: Exchange): Promise<string | undefined>;
  /** Something was ordered: it need not wait for the next beat. */
  onOrdered(): void;
}

export function sessionOf({ session }: Exchange): Session {
  if (session === undefined) throw new Error("this page is for officials");
  return session;
}

/** The official in the records of the own agency, and nowhere else. */
export async function callerIn(
  deps: ImportPageDeps,
  exchange: Exchange,
): Promise<Caller | undefined> {
  const { actor, roles, appIds } = sessionOf(exchange);
  const tenantId = await deps.ownTenant(exchange);
  if (tenantId === undefined || actor.kind !== "official") return undefined;
  return { actor, roles, tenantIds: [tenantId], ...(appIds === undefined ? {} : { appIds }) };
}

export function inRecords<T>(
  exchange: Exchange,
  caller: Caller,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return withTenant(exchange.db, { actor: caller.actor, tenantIds: caller.tenantIds }, work);
}

/** The procedures that the agency receives and the official may import. */
export async function appsOf(
  deps: ImportPageDeps,
  { db, now }: Exchange,
  caller: Caller,
): Promise<readonly App[]> {
  const { actor } = caller;
  if (actor.kind !== "official") return [];
  const agency = await withDoor(db, "directory", (tx) =>
    agencyById(tx, actor.agencyId, dayIn(now)),
  );
  return [...deps.dossiers.apps.values()]
    .map(({ app }) => app)
    .filter((app) => agency !== undefined && isOwner(app, agency) && mayImport(caller, app.id));
}

import type { Result } from "#kernel/result";
import { StaleVersion, type Tx, withTenant } from "#platform/database";
import { asOfficial, type Exchange, officialSession, type Reply } from "#platform/http";
import type { DossierRefusal } from "../dossier.ts";
import type { ActOn } from "../load-for-act.ts";
import { paths } from "../paths.ts";
import type { Caller } from "../policy.ts";
import { dossierByPublicId } from "../store.ts";
import type { PageDeps } from "./page-deps.ts";
import { showStaffDossier } from "./staff-dossier.tsx";

/** Runs an act in the one tenant whose dossier it is about; forbidden looks missing before anything is tried. */
export async function inOneTenant<T>(
  exchange: Exchange,
  work: (tx: Tx, caller: Caller) => Promise<Result<T, DossierRefusal>>,
): Promise<Result<T, DossierRefusal>> {
  const session = officialSession(exchange);
  const dossier = await asOfficial(exchange, (tx) =>
    dossierByPublicId(tx, exchange.params["id"] ?? ""),
  );
  if (dossier === undefined) return { ok: false, error: "missing" };
  const { actor, roles, appIds } = session;
  const tenantIds = [dossier.tenantId];
  const caller: Caller = { actor, roles, tenantIds, ...(appIds === undefined ? {} : { appIds }) };
  try {
    return await withTenant(exchange.db, caller, (tx) => work(tx, caller));
  } catch (error) {
    if (error instanceof StaleVersion) return { ok: false, error: "stale" };
    throw error;
  }
}

export async function answer(
  deps: PageDeps,
  exchange: Exchange,
  done: Result<unknown, DossierRefusal>,
): Promise<Reply> {
  if (done.ok) return { kind: "redirect", to: paths.staffDossier(exchange.params["id"] ?? "") };
  if (done.error === "missing") return { kind: "missing" };
  return showStaffDossier(deps, exchange, done.error);
}

export function actOn({ params, form }: Exchange): ActOn {
  return { publicId: params["id"] ?? "", version: Number(form.get("version")) };
}

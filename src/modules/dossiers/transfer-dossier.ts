import { dayIn } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { type Agency, agencyById } from "#modules/organisation";
import { custodianOf, tenantOfAgency } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import { feeFor } from "./charge-fee.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import { type Dossier, type DossierRefusal, mayMove } from "./dossier.ts";
import { endDossier } from "./end-dossier.ts";
import { type ActOn, loadForAct } from "./load-for-act.ts";
import { responsibleFor, tellApplicant, tellOfficials } from "./notices.ts";
import { ownersOf } from "./owners.ts";
import type { Caller, DossierAction } from "./policy.ts";
import { recordChange } from "./record-change.ts";
import { isProposed, type Transfer } from "./transfer.ts";
import { saveTransfer, transfersOf } from "./transfer-store.ts";

/** To whom, by the word of its address, and why. */
export type TransferForm = ActOn & { readonly toSlug: string; readonly reason: string };

/** Whoever finds that another agency is competent proposes to pass the dossier on; work goes on until it is decided. */
export async function proposeTransfer(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  form: TransferForm,
): Promise<Result<Dossier, DossierRefusal>> {
  const judged = await judge(tx, now, deps, caller, { form, action: "propose-transfer" });
  if (!judged.ok) return judged;
  const { before, transfer } = judged.value;
  await saveTransfer(tx, { ...transfer, state: "proposed", decidedAt: null });
  const { toAgency, reason } = transfer;
  const saved = await recordChange(tx, now, {
    before,
    next: before,
    name: "transfer-proposed",
    detail: { toAgency, reason },
  });
  const { heads } = await responsibleFor(tx, now, saved);
  await tellOfficials(tx, now, saved, heads, { template: "transfer-proposed" });
  return ok(saved);
}

/**
 * Head or leader passes the dossier on. It ends here as transferred and nothing more is owed for it: what was paid is a
 * surplus that goes back, and the agency that gets it charges its own fee. There it begins anew after the commit.
 */
export async function transferDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  form: TransferForm & { readonly signerTitle: string },
): Promise<Result<Dossier, DossierRefusal>> {
  const judged = await judge(tx, now, deps, caller, { form, action: "transfer" });
  if (!judged.ok) return judged;
  const { before, transfer } = judged.value;
  // Found out before it ends here: there the same answers are charged by the same table.
  const edition = editionOf(deps, before.appId, before.edition);
  if (!(await feeFor(deps, edition, before.answers)).ok) return refused("no-fee");
  await saveTransfer(tx, { ...transfer, state: "decided", decidedAt: now });
  const { toAgency, reason } = transfer;
  const saved = await endDossier(tx, now, deps, {
    before,
    state: "transferred",
    name: "dossier-transferred",
    detail: { toAgency, reason, signerTitle: form.signerTitle },
    owesNothing: `Hồ sơ ${before.code} đã chuyển đến ${toAgency}`,
  });
  await tellApplicant(tx, now, saved, "transferred");
  return ok(saved);
}

/** Head or leader leaves the dossier here; whoever proposed otherwise reads it in the history. */
export async function declineTransfer(
  tx: Tx,
  now: Date,
  caller: Caller,
  act: ActOn,
): Promise<Result<Dossier, DossierRefusal>> {
  const found = await loadForAct(tx, caller, act, { action: "transfer" });
  if (!found.ok) return found;
  const before = found.value;
  const { away } = await transfersOf(tx, before);
  if (!isProposed(away)) return refused("wrong-state");
  await saveTransfer(tx, { ...away, state: "declined" });
  return ok(
    await recordChange(tx, now, {
      before,
      next: before,
      name: "transfer-declined",
      detail: { toAgency: away.toAgency },
    }),
  );
}

/** The agencies a dossier may be passed on to: those that do the procedure, without the one that holds it. */
export async function destinationsOf(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  dossier: Dossier,
): Promise<readonly Agency[]> {
  const app = deps.apps.get(dossier.appId)?.app;
  if (app === undefined) return [];
  const on = dayIn(now);
  const own = await custodianOf(tx, dossier.tenantId, on);
  return (await ownersOf(tx, app, on)).filter((one) => one.id !== own);
}

interface Judged {
  readonly before: Dossier;
  readonly transfer: Transfer;
}

/** Not twice, not to oneself, not to whoever does not do the procedure, and not back to where it came from. */
async function judge(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  { form, action }: { readonly form: TransferForm; readonly action: DossierAction },
): Promise<Result<Judged, DossierRefusal>> {
  const found = await loadForAct(tx, caller, form, { action });
  if (!found.ok) return found;
  const before = found.value;
  if (before.state === "transferred") return refused("already-transferred");
  if (!mayMove(before.state, "transferred")) return refused("wrong-state");
  const reason = form.reason.trim();
  if (reason === "") return refused("reason-missing");
  const on = dayIn(now);
  const ownId = await custodianOf(tx, before.tenantId, on);
  const own = ownId === undefined ? undefined : await agencyById(tx, ownId, on);
  const app = deps.apps.get(before.appId)?.app;
  if (own === undefined || app === undefined) return refused("wrong-state");
  if (form.toSlug === own.slug) return refused("to-oneself");
  const to = (await ownersOf(tx, app, on)).find((one) => one.slug === form.toSlug);
  const toTenant = to === undefined ? undefined : await tenantOfAgency(tx, to.id, on);
  if (to === undefined || toTenant === undefined) return refused("not-competent");
  if (toTenant.id === before.tenantId) return refused("to-oneself");
  const { away, here } = await transfersOf(tx, before);
  if (here?.fromAgencyId === to.id) return refused("came-from-there");
  return ok({
    before,
    transfer: {
      tenantId: before.tenantId,
      id: away?.id ?? uuidv7(now.getTime()),
      dossierId: before.id,
      code: before.code,
      accountId: before.accountId,
      fromAgencyId: own.id,
      fromAgency: own.name,
      toTenantId: toTenant.id,
      toAgencyId: to.id,
      toAgency: to.name,
      reason,
      state: "proposed",
      proposedName: isProposed(away) && action === "transfer" ? away.proposedName : nameOf(tx),
      proposedAt: now,
      decidedAt: null,
      newDossierId: away?.newDossierId ?? uuidv7(now.getTime()),
      newPublicId: away?.newPublicId ?? publicId(),
      newCode: null,
      arrivedAt: null,
    },
  });
}

function nameOf(tx: Tx): string {
  return tx.actor.kind === "official" ? tx.actor.name : "";
}

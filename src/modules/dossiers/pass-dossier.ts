import { dayIn } from "#kernel/calendar-day";
import { agencyById } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import { type Database, type Tx, withTenant } from "#platform/database";
import { copyBytes, filesOf, type FileStore, recordFile, type StoredFile } from "#platform/files";
import { receiveOnce } from "#platform/outbox";
import type { DossierDeps } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import { insertDraft } from "./draft-store.ts";
import { filingOf, type ProxyFiling, recordFiling } from "./proxy-filing.ts";
import { dossierById } from "./store.ts";
import { submitDraft } from "./submit-draft.ts";
import type { Transfer } from "./transfer.ts";
import { markArrived, transfersOf } from "./transfer-store.ts";

/** What the event of a transferred dossier says. */
export interface PassedOn {
  readonly fromTenantId: string;
  readonly dossierId: string;
}

interface Carried {
  readonly transfer: Transfer;
  readonly dossier: Dossier;
  readonly filing: ProxyFiling | undefined;
  readonly files: readonly StoredFile[];
}

/**
 * Begins a transferred dossier anew in the records of the competent agency: answers as they are, papers sealed anew under
 * that agency's key, a code, clock and fee of its own. What it becomes was settled with the decision, so that done again,
 * after a kill too, it changes nothing.
 */
export async function passDossier(
  db: Database,
  now: Date,
  deps: { readonly dossiers: DossierDeps; readonly store: FileStore },
  { fromTenantId, dossierId }: PassedOn,
): Promise<void> {
  const actor = { kind: "system", job: "pass-dossier" } as const;
  const carried = await withTenant(db, { tenantIds: [fromTenantId], actor }, async (tx) => {
    const dossier = await dossierById(tx, fromTenantId, dossierId);
    if (dossier === undefined) return undefined;
    const { away: transfer } = await transfersOf(tx, dossier);
    if (transfer?.state !== "decided" || transfer.arrivedAt !== null) return undefined;
    const files = (await filesOf(tx, "dossier", dossierId)).filter((one) => one.slot !== "result");
    return { transfer, dossier, filing: await filingOf(tx, dossier), files };
  });
  if (carried === undefined) return;
  const { toTenantId } = carried.transfer;
  for (const file of carried.files) await copyBytes(deps.store, file, toTenantId);
  await withTenant(db, { tenantIds: [toTenantId], actor }, (tx) =>
    arrive(tx, now, deps.dossiers, carried),
  );
}

async function arrive(tx: Tx, now: Date, deps: DossierDeps, carried: Carried): Promise<void> {
  const { transfer, dossier, filing, files } = carried;
  if (!(await receiveOnce(tx, now, "pass-dossier", transfer.id))) return;
  const on = dayIn(now);
  const agencyId = await custodianOf(tx, transfer.toTenantId, on);
  const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
  if (agency === undefined) throw new Error(`nobody holds tenant ${transfer.toTenantId} on ${on}`);
  const draft = {
    tenantId: transfer.toTenantId,
    id: transfer.newDossierId,
    publicId: transfer.newPublicId,
    accountId: dossier.accountId,
    appId: dossier.appId,
    edition: dossier.edition,
    answers: dossier.answers,
    updatedAt: now,
    submittedAs: null,
    version: 1,
  };
  await insertDraft(tx, draft);
  if (filing !== undefined) await recordFiling(tx, now, draft, { ...filing, id: filing.mandateId });
  for (const file of files)
    await recordFile(tx, now, file, {
      subjectKind: "dossier",
      subjectId: draft.id,
      slot: file.slot,
      applicantId: dossier.accountId,
    });
  const submitted = await submitDraft(tx, now, deps, {
    publicId: draft.publicId,
    accountId: dossier.accountId,
    applicantName: dossier.applicantName,
    agency,
    channel: dossier.channel,
    passedOn: { agency: transfer.fromAgency, code: transfer.code, reason: transfer.reason },
  });
  if (!submitted.ok) throw new Error(`${transfer.code} did not arrive: ${submitted.error}`);
  await markArrived(tx, now, transfer, submitted.value.code);
}

import { papersFor } from "#app-kit";
import { actorRef, type Actor } from "#kernel/actor";
import { dayIn } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import { noteUse, type Viewer } from "#modules/access-log";
import { agencyById } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import { appendLeaf } from "#platform/audit-log";
import { type Database, type Tx, withApplicant, withTenant } from "#platform/database";
import { copyBytes, type FileStore, filesOfAll, recordFile } from "#platform/files";
import { insertConsent, revokePaperConsent } from "./consent-store.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import { type Draft, draftByPublicId } from "./draft-store.ts";
import { type KnownPaper, papersThatFit } from "./known-papers.ts";
import { paths } from "./paths.ts";
import { dossiersOfAccount } from "./store.ts";

type Applicant = Extract<Actor, { kind: "applicant" }>;

/** Which paper, for which place of which draft. */
export interface Chosen {
  readonly draftId: string;
  readonly slot: string;
  /** Public id of the file. */
  readonly file: string;
}

/** Papers of the applicant's earlier dossiers that fit a draft, whichever agency holds them. Read under the applicant's own rights. */
export async function knownPapersFor(
  tx: Tx,
  deps: DossierDeps,
  draft: Draft,
): Promise<ReadonlyMap<string, readonly KnownPaper[]>> {
  const edition = editionOf(deps, draft.appId, draft.edition);
  const dossiers = await dossiersOfAccount(tx, draft.accountId);
  const ids = dossiers.map((one) => one.id);
  const files = ids.length === 0 ? [] : await filesOfAll(tx, "dossier", ids);
  const papers = papersFor(edition, draft.answers);
  return papersThatFit(deps, { appId: draft.appId, papers }, dossiers, files);
}

/**
 * The applicant agrees that a paper the city holds is used for this draft. It is in the log of whoever holds it before a byte
 * is read, copied under the key of whoever receives, and on record with what it was agreed to for.
 */
export async function reusePaper(
  db: Database,
  now: Date,
  deps: { readonly dossiers: DossierDeps; readonly store: FileStore },
  applicant: Applicant,
  chosen: Chosen,
): Promise<Result<Draft, "missing">> {
  const found = await withApplicant(db, { tenantIds: [], actor: applicant }, async (tx) => {
    const draft = await draftByPublicId(tx, chosen.draftId);
    if (draft?.accountId !== applicant.accountId || draft.submittedAs !== null) return undefined;
    const fitting = (await knownPapersFor(tx, deps.dossiers, draft)).get(chosen.slot) ?? [];
    const paper = fitting.find((one) => one.file.publicId === chosen.file);
    return paper === undefined ? undefined : { draft, paper };
  });
  if (found === undefined) return refused("missing");
  const { draft, paper } = found;
  const { file, dossier } = paper;
  await withTenant(db, { tenantIds: [file.tenantId], actor: applicant }, (tx) =>
    appendLeaf(tx, now, {
      action: "paper-passed-with-consent",
      subjectKind: "dossier",
      subjectId: dossier.id,
      payload: { fileId: file.id, toTenantId: draft.tenantId, draftId: draft.id },
    }),
  );
  if (file.tenantId !== draft.tenantId) await copyBytes(deps.store, file, draft.tenantId);
  const taken = await withTenant(db, { tenantIds: [draft.tenantId], actor: applicant }, (tx) =>
    take(tx, now, deps.dossiers, { draft, paper, applicant, slot: chosen.slot }),
  );
  return taken ? ok(draft) : refused("missing");
}

interface Taking {
  readonly draft: Draft;
  readonly paper: KnownPaper;
  readonly applicant: Applicant;
  readonly slot: string;
}

/** Record, consent and the line in the person's log, all or nothing; a draft submitted meanwhile takes nothing more. */
async function take(tx: Tx, now: Date, deps: DossierDeps, taking: Taking): Promise<boolean> {
  const { draft, paper, applicant, slot } = taking;
  const { file, dossier } = paper;
  const open = await draftByPublicId(tx, draft.publicId, { lock: true });
  if (open === undefined || open.submittedAs !== null) return false;
  const fileId = await recordFile(tx, now, file, {
    subjectKind: "dossier",
    subjectId: draft.id,
    slot,
    applicantId: draft.accountId,
  });
  const { tenantId, accountId } = draft;
  const by = { tenantId, subjectId: draft.id, accountId, agreedBy: actorRef(applicant) };
  await insertConsent(tx, by, {
    kind: "paper",
    target: slot,
    fileId,
    fields: [],
    filled: {},
    fromTenantId: file.tenantId,
    fromCode: dossier.code,
    fromTitle: paper.title,
    fromAt: file.addedAt,
    agreedAt: now,
  });
  await appendLeaf(tx, now, {
    action: "paper-reused",
    subjectKind: "dossier",
    subjectId: draft.id,
    payload: { fileId, fromFileId: file.id, fromCode: dossier.code, slot },
  });
  await noteUse(tx, now, await userOf(tx, now, deps, draft), {
    tenantId,
    personId: accountId,
    subject: {
      kind: "dossier",
      id: dossier.id,
      href: paths.myDossier(dossier.publicId),
      code: dossier.code,
    },
    thing: "reuse",
    one: { id: fileId, name: file.name },
    right: "consent",
  });
  return true;
}

/** The procedure that something is taken for, at the agency that receives. */
export async function userOf(tx: Tx, now: Date, deps: DossierDeps, draft: Draft): Promise<Viewer> {
  const on = dayIn(now);
  const agencyId = await custodianOf(tx, draft.tenantId, on);
  const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
  return {
    ref: `draft:${draft.id}`,
    positionId: null,
    title: deps.apps.get(draft.appId)?.app.title.vi ?? draft.appId,
    agencyName: agency?.name ?? "",
  };
}

/** A paper taken off a draft; where it was used with consent, the consent goes with it. */
export async function takeConsentBack(
  tx: Tx,
  now: Date,
  draft: Draft,
  fileId: string,
): Promise<void> {
  if (await revokePaperConsent(tx, now, draft.id, fileId))
    await appendLeaf(tx, now, {
      action: "paper-reuse-revoked",
      subjectKind: "dossier",
      subjectId: draft.id,
      payload: { fileId },
    });
}

import type { Edition, Text } from "#app-kit";
import { actorRef, type Actor } from "#kernel/actor";
import { instantAt } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import { noteUse, type Viewer } from "#modules/access-log";
import { provenCitizenNumber } from "#modules/identity";
import { appendLeaf } from "#platform/audit-log";
import { type Database, type Tx, withApplicant, withDoor, withTenant } from "#platform/database";
import { consentsOf, insertConsent, revokeRecordConsents } from "./consent-store.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import { type Draft, draftByPublicId, saveAnswers } from "./draft-store.ts";
import {
  fillConsent,
  type KnownRecords,
  type OfferedRecord,
  offeredOf,
  searchConsent,
  withoutFilled,
} from "./known-records.ts";
import { userOf } from "./reuse-paper.ts";

type Applicant = Extract<Actor, { kind: "applicant" }>;

export interface RecordDeps {
  readonly dossiers: DossierDeps;
  readonly records: KnownRecords;
}

/** Without consent, or for a number that nobody but its holder vouches for, no register is opened. */
export type SearchRefusal = "missing" | "no-consent" | "unproven";

const NO_TITLE: Text = { vi: "", en: "" };

/** The applicant agrees that the registers named by the edition are searched for this draft. Agreeing twice is agreeing once. */
export function agreeToSearch(
  db: Database,
  now: Date,
  deps: Pick<RecordDeps, "dossiers">,
  applicant: Applicant,
  draft: Draft,
): Promise<Result<Draft, "missing">> {
  return onOwnDraft(db, applicant, draft, async (tx, open) => {
    const sources = sourcesOf(editionOf(deps.dossiers, open.appId, open.edition));
    if (sources.length === 0) return refused("missing");
    if (searchConsent(await consentsOf(tx, open.tenantId, open.id)) !== undefined) return ok(open);
    await insertConsent(tx, consentBy(open, applicant), {
      kind: "register-search",
      target: sources.join(" "),
      fileId: null,
      fields: [],
      filled: {},
      fromTenantId: null,
      fromCode: "",
      fromTitle: NO_TITLE,
      fromAt: null,
      agreedAt: now,
    });
    await logged(tx, now, open, "register-search-agreed", { sources });
    return ok(open);
  });
}

interface Found {
  readonly draft: Draft;
  readonly offered: readonly OfferedRecord[];
  /** The procedure that it would be taken for, at the agency that receives. */
  readonly user: Viewer;
}

/** What the registers hold of the applicant that answers this draft. Consent is looked for first, then who vouches for the number. */
export async function recordsFor(
  db: Database,
  now: Date,
  { dossiers, records }: RecordDeps,
  applicant: Applicant,
  publicId: string,
): Promise<Result<Found, SearchRefusal>> {
  const found = await withApplicant(db, { tenantIds: [], actor: applicant }, async (tx) => {
    const draft = await draftByPublicId(tx, publicId);
    if (draft === undefined || !isOpenOf(draft, applicant)) return undefined;
    const consents = await consentsOf(tx, draft.tenantId, draft.id);
    const user = await userOf(tx, now, dossiers, draft);
    return { draft, user, mayAsk: searchConsent(consents) !== undefined };
  });
  if (found === undefined) return refused("missing");
  if (!found.mayAsk) return refused("no-consent");
  const { draft, user } = found;
  const citizenNumber = await withDoor(db, "sign_in", (tx) =>
    provenCitizenNumber(tx, applicant.accountId),
  );
  if (citizenNumber === undefined) return refused("unproven");
  const edition = editionOf(dossiers, draft.appId, draft.edition);
  const all = await records.find(db, now, {
    tenantId: draft.tenantId,
    citizenNumber,
    typeIds: sourcesOf(edition),
    reader: {
      ref: user.ref,
      name: applicant.name,
      agencyName: user.agencyName,
      purpose: user.title,
    },
  });
  return ok({ draft, user, offered: offeredOf(edition, all) });
}

/**
 * Fills a draft in from the one result that the applicant chose, in the place of what an earlier choice filled in. It is in the
 * log of whoever keeps the result before an answer is taken, and in that of whoever receives.
 */
export async function fillFromRecord(
  db: Database,
  now: Date,
  deps: RecordDeps,
  applicant: Applicant,
  chosen: { readonly draftId: string; readonly recordId: string },
): Promise<Result<Draft, SearchRefusal>> {
  const asked = await recordsFor(db, now, deps, applicant, chosen.draftId);
  if (!asked.ok) return asked;
  const { draft, user, offered } = asked.value;
  const taken = offered.find(({ record }) => record.id === chosen.recordId);
  if (taken === undefined) return refused("missing");
  const holder = { tenantIds: [taken.record.tenantId], actor: applicant };
  const noted = (tx: Tx, tenantId: string): Promise<void> =>
    noteUse(tx, now, user, {
      tenantId,
      personId: applicant.accountId,
      subject: { kind: "record", id: taken.record.id, href: "", code: taken.record.number },
      thing: "prefill",
      one: { id: draft.id, name: taken.record.title.vi },
      right: "consent",
    });
  await withTenant(db, holder, async (tx) => {
    await appendLeaf(tx, now, {
      action: "record-passed-with-consent",
      subjectKind: "record",
      subjectId: taken.record.id,
      payload: { toTenantId: draft.tenantId, draftId: draft.id },
    });
    await noted(tx, taken.record.tenantId);
  });
  return onOwnDraft(db, applicant, draft, async (tx, open) => {
    const consents = await consentsOf(tx, open.tenantId, open.id);
    if (searchConsent(consents) === undefined) return refused("no-consent");
    const edition = editionOf(deps.dossiers, open.appId, open.edition);
    const kept = withoutFilled(open, fillConsent(consents));
    await saveAnswers(tx, now, open, { ...kept, ...taken.answers });
    await revokeRecordConsents(tx, now, open.id, ["prefill"]);
    await insertConsent(tx, consentBy(open, applicant), consentTo(now, edition, taken));
    await logged(tx, now, open, "record-used", {
      record: taken.record.number,
      fields: Object.keys(taken.answers),
    });
    await noted(tx, open.tenantId);
    return ok(open);
  });
}

/** Consent taken back: nothing more is searched, and what was filled in and not touched since leaves the form. */
export function takeRecordsBack(
  db: Database,
  now: Date,
  applicant: Applicant,
  draft: Draft,
): Promise<Result<Draft, "missing">> {
  return onOwnDraft(db, applicant, draft, async (tx, open) => {
    const consents = await consentsOf(tx, open.tenantId, open.id);
    const filled = fillConsent(consents);
    if (filled !== undefined) await saveAnswers(tx, now, open, withoutFilled(open, filled));
    if (await revokeRecordConsents(tx, now, open.id, ["register-search", "prefill"]))
      await logged(tx, now, open, "register-search-revoked", { record: filled?.fromCode ?? "" });
    return ok(open);
  });
}

function sourcesOf({ prefill = [] }: Edition): readonly string[] {
  return prefill.map(({ from }) => from);
}

function isOpenOf(draft: Draft, applicant: Applicant): boolean {
  return draft.accountId === applicant.accountId && draft.submittedAs === null;
}

/** The draft as it is now, locked, in the records of whoever receives it; one that was submitted meanwhile is missing. */
function onOwnDraft<Refusal>(
  db: Database,
  applicant: Applicant,
  { tenantId, publicId }: Draft,
  work: (tx: Tx, open: Draft) => Promise<Result<Draft, Refusal | "missing">>,
): Promise<Result<Draft, Refusal | "missing">> {
  return withTenant(db, { tenantIds: [tenantId], actor: applicant }, async (tx) => {
    const open = await draftByPublicId(tx, publicId, { lock: true });
    return open === undefined || !isOpenOf(open, applicant) ? refused("missing") : work(tx, open);
  });
}

function consentBy({ tenantId, id, accountId }: Draft, applicant: Applicant) {
  return { tenantId, subjectId: id, accountId, agreedBy: actorRef(applicant) };
}

function consentTo(now: Date, edition: Edition, { record, answers }: OfferedRecord) {
  const inForm = edition.form.steps.flatMap((step) => step.items).map(({ id }) => id);
  return {
    kind: "prefill" as const,
    target: record.id,
    fileId: null,
    fields: inForm.filter((id) => Object.hasOwn(answers, id)),
    filled: answers,
    fromTenantId: record.tenantId,
    fromCode: record.number,
    fromTitle: record.title,
    fromAt: instantAt(record.issuedOn, 0),
    agreedAt: now,
  };
}

function logged(
  tx: Tx,
  now: Date,
  draft: Draft,
  action: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  return appendLeaf(tx, now, { action, subjectKind: "dossier", subjectId: draft.id, payload });
}

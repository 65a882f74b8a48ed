import type { ComponentChildren, VNode } from "preact";
import type { Edition } from "#app-kit";
import { dayIn } from "#kernel/calendar-day";
import { ok, type Result } from "#kernel/result";
import { agencyById } from "#modules/organisation";
import { custodianOf } from "#modules/tenancy";
import type { Tx } from "#platform/database";
import type { Exchange, Reply, Route } from "#platform/http";
import { CitizenPage, type Language, type PageError } from "#ui";
import type { Consent } from "../consent-store.ts";
import { editionOf } from "../deps.ts";
import type { DossierRefusal } from "../dossier.ts";
import { type Draft, draftByPublicId } from "../draft-store.ts";
import { type DraftPaths, paths } from "../paths.ts";
import { filingOf } from "../proxy-filing.ts";
import { submitDraft } from "../submit-draft.ts";
import { wordsIn } from "../words.ts";
import { recordsPanel } from "./known-records.tsx";
import { applicantIn, asApplicant, type PageDeps, personOf } from "./page-deps.ts";
import { FiledBy } from "./proxy-parts.tsx";

/** A draft that this side may fill in, with the edition that asks. */
export interface OpenedDraft {
  readonly draft: Draft;
  readonly edition: Edition;
  /** For whom, said on every page where that is not the reader alone. */
  readonly about: VNode | null;
}

/** What only one side is told. */
export interface SideWords {
  /** Where to go on later. */
  readonly later: string;
  /** Above everything that was entered. */
  readonly review: string;
  /** What whoever submits declares. */
  readonly declare: string;
  readonly submit: string;
}

/**
 * Who fills a draft in: the applicant, or a reception desk for the person who stands there. Steps, papers and review are the
 * same pages on both sides; a side says whose draft it is, in which transaction it is written, and what follows.
 */
export interface DraftSide {
  readonly only: Pick<Route, "access" | "roles">;
  readonly paths: DraftPaths;
  /** The draft of this address where it is this side's; a submitted one leads on. */
  readonly open: (exchange: Exchange) => Promise<OpenedDraft | Reply>;
  /** Reads and writes the draft and its papers. */
  readonly keep: <T>(exchange: Exchange, draft: Draft, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Writes into the records of the draft's tenant. */
  readonly act: <T>(exchange: Exchange, draft: Draft, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Submits; gives where to go on. */
  readonly submit: (
    exchange: Exchange,
    opened: OpenedDraft,
  ) => Promise<Result<string, DossierRefusal | PageError>>;
  /** What only this side asks before submitting; an error of `submit` leads to its question. */
  readonly asks?: (
    exchange: Exchange,
    opened: OpenedDraft,
    error: PageError | undefined,
  ) => Promise<VNode | null>;
  /** What only this side is offered before the first question. */
  readonly offers?: (
    exchange: Exchange,
    opened: OpenedDraft,
    consents: readonly Consent[],
  ) => Promise<VNode | null>;
  readonly Frame: (props: {
    readonly exchange: Exchange;
    readonly title: string;
    readonly children: ComponentChildren;
  }) => VNode;
  readonly says: (language: Language) => SideWords;
}

/** The applicant's own side, and that of whoever files for them. */
export function applicantSide(deps: PageDeps): DraftSide {
  return {
    only: { access: "applicant" },
    paths: paths.drafts,
    open: (exchange) => openOwn(deps, exchange),
    keep: (exchange, _, work) => asApplicant(exchange, work),
    act: (exchange, draft, work) => applicantIn(exchange, draft.tenantId, work),
    submit: (exchange, { draft }) => submitOwn(deps, exchange, draft),
    offers: (exchange, opened, consents) => recordsPanel(deps, exchange, opened, consents),
    Frame: ({ exchange, title, children }) => (
      <CitizenPage {...deps.frame(exchange)} title={title}>
        {children}
      </CitizenPage>
    ),
    says: (language) => {
      const words = wordsIn(language);
      return {
        later: words["draft.later"],
        review: words["review.lead"],
        declare: words["review.declare"],
        submit: words["review.submit"],
      };
    },
  };
}

async function openOwn(deps: PageDeps, exchange: Exchange): Promise<OpenedDraft | Reply> {
  const found = await asApplicant(exchange, async (tx) => {
    const draft = await draftByPublicId(tx, exchange.params["id"] ?? "");
    return draft === undefined ? undefined : { draft, filing: await filingOf(tx, draft) };
  });
  if (found === undefined) return { kind: "missing" };
  const { draft, filing } = found;
  if (draft.submittedAs !== null) return { kind: "redirect", to: paths.myDossier(draft.publicId) };
  return {
    draft,
    edition: editionOf(deps.dossiers, draft.appId, draft.edition),
    about: <FiledBy filing={filing} language={exchange.language} />,
  };
}

async function submitOwn(
  deps: PageDeps,
  exchange: Exchange,
  draft: Draft,
): Promise<Result<string, DossierRefusal>> {
  const applicant = await personOf(exchange);
  const on = dayIn(exchange.now);
  const submitted = await applicantIn(exchange, draft.tenantId, async (tx) => {
    const agencyId = await custodianOf(tx, draft.tenantId, on);
    const agency = agencyId === undefined ? undefined : await agencyById(tx, agencyId, on);
    if (agency === undefined) throw new Error(`nobody holds tenant ${draft.tenantId} on ${on}`);
    return submitDraft(tx, exchange.now, deps.dossiers, {
      publicId: draft.publicId,
      accountId: applicant.accountId,
      applicantName: applicant.name,
      agency,
    });
  });
  return submitted.ok ? ok(`${paths.myDossier(draft.publicId)}?moi`) : submitted;
}

import type { VNode } from "preact";
import type { Printer } from "#engines/printing";
import { mandateHolds } from "#modules/identity";
import { type Tx, withApplicant, withDoor, withTenant } from "#platform/database";
import type { FileStore, Scanner } from "#platform/files";
import type { Exchange, Session } from "#platform/http";
import type { Frame } from "#ui";
import type { DossierDeps } from "../deps.ts";
import type { Dossier } from "../dossier.ts";
import type { KnownRecords } from "../known-records.ts";
import { filingByPublicId } from "../proxy-filing.ts";

/** What the pages of this module are handed by the composition root. */
export interface PageDeps {
  readonly dossiers: DossierDeps;
  readonly store: FileStore;
  readonly scanner: Scanner;
  readonly printer: Printer;
  frame(exchange: Exchange): Frame;
  /** Address of this site as people reach it, for QR codes. */
  origin(): string;
  /** True while the demo city's year is still being loaded. */
  isLoading(): boolean;
  /** The records an administrator answers for. */
  administeredTenants(
    exchange: Exchange,
    session: Session,
  ): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** What other modules show of a dossier on an official's desk, put there by the composition root. */
  besideDossier?(exchange: Exchange, dossier: Dossier): Promise<VNode>;
  /** The registers that forms are filled in from, put there by the composition root. */
  readonly records?: KnownRecords;
}

type Applicant = Extract<Session["actor"], { kind: "applicant" }>;

/** The applicant of a page that only applicants reach. */
export function applicantOf(exchange: Exchange): Applicant {
  const actor = exchange.session?.actor;
  if (actor?.kind !== "applicant") throw new Error("this page is for applicants");
  return actor;
}

/**
 * Whose papers a page is about: the reader's own, or those of whoever the reader files for. To see what was filed, having
 * filed it is enough; to act, the mandate must hold now, so that ending one works at once.
 */
export async function personOf(exchange: Exchange): Promise<Applicant> {
  const own = applicantOf(exchange);
  const id = exchange.params["id"];
  if (id === undefined) return own;
  const filing = await withApplicant(exchange.db, { tenantIds: [], actor: own }, (tx) =>
    filingByPublicId(tx, id),
  );
  if (filing?.proxyId !== own.accountId) return own;
  const { mandateId } = filing;
  const mayAct =
    exchange.method === "GET" ||
    (await withDoor(exchange.db, "sign_in", (tx) => mandateHolds(tx, mandateId, exchange.now)));
  if (!mayAct) return own;
  return { kind: "applicant", accountId: filing.representedId, name: filing.representedName };
}

/** Nobody but the person concerned is offered what the city holds of them: a proxy or a desk sends it along. */
export async function isOwn(exchange: Exchange): Promise<boolean> {
  if (exchange.session?.kind !== "applicant") return false;
  return (await personOf(exchange)).accountId === applicantOf(exchange).accountId;
}

/** Reads and writes of an applicant: policies show what is theirs, or whom they file for, in whichever tenant it lies. */
export async function asApplicant<T>(exchange: Exchange, work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = await personOf(exchange);
  return withApplicant(exchange.db, { tenantIds: [], actor }, work);
}

/** An applicant's act on the records of one tenant, after it was found to be theirs. */
export function applicantIn<T>(
  exchange: Exchange,
  tenantId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return withTenant(exchange.db, { tenantIds: [tenantId], actor: applicantOf(exchange) }, work);
}

import { citizenId } from "#kernel/citizen-id";
import { CITY_WIDE, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { composed } from "#kernel/vietnamese-text";
import { appendLeaf } from "#platform/audit-log";
import { type Tx, withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import type { Failure } from "#platform/openid";
import type { IdentityDeps, NationalIdentity } from "./deps.ts";
import {
  accountByIdentity,
  keepFormRow,
  keptFormRow,
  linkIdentity,
  renewPerson,
  unlinkedAccountsOf,
} from "./provider-store.ts";
import { newToken, seal, tokenHash, unseal } from "./secrets.ts";
import { openSession, type Place, type SignedIn } from "./sessions.ts";
import { type Account, accountById, insertAccounts, lockTries, markSteppedUp } from "./store.ts";
import { type Person, sealed, type Ticket, type Travel, TRAVEL_MS, unsealed } from "./travel.ts";

/** What somebody was sending when their session ended; it is sent again after signing in. */
export interface KeptForm {
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly hadFiles: boolean;
}

export interface Departure {
  readonly url: string;
  /** Names the browser's cookie, so that two windows do not take each other's. */
  readonly name: string;
  readonly travel: string;
}

/** `incomplete`: the provider says no citizen number or no name. `lost`: this browser was not sent there by us. */
export type ArrivalRefusal = Failure | "incomplete" | "lost" | "other-person";

export type Arrived =
  | { readonly kind: "signed-in"; readonly signedIn: SignedIn }
  | { readonly kind: "proved" }
  | { readonly kind: "must-choose"; readonly ticket: string; readonly logins: readonly string[] };

export interface WayBack {
  readonly next: string;
  readonly kept: KeptForm | undefined;
  readonly keptToken: string;
  readonly result: Result<Arrived, ArrivalRefusal>;
}

const TRAVEL_COOKIE = "egov-dd-";

/** The cookie of a journey, named after its state. */
export function travelCookie(state: string): string {
  return TRAVEL_COOKIE + state.replaceAll(/[^\w-]/gu, "").slice(0, 12);
}

/** Sign-in of applicants through the national identity provider (R18), or whoever plays its part. */
export function createNationalIdentity(deps: IdentityDeps, provider: NationalIdentity) {
  return {
    depart: (now: Date, leaving: Leaving) => depart(deps, provider, now, leaving),
    arrive: (now: Date, back: Back) => arrive(deps, provider, now, back),
    choose: (now: Date, choice: Choice) => choose(deps, provider, now, choice),
    endUrl: (idToken: string, backTo: string) => provider.party.endUrl(idToken, backTo),
  };
}

export interface Leaving {
  readonly purpose: Travel["purpose"];
  readonly redirectUri: string;
  readonly language: string;
  readonly next: string;
  readonly kept?: KeptForm | undefined;
  readonly session?: Session | undefined;
  readonly address: string;
}

async function depart(
  deps: IdentityDeps,
  { party }: NationalIdentity,
  now: Date,
  leaving: Leaving,
): Promise<Result<Departure, Failure>> {
  const begun = await party.begin(leaving.redirectUri, {
    isFresh: leaving.purpose === "step-up",
    language: leaving.language,
  });
  if (!begun.ok) return begun;
  const lapsesAt = now.getTime() + TRAVEL_MS;
  const kept = leaving.kept === undefined ? "" : await keep(deps, now, leaving.kept, leaving);
  const travel: Travel = {
    kind: "travel",
    begun: begun.value.begun,
    purpose: leaving.purpose,
    next: leaving.next,
    kept,
    sessionId: leaving.session?.id ?? "",
    lapsesAt,
  };
  return ok({
    url: begun.value.url,
    name: travelCookie(travel.begun.state),
    travel: sealed(deps.secretKey, travel),
  });
}

async function keep(
  deps: IdentityDeps,
  now: Date,
  kept: KeptForm,
  { address }: Leaving,
): Promise<string> {
  const token = newToken();
  const body = seal(deps.secretKey, JSON.stringify(kept));
  const lapsesAt = new Date(now.getTime() + 2 * TRAVEL_MS);
  await withDoor(deps.db, "sign_in", (tx) =>
    keepFormRow(tx, now, { tokenHash: tokenHash(token), address, body, lapsesAt }),
  );
  return token;
}

/** The form that waits for a browser; undefined when it has lapsed or was never kept. */
export async function keptForm(
  deps: IdentityDeps,
  now: Date,
  token: string,
): Promise<KeptForm | undefined> {
  if (token === "") return undefined;
  const body = await withDoor(deps.db, "sign_in", (tx) => keptFormRow(tx, now, tokenHash(token)));
  if (body === undefined) return undefined;
  return JSON.parse(unseal(deps.secretKey, Buffer.from(body))) as KeptForm; // we sealed it
}

export interface Back extends Place {
  readonly query: URLSearchParams;
  readonly cookies: Readonly<Record<string, string>>;
  readonly session: Session | undefined;
}

async function arrive(
  deps: IdentityDeps,
  provider: NationalIdentity,
  now: Date,
  back: Back,
): Promise<WayBack> {
  const cookie = back.cookies[travelCookie(back.query.get("state") ?? "")];
  const travel = unsealed(deps.secretKey, "travel", cookie, now);
  if (travel === undefined)
    return { next: "/", kept: undefined, keptToken: "", result: refused("lost") };
  const kept = await keptForm(deps, now, travel.kept);
  return {
    next: travel.next,
    kept,
    keptToken: travel.kept,
    result: await judged(deps, provider, now, back, travel),
  };
}

async function judged(
  deps: IdentityDeps,
  provider: NationalIdentity,
  now: Date,
  back: Back,
  travel: Travel,
): Promise<Result<Arrived, ArrivalRefusal>> {
  const arrived = await provider.party.finish(back.query, travel.begun);
  if (!arrived.ok) return arrived;
  const { subject, claims, idToken } = arrived.value;
  const person = personIn(claims, provider.citizenIdClaim);
  if (person === undefined) return refused("incomplete");
  const ticket: Ticket = {
    kind: "ticket",
    subject,
    person,
    idToken,
    lapsesAt: now.getTime() + TRAVEL_MS,
  };
  return withDoor(
    deps.db,
    "sign_in",
    async (tx) => {
      const issuer = provider.party.issuer();
      await lockTries(tx, `identity:${issuer} ${subject}`);
      const known = await accountByIdentity(tx, issuer, subject);
      if (travel.purpose === "step-up") return prove(tx, now, back.session, travel, known);
      if (known !== undefined) return enter(tx, deps, now, known, ticket, back);
      const unlinked = await unlinkedAccountsOf(tx, person.citizenId);
      // Opened at a desk for whoever has come now: there is no other proof of it than being that citizen.
      const opened = unlinked.find((one) => one.passwordHash === null && !one.hasPasskey);
      if (opened !== undefined) return link(tx, deps, now, provider, ticket, back, opened.id);
      if (unlinked.length > 0)
        return ok({
          kind: "must-choose",
          ticket: sealed(deps.secretKey, ticket),
          logins: unlinked.map((one) => one.login),
        });
      return begin(tx, deps, now, provider, ticket, back);
    },
    [CITY_WIDE],
  );
}

/** A fresh proof at the provider counts for the session that asked, and only from the same person. */
async function prove(
  tx: Tx,
  now: Date,
  session: Session | undefined,
  travel: Travel,
  known: Account | undefined,
): Promise<Result<Arrived, ArrivalRefusal>> {
  if (session === undefined || session.id !== travel.sessionId) return refused("lost");
  if (known?.id !== session.accountId) return refused("other-person");
  await markSteppedUp(tx, now, session.id);
  return ok({ kind: "proved" });
}

async function enter(
  tx: Tx,
  deps: IdentityDeps,
  now: Date,
  account: Account,
  ticket: Ticket,
  place: Place,
): Promise<Result<Arrived, ArrivalRefusal>> {
  await renewPerson(tx, account.id, ticket.person);
  const idToken = seal(deps.secretKey, ticket.idToken);
  const signedIn = await openSession(tx, now, deps, account, place, idToken);
  return ok({ kind: "signed-in", signedIn });
}

/** A new account for whoever the provider has just named. */
async function begin(
  tx: Tx,
  deps: IdentityDeps,
  now: Date,
  provider: NationalIdentity,
  ticket: Ticket,
  place: Place,
): Promise<Result<Arrived, ArrivalRefusal>> {
  const id = uuidv7(now.getTime());
  const { person } = ticket;
  await insertAccounts(tx, now, [
    {
      id,
      kind: "applicant",
      login: id, // nobody types it: this account has no password
      name: person.name,
      email: person.email,
      phone: person.phone,
      citizenId: person.citizenId,
      officialId: null,
      passwordHash: null,
      isDemo: false,
    },
  ]);
  return link(tx, deps, now, provider, ticket, place, id);
}

async function link(
  tx: Tx,
  deps: IdentityDeps,
  now: Date,
  provider: NationalIdentity,
  ticket: Ticket,
  place: Place,
  accountId: string,
): Promise<Result<Arrived, ArrivalRefusal>> {
  const issuer = provider.party.issuer();
  const isLinked = await linkIdentity(tx, now, { issuer, subject: ticket.subject, accountId });
  const account = await accountById(tx, accountId);
  if (!isLinked || account === undefined) return refused("refused");
  const actor = { kind: "applicant", accountId, name: ticket.person.name } as const;
  await appendLeaf({ ...tx, actor }, now, {
    action: "identity-linked",
    subjectKind: "account",
    subjectId: accountId,
    payload: { issuer },
  });
  return enter(tx, deps, now, account, ticket, place);
}

export interface Choice extends Place {
  readonly ticket: string;
  /** The account that was proved as well; undefined begins a new one. */
  readonly accountId: string | undefined;
}

/** Links an account of the same citizen number whose holder proved both, or begins a new one beside it. */
async function choose(
  deps: IdentityDeps,
  provider: NationalIdentity,
  now: Date,
  choice: Choice,
): Promise<Result<Arrived, ArrivalRefusal>> {
  const ticket = unsealed(deps.secretKey, "ticket", choice.ticket, now);
  if (ticket === undefined) return refused("lost");
  return withDoor(
    deps.db,
    "sign_in",
    async (tx) => {
      const issuer = provider.party.issuer();
      await lockTries(tx, `identity:${issuer} ${ticket.subject}`);
      const known = await accountByIdentity(tx, issuer, ticket.subject);
      if (known !== undefined) return enter(tx, deps, now, known, ticket, choice);
      if (choice.accountId === undefined) return begin(tx, deps, now, provider, ticket, choice);
      const account = await accountById(tx, choice.accountId);
      if (account?.kind !== "applicant" || account.citizenId !== ticket.person.citizenId)
        return refused("other-person");
      return link(tx, deps, now, provider, ticket, choice, account.id);
    },
    [CITY_WIDE],
  );
}

/** Names of claims are the provider's; the citizen number's is a setting, the others are of OpenID Connect. */
function personIn(
  claims: Readonly<Record<string, unknown>>,
  citizenIdClaim: string,
): Person | undefined {
  const text = (name: string): string => {
    const value = claims[name];
    return typeof value === "string" ? composed(value).trim() : "";
  };
  const number = citizenId(text(citizenIdClaim));
  const name = text("name");
  if (number === undefined || name.length < 2 || name.length > 100) return undefined;
  const bornOn = text("birthdate");
  return {
    name,
    citizenId: number.digits,
    bornOn: /^\d{4}-\d{2}-\d{2}$/u.test(bornOn) ? bornOn : null,
    phone: text("phone_number") || null,
    email: text("email") || null,
  };
}

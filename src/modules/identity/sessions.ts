import { uuidv7 } from "#kernel/ids";
import { type Tx, withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import type { IdentityDeps } from "./deps.ts";
import { newToken, tokenHash } from "./secrets.ts";
import { type Account, insertSession, markSeen, sessionByToken } from "./store.ts";

/** A session ends after this long without a request, and after a working day in any case. */
const IDLE_MS = 60 * 60_000;
const LONGEST_MS = 12 * 60 * 60_000;
/** Writing the last request's time more often would cost a write for every page. */
const SEEN_EVERY_MS = 60_000;
/** How long a fresh proof of identity lasts for signing. */
export const STEP_UP_MS = 5 * 60_000;

/** Where a session begins: what the browser calls itself, and its address. */
export interface Place {
  readonly address: string;
  readonly userAgent: string;
}

export interface SignedIn {
  readonly token: string;
  readonly kind: Account["kind"];
  readonly mustEnrol: boolean;
}

/** Begins a session for an account whose holder has just been recognised. */
export async function openSession(
  tx: Tx,
  now: Date,
  deps: IdentityDeps,
  account: Account,
  place: Place,
  idToken: Buffer | null = null,
): Promise<SignedIn> {
  const token = newToken();
  await insertSession(tx, {
    id: uuidv7(now.getTime()),
    tokenHash: tokenHash(token),
    accountId: account.id,
    createdAt: now,
    seenAt: now,
    expiresAt: new Date(now.getTime() + LONGEST_MS),
    steppedUpAt: null,
    userAgent: place.userAgent,
    address: place.address,
    idToken,
  });
  return { token, kind: account.kind, mustEnrol: lacksFactor(deps, account) };
}

/** Where a second factor is required, an official without one may only enrol it. */
function lacksFactor(deps: IdentityDeps, account: Account): boolean {
  return deps.requiresSecondFactor && account.officialId !== null && !hasFactor(account);
}

/** A passkey that checks its owner is two factors in one. */
export function hasFactor(account: Account): boolean {
  return account.totpConfirmedAt !== null || account.hasPasskey;
}

/** In production an applicant is let in only where the national identity stands behind the account (R18). */
export function mayEnter(deps: IdentityDeps, account: Account): boolean {
  return account.kind === "official" || deps.acceptsApplicantPasswords || account.isLinked;
}

/** True when the session's holder proved who they are so recently that signing and changing factors are allowed. */
export function isFresh(session: Pick<Session, "steppedUpAt">, now: Date): boolean {
  return (
    session.steppedUpAt !== undefined && now.getTime() - session.steppedUpAt.getTime() < STEP_UP_MS
  );
}

/** The session of a cookie. Revoked, expired, idle or without a position: there is none. */
export async function sessionOf(
  deps: IdentityDeps,
  token: string,
  now: Date,
): Promise<Session | undefined> {
  const found = await withDoor(deps.db, "sign_in", async (tx) => {
    const row = await sessionByToken(tx, tokenHash(token));
    if (row === undefined || now >= row.session.expiresAt) return undefined;
    const idleMs = now.getTime() - row.session.seenAt.getTime();
    if (idleMs > IDLE_MS) return undefined;
    if (idleMs > SEEN_EVERY_MS) await markSeen(tx, now, row.session.id);
    return row;
  });
  if (found === undefined) return undefined;
  const base = {
    id: found.session.id,
    accountId: found.id,
    kind: found.kind,
    name: found.name,
    steppedUpAt: found.session.steppedUpAt ?? undefined,
  };
  if (found.officialId === null)
    return {
      ...base,
      actor: { kind: "applicant", accountId: found.id, name: found.name },
      tenantIds: [],
      roles: [],
      agencyName: "",
      title: "",
    };
  const scope = await deps.resolveOfficial(found.officialId, now, found.session.id);
  if (scope === undefined) return undefined;
  return { ...base, ...scope, ...(lacksFactor(deps, found) ? { roles: [], tenantIds: [] } : {}) };
}

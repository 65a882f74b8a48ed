import { createHash, randomBytes } from "node:crypto";
import { actorRef } from "#kernel/actor";
import { addDays, type CalendarDay, dayIn, instantAt } from "#kernel/calendar-day";
import { isUuid, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { type Database, withDoor, withTenant } from "#platform/database";
import type { ApiClient, Session } from "#platform/http";
import { ALL_SCOPES, TOKEN_PERMISSIONS } from "./scopes.ts";
import { insertToken, markUsed, revokeToken, type Token, tokenByHash, tokensOf } from "./store.ts";

/** A token that lives longer is forgotten in some drawer. */
export const LONGEST_DAYS = 366;
const CALLS_A_MINUTE = 600;
const WINDOW_MS = 60_000;
/** Writing the last use at every call would cost a write for every read. */
const USED_EVERY_MS = 60_000;
/** So that a token found lying about, or in a repository, is recognised for what it is. */
const PREFIX = "egov_";

export interface Wanted {
  readonly tenantId: string;
  readonly systemName: string;
  readonly scopes: readonly string[];
  readonly expiresOn: CalendarDay | undefined;
}

export type TokenFault = "systemName" | "scopes" | "expiresOn";

export type ApiTokens = ReturnType<typeof createApiTokens>;

export function createApiTokens(db: Database) {
  const calls = new Map<string, { since: number; count: number }>();
  return {
    list: (session: Session): Promise<Token[]> => withTenant(db, session, tokensOf),
    issue: (now: Date, session: Session, wanted: Wanted) => issue(db, now, session, wanted),
    revoke: (now: Date, session: Session, id: string) => revoke(db, now, session, id),
    resolve: (given: string, scope: string, now: Date) => resolve(db, calls, given, scope, now),
  };
}

/** Gives the token itself, this once. */
async function issue(
  db: Database,
  now: Date,
  session: Session,
  wanted: Wanted,
): Promise<Result<string, readonly TokenFault[] | "missing">> {
  if (!mayDo(session, "issue") || !session.tenantIds.includes(wanted.tenantId))
    return refused("missing");
  const faults = faultsOf(wanted, dayIn(now));
  const { expiresOn } = wanted;
  if (faults.length > 0 || expiresOn === undefined) return refused(faults);
  const token = PREFIX + randomBytes(32).toString("base64url");
  const id = uuidv7(now.getTime());
  const { actor } = session;
  await withTenant(db, { actor, tenantIds: [wanted.tenantId] }, async (tx) => {
    await insertToken(tx, {
      tenantId: wanted.tenantId,
      id,
      systemName: wanted.systemName,
      scopes: wanted.scopes,
      hash: hashOf(token),
      hint: token.slice(-4),
      issuedAt: now,
      issuedBy: actorRef(actor),
      issuedByName: session.name,
      expiresAt: instantAt(addDays(expiresOn, 1), 0),
    });
    await appendLeaf(tx, now, {
      action: "api-token-issued",
      subjectKind: "api-token",
      subjectId: id,
      payload: { systemName: wanted.systemName, scopes: wanted.scopes, expiresOn },
    });
  });
  return ok(token);
}

function faultsOf(wanted: Wanted, on: CalendarDay): TokenFault[] {
  const known: readonly string[] = ALL_SCOPES;
  const { systemName, scopes, expiresOn } = wanted;
  const faults: TokenFault[] = [];
  if (systemName.length < 2 || systemName.length > 200) faults.push("systemName");
  if (scopes.length === 0 || !scopes.every((one) => known.includes(one))) faults.push("scopes");
  if (expiresOn === undefined || expiresOn < on || expiresOn > addDays(on, LONGEST_DAYS))
    faults.push("expiresOn");
  return faults;
}

/** Ended at once: the next call with it is refused. */
async function revoke(
  db: Database,
  now: Date,
  session: Session,
  id: string,
): Promise<Result<null, "missing">> {
  if (!mayDo(session, "revoke") || !isUuid(id)) return refused("missing");
  const { actor, tenantIds } = session;
  return withTenant(db, { actor, tenantIds }, async (tx) => {
    const revoked = await revokeToken(tx, now, id, actorRef(actor));
    if (revoked === undefined) return refused("missing");
    await appendLeaf({ ...tx, tenantIds: [revoked.tenantId] }, now, {
      action: "api-token-revoked",
      subjectKind: "api-token",
      subjectId: id,
      payload: {},
    });
    return ok(null);
  });
}

function mayDo(session: Session, action: keyof typeof TOKEN_PERMISSIONS): boolean {
  const allowed: readonly string[] = TOKEN_PERMISSIONS[action];
  return session.roles.some((role) => allowed.includes(role));
}

/** Who calls; `wait` when too often. Unknown, lapsed, revoked, and without the scope all give the same nothing. */
async function resolve(
  db: Database,
  calls: Map<string, { since: number; count: number }>,
  given: string,
  scope: string,
  now: Date,
): Promise<ApiClient | "wait" | undefined> {
  if (!given.startsWith(PREFIX)) return undefined;
  const token = await withDoor(db, "sign_in", async (tx) => {
    const found = await tokenByHash(tx, hashOf(given));
    if (found === undefined || !isInForce(found, now) || !found.scopes.includes(scope))
      return undefined;
    if (now.getTime() - (found.usedAt?.getTime() ?? 0) > USED_EVERY_MS)
      await markUsed(tx, now, found);
    return found;
  });
  if (token === undefined) return undefined;
  if (!isWithinPace(calls, token.id, now)) return "wait";
  return { tokenId: token.id, systemName: token.systemName, tenantId: token.tenantId };
}

export function isInForce(token: Pick<Token, "expiresAt" | "revokedAt">, at: Date): boolean {
  return token.revokedAt === null && at < token.expiresAt;
}

/** One entry a token, and tokens are few: an administrator issued each. */
function isWithinPace(
  calls: Map<string, { since: number; count: number }>,
  id: string,
  now: Date,
): boolean {
  const seen = calls.get(id);
  if (seen === undefined || now.getTime() - seen.since >= WINDOW_MS) {
    calls.set(id, { since: now.getTime(), count: 1 });
    return true;
  }
  seen.count += 1;
  return seen.count <= CALLS_A_MINUTE;
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

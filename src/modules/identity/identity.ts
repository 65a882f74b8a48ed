import { generateSecret, generateURI, verify as verifyTotp } from "otplib";
import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { type Database, type Tx, withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import {
  codeHash,
  createHasher,
  type Hasher,
  newRecoveryCodes,
  newToken,
  seal,
  tokenHash,
  unseal,
} from "./secrets.ts";
import {
  type Account,
  accountById,
  accountByLogin,
  attemptsOf,
  confirmTotpRow,
  countFailures,
  forgetFailures,
  giveTryBack,
  insertAccounts,
  insertSession,
  lockTries,
  markSeen,
  markSteppedUp,
  revokeSessionRow,
  sessionByToken,
  type SessionRow,
  sessionsOf,
  setTotpSecret,
  useRecoveryCodeRow,
  useTotpStep,
} from "./store.ts";
import { attemptKeys, waitMs } from "./throttle.ts";

/** What an official may act as at a moment; undefined when they hold no position. */
export type OfficialScope = Pick<Session, "actor" | "tenantIds" | "roles" | "agencyName" | "title">;

export interface IdentityDeps {
  readonly db: Database;
  /** 32 bytes that seal second-factor secrets. */
  readonly secretKey: Buffer;
  /** Officials must have a second factor; in the named demo city only those who enrolled one are asked. */
  readonly requiresSecondFactor: boolean;
  resolveOfficial(officialId: string, now: Date): Promise<OfficialScope | undefined>;
}

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Six digits, or a recovery code; empty when not asked yet. */
  readonly code: string;
  readonly address: string;
  readonly userAgent: string;
}

export interface SignedIn {
  readonly token: string;
  readonly kind: Account["kind"];
  readonly mustEnrol: boolean;
}

export type SignInRefusal =
  | { readonly code: "wrong" }
  | { readonly code: "code-needed" }
  | { readonly code: "wrong-code" }
  | { readonly code: "wait"; readonly seconds: number };

export interface Registration {
  readonly name: string;
  readonly citizenId: string;
  readonly phone: string;
  readonly email: string;
  readonly login: string;
  readonly password: string;
}

/** A session ends after this long without a request, and after a working day in any case. */
const IDLE_MS = 60 * 60_000;
const LONGEST_MS = 12 * 60 * 60_000;
/** Writing the last request's time more often would cost a write for every page. */
const SEEN_EVERY_MS = 60_000;
/** How long a fresh proof of identity lasts for signing. */
export const STEP_UP_MS = 5 * 60_000;
const TOTP_WINDOW_SECONDS = 30;

export type Identity = ReturnType<typeof createIdentity>;

export function createIdentity(deps: IdentityDeps) {
  const hasher = createHasher();
  // Anyone may register: a flood of it waits in a line of its own, and nobody who signs in stands behind it.
  const registrar = createHasher(1);
  return {
    signIn: (now: Date, given: SignIn) => signIn(deps, hasher, now, given),
    sessionOf: (token: string, now: Date) => sessionOf(deps, token, now),
    signOut: (now: Date, session: Session) =>
      withDoor(deps.db, "sign_in", (tx) =>
        revokeSessionRow(tx, now, session.accountId, session.id),
      ),
    sessions: (now: Date, session: Session): Promise<SessionRow[]> =>
      withDoor(deps.db, "sign_in", (tx) => sessionsOf(tx, session.accountId, now)),
    revoke: (now: Date, session: Session, id: string) =>
      withDoor(deps.db, "sign_in", (tx) => revokeSessionRow(tx, now, session.accountId, id)),
    stepUp: (now: Date, session: Session, proof: Proof) =>
      stepUp(deps, hasher, now, session, proof),
    enrolTotp: (now: Date, session: Session) => enrolTotp(deps, now, session),
    confirmTotp: (now: Date, session: Session, code: string) =>
      confirmTotp(deps, now, session, code),
    hasSecondFactor: (session: Session) => hasSecondFactor(deps, session),
    register: (now: Date, given: Registration) => register(deps, registrar, now, given),
    hashPassword: (password: string) => hasher.hash(password),
  };
}

export interface Proof {
  readonly password: string;
  readonly code: string;
  readonly address: string;
}

export function foldedLogin(login: string): string {
  return login.normalize("NFC").trim().toLowerCase();
}

async function signIn(
  deps: IdentityDeps,
  hasher: Hasher,
  now: Date,
  given: SignIn,
): Promise<Result<SignedIn, SignInRefusal>> {
  const login = foldedLogin(given.login);
  const keys = attemptKeys(login, given.address);
  const { account, wait } = await withDoor(deps.db, "sign_in", async (tx) => ({
    account: await accountByLogin(tx, login),
    wait: await takeTry(tx, now, keys),
  }));
  if (wait > 0) return refused({ code: "wait", seconds: Math.ceil(wait / 1000) });
  if (!(await hasher.matches(account?.passwordHash, given.password)) || account === undefined)
    return refused({ code: "wrong" });
  const factor = await secondFactor(deps, now, account, given.code);
  if (factor === "wrong") return refused({ code: "wrong-code" });
  if (factor === "needed") {
    await withDoor(deps.db, "sign_in", (tx) => giveTryBack(tx, keys));
    return refused({ code: "code-needed" });
  }
  const token = newToken();
  await withDoor(deps.db, "sign_in", async (tx) => {
    await giveTryBack(tx, keys);
    await forgetFailures(tx, keys[0] ?? "");
    await insertSession(tx, {
      id: uuidv7(now.getTime()),
      tokenHash: tokenHash(token),
      accountId: account.id,
      createdAt: now,
      seenAt: now,
      expiresAt: new Date(now.getTime() + LONGEST_MS),
      steppedUpAt: null,
      userAgent: given.userAgent,
      address: given.address,
    });
  });
  return ok({ token, kind: account.kind, mustEnrol: lacksFactor(deps, account) });
}

/** Where a second factor is required, an official without one may only enrol it. */
function lacksFactor(deps: IdentityDeps, account: Account): boolean {
  return (
    deps.requiresSecondFactor && account.officialId !== null && account.totpConfirmedAt === null
  );
}

/**
 * Counts a try before it is judged, one after the other for a login, and gives how long to wait instead. Were tries
 * counted only when they had failed, a thousand sent at the same moment would all be judged before the first one counts.
 */
async function takeTry(tx: Tx, now: Date, keys: readonly string[]): Promise<number> {
  await lockTries(tx, keys[1] ?? "");
  const wait = waitMs(await attemptsOf(tx, keys), now);
  if (wait <= 0) await countFailures(tx, now, keys);
  return wait;
}

/** Asks for the second factor of whoever enrolled one; where it is required, an official without one only gets to enrol. */
async function secondFactor(
  deps: IdentityDeps,
  now: Date,
  account: Account,
  code: string,
): Promise<"passed" | "needed" | "wrong"> {
  if (account.totpConfirmedAt === null || account.totpSecret === null) return "passed";
  if (code.trim() === "") return "needed";
  return (await isRightCode(deps, now, account, code)) ? "passed" : "wrong";
}

async function isRightCode(
  deps: IdentityDeps,
  now: Date,
  account: Account,
  code: string,
): Promise<boolean> {
  const digits = code.replaceAll(/\s/gu, "");
  if (!/^\d{6}$/u.test(digits))
    return withDoor(deps.db, "sign_in", (tx) =>
      useRecoveryCodeRow(tx, now, account.id, codeHash(code)),
    );
  if (account.totpSecret === null) return false;
  const secret = unseal(deps.secretKey, Buffer.from(account.totpSecret));
  const checked = await verifyTotp({
    secret,
    token: digits,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: TOTP_WINDOW_SECONDS,
  });
  if (!checked.valid || !("timeStep" in checked)) return false;
  const { timeStep } = checked;
  return withDoor(deps.db, "sign_in", (tx) => useTotpStep(tx, account.id, timeStep));
}

/** The session of a cookie. Revoked, expired, idle or without a position: there is none. */
async function sessionOf(
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
  const scope = await deps.resolveOfficial(found.officialId, now);
  if (scope === undefined) return undefined;
  return { ...base, ...scope, ...(lacksFactor(deps, found) ? { roles: [], tenantIds: [] } : {}) };
}

/** A fresh proof before signing: the code of who has a second factor, else the password. */
async function stepUp(
  deps: IdentityDeps,
  hasher: Hasher,
  now: Date,
  session: Session,
  proof: Proof,
): Promise<Result<null, SignInRefusal>> {
  const account = await withDoor(deps.db, "sign_in", (tx) => accountById(tx, session.accountId));
  if (account === undefined) return refused({ code: "wrong" });
  const keys = attemptKeys(account.login, proof.address);
  const wait = await withDoor(deps.db, "sign_in", (tx) => takeTry(tx, now, keys));
  if (wait > 0) return refused({ code: "wait", seconds: Math.ceil(wait / 1000) });
  const isRight =
    account.totpConfirmedAt === null
      ? await hasher.matches(account.passwordHash, proof.password)
      : await isRightCode(deps, now, account, proof.code);
  if (!isRight) return refused({ code: account.totpConfirmedAt === null ? "wrong" : "wrong-code" });
  await withDoor(deps.db, "sign_in", async (tx) => {
    await giveTryBack(tx, keys);
    await markSteppedUp(tx, now, session.id);
  });
  return ok(null);
}

/**
 * Begins enrolment: a secret, as the address that authenticator programs read. In force once a code confirms it. Whoever
 * found an open session must not put a factor of their own in the owner's place and then sign with it: a proof first.
 */
async function enrolTotp(
  deps: IdentityDeps,
  now: Date,
  session: Session,
): Promise<Result<{ readonly secret: string; readonly uri: string }, "proof-needed">> {
  const provedAt = session.steppedUpAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (now.getTime() - provedAt >= STEP_UP_MS) return refused("proof-needed");
  const secret = generateSecret();
  await withDoor(deps.db, "sign_in", (tx) =>
    setTotpSecret(tx, session.accountId, seal(deps.secretKey, secret)),
  );
  return ok({ secret, uri: generateURI({ issuer: "HCM-eGOV", label: session.name, secret }) });
}

/** Confirms enrolment and gives the recovery codes, shown this once. */
async function confirmTotp(
  deps: IdentityDeps,
  now: Date,
  session: Session,
  code: string,
): Promise<Result<readonly string[], "wrong-code">> {
  const account = await withDoor(deps.db, "sign_in", (tx) => accountById(tx, session.accountId));
  if (account?.totpSecret == null) return refused("wrong-code");
  if (!/^\s*\d{3}\s*\d{3}\s*$/u.test(code)) return refused("wrong-code");
  if (!(await isRightCode(deps, now, account, code))) return refused("wrong-code");
  const codes = newRecoveryCodes();
  await withDoor(deps.db, "sign_in", (tx) =>
    confirmTotpRow(tx, now, account.id, codes.map(codeHash)),
  );
  return ok(codes);
}

async function hasSecondFactor(deps: IdentityDeps, session: Session): Promise<boolean> {
  const account = await withDoor(deps.db, "sign_in", (tx) => accountById(tx, session.accountId));
  return account !== undefined && account.totpConfirmedAt !== null;
}

async function register(
  deps: IdentityDeps,
  hasher: Hasher,
  now: Date,
  given: Registration,
): Promise<Result<null, "taken">> {
  const passwordHash = await hasher.hash(given.password);
  const added = await withDoor(deps.db, "sign_in", (tx) =>
    insertAccounts(tx, now, [
      {
        id: uuidv7(now.getTime()),
        kind: "applicant",
        login: foldedLogin(given.login),
        name: given.name,
        email: given.email === "" ? null : given.email,
        phone: given.phone,
        citizenId: given.citizenId,
        officialId: null,
        passwordHash,
        isDemo: false,
      },
    ]),
  );
  return added === 1 ? ok(null) : refused("taken");
}

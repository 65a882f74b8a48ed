import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { type Tx, withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import type { IdentityDeps } from "./deps.ts";
import { createMandates } from "./mandates.ts";
import { createNationalIdentity, keptForm } from "./national-identity.ts";
import { createPasskeys } from "./passkeys.ts";
import { createTelling } from "./telling.ts";
import { confirmTotp, enrolTotp, isRightCode, secondFactor } from "./second-factor.ts";
import { createHasher, type Hasher, unseal } from "./secrets.ts";
import { hasFactor, openSession, type Place, sessionOf, type SignedIn } from "./sessions.ts";
import {
  type Account,
  accountById,
  accountByLogin,
  attemptsOf,
  countFailures,
  forgetFailures,
  giveTryBack,
  idTokenOf,
  insertAccounts,
  lockTries,
  markSteppedUp,
  revokeSessionRow,
  type SessionRow,
  sessionsOf,
} from "./store.ts";
import { attemptKeys, waitMs } from "./throttle.ts";

export interface SignIn extends Place {
  readonly login: string;
  readonly password: string;
  /** Six digits, or a recovery code; empty when not asked yet. */
  readonly code: string;
}

export type SignInRefusal =
  | { readonly code: "wrong" }
  | { readonly code: "code-needed" }
  | { readonly code: "passkey-needed" }
  | { readonly code: "password-off" }
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

export type Identity = ReturnType<typeof createIdentity>;

export function createIdentity(deps: IdentityDeps) {
  const hasher = createHasher();
  // Anyone may register: a flood of it waits in a line of its own, and nobody who signs in stands behind it.
  const registrar = createHasher(1);
  return {
    signIn: (now: Date, given: SignIn) => signIn(deps, hasher, now, given),
    sessionOf: (token: string, now: Date) => sessionOf(deps, token, now),
    recognise: (now: Date, given: SignIn) => recognise(deps, hasher, now, given),
    signOut: (now: Date, session: Session) => signOut(deps, now, session),
    sessions: (now: Date, session: Session): Promise<SessionRow[]> =>
      withDoor(deps.db, "sign_in", (tx) => sessionsOf(tx, session.accountId, now)),
    revoke: (now: Date, session: Session, id: string) =>
      withDoor(deps.db, "sign_in", (tx) => revokeSessionRow(tx, now, session.accountId, id)),
    stepUp: (now: Date, session: Session, proof: Proof) =>
      stepUp(deps, hasher, now, session, proof),
    enrolTotp: (now: Date, session: Session) => enrolTotp(deps, now, session),
    confirmTotp: (now: Date, session: Session, code: string) =>
      confirmTotp(deps, now, session, code),
    factors: (session: Session) => factorsOf(deps, session),
    passkeys: createPasskeys(deps),
    telling: createTelling(deps),
    mandates: createMandates(deps.db),
    acceptsApplicantPasswords: deps.acceptsApplicantPasswords,
    /** Undefined where no provider is set. */
    national: national(deps),
    isSampleProvider: deps.nationalIdentity?.isSample === true,
    keptForm: (now: Date, token: string) => keptForm(deps, now, token),
    register: (now: Date, given: Registration, language: "vi" | "en" = "vi") =>
      register(deps, registrar, now, given, language),
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

/** Recognises an account by its password and second factor. A try counts before it is judged. */
async function recognise(
  deps: IdentityDeps,
  hasher: Hasher,
  now: Date,
  given: SignIn,
): Promise<Result<Account, SignInRefusal>> {
  const login = foldedLogin(given.login);
  const keys = attemptKeys(login, given.address);
  const { account, wait } = await withDoor(deps.db, "sign_in", async (tx) => ({
    account: await accountByLogin(tx, login),
    wait: await takeTry(tx, now, keys),
  }));
  if (wait > 0) return refused({ code: "wait", seconds: Math.ceil(wait / 1000) });
  const isRight = await hasher.matches(account?.passwordHash ?? undefined, given.password);
  if (!isRight || account === undefined) return refused({ code: "wrong" });
  const factor = await secondFactor(deps, now, account, given.code);
  if (factor === "wrong") return refused({ code: "wrong-code" });
  await withDoor(deps.db, "sign_in", async (tx) => {
    await giveTryBack(tx, keys);
    if (factor === "passed") await forgetFailures(tx, keys[0] ?? "");
  });
  if (factor === "passed") return ok(account);
  return refused({ code: factor === "needed" ? "code-needed" : factor });
}

async function signIn(
  deps: IdentityDeps,
  hasher: Hasher,
  now: Date,
  given: SignIn,
): Promise<Result<SignedIn, SignInRefusal>> {
  const known = await recognise(deps, hasher, now, given);
  if (!known.ok) return known;
  // R18: said only to whoever knows the password, so that nobody learns which accounts exist.
  if (known.value.kind === "applicant" && !deps.acceptsApplicantPasswords)
    return refused({ code: "password-off" });
  return ok(
    await withDoor(deps.db, "sign_in", (tx) => openSession(tx, now, deps, known.value, given)),
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

/** A fresh proof before signing: the code of who has a second factor, else the password. A passkey is another way. */
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
  const isRight = hasFactor(account)
    ? await isRightCode(deps, now, account, proof.code)
    : await hasher.matches(account.passwordHash ?? undefined, proof.password);
  if (!isRight) return refused({ code: hasFactor(account) ? "wrong-code" : "wrong" });
  await withDoor(deps.db, "sign_in", async (tx) => {
    await giveTryBack(tx, keys);
    await markSteppedUp(tx, now, session.id);
  });
  return ok(null);
}

function national(deps: IdentityDeps): ReturnType<typeof createNationalIdentity> | undefined {
  return deps.nationalIdentity === undefined
    ? undefined
    : createNationalIdentity(deps, deps.nationalIdentity);
}

/** Ends the session here; gives the provider's token where it began there, so that it can be ended there too. */
async function signOut(
  deps: IdentityDeps,
  now: Date,
  session: Session,
): Promise<{ readonly idToken: string | undefined }> {
  const idToken = await withDoor(deps.db, "sign_in", async (tx) => {
    await revokeSessionRow(tx, now, session.accountId, session.id);
    return idTokenOf(tx, session.id);
  });
  return {
    idToken: idToken === undefined ? undefined : unseal(deps.secretKey, Buffer.from(idToken)),
  };
}

/** What an account can prove itself by. */
export interface Factors {
  readonly totp: boolean;
  readonly passkey: boolean;
  readonly password: boolean;
  readonly national: boolean;
}

async function factorsOf(deps: IdentityDeps, session: Session): Promise<Factors> {
  const account = await withDoor(deps.db, "sign_in", (tx) => accountById(tx, session.accountId));
  return {
    totp: account !== undefined && account.totpConfirmedAt !== null,
    passkey: account?.hasPasskey === true,
    password: typeof account?.passwordHash === "string",
    national: account?.isLinked === true,
  };
}

async function register(
  deps: IdentityDeps,
  hasher: Hasher,
  now: Date,
  given: Registration,
  noticeLanguage: "vi" | "en",
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
        noticeLanguage,
      },
    ]),
  );
  return added === 1 ? ok(null) : refused("taken");
}

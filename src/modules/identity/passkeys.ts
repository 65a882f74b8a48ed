import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import { noteFactor } from "./audit.ts";
import { CHALLENGE_MS, newChallenge } from "./challenge.ts";
import type { IdentityDeps } from "./deps.ts";
import { judgeNewKey, judgeUse, KEY_KINDS, userHandle, webauthn } from "./judge-passkey.ts";
import {
  insertPasskey,
  MOST_PASSKEYS,
  type Passkey,
  passkeysOf,
  removePasskeyRow,
  renamePasskeyRow,
} from "./passkey-store.ts";
import { relyingParty } from "./relying-party.ts";
import { freshCodes } from "./second-factor.ts";
import {
  hasFactor,
  isFresh,
  mayEnter,
  openSession,
  type Place,
  type SignedIn,
} from "./sessions.ts";
import { type Account, accountById, markSteppedUp } from "./store.ts";

export type AddRefusal = "proof-needed" | "passkey-refused" | "too-many-passkeys";
export type UseRefusal = { readonly code: "passkey-refused" };

/** Challenges are sealed for what they were asked for, so that an answer to one thing opens no other. */
const SIGN_IN = "sign-in";
const stepUpOf = (session: Session): string => `step-up ${session.id}`;
const enrolOf = (session: Session): string => `enrol ${session.id}`;

const LONGEST_NAME = 60;

/** Passkeys: made by the account's holder, used to sign in and as the fresh proof, ended by their holder. */
export function createPasskeys(deps: IdentityDeps) {
  return {
    /** The one address whose pages may ask for a passkey. */
    origin: () => relyingParty(deps.origin()).origin,
    list: (session: Session) => ownOf(deps, session),
    /** Asks for any passkey of this site: the device offers those that it holds. */
    askAny: (now: Date) => ask(deps, now, SIGN_IN, []),
    /** Asks for one of the account's own, for a fresh proof. */
    askOwn: async (now: Date, session: Session) =>
      ask(deps, now, stepUpOf(session), await ownOf(deps, session)),
    askNew: (now: Date, session: Session) => askNew(deps, now, session),
    add: (now: Date, session: Session, given: { readonly name: string; readonly answer: string }) =>
      add(deps, now, session, given),
    recognise: (now: Date, answer: string) => recognise(deps, now, answer),
    signIn: (now: Date, answer: string, place: Place) => signIn(deps, now, answer, place),
    stepUp: (now: Date, session: Session, answer: string) => stepUp(deps, now, session, answer),
    rename: (now: Date, session: Session, id: string, name: string) =>
      rename(deps, now, session, id, name),
    remove: (now: Date, session: Session, id: string) => remove(deps, now, session, id),
  };
}

function ownOf(deps: IdentityDeps, session: Session): Promise<Passkey[]> {
  return withDoor(deps.db, "sign_in", (tx) => passkeysOf(tx, session.accountId));
}

async function ask(deps: IdentityDeps, now: Date, purpose: string, own: readonly Passkey[]) {
  const { generateAuthenticationOptions } = await webauthn();
  return generateAuthenticationOptions({
    rpID: relyingParty(deps.origin()).id,
    challenge: new Uint8Array(newChallenge(deps.secretKey, purpose, now)),
    timeout: CHALLENGE_MS,
    userVerification: "required",
    allowCredentials: own.map(described),
  });
}

async function askNew(
  deps: IdentityDeps,
  now: Date,
  session: Session,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, "proof-needed">> {
  if (!isFresh(session, now)) return refused("proof-needed");
  const own = await ownOf(deps, session);
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: "HCM-eGOV",
    rpID: relyingParty(deps.origin()).id,
    userName: session.name,
    userDisplayName: session.name,
    userID: userHandle(deps, session.accountId),
    challenge: new Uint8Array(newChallenge(deps.secretKey, enrolOf(session), now)),
    timeout: CHALLENGE_MS,
    attestationType: "none",
    excludeCredentials: own.map(described),
    supportedAlgorithmIDs: [...KEY_KINDS],
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return ok(options);
}

/** Adds a passkey. The first factor of an account comes with recovery codes, shown this once. */
async function add(
  deps: IdentityDeps,
  now: Date,
  session: Session,
  given: { readonly name: string; readonly answer: string },
): Promise<Result<readonly string[], AddRefusal>> {
  if (!isFresh(session, now)) return refused("proof-needed");
  if ((await ownOf(deps, session)).length >= MOST_PASSKEYS) return refused("too-many-passkeys");
  const key = await judgeNewKey(deps, now, enrolOf(session), given.answer);
  if (key === undefined) return refused("passkey-refused");
  const id = uuidv7(now.getTime());
  const codes = await noteFactor(deps, now, session, "passkey-added", { id }, async (tx) => {
    const account = await accountById(tx, session.accountId);
    if (account === undefined || !(await key.take(tx))) return undefined;
    const isAdded = await insertPasskey(tx, {
      id,
      accountId: account.id,
      credentialId: key.credentialId,
      publicKey: key.publicKey,
      counter: key.counter,
      transports: key.transports,
      isBackedUp: key.isBackedUp,
      name: nameOf(given.name),
      createdAt: now,
      usedAt: null,
    });
    if (!isAdded) return undefined;
    return hasFactor(account) ? [] : freshCodes(tx, account.id);
  });
  return codes === undefined ? refused("passkey-refused") : ok(codes);
}

async function signIn(
  deps: IdentityDeps,
  now: Date,
  answer: string,
  place: Place,
): Promise<Result<SignedIn, UseRefusal>> {
  const known = await recognise(deps, now, answer);
  if (!known.ok) return known;
  if (!mayEnter(deps, known.value)) return refused({ code: "passkey-refused" });
  return ok(
    await withDoor(deps.db, "sign_in", (tx) => openSession(tx, now, deps, known.value, place)),
  );
}

/** Recognises an account by a key of its own. */
async function recognise(
  deps: IdentityDeps,
  now: Date,
  answer: string,
): Promise<Result<Account, UseRefusal>> {
  const used = await judgeUse(deps, now, SIGN_IN, answer);
  if (used === undefined) return refused({ code: "passkey-refused" });
  return withDoor(deps.db, "sign_in", async (tx) => {
    const account = await accountById(tx, used.passkey.accountId);
    const isTaken = account !== undefined && (await used.take(tx));
    return isTaken ? ok(account) : refused({ code: "passkey-refused" });
  });
}

async function stepUp(
  deps: IdentityDeps,
  now: Date,
  session: Session,
  answer: string,
): Promise<Result<null, UseRefusal>> {
  const used = await judgeUse(deps, now, stepUpOf(session), answer);
  if (used === undefined || used.passkey.accountId !== session.accountId)
    return refused({ code: "passkey-refused" });
  return withDoor(deps.db, "sign_in", async (tx) => {
    if (!(await used.take(tx))) return refused({ code: "passkey-refused" });
    await markSteppedUp(tx, now, session.id);
    return ok(null);
  });
}

async function rename(
  deps: IdentityDeps,
  now: Date,
  session: Session,
  id: string,
  name: string,
): Promise<boolean> {
  const renamed = await noteFactor(deps, now, session, "passkey-renamed", { id }, async (tx) =>
    (await renamePasskeyRow(tx, session.accountId, id, nameOf(name))) ? true : undefined,
  );
  return renamed === true;
}

/** Ends a passkey. A fresh proof, as for adding one: who finds a session open must not shut the owner out. */
async function remove(
  deps: IdentityDeps,
  now: Date,
  session: Session,
  id: string,
): Promise<Result<null, "proof-needed" | "missing">> {
  if (!isFresh(session, now)) return refused("proof-needed");
  const removed = await noteFactor(deps, now, session, "passkey-removed", { id }, async (tx) =>
    (await removePasskeyRow(tx, now, session.accountId, id)) ? true : undefined,
  );
  return removed === undefined ? refused("missing") : ok(null);
}

function described(passkey: Passkey) {
  return {
    id: Buffer.from(passkey.credentialId).toString("base64url"),
    transports: [...passkey.transports],
  };
}

function nameOf(given: string): string {
  return given.normalize("NFC").trim().slice(0, LONGEST_NAME) || "Khóa truy cập";
}

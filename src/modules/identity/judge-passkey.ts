import { createHmac } from "node:crypto";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { type Tx, withDoor } from "#platform/database";
import { challengeHash, challengeLapses } from "./challenge.ts";
import type { IdentityDeps } from "./deps.ts";
import { answerChallenge, type Passkey, passkeyByCredential, usePasskey } from "./passkey-store.ts";
import { relyingParty } from "./relying-party.ts";

/** Loaded by the first person with a passkey: reading the library takes a third of a second, a fifth of a warm start. */
export const webauthn = () => import("@simplewebauthn/server");

/** EdDSA, ES256 and RS256 (RFC 9053), which every browser and device of today has one of. */
export const KEY_KINDS = [-8, -7, -257] as const;

/** A new key as the device described it, and the challenge it answered. */
export interface NewKey {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly isBackedUp: boolean;
  /** Marks the challenge as answered; false when it was answered before. */
  take(tx: Tx): Promise<boolean>;
}

/** Judges what a device says about a new key: this site, this challenge, its holder checked. No attestation is asked for. */
export async function judgeNewKey(
  deps: IdentityDeps,
  now: Date,
  purpose: string,
  sent: string,
): Promise<NewKey | undefined> {
  const challenge = expectedChallenge(deps, now, purpose);
  const party = relyingParty(deps.origin());
  const { verifyRegistrationResponse } = await webauthn();
  const judged = await unlessThrown(() =>
    verifyRegistrationResponse({
      response: readAnswer(sent),
      expectedChallenge: challenge.isExpected,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...KEY_KINDS],
    }),
  );
  if (judged?.verified !== true) return undefined;
  const { credential, credentialBackedUp } = judged.registrationInfo;
  return {
    credentialId: Buffer.from(credential.id, "base64url"),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    isBackedUp: credentialBackedUp,
    take: challenge.take,
  };
}

export interface UsedKey {
  readonly passkey: Passkey;
  /** Marks the challenge as answered and counts on; false for a replay or a copied key. */
  take(tx: Tx): Promise<boolean>;
}

/** Judges an answer by a key that is known: this site, this challenge, its holder checked, the counter grown. */
export async function judgeUse(
  deps: IdentityDeps,
  now: Date,
  purpose: string,
  sent: string,
): Promise<UsedKey | undefined> {
  const answer = await unlessThrown(async () => readAnswer(sent));
  if (answer === undefined) return undefined;
  const passkey = await withDoor(deps.db, "sign_in", (tx) =>
    passkeyByCredential(tx, Buffer.from(answer.id, "base64url")),
  );
  if (passkey === undefined) return undefined;
  const challenge = expectedChallenge(deps, now, purpose);
  const party = relyingParty(deps.origin());
  const { verifyAuthenticationResponse } = await webauthn();
  const judged = await unlessThrown(() =>
    verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge.isExpected,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: answer.id,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    }),
  );
  if (judged?.verified !== true) return undefined;
  const { newCounter, credentialBackedUp } = judged.authenticationInfo;
  const used = { counter: newCounter, isBackedUp: credentialBackedUp };
  return {
    passkey,
    take: async (tx) => (await challenge.take(tx)) && usePasskey(tx, now, passkey.id, used),
  };
}

/** Names the account to its devices: always the same, telling nothing about it. */
export function userHandle(deps: IdentityDeps, accountId: string): Uint8Array<ArrayBuffer> {
  const handle = createHmac("sha256", deps.secretKey)
    .update(`passkey holder\n${accountId}`)
    .digest();
  return new Uint8Array(handle);
}

function expectedChallenge(deps: IdentityDeps, now: Date, purpose: string) {
  let seen: { readonly hash: Buffer; readonly lapsesAt: Date } | undefined;
  return {
    isExpected: (text: string): boolean => {
      const challenge = Buffer.from(text, "base64url");
      const lapsesAt = challengeLapses(deps.secretKey, purpose, challenge, now);
      if (lapsesAt !== undefined) seen = { hash: challengeHash(challenge), lapsesAt };
      return lapsesAt !== undefined;
    },
    take: async (tx: Tx): Promise<boolean> =>
      seen !== undefined && answerChallenge(tx, now, seen.hash, seen.lapsesAt),
  };
}

/** A credential as browsers write it; a new one and one in use differ in what lies in `response`. */
type Answer = AuthenticationResponseJSON & RegistrationResponseJSON;

/** Read as far as anything is looked up by it; whatever else it lacks makes the judge throw. */
function readAnswer(sent: string): Answer {
  const read: unknown = JSON.parse(sent);
  if (typeof read !== "object" || read === null || !("id" in read) || typeof read.id !== "string")
    throw new Error("not a credential");
  return read as Answer;
}

/** The library throws whatever is wrong with an answer; to whoever sent it all of that is one refusal. */
async function unlessThrown<T>(judge: () => Promise<T>): Promise<T | undefined> {
  try {
    return await judge();
  } catch {
    return undefined;
  }
}

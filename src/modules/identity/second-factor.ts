import { generateSecret, generateURI, verify as verifyTotp } from "otplib";
import { ok, refused, type Result } from "#kernel/result";
import { type Tx, withDoor } from "#platform/database";
import type { Session } from "#platform/http";
import { noteFactor } from "./audit.ts";
import type { IdentityDeps } from "./deps.ts";
import { codeHash, newRecoveryCodes, seal, unseal } from "./secrets.ts";
import { hasFactor, isFresh } from "./sessions.ts";
import {
  type Account,
  accountById,
  confirmTotpRow,
  replaceRecoveryCodes,
  setTotpSecret,
  useRecoveryCodeRow,
  useTotpStep,
} from "./store.ts";

const TOTP_WINDOW_SECONDS = 30;

/**
 * Asks for the second factor of whoever enrolled one. Whoever has passkeys only signs in with one of them; beside the
 * password only a recovery code opens then, for the day the device is lost.
 */
export async function secondFactor(
  deps: IdentityDeps,
  now: Date,
  account: Account,
  code: string,
): Promise<"passed" | "needed" | "passkey-needed" | "wrong"> {
  if (!hasFactor(account)) return "passed";
  if (code.trim() === "") return account.totpConfirmedAt === null ? "passkey-needed" : "needed";
  return (await isRightCode(deps, now, account, code)) ? "passed" : "wrong";
}

/** Six digits of the authenticator in force, or a recovery code. */
export async function isRightCode(
  deps: IdentityDeps,
  now: Date,
  account: Account,
  code: string,
): Promise<boolean> {
  if (SIX_DIGITS.test(code))
    return account.totpConfirmedAt !== null && isRightTotp(deps, now, account, code);
  return withDoor(deps.db, "sign_in", (tx) =>
    useRecoveryCodeRow(tx, now, account.id, codeHash(code)),
  );
}

const SIX_DIGITS = /^\s*\d{3}\s*\d{3}\s*$/u;

async function isRightTotp(
  deps: IdentityDeps,
  now: Date,
  account: Account,
  code: string,
): Promise<boolean> {
  if (account.totpSecret === null) return false;
  const secret = unseal(deps.secretKey, Buffer.from(account.totpSecret));
  const checked = await verifyTotp({
    secret,
    token: code.replaceAll(/\s/gu, ""),
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: TOTP_WINDOW_SECONDS,
  });
  if (!checked.valid || !("timeStep" in checked)) return false;
  const { timeStep } = checked;
  return withDoor(deps.db, "sign_in", (tx) => useTotpStep(tx, account.id, timeStep));
}

/**
 * Begins enrolment: a secret, as the address that authenticator programs read. In force once a code confirms it. Whoever
 * found an open session must not put a factor of their own in the owner's place and then sign with it: a proof first.
 */
export async function enrolTotp(
  deps: IdentityDeps,
  now: Date,
  session: Session,
): Promise<Result<{ readonly secret: string; readonly uri: string }, "proof-needed">> {
  if (!isFresh(session, now)) return refused("proof-needed");
  const secret = generateSecret();
  await withDoor(deps.db, "sign_in", (tx) =>
    setTotpSecret(tx, session.accountId, seal(deps.secretKey, secret)),
  );
  return ok({ secret, uri: generateURI({ issuer: "HCM-eGOV", label: session.name, secret }) });
}

/** Confirms enrolment and gives the recovery codes, shown this once. */
export async function confirmTotp(
  deps: IdentityDeps,
  now: Date,
  session: Session,
  code: string,
): Promise<Result<readonly string[], "wrong-code">> {
  const account = await withDoor(deps.db, "sign_in", (tx) => accountById(tx, session.accountId));
  if (account === undefined || !SIX_DIGITS.test(code)) return refused("wrong-code");
  if (!(await isRightTotp(deps, now, account, code))) return refused("wrong-code");
  const codes = await noteFactor(deps, now, session, "second-factor-set", {}, async (tx) => {
    await confirmTotpRow(tx, now, account.id);
    return freshCodes(tx, account.id);
  });
  return ok(codes ?? []);
}

/** Ten new recovery codes in place of the old ones. */
export async function freshCodes(tx: Tx, accountId: string): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await replaceRecoveryCodes(tx, accountId, codes.map(codeHash));
  return codes;
}

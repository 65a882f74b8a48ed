import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Long enough to look for the phone, short enough that a page left open is worth nothing. */
export const CHALLENGE_MS = 5 * 60_000;

const NONCE_BYTES = 16;
const TIME_BYTES = 6;
const HEAD_BYTES = NONCE_BYTES + TIME_BYTES;

/**
 * A challenge that proves itself: random, good until a moment, and sealed for one purpose, so that asking for one writes
 * nothing and a stranger cannot fill the database by asking. That it is answered only once is written when it is.
 */
export function newChallenge(key: Buffer, purpose: string, now: Date): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  randomBytes(NONCE_BYTES).copy(head);
  head.writeUIntBE(now.getTime() + CHALLENGE_MS, NONCE_BYTES, TIME_BYTES);
  return Buffer.concat([head, sealOf(key, purpose, head)]);
}

/** The moment until which it is good; undefined for one that is not ours, for another purpose, or lapsed. */
export function challengeLapses(
  key: Buffer,
  purpose: string,
  challenge: Buffer,
  now: Date,
): Date | undefined {
  const head = challenge.subarray(0, HEAD_BYTES);
  const seal = challenge.subarray(HEAD_BYTES);
  const right = sealOf(key, purpose, head);
  if (head.length !== HEAD_BYTES || seal.length !== right.length) return undefined;
  if (!timingSafeEqual(seal, right)) return undefined;
  const lapses = new Date(head.readUIntBE(NONCE_BYTES, TIME_BYTES));
  return now < lapses ? lapses : undefined;
}

export function challengeHash(challenge: Buffer): Buffer {
  return createHash("sha256").update(challenge).digest();
}

function sealOf(key: Buffer, purpose: string, head: Buffer): Buffer {
  return createHmac("sha256", key)
    .update(`passkey challenge for ${purpose}\n`)
    .update(head)
    .digest();
}

import { createHmac, timingSafeEqual } from "node:crypto";

/** A message older or newer than this is a recording, or comes from a clock that nobody keeps. */
export const REPLAY_WINDOW_MS = 5 * 60_000;
export const TIMESTAMP_HEADER = "x-gateway-timestamp";
export const SIGNATURE_HEADER = "x-gateway-signature";

export interface SignedHeaders {
  readonly timestamp: string;
  readonly signature: string;
}

/** Signs bytes as they travel: HMAC-SHA256 over `<seconds>.<body>`, in hexadecimal. */
export function signMessage(key: string, now: Date, body: Uint8Array | string): SignedHeaders {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return { timestamp, signature: macOf(key, timestamp, body).toString("hex") };
}

/** Judges the bytes that arrived, before anything in them is read. */
export function judgeSignature(
  key: string,
  now: Date,
  { timestamp, signature }: SignedHeaders,
  body: Uint8Array | string,
): "good" | "bad-signature" | "too-old" {
  if (!/^\d{1,12}$/u.test(timestamp) || !/^[0-9a-f]{64}$/u.test(signature)) return "bad-signature";
  const given = Buffer.from(signature, "hex");
  if (!timingSafeEqual(given, macOf(key, timestamp, body))) return "bad-signature";
  const ageMs = Math.abs(now.getTime() - Number(timestamp) * 1000);
  return ageMs > REPLAY_WINDOW_MS ? "too-old" : "good";
}

function macOf(key: string, timestamp: string, body: Uint8Array | string): Buffer {
  return createHmac("sha256", key).update(`${timestamp}.`).update(body).digest();
}

import { randomBytes, randomUUID } from "node:crypto";

/** UUID version 7 (RFC 9562 §5.7): time-ordered, for primary keys inside. Never in a public address: it tells the minute. */
export function uuidv7(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, "0");
  // Node draws the random bytes of its version 4 ids for many at once; theirs stand at the same places.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** 128 random bits as 22 URL-safe characters, for anything an outsider may see or guess at. */
export function publicId(): string {
  return randomBytes(16).toString("base64url");
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}

/** The record-holder of what belongs to the whole city and to no agency: its calendar, who may sign in. */
export const CITY_WIDE = "00000000-0000-0000-0000-000000000000";

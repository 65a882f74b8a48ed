import type { Attempts } from "./store.ts";

/**
 * The brake on guessing. It bears hardest on one login from one address, softly on a login from everywhere, and only at
 * a flood on an address: an office of two hundred people behind one address must not be locked out by one of them.
 */
const LIMITS = { pair: 5, login: 30, address: 300 } as const;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

export function attemptKeys(login: string, address: string): string[] {
  return [`pair:${login} ${address}`, `login:${login}`, `address:${address}`];
}

/** How long the caller still has to wait, in milliseconds; 0 when the way is free. Waits double with each failure. */
export function waitMs(attempts: readonly Attempts[], now: Date): number {
  return Math.max(0, ...attempts.map((one) => waitFor(one, now)));
}

function waitFor(one: Attempts, now: Date): number {
  const kind = one.key.slice(0, one.key.indexOf(":")) as keyof typeof LIMITS; // written by attemptKeys
  const over = one.failures - LIMITS[kind];
  if (over < 0) return 0;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(over, 10), LONGEST_WAIT_MS);
  return one.lastFailureAt.getTime() + wait - now.getTime();
}

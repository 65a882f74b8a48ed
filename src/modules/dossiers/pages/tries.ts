/** How often one address has looked up wrongly; a look-up code has four letters and must not be guessed through. */
export interface Tries {
  /** Counts a try before it is judged, so that many sent at once are counted too; false when the address must wait. */
  take(address: string, now: Date): boolean;
  /** The try found what it asked for and does not count. */
  giveBack(address: string, now: Date): void;
}

const WINDOW_MS = 10 * 60_000;
const ALLOWED = 20;
/** Memory stays bounded: when full, the oldest addresses are forgotten. */
const MOST_ADDRESSES = 10_000;

export function createTries(): Tries {
  const seen = new Map<string, { since: number; wrong: number }>();
  const current = (address: string, now: Date) => {
    const one = seen.get(address);
    return one !== undefined && now.getTime() - one.since < WINDOW_MS ? one : undefined;
  };
  return {
    take: (address, now) => {
      const one = current(address, now);
      if (one !== undefined && one.wrong >= ALLOWED) return false;
      if (one !== undefined) one.wrong += 1;
      else {
        seen.delete(address);
        seen.set(address, { since: now.getTime(), wrong: 1 });
      }
      const [oldest] = seen.keys();
      if (seen.size > MOST_ADDRESSES && oldest !== undefined) seen.delete(oldest);
      return true;
    },
    giveBack: (address, now) => {
      const one = current(address, now);
      if (one !== undefined) one.wrong -= 1;
    },
  };
}

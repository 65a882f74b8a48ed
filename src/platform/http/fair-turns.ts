/** Who may be served now, so that one agency that asks for everything does not make the others wait. */
export interface FairTurns {
  /** Waits for the key's turn; the caller says when it is over, and may say it twice. */
  enter(key: string): Promise<() => void>;
}

/** More at once would only take turns on the one processor that makes the pages. */
const PAGES_AT_ONCE = 3;
/** Whoever asked within this time counts as present. */
const PRESENT_MS = 2_000;

/**
 * The places are shared evenly among those who are present: alone one has them all, beside others no more than a part.
 * A free place goes to the key whose turn was longest ago.
 */
export function createFairTurns(now: () => number, places = PAGES_AT_ONCE): FairTurns {
  const present = new Map<string, number>();
  const served = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  let all = 0;
  const part = (): number => {
    const since = now() - PRESENT_MS;
    for (const [key, at] of present) {
      if (at >= since) break; // in the order of their last question
      present.delete(key);
    }
    return Math.max(1, Math.floor(places / Math.max(1, present.size)));
  };
  const serve = (): void => {
    for (let next = turn(); next !== undefined; next = turn()) next();
  };
  const turn = (): (() => void) | undefined => {
    if (all >= places) return undefined;
    const most = part();
    for (const [key, queue] of waiting) {
      if ((served.get(key) ?? 0) >= most) continue;
      const [first, ...others] = queue;
      waiting.delete(key);
      if (others.length > 0) waiting.set(key, others); // behind the others
      served.set(key, (served.get(key) ?? 0) + 1);
      all += 1;
      return first;
    }
    return undefined;
  };
  const leave = (key: string): void => {
    all -= 1;
    const left = (served.get(key) ?? 1) - 1;
    if (left === 0) served.delete(key);
    else served.set(key, left);
    serve();
  };
  return {
    enter: (key) =>
      new Promise((resolve) => {
        present.delete(key);
        present.set(key, now());
        const queue = waiting.get(key) ?? [];
        let isOver = false;
        queue.push(() =>
          resolve(() => {
            if (!isOver) leave(key);
            isOver = true;
          }),
        );
        waiting.set(key, queue);
        serve();
      }),
  };
}

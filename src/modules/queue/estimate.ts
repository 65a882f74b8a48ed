/** What an estimate was made of, so that a page can say how. */
export type Estimate =
  | { readonly kind: "unknown"; readonly why: "few-served" | "no-counter" }
  | { readonly kind: "soon" }
  | {
      readonly kind: "about";
      readonly minutes: number;
      readonly served: number;
      readonly meanMinutes: number;
      readonly ahead: number;
      readonly counters: number;
    };

export interface Measured {
  /** People before this one who may be called before them. */
  readonly ahead: number;
  /** Counters that are open and take this service. */
  readonly counters: number;
  /** Served to the end today, and the seconds it took altogether. */
  readonly served: number;
  readonly servedSeconds: number;
}

/** Fewer than this many give no mean that anyone should plan by. */
const FEWEST_SERVED = 3;
const ROUND_TO_MINUTES = 5;

/**
 * About how long until someone is called: the people ahead, shared among the counters, at today's mean time of service.
 * Rounded up to five minutes; unknown where nothing was measured yet or no counter is open, and then it says so.
 */
export function estimatedWait(measured: Measured): Estimate {
  const { ahead, counters, served, servedSeconds } = measured;
  if (counters === 0) return { kind: "unknown", why: "no-counter" };
  if (ahead === 0) return { kind: "soon" };
  if (served < FEWEST_SERVED) return { kind: "unknown", why: "few-served" };
  const mean = servedSeconds / served;
  const exact = (Math.ceil(ahead / counters) * mean) / 60;
  return {
    kind: "about",
    minutes: Math.max(1, Math.ceil(exact / ROUND_TO_MINUTES)) * ROUND_TO_MINUTES,
    served,
    meanMinutes: Math.max(1, Math.round(mean / 60)),
    ahead,
    counters,
  };
}

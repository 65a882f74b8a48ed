import { createFairTurns } from "./fair-turns.ts";
import { createKnownAgencies, type KnownAgencies } from "./known-agencies.ts";

export interface Turn {
  readonly known: KnownAgencies;
  /** The answer is made; what is left is sending it. */
  readonly over: () => void;
}

/** Makes an answer when it is the turn of whoever shows this cookie; without one, at once. */
export type InTurn = <T>(token: string | undefined, work: (turn: Turn) => Promise<T>) => Promise<T>;

/**
 * Pages of people who are signed in are made in turn, by agency. An answer on its way holds no place: it may go to a slow
 * reader, and a stream of events ends when its page is closed.
 */
export function createAgencyTurns(): InTurn {
  const turns = createFairTurns(() => performance.now());
  const known = createKnownAgencies();
  return async (token, work) => {
    if (token === undefined) return work({ known, over: () => undefined });
    const over = await turns.enter(known.keyOf(token));
    return work({ known, over }).finally(over);
  };
}

import { createHash } from "node:crypto";
import type { Session } from "./exchange.ts";

/** Whose turn a request takes before its session is looked up: the lookup itself is part of what is shared. */
export interface KnownAgencies {
  keyOf(token: string): string;
  learn(token: string, session: Session): void;
}

/** As many as are signed in at once in a large city; whoever is forgotten is only taken for a newcomer once more. */
const MOST_KNOWN = 20_000;
/** Those who are not known yet share their turns: a flood of invented cookies waits for itself. */
const NEWCOMER = "newcomer";

/** Holds digests, never the tokens themselves. */
export function createKnownAgencies(): KnownAgencies {
  const known = new Map<string, string>();
  const digest = (token: string): string =>
    createHash("sha256").update(token).digest("base64url").slice(0, 22);
  return {
    keyOf: (token) => known.get(digest(token)) ?? NEWCOMER,
    learn: (token, { actor, accountId }) => {
      known.set(digest(token), actor.kind === "official" ? actor.agencyId : accountId);
      const [oldest] = known.keys();
      if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    },
  };
}

import { type Change, changesAfter } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { type ApiParameter, type Exchange, problem, type Reply } from "#platform/http";

/** Where to go on after the former answer: a place in the log, so that nothing is skipped and nothing read twice. */
export const SINCE: ApiParameter = {
  name: "since",
  description: "`next` of the former answer; absent begins with the first change",
  isRequired: false,
  schema: { type: "integer", minimum: 0 },
};

/** Undefined where it is no place. */
export function placeAsked(exchange: Exchange): number | undefined {
  const asked = exchange.query.get("since") ?? "";
  return /^\d{0,15}$/u.test(asked) ? Number(asked) : undefined;
}

export function unreadablePlace(): Reply {
  return problem(422, "Unreadable place", "since is the number that the last answer called next");
}

export interface Changed {
  readonly changes: readonly Change[];
  /** The dossiers among them, each once. */
  readonly ids: ReadonlySet<string>;
  readonly next: number;
  readonly hasMore: boolean;
}

/** A page of what happened to the agency's dossiers, in the order of the log. */
export async function changedSince(tx: Tx, since: number, limit: number): Promise<Changed> {
  // A place is the next leaf's number: what stands before it was answered.
  const changes = await changesAfter(tx, "dossier", since - 1, limit);
  const last = changes.at(-1);
  return {
    changes,
    ids: new Set(changes.map((one) => one.subjectId)),
    next: last === undefined ? since : last.index + 1,
    hasMore: changes.length === limit,
  };
}

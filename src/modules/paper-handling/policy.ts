import type { Actor } from "#kernel/actor";

/** What each role may do with paper. `test/policy/permissions.txt` is printed from this table. */
export const PAPER_PERMISSIONS = {
  "paper see": ["receiver", "specialist", "head", "leader", "clerk"],
  "paper note": ["receiver"],
  "paper shelve": ["receiver", "specialist", "clerk"],
  "result shelve": ["receiver", "clerk"],
  "paper hand-out": ["receiver", "clerk"],
  "hand-over make": ["receiver", "specialist", "head", "clerk"],
  "hand-over answer": ["receiver", "specialist", "head", "clerk"],
  "unclaimed see": ["receiver", "clerk", "head"],
  "result archive": ["clerk"],
  "paper-receipt see": ["receiver", "head", "leader"],
  "paper-receipt reserve": ["receiver"],
  "paper-receipt void": ["receiver", "head"],
  "paper-receipt enter": ["receiver"],
} as const satisfies Record<string, readonly string[]>;

export type PaperAction = keyof typeof PAPER_PERMISSIONS;

export interface Caller {
  readonly actor: Actor;
  readonly roles: readonly string[];
  readonly tenantIds: readonly string[];
}

export type OfficialActor = Extract<Actor, { kind: "official" }>;

/** The official, if they may: with the role, in an agency that holds the record today. Denied by default. */
export function allowed(
  caller: Caller,
  action: PaperAction,
  record: { readonly tenantId: string },
): OfficialActor | undefined {
  return caller.actor.kind === "official" &&
    caller.tenantIds.includes(record.tenantId) &&
    mayWith(caller.roles, action)
    ? caller.actor
    : undefined;
}

export function mayWith(roles: readonly string[], action: PaperAction): boolean {
  const allowedRoles: readonly string[] = PAPER_PERMISSIONS[action];
  return roles.some((role) => allowedRoles.includes(role));
}

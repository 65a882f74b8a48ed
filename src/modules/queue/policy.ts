import type { Actor } from "#kernel/actor";

/**
 * What each role may do at a desk of its own agency. Drawing a number oneself, reading the board and booking are
 * everybody's. `test/policy/permissions.txt` is printed from this table.
 */
export const QUEUE_PERMISSIONS = {
  "queue draw": ["receiver"],
  "queue call": ["receiver"],
  "booking see": ["receiver", "head", "leader"],
  "booking arrive": ["receiver"],
  "reception publish": ["administrator"],
  "desk open": ["administrator"],
  "queue figures": ["receiver", "head", "leader", "inspector"],
} as const satisfies Record<string, readonly string[]>;

export type QueueAction = keyof typeof QUEUE_PERMISSIONS;

export interface Caller {
  readonly actor: Actor;
  readonly roles: readonly string[];
  readonly tenantIds: readonly string[];
}

/** Denied by default: an official with the role, in an agency that holds the desk's records today. */
export function may(
  caller: Caller,
  action: QueueAction,
  of: { readonly tenantId: string },
): boolean {
  if (caller.actor.kind !== "official" || !caller.tenantIds.includes(of.tenantId)) return false;
  const allowed: readonly string[] = QUEUE_PERMISSIONS[action];
  return caller.roles.some((role) => allowed.includes(role));
}

/** Desks and reception hours belong to the city's administrator, whichever desk they are for. */
export function maySetUp(caller: Pick<Caller, "actor" | "roles">): boolean {
  const allowed: readonly string[] = QUEUE_PERMISSIONS["reception publish"];
  return caller.actor.kind === "official" && caller.roles.some((role) => allowed.includes(role));
}

export function officialOf(caller: Caller): { readonly id: string; readonly name: string } {
  if (caller.actor.kind !== "official") throw new Error(`${caller.actor.kind} sits at no counter`);
  return { id: caller.actor.officialId, name: caller.actor.name };
}

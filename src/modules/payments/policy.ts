import type { Actor } from "#kernel/actor";

/** What each role may do with fees. Who asks for a refund never decides on it, whatever the role. */
export const PAYMENT_PERMISSIONS = {
  "fee see": ["receiver", "specialist", "head", "leader", "clerk", "inspector"],
  "fee take-at-desk": ["receiver"],
  "fee reconcile": ["clerk"],
  "refund ask": ["receiver", "clerk"],
  "refund decide": ["head"],
  "refund pay-out": ["receiver"],
} as const satisfies Record<string, readonly string[]>;

export type PaymentAction = keyof typeof PAYMENT_PERMISSIONS;

export interface Caller {
  readonly actor: Actor;
  readonly roles: readonly string[];
  readonly tenantIds: readonly string[];
}

/** An official acting on a record; nobody else acts here. */
export type OfficialActor = Extract<Actor, { kind: "official" }>;

/** The official, if they may: with the role, in an agency that holds the record today. */
export function allowed(
  caller: Caller,
  action: PaymentAction,
  record: { readonly tenantId: string },
): OfficialActor | undefined {
  const roles: readonly string[] = PAYMENT_PERMISSIONS[action];
  return caller.actor.kind === "official" &&
    caller.tenantIds.includes(record.tenantId) &&
    caller.roles.some((role) => roles.includes(role))
    ? caller.actor
    : undefined;
}

export function mayWith(roles: readonly string[], action: PaymentAction): boolean {
  const allowedRoles: readonly string[] = PAYMENT_PERMISSIONS[action];
  return roles.some((role) => allowedRoles.includes(role));
}

import type { Caller } from "#modules/dossiers";

/** What each role may do with released results of its agency. A role missing here may do nothing. */
export const RESULT_PERMISSIONS = {
  "result see": ["receiver", "specialist", "head", "leader", "clerk", "inspector"],
  "result reveal-numbers": ["receiver", "specialist", "head", "leader", "clerk"],
  "result export": ["clerk", "head", "leader", "inspector"],
  "result propose": ["specialist", "clerk"],
  "result decide": ["leader"],
} as const satisfies Record<string, readonly string[]>;

export type ResultAction = keyof typeof RESULT_PERMISSIONS;

/** Denied by default: an official with the role, in an agency that holds the records today, for a procedure of the mandate. */
export function mayOn(
  caller: Pick<Caller, "actor" | "roles" | "tenantIds" | "appIds">,
  action: ResultAction,
  result: { readonly tenantId: string; readonly appId: string },
): boolean {
  const allowed: readonly string[] = RESULT_PERMISSIONS[action];
  return (
    caller.actor.kind === "official" &&
    caller.tenantIds.includes(result.tenantId) &&
    (caller.appIds?.includes(result.appId) ?? true) &&
    caller.roles.some((role) => allowed.includes(role))
  );
}

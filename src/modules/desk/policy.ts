import type { Session } from "#platform/http";

/** Who enters for the person who stands there; `take-for-others` from the day that the rule says (R16). */
export const DESK_PERMISSIONS = {
  "entry begin": ["receiver"],
  "entry for-others": ["receiver"],
} as const satisfies Record<string, readonly string[]>;

/** An official with the role, for a procedure that the mandate covers. Denied by default. */
export function mayEnter(
  session: Session,
  deed: keyof typeof DESK_PERMISSIONS,
  appId: string,
): boolean {
  const allowed: readonly string[] = DESK_PERMISSIONS[deed];
  return (
    session.actor.kind === "official" &&
    session.tenantIds.length > 0 &&
    session.roles.some((role) => allowed.includes(role)) &&
    (session.appIds === undefined || session.appIds.includes(appId))
  );
}

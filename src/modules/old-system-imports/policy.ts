import type { Caller } from "#modules/dossiers";

/** Who may bring the books of the old system here. A role missing here may do nothing. */
export const IMPORT_PERMISSIONS = {
  import: ["clerk", "administrator"],
} as const satisfies Record<string, readonly string[]>;

/** An official with the role, for a procedure that the mandate covers. Denied by default. */
export function mayImport(caller: Caller, appId: string): boolean {
  const allowed: readonly string[] = IMPORT_PERMISSIONS.import;
  return (
    caller.actor.kind === "official" &&
    caller.roles.some((role) => allowed.includes(role)) &&
    (caller.appIds === undefined || caller.appIds.includes(appId))
  );
}

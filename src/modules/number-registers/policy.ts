/** What each role may do with the registers of its agency. A role missing here may do nothing. */
export const REGISTER_PERMISSIONS = {
  "register see": ["clerk", "head", "leader", "inspector"],
  "register keep": ["clerk"],
} as const satisfies Record<string, readonly string[]>;

export function mayKeep(roles: readonly string[]): boolean {
  const keepers: readonly string[] = REGISTER_PERMISSIONS["register keep"];
  return roles.some((role) => keepers.includes(role));
}

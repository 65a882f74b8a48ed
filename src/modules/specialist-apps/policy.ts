/**
 * Procedures belong to the whole city: these rights hold in the city's own office only. Who controls administrative
 * procedures there approves what an administrator drafted, or another administrator does; never whoever proposed it.
 */
export const EDITION_PERMISSIONS = {
  "edition see": ["administrator", "inspector"],
  "edition draft": ["administrator"],
  "edition approve": ["administrator", "inspector"],
  "edition withdraw": ["administrator"],
} as const satisfies Record<string, readonly string[]>;

export type EditionDeed = keyof typeof EDITION_PERMISSIONS;

export function mayDo(roles: readonly string[], deed: EditionDeed): boolean {
  const allowed: readonly string[] = EDITION_PERMISSIONS[deed];
  return roles.some((role) => allowed.includes(role));
}

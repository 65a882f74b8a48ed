import { ROLES } from "./agency.ts";

/**
 * What each role may do with the organisation. Whoever holds a position that decides may have someone stand in for it;
 * an administrator enters what was authorised on paper. A role missing here may do nothing.
 */
export const ORGANISATION_PERMISSIONS = {
  "organisation see": ROLES,
  "delegation give-own": ["head", "leader"],
  "delegation give-any": ["administrator"],
} as const satisfies Record<string, readonly string[]>;

export type OrganisationDeed = keyof typeof ORGANISATION_PERMISSIONS;

export function mayInOrganisation(roles: readonly string[], deed: OrganisationDeed): boolean {
  const allowed: readonly string[] = ORGANISATION_PERMISSIONS[deed];
  return roles.some((role) => allowed.includes(role));
}

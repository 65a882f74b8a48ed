import type { Session } from "#platform/http";
import type { Reader } from "./notices.ts";

/**
 * Which roles read what they were told in a position. Always one's own and nobody else's; applicants read theirs by
 * their account. `test/policy/permissions.txt` is printed from this table.
 */
export const NOTICE_PERMISSIONS = {
  "read-own": [
    "receiver",
    "specialist",
    "head",
    "leader",
    "clerk",
    "inspector",
    "administrator",
    "operator",
  ],
} as const satisfies Record<string, readonly string[]>;

/** As whom a session reads; undefined for an official without a role, such as one who has yet to enrol a second factor. */
export function readerOf({ actor, roles }: Pick<Session, "actor" | "roles">): Reader | undefined {
  if (actor.kind === "applicant") return actor.accountId;
  if (actor.kind !== "official") return undefined;
  const allowed: readonly string[] = NOTICE_PERMISSIONS["read-own"];
  if (!roles.some((role) => allowed.includes(role))) return undefined;
  return { officialId: actor.officialId, positionId: actor.positionId };
}

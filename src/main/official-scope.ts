import { dayIn } from "#kernel/calendar-day";
import type { IdentityDeps } from "#modules/identity";
import { officialNames, positionsHeldBy } from "#modules/organisation";
import { tenantsHeldBy } from "#modules/tenancy";
import { type Database, withDoor } from "#platform/database";

/** What an official may act as now: the first position held, and the records in the custody of its agency. */
export function officialScope(
  db: Database,
  officialId: string,
  now: Date,
): ReturnType<IdentityDeps["resolveOfficial"]> {
  return withDoor(db, "directory", async (tx) => {
    const [held] = await positionsHeldBy(tx, officialId, now);
    if (held === undefined) return undefined;
    const tenants = await tenantsHeldBy(tx, held.agencyId, dayIn(now));
    const names = await officialNames(tx, [officialId]);
    return {
      actor: {
        kind: "official",
        officialId,
        positionId: held.positionId,
        agencyId: held.agencyId,
        mandate: held.mandate,
        name: names.get(officialId) ?? "",
      },
      tenantIds: tenants.map((tenant) => tenant.id),
      roles: [held.role],
      agencyName: held.agencyName,
      title: held.title,
    };
  });
}

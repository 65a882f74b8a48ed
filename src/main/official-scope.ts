import { dayIn } from "#kernel/calendar-day";
import type { IdentityDeps } from "#modules/identity";
import { actingIn, officialNames } from "#modules/organisation";
import { tenantsHeldBy } from "#modules/tenancy";
import { type Database, withDoor } from "#platform/database";

/** What an official may act as now: the position chosen in the session, and the records in the custody of its agency. */
export function officialScope(
  db: Database,
  officialId: string,
  now: Date,
  sessionId: string,
): ReturnType<IdentityDeps["resolveOfficial"]> {
  return withDoor(db, "directory", async (tx) => {
    const acting = await actingIn(tx, officialId, sessionId, now);
    if (acting === undefined) return undefined;
    const held = acting.current;
    const [tenants, names] = await Promise.all([
      tenantsHeldBy(tx, held.agencyId, dayIn(now)),
      officialNames(tx, [officialId]),
    ]);
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
      positions: acting.all.map((one) => ({
        positionId: one.positionId,
        title: one.title,
        unitName: one.unitName,
        agencyName: one.agencyName,
        isDelegated: one.mandate.kind === "delegation",
        isCurrent: one === held,
      })),
      ...(held.appIds === null ? {} : { appIds: held.appIds }),
    };
  });
}

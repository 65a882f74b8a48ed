import { addDays, dayIn, formatDay } from "#kernel/calendar-day";
import { notify } from "#modules/notifications";
import { givenDelegation, positionsHeldBy } from "#modules/organisation";
import { tenantsHeldBy } from "#modules/tenancy";
import { type Database, withDoor, withTenant } from "#platform/database";

/**
 * Tells who stands in, in the position they hold themselves: they may not have chosen the lent one yet. The delegation is
 * the city's record and the notice the agency's, so that they are two transactions; the first never waits for the second.
 */
export async function tellDelegated(db: Database, now: Date, delegationId: string): Promise<void> {
  const on = dayIn(now);
  const found = await withDoor(db, "directory", async (tx) => {
    const given = await givenDelegation(tx, delegationId, on);
    if (given === undefined) return undefined;
    const positions = await positionsHeldBy(tx, given.toOfficialId, now);
    const own = positions.find((one) => one.agencyId === given.agencyId);
    const [tenant] = await tenantsHeldBy(tx, given.agencyId, on);
    return own === undefined || tenant === undefined
      ? undefined
      : { given, own, tenantId: tenant.id };
  });
  if (found === undefined) return;
  const { given, own, tenantId } = found;
  const actor = { kind: "system", job: "tell-delegated" } as const;
  await withTenant(db, { tenantIds: [tenantId], actor }, (tx) =>
    notify(tx, now, {
      officialId: given.toOfficialId,
      positionId: own.positionId,
      template: "delegation-given",
      language: "vi",
      params: {
        title: given.title,
        holder: given.holderName,
        decision: given.decision,
        from: formatDay(given.from),
        through: formatDay(addDays(given.until, -1)),
      },
      subjectKind: "delegation",
      subjectId: delegationId,
      href: "/can-bo/vi-tri",
    }),
  );
}

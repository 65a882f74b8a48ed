import { dayIn } from "#kernel/calendar-day";
import { agenciesOn } from "#modules/organisation";
import { custodiansOn, type Tenant, tenantsHeldBy } from "#modules/tenancy";
import { withDoor } from "#platform/database";
import type { Exchange, Session } from "#platform/http";

/** The records an administrator answers for: those of their agency; for the city's own office, those of every agency. */
export function administeredTenants(
  { db, now }: Exchange,
  { actor }: Session,
): Promise<readonly Pick<Tenant, "id" | "name">[]> {
  if (actor.kind !== "official") return Promise.resolve([]);
  const on = dayIn(now);
  return withDoor(db, "directory", async (tx) => {
    const agencies = new Map((await agenciesOn(tx, on)).map((one) => [one.id, one]));
    if (agencies.get(actor.agencyId)?.kind !== "city-office")
      return tenantsHeldBy(tx, actor.agencyId, on);
    const custodians = [...(await custodiansOn(tx, on))];
    return custodians
      .map(([id, agencyId]) => ({ id, name: agencies.get(agencyId)?.name ?? "" }))
      .toSorted((one, other) => one.name.localeCompare(other.name, "vi"));
  });
}

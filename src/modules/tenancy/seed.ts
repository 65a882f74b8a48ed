import { createHash } from "node:crypto";
import { CITY_FOUNDED, demoAgencies, keepsRecords } from "#modules/organisation";
import type { Tx } from "#platform/database";
import { insertCustody, insertTenants } from "./store.ts";

/** The fixed tenant of an agency of the demo city, so that seed and tests agree. */
export function tenantIdOf(slug: string): string {
  const hex = createHash("sha256").update(`hcm-egov demo tenant ${slug}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** One record-holder for each agency with a one-stop desk or that others ask, in that agency's custody. Door `seed`, once. */
export async function seedTenancy(tx: Tx): Promise<void> {
  const holders = demoAgencies().filter(keepsRecords);
  await insertTenants(
    tx,
    holders.map(({ slug, name }) => ({ id: tenantIdOf(slug), code: slug, name })),
  );
  await insertCustody(
    tx,
    holders.map(({ slug, id }) => ({
      tenantId: tenantIdOf(slug),
      agencyId: id,
      from: CITY_FOUNDED,
      decision: "Dữ liệu minh họa",
    })),
  );
}

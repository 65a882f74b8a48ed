import type { Tx } from "#platform/database";
import { demoAgencies } from "./city/agencies.ts";
import { cityHoldings } from "./city/officials.ts";
import { insertAgencies, insertHoldings } from "./store.ts";

/** Fills in the named city: 177 units and the wards below them, positions and the fictional officials who hold them. Door `seed`, once. */
export async function seedOrganisation(tx: Tx, now: Date): Promise<void> {
  await insertAgencies(tx, now, demoAgencies());
  await insertHoldings(tx, now, cityHoldings());
}

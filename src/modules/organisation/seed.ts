import type { Tx } from "#platform/database";
import { cityAgencies } from "./city/agencies.ts";
import { cityHoldings } from "./city/officials.ts";
import { insertAgencies, insertHoldings } from "./store.ts";

/** Fills in the named city: 177 units, positions and the fictional officials who hold them. Door `seed`, once. */
export async function seedOrganisation(tx: Tx, now: Date): Promise<void> {
  await insertAgencies(tx, now, cityAgencies());
  await insertHoldings(tx, now, cityHoldings());
}

import { positionsHeldBy } from "#modules/organisation";
import type { Tx } from "#platform/database";
import type { OfficialActor } from "./policy.ts";

/** The unit of the position an official acts in. */
export async function unitOf(tx: Tx, official: OfficialActor, at: Date): Promise<string> {
  const held = await positionsHeldBy(tx, official.officialId, at);
  return held.find((one) => one.positionId === official.positionId)?.unitName ?? "";
}

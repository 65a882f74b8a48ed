import type { Tx } from "#platform/database";
import type { HeldPosition } from "./agency.ts";
import { positionsHeldBy } from "./find-organisation.ts";
import { chosenPosition, choosePosition } from "./posts-store.ts";

export interface Acting {
  /** The position acted in: the one chosen in this session while it still holds, else the first. */
  readonly current: HeldPosition;
  readonly all: readonly HeldPosition[];
}

/** In which position an official acts in a session; undefined for whoever has none today. Door `directory`. */
export async function actingIn(
  tx: Tx,
  officialId: string,
  sessionId: string,
  at: Date,
): Promise<Acting | undefined> {
  const all = await positionsHeldBy(tx, officialId, at);
  const [first] = all;
  if (first === undefined) return undefined;
  if (all.length === 1) return { current: first, all };
  const chosen = await chosenPosition(tx, sessionId);
  return { current: all.find((one) => one.positionId === chosen) ?? first, all };
}

/** Chooses the position for the rest of a session; false for one that the official may not act in. Door `directory`. */
export async function actIn(
  tx: Tx,
  now: Date,
  who: { readonly officialId: string; readonly sessionId: string },
  positionId: string,
): Promise<boolean> {
  const all = await positionsHeldBy(tx, who.officialId, now);
  if (!all.some((one) => one.positionId === positionId)) return false;
  await choosePosition(tx, now, { ...who, positionId });
  return true;
}

import type { Tx } from "#platform/database";
import { consistencyPath, inclusionPath, placesOf, type Range, rootOf } from "./merkle.ts";
import { subtreesAt } from "./sequencer.ts";

/** The newest root that was signed. Whoever keeps it can have it proven later that nothing before it was rewritten. */
export interface SignedCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly at: Date;
  readonly signature: Buffer;
}

export async function lastCheckpoint(tx: Tx): Promise<SignedCheckpoint | undefined> {
  const row = await tx.row<Omit<SignedCheckpoint, "size"> & { readonly size: string }>(
    `SELECT size, root, at, signature
     FROM audit.checkpoint
     ORDER BY size DESC
     LIMIT 1`,
  );
  return row === undefined ? undefined : { ...row, size: Number(row.size) };
}

/** That leaf `index` is in the log of `size`; undefined where the log is not that long. A few hashes, however long it is. */
export async function inclusionProof(
  tx: Tx,
  index: number,
  size: number,
): Promise<Buffer[] | undefined> {
  const isThere = index >= 0 && index < size && size <= (await sizeNow(tx));
  return isThere ? rootsOf(tx, inclusionPath(index, size)) : undefined;
}

/** That the log of `before` leaves is the beginning of the log of `after`; undefined where there are no such two. */
export async function consistencyProof(
  tx: Tx,
  before: number,
  after: number,
): Promise<Buffer[] | undefined> {
  const isThere = before >= 1 && before <= after && after <= (await sizeNow(tx));
  return isThere ? rootsOf(tx, consistencyPath(before, after)) : undefined;
}

async function sizeNow(tx: Tx): Promise<number> {
  return (await lastCheckpoint(tx))?.size ?? 0;
}

async function rootsOf(tx: Tx, path: readonly Range[]): Promise<Buffer[]> {
  const places = path.map(placesOf);
  const subtrees = await subtreesAt(tx, places.flat());
  let taken = 0;
  return places.map(({ length }) => rootOf(subtrees.slice(taken, (taken += length))));
}

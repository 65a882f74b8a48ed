import { type Database, withTenant } from "#platform/database";
import type { FileStore, StoredBytes } from "./file-store.ts";
import { recordedHashes } from "./store.ts";

/** An upload is recorded within seconds; after a day nobody will. */
const ORPHAN_AFTER_MS = 24 * 60 * 60_000;
/** Below this many, a large share of orphans is just a quiet week. */
const FEW = 100;

/** The store and the database do not belong together: nothing was removed. */
export class SweepRefused extends Error {
  override readonly name = "SweepRefused";
}

/**
 * Removes bytes that no row ever named: an act failed after its file had been kept. Bytes of a file that was taken off
 * its thing stay, because its record stays. When most of the store would go, the database is more likely the wrong one
 * than the files, and nothing goes. Gives how many were removed.
 */
export async function sweepOrphans(db: Database, store: FileStore, now: Date): Promise<number> {
  const writtenBefore = new Date(now.getTime() - ORPHAN_AFTER_MS);
  const orphans: StoredBytes[] = [];
  let seen = 0;
  for await (const batch of store.list(writtenBefore)) {
    seen += batch.length;
    orphans.push(...(await unrecorded(db, batch)));
  }
  if (orphans.length > FEW && orphans.length * 2 > seen)
    throw new SweepRefused(
      `${orphans.length} of ${seen} kept files are in no record; is this the database of this store? Nothing was removed.`,
    );
  let removed = 0;
  for (const orphan of orphans) {
    if ((await unrecorded(db, [orphan])).length === 0) continue;
    await store.remove(orphan.tenantId, orphan.sha256, writtenBefore);
    removed += 1;
  }
  return removed;
}

async function unrecorded(db: Database, batch: readonly StoredBytes[]): Promise<StoredBytes[]> {
  const tenantId = batch[0]?.tenantId;
  if (tenantId === undefined) return [];
  const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "sweep-orphans" } } as const;
  const recorded = await withTenant(db, scope, (tx) =>
    recordedHashes(
      tx,
      tenantId,
      batch.map((one) => one.sha256),
    ),
  );
  return batch.filter((one) => !recorded.has(one.sha256));
}

import { type KeyObject, sign } from "node:crypto";
import { type Database, type Tx, withDoor } from "#platform/database";
import {
  append,
  type Frontier,
  frontierPlaces,
  leafHash,
  type Place,
  rootOf,
  sizeOf,
  type Subtree,
} from "./merkle.ts";

/** Leaves placed in one transaction: large enough to keep up, small enough to stay well under the slow limit. */
const BATCH = 1000;

/** Any number of workers may call; one at a time places. */
const SEQUENCER_LOCK = 724_003;

const HASH_BYTES = 32;

/** A leaf stands under a signed root within a second of its commit; one root a beat costs less than one for each handful. */
export const SEQUENCE_EVERY_MS = 800;

/** One beat: places all that wait now. What is committed meanwhile waits for the next. */
export async function sequenceWaiting(db: Database, now: Date, key: KeyObject): Promise<void> {
  while ((await sequenceOnce(db, now, key)) === BATCH);
}

/**
 * Places committed leaves and signs a checkpoint over the new root; gives how many were placed. What waits is taken, never
 * "everything after the last one", so a leaf that committed late is placed late and never lost. Commits never wait for this.
 */
export function sequenceOnce(db: Database, now: Date, key: KeyObject): Promise<number> {
  return withDoor(db, "sequencer", async (tx) => {
    const lock = await tx.row<{ held: boolean }>(
      `SELECT pg_try_advisory_xact_lock(${SEQUENCER_LOCK}) AS held`,
    );
    if (lock?.held !== true) return 0;
    const { size, commitments } = await placed(tx);
    if (commitments.length === 0) return 0;
    const frontier = await subtreesAt(tx, frontierPlaces(size));
    const grown = append(frontier, commitments.map(leafHash));
    await keep(tx, now, grown.frontier, grown.completed, key);
    return commitments.length;
  });
}

/** Gives waiting leaves their places, oldest first, behind the log as it was signed last; and their commitments in that order. */
async function placed(tx: Tx): Promise<{ size: number; commitments: Buffer[] }> {
  const row = await tx.row<{ size: string; commitments: Buffer | null }>(
    `WITH log AS (
       SELECT coalesce(max(size), 0) AS size FROM audit.checkpoint
     ), taken AS (
       DELETE FROM audit.waiting
       WHERE ctid = ANY (ARRAY(SELECT ctid FROM audit.waiting ORDER BY leaf_id LIMIT ${BATCH}))
       RETURNING tenant_id, leaf_id, commitment
     ), placed AS (
       INSERT INTO audit.place (tenant_id, leaf_id, log_index)
       SELECT tenant_id, leaf_id, log.size + row_number() OVER (ORDER BY leaf_id, tenant_id) - 1
       FROM taken, log
     )
     SELECT log.size, (SELECT string_agg(commitment, '' ORDER BY leaf_id, tenant_id) FROM taken) AS commitments
     FROM log`,
  );
  const bytes = row?.commitments ?? Buffer.alloc(0);
  const commitments = Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
  return { size: Number(row?.size ?? 0), commitments };
}

/** The perfect subtrees at these places, in their order. A log that lacks one of them is damaged. */
export async function subtreesAt(tx: Tx, places: readonly Place[]): Promise<Subtree[]> {
  const rows = await tx.rows<{ level: number; index: string; hash: Buffer }>(
    `SELECT s.level, s.index, s.hash
     FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS place (level, index, nth)
     JOIN audit.subtree s ON s.level = place.level AND s.index = place.index
     ORDER BY place.nth`,
    [places.map((place) => place.level), places.map((place) => place.index)],
  );
  if (rows.length !== places.length)
    throw new Error("the audit log lacks subtrees of its last checkpoint");
  return rows.map((row) => ({ level: row.level, index: Number(row.index), hash: row.hash }));
}

async function keep(
  tx: Tx,
  now: Date,
  frontier: Frontier,
  completed: readonly Subtree[],
  key: KeyObject,
): Promise<void> {
  const size = sizeOf(frontier);
  const root = rootOf(frontier);
  await tx.write(
    `WITH subtree AS (
       INSERT INTO audit.subtree (level, index, hash)
       SELECT level, index, hash FROM unnest($1::smallint[], $2::bigint[], $3::bytea[]) AS s (level, index, hash)
     )
     INSERT INTO audit.checkpoint (size, root, at, signature)
     VALUES ($4, $5, $6, $7)`,
    [
      completed.map((one) => one.level),
      completed.map((one) => one.index),
      completed.map((one) => one.hash),
      size,
      root,
      now,
      sign(null, Buffer.from(checkpointText({ size, root, at: now })), key),
    ],
  );
}

/** What a checkpoint's Ed25519 signature covers. */
export function checkpointText(checkpoint: {
  readonly size: number;
  readonly root: Buffer;
  readonly at: Date;
}): string {
  return `hcm-egov audit log\n${checkpoint.size}\n${checkpoint.root.toString("base64")}\n${checkpoint.at.toISOString()}\n`;
}

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

/** Leaves numbered in one transaction: large enough to keep up, small enough to stay well under the slow limit. */
const BATCH = 500;

/** Any number of workers may call; one at a time numbers. */
const SEQUENCER_LOCK = 724_003;

/**
 * Numbers committed leaves and signs a checkpoint over the new root; gives how many were numbered. Leaves without a
 * place are claimed, so one that committed late is numbered late and never lost. Commits never wait for this.
 */
export function sequenceOnce(db: Database, now: Date, key: KeyObject): Promise<number> {
  return withDoor(db, "sequencer", async (tx) => {
    const lock = await tx.row<{ held: boolean }>(
      `SELECT pg_try_advisory_xact_lock(${SEQUENCER_LOCK}) AS held`,
    );
    if (lock?.held !== true) return 0;
    const leaves = await tx.rows<{ tenantId: string; id: string; commitment: Buffer }>(
      `SELECT tenant_id AS "tenantId", id, commitment
       FROM audit.leaf
       WHERE log_index IS NULL
       ORDER BY at, id
       LIMIT ${BATCH}`,
    );
    if (leaves.length === 0) return 0;
    const frontier = await frontierNow(tx);
    const first = sizeOf(frontier);
    const grown = append(
      frontier,
      leaves.map((leaf) => leafHash(leaf.commitment)),
    );
    await tx.write(
      `UPDATE audit.leaf l SET log_index = placed.log_index
       FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS placed (tenant_id, id, log_index)
       WHERE l.tenant_id = placed.tenant_id AND l.id = placed.id`,
      [
        leaves.map((leaf) => leaf.tenantId),
        leaves.map((leaf) => leaf.id),
        leaves.map((_, offset) => first + offset),
      ],
    );
    await keep(tx, now, grown.frontier, grown.completed, key);
    return leaves.length;
  });
}

async function frontierNow(tx: Tx): Promise<Frontier> {
  const last = await tx.row<{ size: string }>(
    `SELECT size FROM audit.checkpoint ORDER BY size DESC LIMIT 1`,
  );
  return subtreesAt(tx, frontierPlaces(Number(last?.size ?? 0)));
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

import type { KeyObject } from "node:crypto";
import { type Database, withDoor } from "#platform/database";

const PAGE = 1000;

/**
 * Writes the whole log as lines of JSON: the public key, then each leaf in order (with salt and payload where not erased),
 * then every checkpoint. `bin/verify-log.ts` needs nothing else.
 */
export async function exportLog(
  db: Database,
  publicKey: KeyObject,
  write: (line: string) => Promise<void>,
): Promise<void> {
  await write(
    JSON.stringify({ kind: "key", ed25519: publicKey.export({ type: "spki", format: "pem" }) }),
  );
  for (let after = -1; ;) {
    const leaves = await withDoor(db, "sequencer", (tx) =>
      tx.rows<{ index: string; commitment: string; salt: string | null; body: string | null }>(
        `SELECT place.log_index AS index, encode(l.commitment, 'hex') AS commitment, encode(p.salt, 'hex') AS salt, p.body
         FROM audit.place
         JOIN audit.leaf l ON l.tenant_id = place.tenant_id AND l.id = place.leaf_id
         LEFT JOIN audit.payload p ON p.tenant_id = l.tenant_id AND p.leaf_id = l.id
         WHERE place.log_index > $1
         ORDER BY place.log_index
         LIMIT ${PAGE}`,
        [after],
      ),
    );
    for (const leaf of leaves)
      await write(JSON.stringify({ kind: "leaf", ...leaf, index: Number(leaf.index) }));
    const last = leaves.at(-1);
    if (last === undefined) break;
    after = Number(last.index);
  }
  const checkpoints = await withDoor(db, "sequencer", (tx) =>
    tx.rows<{ size: string; root: string; at: Date; signature: string }>(
      `SELECT size, encode(root, 'base64') AS root, at, encode(signature, 'base64') AS signature
       FROM audit.checkpoint
       ORDER BY size`,
    ),
  );
  for (const one of checkpoints)
    await write(
      JSON.stringify({
        kind: "checkpoint",
        ...one,
        size: Number(one.size),
        signature: one.signature.replaceAll("\n", ""),
      }),
    );
}

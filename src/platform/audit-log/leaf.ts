import { hash, randomBytes } from "node:crypto";
import { actorRef } from "#kernel/actor";
import { uuidv7 } from "#kernel/ids";
import { theTenant, type Tx } from "#platform/database";

export interface Deed {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Plain data; names and numbers of persons belong here and nowhere else in the log. */
  readonly payload: Readonly<Record<string, unknown>>;
}

const SALT_BYTES = 32;

/** Writes the leaf and its payload in the caller's transaction, and that it waits; the sequencer gives it its place afterwards. */
export async function appendLeaf(tx: Tx, now: Date, deed: Deed): Promise<string> {
  const id = uuidv7(now.getTime());
  const salt = randomBytes(SALT_BYTES);
  const { actor } = tx;
  const leaf = {
    tenantId: theTenant(tx),
    id,
    action: deed.action,
    subjectKind: deed.subjectKind,
    subjectId: deed.subjectId,
    actor: actorRef(actor),
    positionId: actor.kind === "official" ? actor.positionId : null,
    mandate: actor.kind === "official" ? `${actor.mandate.kind}:${actor.mandate.id}` : null,
    at: now.toISOString(),
  };
  const body = JSON.stringify({ ...leaf, payload: deed.payload });
  await tx.write(
    `WITH leaf AS (
       INSERT INTO audit.leaf (tenant_id, id, action, subject_kind, subject_id, actor_ref, position_id, mandate, at, commitment)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ), waiting AS (
       INSERT INTO audit.waiting (tenant_id, leaf_id, commitment)
       VALUES ($1, $2, $10)
     )
     INSERT INTO audit.payload (tenant_id, leaf_id, salt, body)
     VALUES ($1, $2, $11, $12)`,
    [
      leaf.tenantId,
      id,
      leaf.action,
      leaf.subjectKind,
      leaf.subjectId,
      leaf.actor,
      leaf.positionId,
      leaf.mandate,
      now,
      commitment(salt, body),
      salt,
      body,
    ],
  );
  return id;
}

/** The commitment binds the whole deed: who, what, when and the payload. Without the salt it tells nothing. */
export function commitment(salt: Buffer, body: string): Buffer {
  return hash("sha256", Buffer.concat([salt, Buffer.from(body, "utf8")]), "buffer");
}

/** Erases what a leaf said, where a decision orders it, and leaves a leaf that says so. The log still verifies. */
export async function erasePayload(
  tx: Tx,
  now: Date,
  leafId: string,
  decision: string,
): Promise<boolean> {
  const erased = await tx.rows(
    `DELETE FROM audit.payload
     WHERE tenant_id = $1 AND leaf_id = $2
     RETURNING leaf_id`,
    [theTenant(tx), leafId],
  );
  if (erased.length === 0) return false;
  await appendLeaf(tx, now, {
    action: "payload-erased",
    subjectKind: "audit-leaf",
    subjectId: leafId,
    payload: { decision },
  });
  return true;
}

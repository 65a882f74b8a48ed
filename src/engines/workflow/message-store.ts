import { theTenant, type Tx } from "#platform/database";
import type { Variables } from "./condition.ts";

/** Under what a message and the one that waits for it find each other. */
export interface MessageAddress {
  readonly message: string;
  readonly key: string;
}

/**
 * Whoever sends under a name and key and whoever begins to wait under them go one after the other: else a message that
 * comes while its process is on its way to wait would be missed by both. Travels with the next question.
 */
export function lockMessages(tx: Tx, { message, key }: MessageAddress): Promise<void> {
  return tx.write(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    JSON.stringify(["workflow.message", theTenant(tx), message, key]),
  ]);
}

/** What is known of a message: that it came before, and which token has waited for it longest. */
export async function messageStanding(
  tx: Tx,
  sent: MessageAddress & { readonly sentRef: string },
): Promise<{ readonly isKnown: boolean; readonly tokenId: string | null }> {
  const row = await tx.row<{ isKnown: boolean; tokenId: string | null }>(
    `SELECT EXISTS (SELECT FROM workflow.message WHERE tenant_id = $1 AND sent_ref = $4) AS "isKnown",
            (SELECT id FROM workflow.token WHERE tenant_id = $1 AND message = $2 AND message_key = $3
             ORDER BY since, id LIMIT 1) AS "tokenId"`,
    [theTenant(tx), sent.message, sent.key, sent.sentRef],
  );
  return row ?? { isKnown: false, tokenId: null };
}

export interface NewMessage extends MessageAddress {
  readonly id: string;
  readonly sentRef: string;
  readonly variables: Variables;
  readonly keptUntil: Date | null;
  /** The process that took it; null while it is kept. */
  readonly instanceId: string | null;
}

export function insertMessage(tx: Tx, now: Date, message: NewMessage): Promise<void> {
  return tx.write(
    `INSERT INTO workflow.message (tenant_id, id, sent_ref, name, message_key, variables, received_at, kept_until, taken_at, instance_id)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, CASE WHEN $9::uuid IS NOT NULL THEN $7::timestamptz END, $9)`,
    [
      theTenant(tx),
      message.id,
      message.sentRef,
      message.message,
      message.key,
      JSON.stringify(message.variables),
      now,
      message.keptUntil,
      message.instanceId,
    ],
  );
}

/** Takes the oldest message that is kept under this address, if there is one. */
export function takeKeptMessage(
  tx: Tx,
  now: Date,
  address: MessageAddress,
  instanceId: string,
): Promise<{ readonly variables: Variables } | undefined> {
  return tx.row(
    `UPDATE workflow.message SET taken_at = $4, instance_id = $5
     WHERE tenant_id = $1 AND id = (SELECT id FROM workflow.message
       WHERE tenant_id = $1 AND name = $2 AND message_key = $3 AND taken_at IS NULL AND kept_until > $4
       ORDER BY received_at, id LIMIT 1)
     RETURNING variables`,
    [theTenant(tx), address.message, address.key, now, instanceId],
  );
}

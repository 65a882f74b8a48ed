import { uuidv7 } from "#kernel/ids";
import { type Database, theTenant, type Tx, withDoor } from "#platform/database";

/** A fact in the past tense, with its place in the sequence of the thing it speaks of. */
export interface OutgoingEvent {
  readonly name: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** The sending aggregate's own sequence (its version after the change); receivers order by it. */
  readonly sequence: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RelayedEvent extends OutgoingEvent {
  readonly tenantId: string;
  readonly id: string;
  readonly occurredAt: Date;
}

const BATCH = 100;

/** Writes the event in the caller's transaction: it exists exactly if the change exists. */
export async function emit(tx: Tx, now: Date, event: OutgoingEvent): Promise<void> {
  await tx.write(
    `INSERT INTO outbox.event (tenant_id, id, name, subject_kind, subject_id, subject_sequence, body, occurred_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      theTenant(tx),
      uuidv7(now.getTime()),
      event.name,
      event.subjectKind,
      event.subjectId,
      event.sequence,
      JSON.stringify(event.body),
      now,
    ],
  );
}

/**
 * Relays one batch and gives its size. Unsent rows are claimed, never "everything after the last id seen": a slower
 * commit with a smaller id would be lost. `deliver` runs inside the claiming transaction, so a crash delivers again;
 * receivers are idempotent (`receiveOnce`).
 */
export function relayOnce(
  db: Database,
  now: Date,
  deliver: (tx: Tx, event: RelayedEvent) => Promise<void>,
): Promise<number> {
  return withDoor(db, "outbox", async (tx) => {
    const events = await tx.rows<RelayedEvent>(
      `SELECT tenant_id AS "tenantId", id, name, subject_kind AS "subjectKind", subject_id AS "subjectId",
              subject_sequence AS sequence, body, occurred_at AS "occurredAt"
       FROM outbox.event
       WHERE relayed_at IS NULL
       ORDER BY occurred_at, subject_sequence, id
       LIMIT ${BATCH}
       FOR UPDATE SKIP LOCKED`,
    );
    for (const event of events) await deliver(tx, event);
    if (events.length > 0)
      await tx.write(
        `UPDATE outbox.event e SET relayed_at = $1
         FROM unnest($2::uuid[], $3::uuid[]) AS done (tenant_id, id)
         WHERE e.tenant_id = done.tenant_id AND e.id = done.id`,
        [now, events.map((event) => event.tenantId), events.map((event) => event.id)],
      );
    return events.length;
  });
}

/** True the first time a receiver sees an event; the mark commits with the receiver's own changes. */
export async function receiveOnce(
  tx: Tx,
  now: Date,
  receiver: string,
  eventId: string,
): Promise<boolean> {
  const marked = await tx.rows(
    `INSERT INTO outbox.receipt (receiver, event_id, received_at)
     VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING
     RETURNING event_id`,
    [receiver, eventId, now],
  );
  return marked.length === 1;
}

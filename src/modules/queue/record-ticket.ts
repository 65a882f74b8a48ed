import { actorRef } from "#kernel/actor";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import type { Counter } from "./desk.ts";
import { saveCounter } from "./desk-store.ts";
import type { QueueEventName } from "./events.ts";
import type { FigureChange } from "./figures.ts";
import { insertTicket, saveTicket } from "./store.ts";
import type { Ticket } from "./ticket.ts";

/** The one way a ticket changes: row, entry, figures, audit leaf and event in the caller's transaction. */
export async function recordTicket(
  tx: Tx,
  now: Date,
  next: Ticket,
  name: QueueEventName,
  figures: readonly FigureChange[] = [],
): Promise<Ticket> {
  await saveTicket(tx, now, next, { name, actorRef: actorRef(tx.actor) }, figures);
  const saved = { ...next, version: next.version + 1 };
  await publish(tx, now, saved, name);
  return saved;
}

/** The same for a number that was just drawn. */
export async function recordDrawn(
  tx: Tx,
  now: Date,
  ticket: Ticket,
  figures: readonly FigureChange[],
): Promise<void> {
  await insertTicket(tx, now, ticket, { name: DRAWN, actorRef: actorRef(tx.actor) }, figures);
  await publish(tx, now, ticket, DRAWN);
}

const DRAWN: QueueEventName = "ticket-drawn";

async function publish(tx: Tx, now: Date, ticket: Ticket, name: QueueEventName): Promise<void> {
  const { label, state, deskId, counterId, subject } = ticket;
  await appendLeaf(tx, now, {
    action: name,
    subjectKind: "ticket",
    subjectId: ticket.id,
    payload: { label, state, deskId, counterId, subject, version: ticket.version },
  });
  await emit(tx, now, {
    name,
    subjectKind: "ticket",
    subjectId: ticket.id,
    sequence: ticket.version,
    body: { label, state, deskId, counterId },
  });
}

/** A counter that opened, paused or closed, with who sits there. */
export async function recordCounter(
  tx: Tx,
  now: Date,
  next: Counter,
  name: QueueEventName,
): Promise<Counter> {
  await saveCounter(tx, next);
  const { number, state, deskId, officialId } = next;
  await appendLeaf(tx, now, {
    action: name,
    subjectKind: "counter",
    subjectId: next.id,
    payload: { number, state, deskId, officialId },
  });
  await emit(tx, now, {
    name,
    subjectKind: "counter",
    subjectId: next.id,
    sequence: next.version + 1,
    body: { number, state, deskId },
  });
  return { ...next, version: next.version + 1 };
}

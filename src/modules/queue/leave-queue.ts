import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { counted } from "./figures.ts";
import { recordTicket } from "./record-ticket.ts";
import { ticketByPublicId } from "./store.ts";
import { moved, type QueueRefusal, type Ticket } from "./ticket.ts";

/** Whoever holds a number may give it up, so that nobody waits for someone who went home. */
export async function leaveQueue(
  tx: Tx,
  now: Date,
  publicId: string,
): Promise<Result<Ticket, QueueRefusal>> {
  const ticket = await ticketByPublicId(tx, publicId);
  if (ticket === undefined) return refused("missing");
  const state = moved(ticket.state, "left");
  if (!state.ok) return state;
  const next = { ...ticket, state: state.value, endedAt: now };
  return ok(
    await recordTicket(tx, now, next, "ticket-left", counted(ticket.serviceId, now, { left: 1 })),
  );
}

import { dayIn } from "#kernel/calendar-day";
import { type Database, withDoor, withTenant } from "#platform/database";
import { foldFigureRows } from "./desk-store.ts";
import type { QueueEventName } from "./events.ts";
import { counted, type Metric } from "./figures.ts";
import { recordTicket } from "./record-ticket.ts";
import { openTicketsBefore, ticketById } from "./store.ts";
import type { TicketState } from "./ticket.ts";

const BATCH = 200;

/**
 * Closes what earlier days left open: whom nobody called has left, who was called and not served did not come, and who
 * was being served is done, without a time of service that nobody measured. Gives how many; counted on their own day.
 */
export async function closeEarlierDays(db: Database, now: Date): Promise<number> {
  const left = await withDoor(db, "queue", (tx) => openTicketsBefore(tx, dayIn(now), BATCH));
  for (const { tenantId, id } of left) {
    const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "queue" } } as const;
    await withTenant(db, scope, async (tx) => {
      const ticket = await ticketById(tx, tenantId, id);
      if (ticket === undefined) return;
      const [state, name, metric] = ENDS[ticket.state] ?? [];
      if (state === undefined || name === undefined) return;
      const figures =
        metric === undefined ? [] : counted(ticket.serviceId, ticket.drawnAt, { [metric]: 1 });
      await recordTicket(tx, now, { ...ticket, state, endedAt: now }, name, figures);
    });
  }
  return left.length;
}

type End = readonly [state: TicketState, name: QueueEventName, metric?: Metric];
const ENDS: Readonly<Partial<Record<TicketState, End>>> = {
  waiting: ["left", "ticket-left", "left"],
  called: ["no-show", "ticket-not-answered", "no-show"],
  serving: ["done", "ticket-finished"],
};

/** Folds the figures that acts have left behind, a bounded number at a time. */
export function foldQueueFigures(db: Database): Promise<number> {
  return withDoor(db, "queue", foldFigureRows);
}

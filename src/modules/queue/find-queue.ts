import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import { type Counter, type Desk, type Service, takes } from "./desk.ts";
import { countersOf, figuresBetween, servicesOf } from "./desk-store.ts";
import { type Estimate, estimatedWait } from "./estimate.ts";
import { lineOf } from "./fair-order.ts";
import { type Figures, summed } from "./figures.ts";
import { type BoardRow, lastCalled, waitingTickets } from "./store.ts";
import type { Ticket } from "./ticket.ts";

/** More than this many waiting at one desk are not told apart on a screen. */
export const MOST_WAITING = 300;

export interface QueueNow {
  readonly desk: Desk;
  readonly services: readonly Service[];
  readonly counters: readonly Counter[];
  readonly waiting: readonly Ticket[];
  /** Today's figures of the whole desk. */
  readonly today: Figures;
}

/** A desk as it stands at this moment. */
export async function queueNow(tx: Tx, desk: Desk, onDay: CalendarDay): Promise<QueueNow> {
  return {
    desk,
    services: await servicesOf(tx, desk),
    counters: await countersOf(tx, desk),
    waiting: await waitingTickets(tx, desk, onDay, MOST_WAITING),
    today: summed(
      (await figuresBetween(tx, [desk.tenantId], onDay, onDay)).map((one) => one.figures),
    ),
  };
}

/** What the screen in the hall shows: each counter with its number, and the last calls. No name of anyone. */
export async function boardNow(
  tx: Tx,
  desk: Desk,
  onDay: CalendarDay,
): Promise<{ readonly counters: readonly Counter[]; readonly calls: readonly BoardRow[] }> {
  return {
    counters: await countersOf(tx, desk),
    calls: await lastCalled(tx, desk, onDay, LAST_CALLS),
  };
}

/** Enough for every counter's own number and a few before. */
const LAST_CALLS = 40;

/** Those who may be called before a ticket, or before someone who draws a number of this service now. */
export function aheadOf(
  queue: Pick<QueueNow, "waiting" | "counters">,
  of: Pick<Ticket, "serviceId" | "priority" | "bookedFor" | "targetCounterId" | "rankAt"> & {
    readonly id?: string;
  },
  now: Date,
): number {
  const own = lineOf(of, now);
  const counters = queue.counters.filter((one) => takes(one, of.serviceId));
  return queue.waiting.filter((other) => {
    if (other.id === of.id || !counters.some((one) => takes(one, other.serviceId))) return false;
    const line = lineOf(other, now);
    if (line === own) return other.rankAt < of.rankAt;
    return line === "returned" || (line === "first" && own === "usual");
  }).length;
}

/** About how long until a ticket, or a newcomer to this service, is called. */
export function waitOf(queue: QueueNow, of: Parameters<typeof aheadOf>[1], now: Date): Estimate {
  const { served } = queue.today;
  return estimatedWait({
    ahead: aheadOf(queue, of, now),
    counters: queue.counters.filter((one) => one.state === "open" && takes(one, of.serviceId))
      .length,
    served,
    servedSeconds: queue.today["served-seconds"],
  });
}

import { drawNumber } from "#engines/numbering";
import { dayIn } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import type { Desk } from "./desk.ts";
import { servicesOf } from "./desk-store.ts";
import { counted } from "./figures.ts";
import { recordDrawn } from "./record-ticket.ts";
import { labelOf, type Priority, type Ticket, type Way } from "./ticket.ts";

export interface Draw {
  readonly serviceCode: string;
  readonly way: Way;
  readonly priority: Priority | null;
  /** The slot of someone who booked and came in time for it. */
  readonly bookedFor?: Date;
}

/**
 * Draws the next number of a service today. Numbers have no gap: the series stays locked until the draw is committed,
 * and a draw that fails gave no number.
 */
export async function drawTicket(
  tx: Tx,
  now: Date,
  desk: Pick<Desk, "tenantId" | "id">,
  draw: Draw,
): Promise<Result<Ticket, "missing">> {
  const service = (await servicesOf(tx, desk)).find((one) => one.code === draw.serviceCode);
  if (service === undefined) return refused("missing");
  const onDay = dayIn(now);
  const series = { name: `queue ${desk.id} ${service.prefix}`, period: onDay, issuedOn: onDay };
  const number = await drawNumber(tx, now, series);
  if (!number.ok) throw new Error(`${series.name}: a number of today was refused`);
  const ticket: Ticket = {
    tenantId: desk.tenantId,
    id: uuidv7(now.getTime()),
    publicId: publicId(),
    deskId: desk.id,
    serviceId: service.id,
    onDay,
    label: labelOf(service.prefix, number.value),
    way: draw.way,
    priority: draw.priority,
    bookedFor: draw.bookedFor ?? null,
    rankAt: draw.bookedFor ?? now,
    drawnAt: now,
    state: "waiting",
    counterId: null,
    targetCounterId: null,
    calledAt: null,
    firstCalledAt: null,
    calls: 0,
    startedAt: null,
    endedAt: null,
    subject: null,
    version: 1,
  };
  const priority = draw.priority === null ? 0 : 1;
  await recordDrawn(tx, now, ticket, counted(service.id, now, { drawn: 1, priority }));
  return ok(ticket);
}

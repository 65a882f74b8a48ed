import { dayIn } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { atOwnCounter } from "./counter-acts.ts";
import { countersOf } from "./desk-store.ts";
import { counted } from "./figures.ts";
import type { Caller } from "./policy.ts";
import { recordTicket } from "./record-ticket.ts";
import { ticketByPublicId, ticketInHand } from "./store.ts";
import { moved, type QueueRefusal, secondsBetween, type Subject, type Ticket } from "./ticket.ts";

type Done = Promise<Result<Ticket, QueueRefusal>>;

/** What the receiver's form says: which ticket, at the version that was on the screen. */
export interface OnTicket {
  readonly publicId: string;
  readonly version: number;
}

/** Calls again whom the counter called; also someone who came back the same day after not answering. */
export function callAgain(tx: Tx, now: Date, caller: Caller, on: OnTicket): Done {
  return atOwnCounter(tx, caller, async (counter) => {
    const ticket = await ticketByPublicId(tx, on.publicId);
    if (ticket === undefined || ticket.deskId !== counter.deskId) return refused("missing");
    if (ticket.version !== on.version) return refused("stale");
    const isBack = ticket.state === "no-show";
    if (isBack && counter.state !== "open") return refused("counter-not-open");
    if (ticket.onDay !== dayIn(now) || (ticket.state !== "called" && !isBack))
      return refused("wrong-state");
    if (!isBack && ticket.counterId !== counter.id) return refused("missing");
    if (isBack && (await ticketInHand(tx, counter)) !== undefined) return refused("one-in-hand");
    const next: Ticket = {
      ...ticket,
      state: "called",
      counterId: counter.id,
      calledAt: now,
      calls: ticket.calls + 1,
      endedAt: null,
    };
    const figures = isBack ? counted(ticket.serviceId, now, { "no-show": -1 }) : [];
    return ok(await recordTicket(tx, now, next, "ticket-called-again", figures));
  });
}

/** The person is at the counter: the time of service begins. */
export function startServing(tx: Tx, now: Date, caller: Caller, on: OnTicket): Done {
  return onOwnTicket(tx, caller, on, async (ticket) => {
    const state = moved(ticket.state, "serving");
    if (!state.ok) return state;
    const next: Ticket = { ...ticket, state: state.value, startedAt: now };
    return ok(await recordTicket(tx, now, next, "ticket-started"));
  });
}

export function finishServing(tx: Tx, now: Date, caller: Caller, on: OnTicket): Done {
  return onOwnTicket(tx, caller, on, async (ticket) => {
    const state = moved(ticket.state, "done");
    return state.ok ? ok(await finished(tx, now, ticket)) : state;
  });
}

export function finished(tx: Tx, now: Date, ticket: Ticket): Promise<Ticket> {
  const seconds = secondsBetween(ticket.startedAt ?? now, now);
  const figures = counted(ticket.serviceId, now, { served: 1, "served-seconds": seconds });
  const next: Ticket = { ...ticket, state: "done", endedAt: now };
  return recordTicket(tx, now, next, "ticket-finished", figures);
}

/** Nobody came when called. The number may be called again today. */
export function markNotAnswered(tx: Tx, now: Date, caller: Caller, on: OnTicket): Done {
  return onOwnTicket(tx, caller, on, async (ticket) => {
    const state = moved(ticket.state, "no-show");
    if (!state.ok) return state;
    const next: Ticket = { ...ticket, state: state.value, endedAt: now };
    const figures = counted(ticket.serviceId, now, { "no-show": 1 });
    return ok(await recordTicket(tx, now, next, "ticket-not-answered", figures));
  });
}

/** Sends whom the counter has in hand to another counter of the desk, where they are called before all others. */
export function transferTicket(
  tx: Tx,
  now: Date,
  caller: Caller,
  on: OnTicket & { readonly toNumber: number },
): Done {
  return onOwnTicket(tx, caller, on, async (ticket) => {
    const state = moved(ticket.state, "waiting");
    if (!state.ok) return state;
    const to = (await countersOf(tx, { tenantId: ticket.tenantId, id: ticket.deskId })).find(
      (one) => one.number === on.toNumber,
    );
    if (to === undefined || to.id === ticket.counterId) return refused("missing");
    if (to.state === "closed") return refused("counter-not-open");
    const next: Ticket = {
      ...ticket,
      state: state.value,
      targetCounterId: to.id,
      startedAt: null,
    };
    const figures = counted(ticket.serviceId, now, { transferred: 1 });
    return ok(await recordTicket(tx, now, next, "ticket-transferred", figures));
  });
}

/** Notes what the ticket in hand is about, such as the dossier that is being received. */
export function linkSubject(
  tx: Tx,
  now: Date,
  caller: Caller,
  on: OnTicket & { readonly subject: Subject },
): Done {
  return onOwnTicket(tx, caller, on, async (ticket) => {
    if (ticket.state !== "serving" && ticket.state !== "called") return refused("wrong-state");
    return ok(await recordTicket(tx, now, { ...ticket, subject: on.subject }, "ticket-linked"));
  });
}

/** A ticket that the caller's own counter has in hand. A colleague's looks missing. */
function onOwnTicket(tx: Tx, caller: Caller, on: OnTicket, act: (ticket: Ticket) => Done): Done {
  return atOwnCounter(tx, caller, async (counter) => {
    const ticket = await ticketByPublicId(tx, on.publicId);
    if (ticket === undefined || ticket.counterId !== counter.id) return refused("missing");
    if (ticket.version !== on.version) return refused("stale");
    return act(ticket);
  });
}

import { dayIn } from "#kernel/calendar-day";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { atOwnCounter } from "./counter-acts.ts";
import type { Counter } from "./desk.ts";
import { saveCounter } from "./desk-store.ts";
import { lineOf, runAfter } from "./fair-order.ts";
import { counted } from "./figures.ts";
import { finished } from "./serve-ticket.ts";
import type { Caller } from "./policy.ts";
import { recordTicket } from "./record-ticket.ts";
import { nextTicket, ticketInHand } from "./store.ts";
import { type QueueRefusal, type Ticket, waitedSeconds } from "./ticket.ts";

/**
 * Calls the next number to the caller's counter by the fair rule (`fair-order.ts`). Whom the counter is serving is done
 * with, if the caller says so; a number that was called and not answered has to be settled first.
 */
export function callNext(
  tx: Tx,
  now: Date,
  caller: Caller,
  options: { readonly finishesCurrent: boolean } = { finishesCurrent: false },
): Promise<Result<Ticket, QueueRefusal>> {
  return atOwnCounter(tx, caller, async (counter) => {
    if (counter.state !== "open") return refused<QueueRefusal>("counter-not-open");
    const current = await ticketInHand(tx, counter);
    if (current !== undefined) {
      if (!options.finishesCurrent || current.state !== "serving") return refused("one-in-hand");
      await finished(tx, now, current);
    }
    const next = await nextTicket(tx, now, counter, dayIn(now));
    if (next === undefined)
      // What was finished stays finished: the answer says that nobody waits, and is no failure then.
      return current === undefined ? refused("nobody-waits") : ok(current);
    return ok(await called(tx, now, counter, next));
  });
}

async function called(tx: Tx, now: Date, counter: Counter, ticket: Ticket): Promise<Ticket> {
  const firstLineRun = runAfter(counter.firstLineRun, lineOf(ticket, now));
  await saveCounter(tx, { ...counter, firstLineRun });
  const isFirst = ticket.firstCalledAt === null;
  const figures = isFirst
    ? counted(ticket.serviceId, now, { waited: 1, "waited-seconds": waitedSeconds(ticket, now) })
    : [];
  const next: Ticket = {
    ...ticket,
    state: "called",
    counterId: counter.id,
    targetCounterId: null,
    calledAt: now,
    firstCalledAt: ticket.firstCalledAt ?? now,
    calls: ticket.calls + 1,
  };
  return recordTicket(tx, now, next, "ticket-called", figures);
}

import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import type { Counter, Desk } from "./desk.ts";
import { counterOfOfficial, lockedCounter } from "./desk-store.ts";
import { type Caller, may, officialOf } from "./policy.ts";
import { recordCounter } from "./record-ticket.ts";
import { ticketInHand } from "./store.ts";
import type { QueueRefusal } from "./ticket.ts";

/** Sits down at a counter. One counter for each official, one official for each counter. */
export async function openCounter(
  tx: Tx,
  now: Date,
  caller: Caller,
  at: { readonly desk: Desk; readonly number: number },
): Promise<Result<Counter, QueueRefusal>> {
  const { desk, number } = at;
  if (!may(caller, "queue call", desk)) return refused("missing");
  const official = officialOf(caller);
  const own = await counterOfOfficial(tx, [desk.tenantId], official.id);
  if (own !== undefined && own.number !== number) return refused("has-a-counter");
  const counter = await lockedCounter(tx, desk.tenantId, desk.id, number);
  if (counter === undefined) return refused("missing");
  if (counter.officialId !== null && counter.officialId !== official.id)
    return refused("counter-taken");
  if (counter.state === "open") return ok(counter);
  const next: Counter = {
    ...counter,
    state: "open",
    officialId: official.id,
    officialName: official.name,
    firstLineRun: counter.state === "closed" ? 0 : counter.firstLineRun,
    since: now,
  };
  return ok(await recordCounter(tx, now, next, "counter-opened"));
}

/** Pauses the own counter: whom it has in hand it finishes, and it calls nobody new. */
export function pauseCounter(tx: Tx, now: Date, caller: Caller) {
  return atOwnCounter(tx, caller, async (counter) => {
    if (counter.state !== "open") return refused<QueueRefusal>("counter-not-open");
    return ok(
      await recordCounter(tx, now, { ...counter, state: "paused", since: now }, "counter-paused"),
    );
  });
}

/** Opens the own paused counter again. */
export function resumeCounter(tx: Tx, now: Date, caller: Caller) {
  return atOwnCounter(tx, caller, async (counter) => {
    if (counter.state !== "paused") return refused<QueueRefusal>("wrong-state");
    return ok(
      await recordCounter(tx, now, { ...counter, state: "open", since: now }, "counter-opened"),
    );
  });
}

/** Leaves the counter. Whoever is in hand is finished or sent on first. */
export function closeCounter(tx: Tx, now: Date, caller: Caller) {
  return atOwnCounter(tx, caller, async (counter) => {
    if ((await ticketInHand(tx, counter)) !== undefined)
      return refused<QueueRefusal>("one-in-hand");
    const next: Counter = {
      ...counter,
      state: "closed",
      officialId: null,
      officialName: null,
      since: now,
    };
    return ok(await recordCounter(tx, now, next, "counter-closed"));
  });
}

/** Runs an act at the counter that the caller sits at, locked meanwhile. */
export async function atOwnCounter<T>(
  tx: Tx,
  caller: Caller,
  act: (counter: Counter) => Promise<Result<T, QueueRefusal>>,
): Promise<Result<T, QueueRefusal>> {
  const counter =
    caller.actor.kind === "official"
      ? await counterOfOfficial(tx, caller.tenantIds, caller.actor.officialId)
      : undefined;
  if (counter === undefined) return refused("no-counter");
  if (!may(caller, "queue call", counter)) return refused("missing");
  return act(counter);
}

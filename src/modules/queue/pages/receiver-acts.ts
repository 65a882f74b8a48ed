import { refused, type Result } from "#kernel/result";
import { StaleVersion, sqlState, type Tx } from "#platform/database";
import { type Exchange, officialSession, type Reply, type Route } from "#platform/http";
import { callNext } from "../call-next.ts";
import { closeCounter, openCounter, pauseCounter, resumeCounter } from "../counter-acts.ts";
import type { Desk } from "../desk.ts";
import { drawTicket } from "../draw-ticket.ts";
import { paths } from "../paths.ts";
import { type Caller, may, QUEUE_PERMISSIONS } from "../policy.ts";
import {
  callAgain,
  finishServing,
  linkSubject,
  markNotAnswered,
  type OnTicket,
  startServing,
  transferTicket,
} from "../serve-ticket.ts";
import type { QueueRefusal, Ticket } from "../ticket.ts";
import { priorityIn } from "./draw-parts.tsx";
import { asOfficialAt, type QueuePageDeps } from "./page-deps.ts";
import { ownDesk, showReceiver } from "./receiver.tsx";

type Done = Promise<Result<unknown, QueueRefusal>>;
interface At {
  readonly tx: Tx;
  readonly exchange: Exchange;
  readonly caller: Caller;
  readonly desk: Desk;
}

/** One noun for each act: of the counter `POST /can-bo/hang-cho/<act>`, of a number `POST /can-bo/hang-cho/:id/<act>`. */
export function receiverActRoutes(deps: QueuePageDeps): readonly Route[] {
  const counterActs: Readonly<Record<string, (at: At) => Done>> = {
    quay: ({ tx, exchange, caller, desk }) =>
      openCounter(tx, exchange.now, caller, { desk, number: Number(exchange.form.get("quay")) }),
    "tam-dung": ({ tx, exchange, caller }) => pauseCounter(tx, exchange.now, caller),
    "mo-lai": ({ tx, exchange, caller }) => resumeCounter(tx, exchange.now, caller),
    "roi-quay": ({ tx, exchange, caller }) => closeCounter(tx, exchange.now, caller),
    goi: ({ tx, exchange, caller }) =>
      callNext(tx, exchange.now, caller, { finishesCurrent: exchange.form.get("xong") === "1" }),
    "lay-so": drawAtDesk,
  };
  const ticketActs: Readonly<Record<string, (at: At, on: OnTicket) => Done>> = {
    "goi-lai": ({ tx, exchange, caller }, on) => callAgain(tx, exchange.now, caller, on),
    "bat-dau": ({ tx, exchange, caller }, on) => startServing(tx, exchange.now, caller, on),
    xong: ({ tx, exchange, caller }, on) => finishServing(tx, exchange.now, caller, on),
    vang: ({ tx, exchange, caller }, on) => markNotAnswered(tx, exchange.now, caller, on),
    chuyen: ({ tx, exchange, caller }, on) =>
      transferTicket(tx, exchange.now, caller, {
        ...on,
        toNumber: Number(exchange.form.get("den-quay")),
      }),
    "ho-so": async ({ tx, exchange, caller }, on) => {
      const code = (exchange.form.get("ma-ho-so") ?? "").trim().toUpperCase();
      const found = await deps.findSubject(tx, code);
      if (found === undefined) return refused("subject-unknown");
      const { kind, id } = found;
      return linkSubject(tx, exchange.now, caller, { ...on, subject: { kind, id, code } });
    },
  };
  return [
    ...Object.entries(counterActs).map(([name, act]) => route(deps, paths.act(name), act)),
    ...Object.entries(ticketActs).map(([name, act]) =>
      route(deps, `/can-bo/hang-cho/:id/${name}`, (at) => act(at, onTicket(at.exchange))),
    ),
  ];
}

function onTicket({ params, form }: Exchange): OnTicket {
  return { publicId: params["id"] ?? "", version: Number(form.get("version")) };
}

async function drawAtDesk({ tx, exchange, caller, desk }: At): Done {
  if (!may(caller, "queue draw", desk)) return refused("missing");
  const { form, now } = exchange;
  const serviceCode = form.get("linh-vuc") ?? "";
  return drawTicket(tx, now, desk, { serviceCode, way: "desk", priority: priorityIn(form) });
}

function route(deps: QueuePageDeps, path: string, act: (at: At) => Done): Route {
  return {
    method: "POST",
    path,
    access: "official",
    roles: QUEUE_PERMISSIONS["queue call"],
    handle: async (exchange) => {
      const desk = await ownDesk(exchange);
      if (desk === undefined) return { kind: "missing" };
      const done = await perform(exchange, desk, act);
      if (done.ok) deps.onChanged();
      return answer(deps, exchange, done);
    },
  };
}

const UNIQUE_VIOLATION = "23505";

/** A colleague who was faster by a moment shows as a stale screen: the constraints of the tables have the last word. */
async function perform(exchange: Exchange, desk: Desk, act: (at: At) => Done): Done {
  const { actor, roles } = officialSession(exchange);
  const caller = { actor, roles, tenantIds: [desk.tenantId] };
  try {
    return await asOfficialAt(exchange, desk, (tx) => act({ tx, exchange, caller, desk }));
  } catch (error) {
    if (error instanceof StaleVersion || sqlState(error) === UNIQUE_VIOLATION)
      return refused("stale");
    throw error;
  }
}

/** Done: the screen anew. A number that is not this agency's is missing; everything else is told on the screen. */
async function answer(
  deps: QueuePageDeps,
  exchange: Exchange,
  done: Result<unknown, QueueRefusal>,
): Promise<Reply> {
  if (!done.ok)
    return done.error === "missing"
      ? { kind: "missing" }
      : showReceiver(deps, exchange, done.error);
  const drawn = exchange.path === paths.act("lay-so") ? drawnId(done) : undefined;
  return {
    kind: "redirect",
    to: drawn === undefined ? paths.receiver() : `${paths.receiver()}?so=${drawn}`,
  };
}

function drawnId(done: Result<unknown, QueueRefusal>): string | undefined {
  return done.ok ? (done.value as Ticket).publicId : undefined; // what `drawAtDesk` gave
}

import {
  type Arrival,
  type Board,
  boundariesOf,
  clear,
  flowOf,
  isEmpty,
  learn,
  nodeOf,
  open,
  remove,
  seenAt,
  startOf,
} from "./board.ts";
import { beginUndoing, handOutDone, nextHandler, rememberDone } from "./compensation.ts";
import { holds, type Variables } from "./condition.ts";
import { decided, mapped } from "./decide-step.ts";
import { joined } from "./joins.ts";
import { answerItem, beginMulti, closeMulti } from "./multi-instance.ts";
import type { Definition, Flow, Node } from "./node.ts";
import type { Advance, Decider, Token, Trigger } from "./token.ts";

/** A diagram that moves this often without waiting for anyone goes in circles. */
const MAX_MOVES = 1000;

/**
 * Runs a process from one trigger until every token waits. Pure: the same state and trigger give the same outcome.
 * Semantics of BPMN 2.0 chapter 13 for the elements that `parseDefinition` lets through.
 */
export function advance(
  definition: Definition,
  before: { readonly tokens: readonly Token[]; readonly variables: Variables },
  trigger: Trigger,
  decider: Decider,
): Advance {
  const board: Board = {
    definition,
    decider,
    live: new Map(before.tokens.map((token) => [token.id, token])),
    arrivals: [],
    variables: before.variables,
    calls: [],
    undone: [],
    state: "running",
    errorCode: null,
    moves: 0,
  };
  begin(board, trigger);
  settle(board);
  return outcome(board, before.tokens);
}

function begin(board: Board, trigger: Trigger): void {
  if (trigger.kind === "start") {
    const node = trigger.at === undefined ? startOf(board, undefined) : nodeOf(board, trigger.at);
    board.arrivals.push({ node, scopeId: null, flowId: null });
    return;
  }
  if (trigger.kind === "resume") {
    for (const { nodeId, attachedTo } of trigger.hang) hang(board, nodeId, attachedTo);
    return;
  }
  if (trigger.kind === "cancel") {
    board.live.clear();
    return;
  }
  const token = board.live.get(trigger.tokenId);
  if (token === undefined) throw new Error(`token ${trigger.tokenId} is not live`);
  const node = nodeOf(board, token.nodeId);
  if (trigger.kind === "error") {
    raiseAt(board, token, trigger.code);
    return;
  }
  if (trigger.variables !== undefined)
    learn(board, token.scopeId, mapped(node.tells, trigger.variables));
  if (token.kind === "boundary") fireBoundary(board, token, node);
  else happened(board, token, node);
}

function hang(board: Board, nodeId: string, attachedTo: string): void {
  const host = board.live.get(attachedTo);
  if (host === undefined) throw new Error(`token ${attachedTo} is not live`);
  const node = nodeOf(board, nodeId);
  const kind = host.kind === "choice" ? awaitedKind(node) : "boundary";
  open(board, node, kind, { scopeId: host.scopeId, attachedTo });
}

function awaitedKind(node: Node): "timer" | "message" | "receive" {
  if (node.kind === "timer" || node.kind === "message" || node.kind === "receive") return node.kind;
  throw new Error(`${node.name} (${node.id}) is nothing to wait for at a gateway`);
}

/** What a token waited for has happened: it goes on. At an event-based gateway the other ways close. */
function happened(board: Board, token: Token, node: Node): void {
  const gateway = token.attachedTo === null ? undefined : board.live.get(token.attachedTo);
  remove(board, token);
  if (gateway !== undefined) remove(board, gateway);
  completed(board, node, token.scopeId);
}

function outcome(board: Board, before: readonly Token[]): Advance {
  const tokens = [...board.live.values()];
  const known = new Map(before.map((token) => [token.id, token]));
  return {
    opened: tokens.filter((token) => !known.has(token.id)),
    changed: tokens.filter((token) => known.has(token.id) && known.get(token.id) !== token),
    closed: before.filter((token) => !board.live.has(token.id)),
    tokens,
    variables: board.variables,
    calls: board.calls,
    undone: board.undone,
    state: board.state,
    errorCode: board.errorCode,
  };
}

function enter(board: Board, { node, scopeId, flowId }: Arrival): void {
  board.moves += 1;
  if (board.moves > MAX_MOVES)
    throw new Error(`the process goes in circles at ${node.name} (${node.id})`);
  switch (node.kind) {
    case "user":
    case "receive":
    case "timer":
    case "message":
    case "call":
    case "subprocess":
      enterActivity(board, node, scopeId);
      return;
    case "service":
    case "rule":
      learn(board, scopeId, decided(board, node, scopeId));
      completed(board, node, scopeId);
      return;
    case "send":
    case "send-end":
      board.calls.push({ act: node.act, nodeId: node.id });
      completed(board, node, scopeId);
      return;
    case "exclusive":
      follow(board, [firstOpen(board, node, scopeId)], scopeId);
      return;
    case "parallel":
    case "inclusive":
      if (node.incoming.length > 1) open(board, node, "join", { scopeId, flowId });
      else leave(board, node, scopeId);
      return;
    case "event-gateway":
      waitForFirst(board, node, scopeId);
      return;
    case "end":
      return;
    case "terminate-end":
      clear(board, scopeId);
      return;
    case "error-end":
      raise(board, node.errorCode ?? "", scopeId);
      return;
    case "compensate":
    case "compensate-end":
      beginUndoing(board, node, scopeId);
      return;
    case "start":
    case "pass":
    case "boundary":
    case "compensation":
      leave(board, node, scopeId);
  }
}

/** An activity, once or for each of its items, with the events that hang on it. */
function enterActivity(board: Board, node: Node, scopeId: string | null): void {
  const token =
    node.multi === undefined
      ? beginOnce(board, node, scopeId)
      : beginMulti(board, node, scopeId, (item) => beginOnce(board, node, item.id));
  if (token === undefined) {
    completed(board, node, scopeId);
    return;
  }
  for (const boundary of boundariesOf(board, node))
    if (boundary.errorCode === undefined)
      open(board, boundary, "boundary", { scopeId, attachedTo: token.id });
}

function beginOnce(board: Board, node: Node, scopeId: string | null): Token {
  switch (node.kind) {
    case "user":
      return open(board, node, node.tenant === undefined ? "user" : "placed", { scopeId });
    case "subprocess": {
      const scope = open(board, node, "scope", { scopeId });
      board.arrivals.push({ node: startOf(board, node.id), scopeId: scope.id, flowId: null });
      return scope;
    }
    case "receive":
    case "timer":
    case "message":
    case "call":
      return open(board, node, node.kind, { scopeId });
    default:
      throw new Error(`${node.kind} ${node.id} does not wait`);
  }
}

/** What the gateway leads to waits, all at once; the first that happens closes the others. */
function waitForFirst(board: Board, node: Node, scopeId: string | null): void {
  const gateway = open(board, node, "choice", { scopeId });
  for (const id of node.outgoing) {
    const event = nodeOf(board, flowOf(board, id).target);
    open(board, event, awaitedKind(event), { scopeId, attachedTo: gateway.id });
  }
}

/** An activity is done. For an item the activity goes on until enough of them are. */
function completed(board: Board, node: Node, scopeId: string | null): void {
  const around = scopeId === null ? undefined : board.live.get(scopeId);
  if (around?.kind === "item" && around.nodeId === node.id) return;
  rememberDone(board, node, scopeId);
  leave(board, node, scopeId);
}

/** Leaves by every open flow: all of them, or for an inclusive gateway those whose condition holds. */
function leave(board: Board, node: Node, scopeId: string | null): void {
  const flows = node.outgoing.map((id) => flowOf(board, id));
  if (node.kind !== "inclusive") {
    follow(board, flows, scopeId);
    return;
  }
  const known = seenAt(board, scopeId);
  const ways = flows.filter((flow) => flow.id !== node.defaultFlow && isOpen(flow, known));
  follow(board, ways.length > 0 ? ways : [defaultOf(board, node)], scopeId);
}

/** The first flow is walked to where it waits before the second begins. */
function follow(board: Board, flows: readonly Flow[], scopeId: string | null): void {
  for (const flow of flows.toReversed())
    board.arrivals.push({ node: nodeOf(board, flow.target), scopeId, flowId: flow.id });
}

function firstOpen(board: Board, node: Node, scopeId: string | null): Flow {
  const known = seenAt(board, scopeId);
  const way = node.outgoing
    .map((id) => flowOf(board, id))
    .find((flow) => flow.id !== node.defaultFlow && isOpen(flow, known));
  return way ?? defaultOf(board, node);
}

function isOpen(flow: Flow, known: Variables): boolean {
  return flow.condition === undefined || holds(flow.condition, known);
}

function defaultOf(board: Board, node: Node): Flow {
  if (node.defaultFlow === undefined)
    throw new Error(`no condition holds at ${node.name} (${node.id}) and it has no default flow`);
  return flowOf(board, node.defaultFlow);
}

/** Walks until nothing moves by itself: what is full, empty or answered goes on. */
function settle(board: Board): void {
  while (walk(board) || goOnByItself(board));
  const isOver = [...board.live.values()].every((token) => token.kind === "compensable");
  if (!isOver) return;
  board.live.clear();
  if (board.state === "running") board.state = "ended";
}

function walk(board: Board): boolean {
  const next = board.arrivals.pop();
  if (next !== undefined) enter(board, next);
  return next !== undefined;
}

/** Joins before what is empty: a join that fires may fill it again. */
function goOnByItself(board: Board): boolean {
  for (const token of board.live.values())
    if (token.kind === "join" && fireJoin(board, token)) return true;
  for (const token of board.live.values())
    switch (token.kind) {
      case "scope":
      case "item":
      case "undoing":
        if (!isEmpty(board, token.id)) continue;
        leaveEmpty(board, token);
        return true;
      default:
    }
  return false;
}

function fireJoin(board: Board, token: Token): boolean {
  const together = joined(board, token);
  if (together === undefined) return false;
  for (const one of together) remove(board, one);
  leave(board, nodeOf(board, token.nodeId), token.scopeId);
  return true;
}

function leaveEmpty(board: Board, token: Token): void {
  const node = nodeOf(board, token.nodeId);
  switch (token.kind) {
    case "item":
      if (answerItem(board, token, (item) => beginOnce(board, node, item.id)))
        leaveMulti(board, node, token.scopeId);
      return;
    case "undoing":
      undoNext(board, token, node);
      return;
    default:
      handOutDone(board, token);
      remove(board, token);
      completed(board, node, token.scopeId);
  }
}

function leaveMulti(board: Board, node: Node, id: string | null): void {
  const multi = board.live.get(id ?? "");
  if (multi === undefined) throw new Error(`an item of ${node.id} has lost its activity`);
  closeMulti(board, multi);
  completed(board, node, multi.scopeId);
}

/** Handlers run one after another; when all have, the event that asked for them is left. */
function undoNext(board: Board, undoing: Token, node: Node): void {
  const handler = nextHandler(board, undoing);
  if (handler !== undefined) {
    board.arrivals.push({ node: handler, scopeId: undoing.id, flowId: null });
    return;
  }
  clear(board, undoing.id);
  remove(board, undoing);
  leave(board, node, undoing.scopeId);
}

function fireBoundary(board: Board, token: Token, node: Node): void {
  const activity = board.live.get(token.attachedTo ?? "");
  remove(board, token);
  if (node.isInterrupting && activity !== undefined) interrupt(board, activity);
  leave(board, node, token.scopeId);
}

/** An activity is broken off. What came in until then from several is kept: three of five have answered. */
function interrupt(board: Board, token: Token): void {
  if (token.kind === "multi") closeMulti(board, token);
  clear(board, token.id);
  remove(board, token);
}

/** An error at an activity: its own boundary event catches it, for all its items, or it travels out. */
function raiseAt(board: Board, token: Token, code: string): void {
  const around = token.scopeId === null ? undefined : board.live.get(token.scopeId);
  if (around !== undefined && around.nodeId === token.nodeId) {
    raiseAt(board, around, code);
    return;
  }
  const catcher = catcherAt(board, nodeOf(board, token.nodeId), code);
  if (catcher === undefined) {
    raise(board, code, token.scopeId);
    return;
  }
  interrupt(board, token);
  leave(board, catcher, token.scopeId);
}

/** An error travels out to the nearest subprocess that catches it; uncaught it ends the instance. */
function raise(board: Board, code: string, scopeId: string | null): void {
  const scope = scopeId === null ? undefined : board.live.get(scopeId);
  if (scope !== undefined) {
    raiseAt(board, scope, code);
    return;
  }
  board.live.clear();
  board.arrivals = [];
  board.state = "error";
  board.errorCode = code;
}

/** The event for this very error before the one for any. */
function catcherAt(board: Board, node: Node, code: string): Node | undefined {
  const catchers = boundariesOf(board, node).filter((one) => one.errorCode !== undefined);
  return (
    catchers.find((one) => one.errorCode === code) ?? catchers.find((one) => one.errorCode === "")
  );
}

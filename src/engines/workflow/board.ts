import type { Variables } from "./condition.ts";
import type { Definition, Flow, Node } from "./node.ts";
import type { Advance, Decider, Token, TokenKind } from "./token.ts";

/** A token on its way into a node. */
export interface Arrival {
  readonly node: Node;
  readonly scopeId: string | null;
  readonly flowId: string | null;
}

/** The working state of one run of the engine; it lives for one call of `advance` and is never seen outside. */
export interface Board {
  readonly definition: Definition;
  readonly decider: Decider;
  readonly live: Map<string, Token>;
  /** Tokens under way, the next one last. They lie here so that an end which stops its scope stops them too. */
  arrivals: Arrival[];
  variables: Variables;
  readonly calls: { act: string; nodeId: string }[];
  readonly undone: Token[];
  state: Advance["state"];
  errorCode: string | null;
  moves: number;
}

export function open(
  board: Board,
  node: Node,
  kind: TokenKind,
  at: {
    readonly scopeId: string | null;
    readonly flowId?: string | null;
    readonly attachedTo?: string;
    readonly local?: Variables;
  },
): Token {
  const token: Token = {
    id: board.decider.newId(),
    nodeId: node.id,
    kind,
    scopeId: at.scopeId,
    flowId: at.flowId ?? null,
    attachedTo: at.attachedTo ?? null,
    local: at.local ?? null,
  };
  board.live.set(token.id, token);
  return token;
}

/** A token leaves, and what hangs on it with it. */
export function remove(board: Board, token: Token): void {
  board.live.delete(token.id);
  for (const other of board.live.values())
    if (other.attachedTo === token.id) board.live.delete(other.id);
}

/** Ends everything inside a token, or in the whole process, and what is under way in it. */
export function clear(board: Board, scopeId: string | null): void {
  board.arrivals = board.arrivals.filter((one) => one.scopeId !== scopeId);
  for (const token of board.live.values())
    if (token.scopeId === scopeId && board.live.delete(token.id) && AROUND.has(token.kind))
      clear(board, token.id);
}

const AROUND: ReadonlySet<TokenKind> = new Set(["scope", "multi", "item", "answered", "undoing"]);

/** Nothing inside this token is still to be done. What could be undone holds nothing up. */
export function isEmpty(board: Board, scopeId: string): boolean {
  for (const token of board.live.values())
    if (token.scopeId === scopeId && token.kind !== "compensable") return false;
  return true;
}

/** What is known where a token is: what the process knows, and over it what the items around the token know. */
export function seenAt(board: Known, scopeId: string | null): Variables {
  const item = itemAround(board.live, scopeId);
  return item === undefined ? board.variables : { ...seenAt(board, item.scopeId), ...item.local };
}

interface Known {
  readonly live: ReadonlyMap<string, Token>;
  readonly variables: Variables;
}

/** Writes down what was told: in the innermost item, so that five who answer at once do not overwrite each other. */
export function learn(board: Board, scopeId: string | null, told: Variables): void {
  const item = itemAround(board.live, scopeId);
  if (item === undefined) board.variables = { ...board.variables, ...told };
  else
    board.live.set(item.id, { ...item, local: { ...item.local, ...told, ...itself(board, item) } });
}

/** No answer changes which item it is for. */
function itself(board: Board, { nodeId, local }: Token): Variables {
  const name = nodeOf(board, nodeId).multi?.item ?? "item";
  return { [name]: local?.[name], loopCounter: local?.["loopCounter"] };
}

/** The innermost item around a token. */
export function itemAround<T extends Token>(
  live: ReadonlyMap<string, T>,
  scopeId: string | null,
): T | undefined {
  for (let id = scopeId; id !== null;) {
    const token = live.get(id);
    if (token === undefined) return undefined;
    if (token.kind === "item") return token;
    id = token.scopeId;
  }
  return undefined;
}

const NONE: readonly Node[] = [];

/** The events on an activity that can fire or catch. */
export function boundariesOf(board: Board, node: Node): readonly Node[] {
  return board.definition.boundaries.get(node.id) ?? NONE;
}

export function startOf(board: Board, parent: string | undefined): Node {
  const start = board.definition.starts.get(parent);
  if (start === undefined) throw new Error("a process without a start was published");
  return start;
}

export function nodeOf(board: Board, id: string): Node {
  const node = board.definition.nodes.get(id);
  if (node === undefined) throw new Error(`the definition has no element ${id}`);
  return node;
}

export function flowOf(board: Board, id: string): Flow {
  const flow = board.definition.flows.get(id);
  if (flow === undefined) throw new Error(`the definition has no flow ${id}`);
  return flow;
}

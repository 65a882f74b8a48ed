import { holds, type Variables } from "./condition.ts";
import type { Definition, Flow, Node } from "./definition.ts";

export type TokenKind = "user" | "receive" | "message" | "timer" | "join" | "scope" | "boundary";

/** One live token: where it waits, and for what. */
export interface Token {
  readonly id: string;
  readonly nodeId: string;
  readonly kind: TokenKind;
  /** The `scope` token of the subprocess it is in. */
  readonly scopeId: string | null;
  /** For a boundary event: the token of the activity it hangs on. */
  readonly attachedTo: string | null;
  /** For a token at a join: the flow it came by. */
  readonly flowId: string | null;
}

export type Trigger =
  | { readonly kind: "start" }
  | { readonly kind: "complete"; readonly tokenId: string }
  | { readonly kind: "fire"; readonly tokenId: string }
  | { readonly kind: "error"; readonly tokenId: string; readonly code: string };

export interface Advance {
  readonly opened: readonly Token[];
  /** Tokens that left, with the trigger's own first. */
  readonly closed: readonly Token[];
  readonly tokens: readonly Token[];
  readonly variables: Variables;
  /** Acts that send tasks asked for, in order. */
  readonly calls: readonly { readonly act: string; readonly nodeId: string }[];
  readonly state: "running" | "ended" | "error";
}

export interface Decider {
  readonly newId: () => string;
  /** Service tasks: pure decisions by act, from variables to more variables. */
  readonly decide: Readonly<Record<string, (variables: Variables) => Variables>>;
}

/** A token on its way into a node. */
interface Arrival {
  readonly node: Node;
  readonly scopeId: string | null;
  readonly flowId: string | null;
}

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
  const run = new Run(definition, before.tokens, before.variables, decider);
  run.begin(trigger);
  return run.outcome(before.tokens);
}

/** The working state of one run; it lives for one call of `advance` and is never seen outside. */
class Run {
  readonly #definition: Definition;
  readonly #decider: Decider;
  readonly #live: Map<string, Token>;
  readonly #calls: { act: string; nodeId: string }[] = [];
  /** Tokens under way, the next one last. They lie here so that an end which stops its scope stops them too. */
  #arrivals: Arrival[] = [];
  #variables: Variables;
  #state: Advance["state"] = "running";
  #moves = 0;

  constructor(
    definition: Definition,
    tokens: readonly Token[],
    variables: Variables,
    decider: Decider,
  ) {
    this.#definition = definition;
    this.#live = new Map(tokens.map((token) => [token.id, token]));
    this.#variables = variables;
    this.#decider = decider;
  }

  begin(trigger: Trigger): void {
    if (trigger.kind === "start") {
      this.#arrivals.push({ node: this.#startOf(undefined), scopeId: null, flowId: null });
    } else {
      const token = this.#live.get(trigger.tokenId);
      if (token === undefined) throw new Error(`token ${trigger.tokenId} is not live`);
      const node = this.#node(token.nodeId);
      if (trigger.kind === "error") this.#raiseAt(token, trigger.code);
      else if (token.kind === "boundary") this.#fireBoundary(token, node);
      else {
        this.#remove(token);
        this.#leave(node, token.scopeId);
      }
    }
    this.#settle();
  }

  outcome(before: readonly Token[]): Advance {
    const known = new Set(before.map((token) => token.id));
    return {
      opened: [...this.#live.values()].filter((token) => !known.has(token.id)),
      closed: before.filter((token) => !this.#live.has(token.id)),
      tokens: [...this.#live.values()],
      variables: this.#variables,
      calls: this.#calls,
      state: this.#state,
    };
  }

  #enter({ node, scopeId, flowId }: Arrival): void {
    this.#moves += 1;
    if (this.#moves > MAX_MOVES)
      throw new Error(`the process goes in circles at ${node.name} (${node.id})`);
    switch (node.kind) {
      case "user":
      case "receive":
      case "timer":
      case "message":
        this.#wait(node, node.kind, scopeId);
        return;
      case "service":
        this.#variables = { ...this.#variables, ...this.#decided(node) };
        this.#leave(node, scopeId);
        return;
      case "send":
        this.#calls.push({ act: node.act, nodeId: node.id });
        this.#leave(node, scopeId);
        return;
      case "exclusive":
        this.#follow([this.#firstOpen(node)], scopeId);
        return;
      case "parallel":
      case "inclusive":
        if (node.incoming.length > 1) this.#open(node, "join", { scopeId, flowId });
        else this.#leave(node, scopeId);
        return;
      case "subprocess":
        this.#enterSubprocess(node, scopeId);
        return;
      case "end":
        return;
      case "terminate-end":
        this.#clear(scopeId);
        return;
      case "error-end":
        this.#raise(node.errorCode ?? "", scopeId);
        return;
      case "start":
      case "boundary":
        this.#leave(node, scopeId);
    }
  }

  #decided(node: Node): Variables {
    const decide = Object.hasOwn(this.#decider.decide, node.act)
      ? this.#decider.decide[node.act]
      : undefined;
    if (decide === undefined)
      throw new Error(`nobody decides "${node.act}" for ${node.name} (${node.id})`);
    return decide(this.#variables);
  }

  #wait(node: Node, kind: TokenKind, scopeId: string | null): void {
    const token = this.#open(node, kind, { scopeId, flowId: null });
    for (const boundary of this.#boundariesOf(node))
      if (boundary.errorCode === undefined)
        this.#open(boundary, "boundary", { scopeId, flowId: null, attachedTo: token.id });
  }

  #enterSubprocess(node: Node, scopeId: string | null): void {
    const scope = this.#open(node, "scope", { scopeId, flowId: null });
    for (const boundary of this.#boundariesOf(node))
      if (boundary.errorCode === undefined)
        this.#open(boundary, "boundary", { scopeId, flowId: null, attachedTo: scope.id });
    this.#arrivals.push({ node: this.#startOf(node.id), scopeId: scope.id, flowId: null });
  }

  /** Leaves by every open flow: all of them, or for an inclusive gateway those whose condition holds. */
  #leave(node: Node, scopeId: string | null): void {
    const flows = node.outgoing.map((id) => this.#flow(id));
    if (node.kind !== "inclusive") {
      this.#follow(flows, scopeId);
      return;
    }
    const open = flows.filter((flow) => flow.id !== node.defaultFlow && this.#isOpen(flow));
    this.#follow(open.length > 0 ? open : [this.#defaultOf(node)], scopeId);
  }

  /** The first flow is walked to where it waits before the second begins. */
  #follow(flows: readonly Flow[], scopeId: string | null): void {
    for (const flow of flows.toReversed())
      this.#arrivals.push({ node: this.#node(flow.target), scopeId, flowId: flow.id });
  }

  #firstOpen(node: Node): Flow {
    const open = node.outgoing
      .map((id) => this.#flow(id))
      .find((flow) => flow.id !== node.defaultFlow && this.#isOpen(flow));
    return open ?? this.#defaultOf(node);
  }

  #isOpen(flow: Flow): boolean {
    return flow.condition === undefined || holds(flow.condition, this.#variables);
  }

  #defaultOf(node: Node): Flow {
    if (node.defaultFlow === undefined)
      throw new Error(`no condition holds at ${node.name} (${node.id}) and it has no default flow`);
    return this.#flow(node.defaultFlow);
  }

  /** Walks, fires joins that have everything they wait for and leaves emptied subprocesses, until nothing moves by itself. */
  #settle(): void {
    while (this.#walk() || this.#fireJoin() || this.#leaveEmptyScope());
    if (this.#live.size === 0 && this.#state === "running") this.#state = "ended";
  }

  #walk(): boolean {
    const next = this.#arrivals.pop();
    if (next !== undefined) this.#enter(next);
    return next !== undefined;
  }

  #fireJoin(): boolean {
    for (const token of this.#live.values()) {
      const together = token.kind === "join" ? this.#joined(token) : undefined;
      if (together === undefined) continue;
      for (const one of together) this.#remove(one);
      this.#leave(this.#node(token.nodeId), token.scopeId);
      return true;
    }
    return false;
  }

  #leaveEmptyScope(): boolean {
    const tokens = [...this.#live.values()];
    const scope = tokens.find(
      (token) => token.kind === "scope" && !tokens.some((one) => one.scopeId === token.id),
    );
    if (scope === undefined) return false;
    this.#remove(scope);
    this.#leave(this.#node(scope.nodeId), scope.scopeId);
    return true;
  }

  /** The tokens that a join may consume now: one for each flow that brought one; undefined while it must wait. */
  #joined(token: Token): Token[] | undefined {
    const node = this.#node(token.nodeId);
    const here = [...this.#live.values()].filter(
      (one) => one.kind === "join" && one.nodeId === node.id && one.scopeId === token.scopeId,
    );
    const byFlow = new Map(here.toReversed().map((one) => [one.flowId, one]));
    if (node.kind === "parallel")
      return byFlow.size === node.incoming.length ? [...byFlow.values()] : undefined;
    const isAwaited = [...this.#live.values()].some(
      (one) => one.scopeId === token.scopeId && this.#mayStillBring(one, node),
    );
    return isAwaited ? undefined : [...byFlow.values()];
  }

  /** True while `token` may yet come to this join. Two inclusive joins that wait for each other do not: the first goes on. */
  #mayStillBring(token: Token, join: Node): boolean {
    if (token.kind === "join" && token.nodeId === join.id) return false;
    if (!this.#reaches(token.nodeId, join.id)) return false;
    const isInclusive = token.kind === "join" && this.#node(token.nodeId).kind === "inclusive";
    return !(isInclusive && this.#reaches(join.id, token.nodeId));
  }

  /** By flows and by the boundary events of what lies on the way, whether or not they wait now. */
  #reaches(from: string, to: string): boolean {
    const seen = new Set<string>();
    const waiting = this.#nextOf(from);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (at === to) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      waiting.push(...this.#nextOf(at));
    }
    return false;
  }

  #nextOf(nodeId: string): string[] {
    const node = this.#node(nodeId);
    return [node, ...this.#boundariesOf(node)].flatMap((one) =>
      one.outgoing.map((id) => this.#flow(id).target),
    );
  }

  #fireBoundary(token: Token, node: Node): void {
    const activity = this.#live.get(token.attachedTo ?? "");
    this.#remove(token);
    if (node.isInterrupting && activity !== undefined) {
      this.#clear(activity.id);
      this.#remove(activity);
    }
    this.#leave(node, token.scopeId);
  }

  /** An error at a waiting task or subprocess: its own boundary event catches it, or it travels out. */
  #raiseAt(token: Token, code: string): void {
    const catcher = this.#catcherAt(this.#node(token.nodeId), code);
    if (catcher === undefined) {
      this.#raise(code, token.scopeId);
      return;
    }
    this.#clear(token.id);
    this.#remove(token);
    this.#leave(catcher, token.scopeId);
  }

  /** An error travels out to the nearest subprocess that catches it; uncaught it ends the instance. */
  #raise(code: string, scopeId: string | null): void {
    const scope = scopeId === null ? undefined : this.#live.get(scopeId);
    if (scope === undefined) {
      this.#live.clear();
      this.#arrivals = [];
      this.#state = "error";
    } else this.#raiseAt(scope, code);
  }

  /** The event for this very error before the one for any. */
  #catcherAt(node: Node, code: string): Node | undefined {
    const catchers = this.#boundariesOf(node).filter((one) => one.errorCode !== undefined);
    return (
      catchers.find((one) => one.errorCode === code) ?? catchers.find((one) => one.errorCode === "")
    );
  }

  /** Ends everything in a scope, and what is under way in it. */
  #clear(scopeId: string | null): void {
    this.#arrivals = this.#arrivals.filter((one) => one.scopeId !== scopeId);
    for (const token of this.#live.values())
      if (token.scopeId === scopeId && this.#live.delete(token.id) && token.kind === "scope")
        this.#clear(token.id);
  }

  /** A token leaves, and the boundary events that hang on it with it. */
  #remove(token: Token): void {
    this.#live.delete(token.id);
    for (const other of this.#live.values())
      if (other.attachedTo === token.id) this.#live.delete(other.id);
  }

  #open(
    node: Node,
    kind: TokenKind,
    at: { scopeId: string | null; flowId: string | null; attachedTo?: string },
  ): Token {
    const token: Token = {
      id: this.#decider.newId(),
      nodeId: node.id,
      kind,
      scopeId: at.scopeId,
      flowId: at.flowId,
      attachedTo: at.attachedTo ?? null,
    };
    this.#live.set(token.id, token);
    return token;
  }

  #boundariesOf(node: Node): Node[] {
    return [...this.#definition.nodes.values()].filter(
      (one) => one.kind === "boundary" && one.attachedTo === node.id,
    );
  }

  #startOf(parent: string | undefined): Node {
    const start = [...this.#definition.nodes.values()].find(
      (node) => node.kind === "start" && node.parent === parent,
    );
    if (start === undefined) throw new Error("a process without a start was published");
    return start;
  }

  #node(id: string): Node {
    const node = this.#definition.nodes.get(id);
    if (node === undefined) throw new Error(`the definition has no element ${id}`);
    return node;
  }

  #flow(id: string): Flow {
    const flow = this.#definition.flows.get(id);
    if (flow === undefined) throw new Error(`the definition has no flow ${id}`);
    return flow;
  }
}

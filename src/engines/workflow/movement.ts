import { uuidv7 } from "#kernel/ids";
import { theTenant, type Tx } from "#platform/database";
import { itemAround, seenAt } from "./board.ts";
import { valueAt, type Variables } from "./condition.ts";
import type { Definitions } from "./definitions.ts";
import { labelOf, placeOf } from "./multi-instance.ts";
import type { Definition, Node } from "./node.ts";
import {
  type Instance,
  type LeftToken,
  type OpenedToken,
  saveMovement,
  type StoredToken,
} from "./store.ts";
import { advance } from "./token-engine.ts";
import type { Advance, Decider, Token, TokenKind, Trigger } from "./token.ts";

export interface WorkflowDeps {
  readonly definitions: Definitions;
  /**
   * The moment a term of the legal clock ends, for timers and tasks elsewhere: `working-days:1` from `now`. The tenant is the one
   * where it is waited or worked: its own working hours count.
   */
  dueMoment(tx: Tx, now: Date, term: string, tenantId: string): Promise<Date>;
  /** Service tasks by act: pure decisions that add variables. */
  readonly decide?: Readonly<Record<string, (variables: Variables) => Variables>>;
  /**
   * Business-rule tasks: what a named decision of the process with this hash gives. Pure; throws with the reason where it
   * decides nothing, as `deciderOf` of the rules does.
   */
  decideRule?(decision: string, variables: Variables, definitionHash: string): Variables;
  /** Call activities: the hash of the published process that is called so; undefined where there is none. */
  resolveCalled?(calledElement: string): string | undefined;
}

export interface MoveOptions {
  readonly isNew?: boolean;
  readonly by?: string;
  readonly outcome?: string;
}

/** One movement that is written: what it opened and left, and the process after it. */
export interface Movement {
  readonly definition: Definition;
  readonly after: Instance;
  readonly opened: readonly OpenedToken[];
  readonly left: readonly LeftToken[];
  /** The token that the movement began with. */
  readonly triggerId: string | undefined;
  readonly calls: Advance["calls"];
  readonly errorCode: string | null;
}

/** The outcome in history of work that somebody held and an event, an error or an end took away. */
const INTERRUPTED = "interrupted";
/** The outcome in history of an activity that was done before and is now undone. */
const UNDONE = "undone";
/** Tokens at which somebody works, or another process for them: steps of the history. */
const STEPS: ReadonlySet<TokenKind> = new Set(["user", "receive", "placed", "call"]);

/** One load was before; this is one pure `advance` and one write that fails on a stale version. */
export async function moveOnce(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  instance: Instance,
  trigger: Trigger,
  options: MoveOptions,
): Promise<Movement> {
  const definition = await deps.definitions.get(tx, instance.definitionHash);
  const newId = ascendingIds(now);
  const decider = deciderOf(deps, instance.definitionHash, newId);
  const advanced = advance(definition, instance, trigger, decider);
  const live = new Map(advanced.tokens.map((token) => [token.id, token]));
  const opened: OpenedToken[] = [];
  for (const token of advanced.opened)
    opened.push(
      await stored(tx, now, deps, {
        node: definition.nodes.get(token.nodeId),
        token,
        known: () => seenAt({ live, variables: advanced.variables }, token.scopeId),
      }),
    );
  const triggerId = "tokenId" in trigger ? trigger.tokenId : undefined;
  const left = leftTokens(now, definition, instance, advanced, { ...options, newId, triggerId });
  const moved = { ...instance, variables: advanced.variables, state: advanced.state };
  const { changed } = advanced;
  const isNew = options.isNew === true;
  const version = await saveMovement(tx, now, { instance: moved, isNew, opened, changed, left });
  return {
    definition,
    after: { ...moved, version, tokens: tokensAfter(instance, advanced, opened) },
    opened,
    left,
    triggerId,
    calls: advanced.calls,
    errorCode: advanced.errorCode,
  };
}

function tokensAfter(
  before: Instance,
  advanced: Advance,
  opened: readonly OpenedToken[],
): StoredToken[] {
  const kept = new Map<string, StoredToken>(
    [...before.tokens, ...opened].map((one) => [one.id, one]),
  );
  return advanced.tokens.flatMap((token) => {
    const row = kept.get(token.id);
    return row === undefined ? [] : [{ ...row, ...token }];
  });
}

function deciderOf(deps: WorkflowDeps, definitionHash: string, newId: () => string): Decider {
  const decideRule = deps.decideRule?.bind(deps);
  const rule: Decider["rule"] =
    decideRule && ((decision, known) => decideRule(decision, known, definitionHash));
  return { newId, decide: deps.decide ?? {}, rule };
}

function leftTokens(
  now: Date,
  definition: Definition,
  instance: Instance,
  advanced: Advance,
  options: MoveOptions & { readonly newId: () => string; readonly triggerId: string | undefined },
): LeftToken[] {
  const closed = new Set(advanced.closed.map((token) => token.id));
  const before = new Map(instance.tokens.map((token) => [token.id, token]));
  const undone = new Map(
    advanced.undone.map((token) => [
      token.id,
      row(token, definition.nodes.get(token.nodeId), now), // a moment, not the time since it was done
    ]),
  );
  const left = [
    ...instance.tokens.filter((token) => closed.has(token.id) && !undone.has(token.id)),
    ...undone.values(),
  ];
  return left.map((token) => {
    const item = itemAround(before, token.scopeId);
    const isUndone = undone.has(token.id);
    const isTrigger = token.id === options.triggerId;
    return {
      historyId: options.newId(),
      token,
      isStep: STEPS.has(token.kind) || isUndone,
      byRef: isTrigger || isUndone ? (options.by ?? null) : null,
      outcome: isUndone ? UNDONE : isTrigger ? (options.outcome ?? null) : INTERRUPTED,
      item: item?.name ?? null,
      itemPlace: item === undefined ? null : placeOf(item),
    };
  });
}

function row(token: Token, node: Node | undefined, now: Date): StoredToken {
  const name = token.kind === "item" ? itemName(node, token) : (node?.name ?? "");
  return { ...token, name, role: node?.role ?? "", holderId: null, since: now, dueAt: null };
}

/** Tail of an id that counts up: 48 bits. */
const TAIL_DIGITS = 12;

/**
 * Ids of one movement in the order they were drawn, so that rows of one moment keep the order of the diagram: a version 7
 * id whose random tail counts up from there (RFC 9562, 6.2).
 */
function ascendingIds(now: Date): () => string {
  const first = uuidv7(now.getTime());
  let tail = Number.parseInt(first.slice(-TAIL_DIGITS), 16);
  return () => {
    tail = (tail + 1) % 16 ** TAIL_DIGITS;
    return first.slice(0, -TAIL_DIGITS) + tail.toString(16).padStart(TAIL_DIGITS, "0");
  };
}

async function stored(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  one: {
    readonly node: Node | undefined;
    readonly token: Token;
    readonly known: () => Variables;
  },
): Promise<OpenedToken> {
  const { node, token } = one;
  const term = token.kind === "timer" || token.kind === "boundary" ? node?.timer : undefined;
  return {
    ...row(token, node, now),
    dueAt: term === undefined ? null : await deps.dueMoment(tx, now, term, theTenant(tx)),
    ...(node?.key === undefined || !AWAITS.has(token.kind)
      ? { message: null, messageKey: null }
      : { message: node.message ?? null, messageKey: keyAt(node, node.key, one.known()) }),
  };
}

function itemName(node: Node | undefined, item: Token): string {
  return labelOf(item.local?.[node?.multi?.item ?? ""], placeOf(item));
}

/** Tokens that a message can come to. */
const AWAITS: ReadonlySet<TokenKind> = new Set(["receive", "message", "boundary"]);

function keyAt(node: Node, path: string, known: Variables): string {
  const value = valueAt(path, known);
  if ((typeof value === "string" && value !== "") || typeof value === "number")
    return String(value);
  throw new Error(
    `${node.name} (${node.id}) waits for "${node.message}" by "${path}", which is not known`,
  );
}

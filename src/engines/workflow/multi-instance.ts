import { type Board, clear, learn, nodeOf, open, remove, seenAt } from "./board.ts";
import { holds, valueAt, type Variables } from "./condition.ts";
import type { Multi, Node } from "./node.ts";
import type { Token } from "./token.ts";

/** More at once than any consultation has; a number read from data must not fill the table of tokens. */
const MAX_ITEMS = 200;

/** One answer in the variable that collects them, in the order of the items. */
export interface ItemAnswer {
  readonly item: unknown;
  readonly isAnswered: boolean;
  readonly answer: Variables;
}

/** Opens a multi-instance activity with its first item, or all of them; undefined where there is nothing to do. */
export function beginMulti(
  board: Board,
  node: Node,
  scopeId: string | null,
  begin: (item: Token) => void,
): Token | undefined {
  const multi = multiOf(node);
  const items = itemsOf(node, multi, seenAt(board, scopeId));
  if (items.length === 0) {
    if (multi.answers !== undefined) learn(board, scopeId, { [multi.answers]: [] });
    return undefined;
  }
  const kept = multi.isSequential ? { total: items.length, items } : { total: items.length };
  const token = open(board, node, "multi", { scopeId, local: kept });
  for (const [index, value] of (multi.isSequential ? items.slice(0, 1) : items).entries())
    begin(itemToken(board, node, token, { index, value }));
  return token;
}

/**
 * An item has nothing left to do: it is answered. Says whether enough has come in; if not, and they go one after another,
 * the next begins.
 */
export function answerItem(board: Board, item: Token, begin: (item: Token) => void): boolean {
  board.live.set(item.id, { ...item, kind: "answered" });
  const node = nodeOf(board, item.nodeId);
  const multi = multiOf(node);
  const around = board.live.get(item.scopeId ?? "");
  if (around === undefined) throw new Error(`item ${item.id} has lost its activity`);
  const total = Number(around.local?.["total"]);
  const items = itemTokens(board, around);
  const answered = items.filter((one) => one.kind === "answered").length;
  const known: Variables = {
    ...seenAt(board, around.scopeId),
    ...item.local,
    numberOfInstances: total,
    numberOfCompletedInstances: answered,
    numberOfActiveInstances: items.length - answered,
  };
  if (answered === total || (multi.enough !== undefined && holds(multi.enough, known))) return true;
  const rest = around.local?.["items"];
  if (multi.isSequential && Array.isArray(rest))
    begin(itemToken(board, node, around, { index: items.length, value: rest[items.length] }));
  return false;
}

/** Collects the answers that came in, and ends what is still open. */
export function closeMulti(board: Board, token: Token): void {
  const multi = multiOf(nodeOf(board, token.nodeId));
  if (multi.answers !== undefined)
    learn(board, token.scopeId, { [multi.answers]: answersIn(board, token, multi) });
  clear(board, token.id);
  remove(board, token);
}

function answersIn(board: Board, token: Token, multi: Multi): ItemAnswer[] {
  return itemTokens(board, token).map((one) => {
    const { [multi.item]: item, loopCounter: _, ...answer } = one.local ?? {};
    return { item, isAnswered: one.kind === "answered", answer };
  });
}

function itemTokens(board: Board, around: Token): Token[] {
  return [...board.live.values()]
    .filter((one) => one.scopeId === around.id && (one.kind === "item" || one.kind === "answered"))
    .toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** How people call an item: its name, its text, or its place. */
export function labelOf(value: unknown, place: number): string {
  if (typeof value === "string" && value !== "") return value;
  const called = typeof value === "object" && value !== null && "name" in value ? value.name : "";
  return typeof called === "string" && called !== "" ? called : `#${place}`;
}

/** The place of an item among its fellows, from 1. */
export function placeOf(item: Pick<Token, "local">): number {
  return Number(item.local?.["loopCounter"]);
}

function itemToken(
  board: Board,
  node: Node,
  around: Token,
  one: { readonly index: number; readonly value: unknown },
): Token {
  const local = { [multiOf(node).item]: one.value, loopCounter: one.index + 1 };
  return open(board, node, "item", { scopeId: around.id, local });
}

function itemsOf(node: Node, multi: Multi, known: Variables): readonly unknown[] {
  const items =
    multi.collection === undefined ? countedItems(multi, known) : valueAt(multi.collection, known);
  if (!Array.isArray(items))
    throw new Error(
      `${node.name} (${node.id}) finds no list in "${multi.collection ?? multi.count}"`,
    );
  if (items.length > MAX_ITEMS)
    throw new Error(`${node.name} (${node.id}) has ${items.length} items; ${MAX_ITEMS} are run`);
  return items;
}

function countedItems(multi: Multi, known: Variables): unknown {
  const text = multi.count ?? "";
  const count = /^\d+$/u.test(text) ? Number(text) : valueAt(text, known);
  if (typeof count !== "number" || !Number.isInteger(count) || count < 0) return undefined;
  return Array.from({ length: Math.min(count, MAX_ITEMS + 1) }, (_, index) => index + 1);
}

function multiOf(node: Node): Multi {
  if (node.multi === undefined) throw new Error(`${node.id} is no multi-instance activity`);
  return node.multi;
}

import { type Board, nodeOf, open, remove } from "./board.ts";
import type { Node } from "./node.ts";
import type { Token } from "./token.ts";

/** Keeps in mind that an activity is done and how it is undone. */
export function rememberDone(board: Board, node: Node, scopeId: string | null): void {
  if (!board.definition.handlers.has(node.id)) return;
  open(board, node, "compensable", { scopeId, local: { order: lastOrder(board) + 1 } });
}

/** A subprocess is done: what it did can be undone from outside, as part of it. */
export function handOutDone(board: Board, scope: Token): void {
  const outside = scopeAround(board, scope.scopeId);
  for (const token of board.live.values())
    if (token.kind === "compensable" && token.scopeId === scope.id)
      board.live.set(token.id, { ...token, scopeId: outside });
}

/** Begins to undo: all that was done in this scope up to now, or one activity of it. */
export function beginUndoing(board: Board, node: Node, scopeId: string | null): void {
  open(board, node, "undoing", { scopeId, local: { upTo: lastOrder(board) } });
}

/** The next activity to be undone, the last done first; undefined when all is undone. It is then no longer remembered. */
export function nextHandler(board: Board, undoing: Token): Node | undefined {
  const { undoes } = nodeOf(board, undoing.nodeId);
  const upTo = Number(undoing.local?.["upTo"]);
  const scopeId = scopeAround(board, undoing.scopeId);
  const [last] = [...board.live.values()]
    .filter(
      (one) =>
        one.kind === "compensable" &&
        one.scopeId === scopeId &&
        orderOf(one) <= upTo &&
        (undoes === undefined || liesIn(board, one.nodeId, undoes)),
    )
    .toSorted((one, other) => orderOf(other) - orderOf(one));
  if (last === undefined) return undefined;
  remove(board, last);
  board.undone.push(last);
  return board.definition.handlers.get(last.nodeId);
}

/** Items and their activity are no scope of their own: what was done in them is undone from around them. */
function scopeAround(board: Board, scopeId: string | null): string | null {
  const token = scopeId === null ? undefined : board.live.get(scopeId);
  return token?.kind === "item" || token?.kind === "multi"
    ? scopeAround(board, token.scopeId)
    : scopeId;
}

function liesIn(board: Board, nodeId: string, activityId: string): boolean {
  for (let id: string | undefined = nodeId; id !== undefined; id = nodeOf(board, id).parent)
    if (id === activityId) return true;
  return false;
}

function orderOf(token: Token): number {
  return Number(token.local?.["order"]);
}

function lastOrder(board: Board): number {
  let last = 0;
  for (const token of board.live.values())
    if (token.kind === "compensable") last = Math.max(last, orderOf(token));
  return last;
}

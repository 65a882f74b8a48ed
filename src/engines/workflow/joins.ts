import { type Board, boundariesOf, flowOf, nodeOf } from "./board.ts";
import type { Node } from "./node.ts";
import type { Token } from "./token.ts";

/** The tokens that a join may consume now: one for each flow that brought one; undefined while it must wait. */
export function joined(board: Board, token: Token): Token[] | undefined {
  const node = nodeOf(board, token.nodeId);
  const here = [...board.live.values()].filter(
    (one) => one.kind === "join" && one.nodeId === node.id && one.scopeId === token.scopeId,
  );
  const byFlow = new Map(here.toReversed().map((one) => [one.flowId, one]));
  if (node.kind === "parallel")
    return byFlow.size === node.incoming.length ? [...byFlow.values()] : undefined;
  const isAwaited = [...board.live.values()].some(
    (one) => one.scopeId === token.scopeId && mayStillBring(board, one, node),
  );
  return isAwaited ? undefined : [...byFlow.values()];
}

/** True while `token` may yet come to this join. Two inclusive joins that wait for each other do not: the first goes on. */
function mayStillBring(board: Board, token: Token, join: Node): boolean {
  if (token.kind === "compensable" || (token.kind === "join" && token.nodeId === join.id))
    return false;
  if (!reaches(board, token.nodeId, join.id)) return false;
  const isInclusive = token.kind === "join" && nodeOf(board, token.nodeId).kind === "inclusive";
  return !(isInclusive && reaches(board, join.id, token.nodeId));
}

/** By flows and by the boundary events of what lies on the way, whether or not they wait now. */
function reaches(board: Board, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = nextOf(board, from);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...nextOf(board, at));
  }
  return false;
}

function nextOf(board: Board, nodeId: string): string[] {
  const node = nodeOf(board, nodeId);
  return [node, ...boundariesOf(board, node)].flatMap((one) =>
    one.outgoing.map((id) => flowOf(board, id).target),
  );
}

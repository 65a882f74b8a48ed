import { type Board, seenAt } from "./board.ts";
import { valueAt, type Variables } from "./condition.ts";
import type { Mapping, Node } from "./node.ts";

/** Variables as the other side names them. */
export function mapped(mapping: Mapping | undefined, variables: Variables): Variables {
  if (mapping === undefined) return variables;
  return Object.fromEntries(mapping.map(({ to, from }) => [to, valueAt(from, variables)]));
}

/** What a service or business-rule task adds to what is known. */
export function decided(board: Board, node: Node, scopeId: string | null): Variables {
  const { decide, rule } = board.decider;
  const known = mapped(node.told, seenAt(board, scopeId));
  if (node.kind === "rule") {
    if (rule === undefined)
      throw new Error(`nobody decides "${node.decision}" for ${node.name} (${node.id})`);
    return mapped(node.tells, rule(node.decision, known));
  }
  const decideAct = Object.hasOwn(decide, node.act) ? decide[node.act] : undefined;
  if (decideAct === undefined)
    throw new Error(`nobody decides "${node.act}" for ${node.name} (${node.id})`);
  return mapped(node.tells, decideAct(known));
}

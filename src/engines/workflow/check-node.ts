import type { Definition, Node } from "./node.ts";
import { TERM } from "./read-event.ts";

type Kinds = ReadonlySet<Node["kind"]>;

/** What waits, and so may carry a boundary event. */
const HOSTS: Kinds = new Set(["user", "receive", "call", "subprocess"]);
const REPEATED: Kinds = new Set(["user", "call", "subprocess"]);
/** What can be undone, and can undo. */
const ACTIVITIES: Kinds = new Set([...HOSTS, "service", "rule", "send"]);
/** What an event-based gateway may lead to. */
const AWAITED: Kinds = new Set(["timer", "message", "receive"]);

export function activityReasons(definition: Definition, node: Node): string[] {
  const reasons: string[] = [];
  if (node.kind === "receive" && node.message === undefined)
    reasons.push("the message it waits for is missing");
  if (["service", "send", "send-end"].includes(node.kind) && node.act === "")
    reasons.push("what it asks for (egov:act) is missing");
  if (node.kind === "rule" && node.decision === "")
    reasons.push("the decision it asks for (egov:decision) is missing");
  if (node.kind === "call" && node.called === "")
    reasons.push("the process it calls (calledElement) is missing");
  if (node.multi !== undefined && !REPEATED.has(node.kind))
    reasons.push("only user tasks, subprocesses and called processes are run for several items");
  if (node.tenant !== undefined && node.kind !== "user")
    reasons.push("only a user task is worked in another tenant (egov:tenant)");
  if (node.due !== undefined) reasons.push(...dueReasons(node));
  if (node.isCompensation) reasons.push(...handlerReasons(definition, node));
  return reasons;
}

function dueReasons(node: Node): string[] {
  if (node.kind !== "user") return ["only a user task has a term of its own (egov:due)"];
  return TERM.test(node.due ?? "") ? [] : [`"${node.due}" is no term such as working-days:1`];
}

/** What undoes runs only when asked, so no flow leads there, and it is not undone itself. */
function handlerReasons({ nodes, handlers }: Definition, node: Node): string[] {
  const reasons: string[] = [];
  if (!ACTIVITIES.has(node.kind)) reasons.push("only an activity undoes another");
  if (node.incoming.length + node.outgoing.length > 0)
    reasons.push("a flow leads here or on from here, but it runs only to undo");
  if (handlers.has(node.id)) reasons.push("what undoes is not undone itself");
  if (![...nodes.values()].some((one) => one.kind === "compensation" && one.undoes === node.id))
    reasons.push("no compensation event is tied to it by an association");
  return reasons;
}

export function eventReasons(definition: Definition, node: Node): string[] {
  switch (node.kind) {
    case "boundary":
      return hangingReasons(definition, node, HOSTS, "which never waits");
    case "compensation":
      return [
        ...hangingReasons(definition, node, ACTIVITIES, "which does nothing"),
        ...compensationReasons(definition, node),
      ];
    case "compensate":
    case "compensate-end":
      return throwReasons(definition, node);
    case "event-gateway":
      return gatewayReasons(definition, node);
    default:
      return [];
  }
}

function hangingReasons({ nodes }: Definition, node: Node, hosts: Kinds, why: string): string[] {
  const host = nodes.get(node.attachedTo ?? "");
  if (host === undefined || host.parent !== node.parent) return ["it hangs on nothing"];
  return hosts.has(host.kind) ? [] : [`it hangs on ${host.name} (${host.id}), ${why}`];
}

function compensationReasons({ nodes }: Definition, node: Node): string[] {
  const reasons: string[] = [];
  const handler = nodes.get(node.undoes ?? "");
  if (handler === undefined)
    reasons.push("no activity that undoes (isForCompensation) is tied to it by an association");
  else if (handler.parent !== node.parent)
    reasons.push(`${handler.name} (${handler.id}) lies in another subprocess`);
  if (node.outgoing.length > 0) reasons.push("a flow leads on from here; draw an association");
  return reasons;
}

function throwReasons({ nodes, handlers }: Definition, node: Node): string[] {
  if (node.undoes === undefined) return [];
  const activity = nodes.get(node.undoes);
  if (activity === undefined || activity.parent !== node.parent)
    return [`what it undoes (${node.undoes}) is not in the same process or subprocess`];
  const canBeUndone = [...handlers.keys()].some((id) => liesIn(nodes, id, activity.id));
  return canBeUndone ? [] : [`nothing undoes ${activity.name} (${activity.id})`];
}

function liesIn(nodes: Definition["nodes"], nodeId: string, activityId: string): boolean {
  for (let id: string | undefined = nodeId; id !== undefined; id = nodes.get(id)?.parent)
    if (id === activityId) return true;
  return false;
}

function gatewayReasons(definition: Definition, node: Node): string[] {
  const { nodes, flows, boundaries } = definition;
  const targets = node.outgoing.map((id) => nodes.get(flows.get(id)?.target ?? ""));
  const reasons = targets.length < 2 ? ["it leads to one thing only: draw the event itself"] : [];
  for (const target of targets) {
    if (target === undefined) continue;
    const name = `${target.name} (${target.id})`;
    if (!AWAITED.has(target.kind))
      reasons.push(`it leads to ${name}, which is no message and no timer`);
    else if (target.incoming.length > 1) reasons.push(`something else leads to ${name} too`);
    else if (boundaries.has(target.id))
      reasons.push(`an event hangs on ${name}; draw it at the gateway`);
  }
  return reasons;
}

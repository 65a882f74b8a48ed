import { activityReasons, eventReasons } from "./check-node.ts";
import type { Definition, Flow, Node, UnsupportedElement } from "./node.ts";

const ENDS: ReadonlySet<Node["kind"]> = new Set([
  "end",
  "error-end",
  "terminate-end",
  "send-end",
  "compensate-end",
]);
/** What no flow leads on from: an end, and what is tied to an activity that undoes. */
const LAST: ReadonlySet<Node["kind"]> = new Set([...ENDS, "compensation"]);
const CHOICES: ReadonlySet<Node["kind"]> = new Set(["exclusive", "inclusive"]);

/**
 * What would stop or mislead a running process, found before it is published: each element with its name and id. Pure; the
 * elements were read by `parseDefinition`. Of an element that was refused there, and of flows at it, nothing more is said.
 */
export function checkDefinition(
  definition: Definition,
  refusedIds: ReadonlySet<string>,
): readonly UnsupportedElement[] {
  const isRefused = (id: string): boolean => refusedIds.has(id) && !definition.nodes.has(id);
  const isWhole = ![...refusedIds].some(isRefused);
  return [
    ...[...definition.flows.values()]
      .filter((flow) => !isRefused(flow.source) && !isRefused(flow.target))
      .flatMap((flow) => flowProblems(definition, flow)),
    ...[...definition.nodes.values()]
      .filter((node) => !refusedIds.has(node.id))
      .flatMap((node) => nodeProblems(definition, node)),
    ...startProblems(definition),
    ...(isWhole ? wayProblems(definition) : []),
  ];
}

function flowProblems({ nodes }: Definition, flow: Flow): UnsupportedElement[] {
  const found = (reason: string): UnsupportedElement[] => [
    { id: flow.id, name: "", type: "bpmn:SequenceFlow", reason },
  ];
  const source = nodes.get(flow.source);
  const target = nodes.get(flow.target);
  if (source === undefined || target === undefined)
    return found("it does not lead from one element to another");
  if (source.parent !== target.parent) return found("it leads into or out of a subprocess");
  if (flow.condition !== undefined && !CHOICES.has(source.kind))
    return found(`a condition is judged at a choice only, not at ${source.name} (${source.id})`);
  return [];
}

function nodeProblems(definition: Definition, node: Node): UnsupportedElement[] {
  const reasons: string[] = [];
  if (!LAST.has(node.kind) && !node.isCompensation && node.outgoing.length === 0)
    reasons.push("nothing leads on from here");
  if (CHOICES.has(node.kind)) reasons.push(...choiceReasons(definition, node));
  reasons.push(...activityReasons(definition, node), ...eventReasons(definition, node));
  return reasons.map((reason) => problemAt(node, reason));
}

/** A choice where no condition holds would stop a dossier on a working day; it needs a way that is always open. */
function choiceReasons({ flows }: Definition, node: Node): string[] {
  if (node.defaultFlow !== undefined)
    return node.outgoing.includes(node.defaultFlow) ? [] : ["its default flow starts elsewhere"];
  const isOpen = node.outgoing.some((id) => flows.get(id)?.condition === undefined);
  return isOpen || node.outgoing.length === 0 ? [] : ["a default flow is missing"];
}

function startProblems({ nodes }: Definition): UnsupportedElement[] {
  const all = [...nodes.values()];
  const starts = Map.groupBy(
    all.filter((node) => node.kind === "start"),
    (node) => node.parent,
  );
  return [undefined, ...all.filter((node) => node.kind === "subprocess")]
    .filter((container) => starts.get(container?.id)?.length !== 1)
    .map((container) => ({
      id: container?.id ?? "",
      name: container?.name ?? "",
      type: container === undefined ? "bpmn:Process" : "bpmn:SubProcess",
      reason: "exactly one start event is expected",
    }));
}

/** Every element lies on a way from a start, and from each there is a way to an end: no step is dead, no state without exit. */
function wayProblems(definition: Definition): UnsupportedElement[] {
  const all = [...definition.nodes.values()];
  const next = nextByNode(definition);
  const starts = all.filter((node) => node.kind === "start").map((node) => node.id);
  const reached = reachedFrom(starts, next);
  const ends = all.filter((node) => ENDS.has(node.kind)).map((node) => node.id);
  const leading = reachedFrom(ends, turned(next));
  return all.flatMap((node) => {
    if (!reached.has(node.id)) return [problemAt(node, "nothing leads here")];
    const isDead = node.outgoing.length > 0 && !leading.has(node.id);
    return isDead ? [problemAt(node, "no end can be reached from here")] : [];
  });
}

type Ways = ReadonlyMap<string, readonly string[]>;

function nextByNode({ nodes, flows }: Definition): Ways {
  const next = new Map<string, string[]>([...nodes.keys()].map((id) => [id, []]));
  for (const flow of flows.values()) next.get(flow.source)?.push(flow.target);
  for (const node of nodes.values()) {
    if (node.attachedTo !== undefined) next.get(node.attachedTo)?.push(node.id);
    if (node.kind === "compensation" && node.undoes !== undefined)
      next.get(node.id)?.push(node.undoes);
  }
  return next;
}

function turned(ways: Ways): Ways {
  const back = new Map<string, string[]>();
  for (const [source, targets] of ways)
    for (const target of targets) back.set(target, [...(back.get(target) ?? []), source]);
  return back;
}

function reachedFrom(ids: readonly string[], ways: Ways): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...ids];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...(ways.get(at) ?? []));
  }
  return seen;
}

function problemAt(node: Node, reason: string): UnsupportedElement {
  return { id: node.id, name: node.name, type: node.kind, reason };
}

import { BpmnModdle } from "bpmn-moddle";
import { ok, refused, type Result } from "#kernel/result";
import { checkDefinition } from "./check-definition.ts";
import { parseCondition } from "./condition.ts";
import { attribute, list, one, problem, type Raw } from "./element.ts";
import type { Definition, Flow, Node, UnsupportedElement } from "./node.ts";
import { nodeFrom } from "./read-node.ts";
import { DRAWN } from "./refusals.ts";

/** Reads BPMN 2.0 XML and gives a definition that may be published, or everything that is wrong with it at once. */
export async function parseDefinition(
  xml: string,
): Promise<Result<Definition, readonly UnsupportedElement[]>> {
  const read = await readDefinition(xml);
  const refusedIds = new Set(read.problems.map((one) => one.id));
  const problems = [
    ...read.problems,
    ...read.judged,
    ...read.lost,
    ...checkDefinition(read.definition, refusedIds),
  ];
  return problems.length > 0 ? refused(problems) : ok(read.definition);
}

/**
 * Reads what was published, without judging it again: a rule of publishing that came later must not stop a dossier
 * that is under way.
 */
export async function publishedDefinition(xml: string): Promise<Definition> {
  const { definition, problems } = await readDefinition(xml);
  const [first] = problems;
  if (first !== undefined)
    throw new Error(`a published process holds ${first.type} ${first.id}: ${first.reason}`);
  return definition;
}

interface Read {
  /** The model as the XML reader gives it; undefined where it is no BPMN. */
  readonly root: Raw | undefined;
  readonly definition: Definition;
  readonly problems: readonly UnsupportedElement[];
  /** Judged at publishing only. */
  readonly judged: readonly UnsupportedElement[];
  /** What the XML reader passed over with a warning: unknown elements, and a second element of one id. */
  readonly lost: readonly UnsupportedElement[];
}

/** Everything that one reading of a model tells; for this room. */
export async function readDefinition(xml: string): Promise<Read> {
  const reading: Reading = {
    nodes: new Map(),
    flows: new Map(),
    problems: [],
    judged: [],
    roles: new Map(),
    ties: [],
  };
  const root = await rootOf(xml);
  if ("reason" in root) reading.problems.push(root);
  else readProcess(reading, root.element);
  const { problems, judged } = reading;
  const { element, lost } = "reason" in root ? { element: undefined, lost: [] } : root;
  return { root: element, definition: tied(reading), problems, judged, lost };
}

/** One of the drawn pools runs here; the others are partners, drawn for people. */
function readProcess(reading: Reading, root: Raw): void {
  const processes = list(root, "rootElements").filter((one) => one.$type === "bpmn:Process");
  const marked = processes.filter((one) => one["isExecutable"] === true);
  const [process, second] = processes.length > 1 ? marked : processes;
  if (process !== undefined && second === undefined) {
    readElements(reading, process, undefined);
    return;
  }
  const which = processes.map((one) => one.name ?? one.id).join(", ");
  const reason =
    processes.length === 0
      ? "no process is drawn"
      : `several processes are drawn (${which}): mark the one that runs here as executable, and no other`;
  reading.problems.push(problem(process ?? root, reason));
}

/**
 * BPMN lets a diagram leave `incoming` and `outgoing` out, and then only the flows say it. Where an element lists them,
 * their order stays: it is the order in which a choice looks at its conditions.
 */
function tied({ nodes, flows, roles, ties }: Reading): Definition {
  const to = Map.groupBy(flows.values(), (flow) => flow.target);
  const from = Map.groupBy(flows.values(), (flow) => flow.source);
  const all = [...nodes.values()].map((node): Node => ({
    ...node,
    role: node.role || (roles.get(node.id) ?? ""),
    incoming: inOrder(node.incoming, to.get(node.id) ?? []),
    outgoing: inOrder(node.outgoing, from.get(node.id) ?? []),
    undoes: node.kind === "compensation" ? handlerOf(node, nodes, ties) : node.undoes,
  }));
  const byId = new Map(all.map((node) => [node.id, node]));
  const handlers = all.flatMap((node) => {
    const handler = byId.get((node.kind === "compensation" ? node.undoes : undefined) ?? "");
    return handler === undefined ? [] : [[node.attachedTo ?? "", handler] as const];
  });
  return {
    nodes: byId,
    flows,
    boundaries: Map.groupBy(
      all.filter((node) => node.kind === "boundary"),
      (node) => node.attachedTo ?? "",
    ),
    handlers: new Map(handlers),
    starts: new Map(all.filter((node) => node.kind === "start").map((node) => [node.parent, node])),
  };
}

function handlerOf(
  event: Node,
  nodes: Reading["nodes"],
  ties: Reading["ties"],
): string | undefined {
  return ties
    .filter((ends) => ends.includes(event.id))
    .flatMap((ends) => ends.filter((id) => nodes.get(id)?.isCompensation === true))[0];
}

function inOrder(listed: readonly string[], drawn: readonly Flow[]): string[] {
  const ids = new Set(drawn.map((flow) => flow.id));
  return [...new Set([...listed.filter((id) => ids.has(id)), ...ids])];
}

async function rootOf(
  xml: string,
): Promise<{ element: Raw; lost: readonly UnsupportedElement[] } | UnsupportedElement> {
  try {
    const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
    const lost = warnings
      .filter((warning) => warning.error !== undefined)
      .map(({ message }) => unread(message));
    return { element: rootElement as unknown as Raw, lost }; // moddle's elements are open records with a $type
  } catch (error) {
    return unread(error instanceof Error ? error.message : String(error));
  }
}

function unread(message: string): UnsupportedElement {
  return { id: "", name: "", type: "document", reason: message.replaceAll(/\s+/gu, " ") };
}

interface Reading {
  readonly nodes: Map<string, Node>;
  readonly flows: Map<string, Flow>;
  readonly problems: UnsupportedElement[];
  readonly judged: UnsupportedElement[];
  /** The role of the lane an element lies in. */
  readonly roles: Map<string, string>;
  /** What associations tie together, such as a compensation event and the activity that undoes. */
  readonly ties: (readonly [string, string])[];
}

function readElements(reading: Reading, container: Raw, parent: string | undefined): void {
  for (const laneSet of list(container, "laneSets")) readLanes(reading, laneSet);
  for (const artifact of list(container, "artifacts"))
    reading.ties.push([one(artifact, "sourceRef")?.id ?? "", one(artifact, "targetRef")?.id ?? ""]);
  for (const element of list(container, "flowElements")) {
    if (DRAWN.has(element.$type)) continue;
    if (element.$type === "bpmn:SequenceFlow") readFlow(reading, element);
    else readNode(reading, element, parent);
  }
}

/** Lanes within lanes: the innermost that names a role is the one that works. */
function readLanes(reading: Reading, laneSet: Raw): void {
  for (const lane of list(laneSet, "lanes")) {
    const role = attribute(lane, "role");
    if (role !== "")
      for (const node of list(lane, "flowNodeRef")) reading.roles.set(node.id ?? "", role);
    const inner = one(lane, "childLaneSet");
    if (inner !== undefined) readLanes(reading, inner);
  }
}

function readFlow(reading: Reading, element: Raw): void {
  const text = one(element, "conditionExpression")?.["body"];
  const condition = typeof text === "string" ? parseCondition(text) : undefined;
  if (condition?.ok === false)
    reading.problems.push(problem(element, `condition: ${condition.error}`));
  const id = element.id ?? "";
  reading.flows.set(id, {
    id,
    source: one(element, "sourceRef")?.id ?? "",
    target: one(element, "targetRef")?.id ?? "",
    condition: condition?.ok === true ? condition.value : undefined,
  });
}

function readNode(reading: Reading, element: Raw, parent: string | undefined): void {
  const node = nodeFrom(reading, element, parent);
  if (node === undefined) return;
  reading.nodes.set(node.id, node);
  if (node.kind === "subprocess") readElements(reading, element, node.id);
}

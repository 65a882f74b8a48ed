import { BpmnModdle } from "bpmn-moddle";
import { ok, refused, type Result } from "#kernel/result";
import { type Condition, parseCondition } from "./condition.ts";

export type NodeKind =
  | "start"
  | "end"
  | "error-end"
  | "terminate-end"
  | "user"
  | "service"
  | "send"
  | "receive"
  | "exclusive"
  | "parallel"
  | "inclusive"
  | "timer"
  | "message"
  | "boundary"
  | "subprocess";

export interface Node {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** Who works here: the role a position needs (`egov:role`). */
  readonly role: string;
  /** What a service or send task asks the house to do (`egov:act`). */
  readonly act: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly defaultFlow: string | undefined;
  /** The subprocess this node lies in. */
  readonly parent: string | undefined;
  readonly message: string | undefined;
  /** A term on the legal clock: `working-days:1`, `working-hours:8`, `days:30`. */
  readonly timer: string | undefined;
  readonly errorCode: string | undefined;
  readonly attachedTo: string | undefined;
  readonly isInterrupting: boolean;
}

export interface Flow {
  readonly id: string;
  readonly target: string;
  readonly source: string;
  readonly condition: Condition | undefined;
}

/** A process as plain data: what the token engine runs. */
export interface Definition {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly flows: ReadonlyMap<string, Flow>;
}

/** Why a diagram cannot be published: the element by name and id, so that its author finds it. */
export interface UnsupportedElement {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly reason: string;
}

interface Raw {
  readonly $type: string;
  readonly $attrs?: Readonly<Record<string, string>>;
  readonly id?: string;
  readonly name?: string;
  readonly [key: string]: unknown;
}

const KINDS: Readonly<Record<string, NodeKind>> = {
  "bpmn:StartEvent": "start",
  "bpmn:EndEvent": "end",
  "bpmn:UserTask": "user",
  "bpmn:ServiceTask": "service",
  "bpmn:SendTask": "send",
  "bpmn:ReceiveTask": "receive",
  "bpmn:ExclusiveGateway": "exclusive",
  "bpmn:ParallelGateway": "parallel",
  "bpmn:InclusiveGateway": "inclusive",
  "bpmn:IntermediateCatchEvent": "timer",
  "bpmn:BoundaryEvent": "boundary",
  "bpmn:SubProcess": "subprocess",
};
/** Drawn, read by people, not run. */
const SILENT = new Set([
  "bpmn:TextAnnotation",
  "bpmn:Association",
  "bpmn:Group",
  "bpmn:DataObjectReference",
]);
const TERM = /^(?:days|working-days|working-hours):[1-9]\d{0,3}$/u;

/** Reads BPMN 2.0 XML and gives a runnable definition, or every element that the engine does not run. */
export async function parseDefinition(
  xml: string,
): Promise<Result<Definition, readonly UnsupportedElement[]>> {
  const root = await rootOf(xml);
  if ("reason" in root) return refused([root]);
  const processes = list(root.element, "rootElements").filter(
    (one) => one.$type === "bpmn:Process",
  );
  const [process] = processes;
  if (process === undefined || processes.length > 1)
    return refused([problem(root.element, "exactly one process is expected")]);
  const reading: Reading = { nodes: new Map(), flows: new Map(), problems: [] };
  readElements(reading, process, undefined);
  checkEnds(reading);
  return reading.problems.length > 0
    ? refused(reading.problems)
    : ok({ nodes: reading.nodes, flows: reading.flows });
}

async function rootOf(xml: string): Promise<{ element: Raw } | UnsupportedElement> {
  try {
    const { rootElement } = await new BpmnModdle().fromXML(xml);
    return { element: rootElement as unknown as Raw }; // moddle's elements are open records with a $type
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { id: "", name: "", type: "document", reason };
  }
}

interface Reading {
  readonly nodes: Map<string, Node>;
  readonly flows: Map<string, Flow>;
  readonly problems: UnsupportedElement[];
}

function readElements(reading: Reading, container: Raw, parent: string | undefined): void {
  for (const element of list(container, "flowElements")) {
    if (SILENT.has(element.$type)) continue;
    if (element.$type === "bpmn:SequenceFlow") readFlow(reading, element);
    else readNode(reading, element, parent);
  }
}

function readFlow(reading: Reading, element: Raw): void {
  const id = element.id ?? "";
  const source = one(element, "sourceRef")?.id ?? "";
  const target = one(element, "targetRef")?.id ?? "";
  const text = one(element, "conditionExpression")?.["body"];
  const condition = typeof text === "string" ? parseCondition(text) : undefined;
  if (condition?.ok === false)
    reading.problems.push(problem(element, `condition: ${condition.error}`));
  reading.flows.set(id, {
    id,
    source,
    target,
    condition: condition?.ok === true ? condition.value : undefined,
  });
}

function readNode(reading: Reading, element: Raw, parent: string | undefined): void {
  const base = KINDS[element.$type];
  if (base === undefined || element.id === undefined) {
    reading.problems.push(problem(element, "this kind of element is not run"));
    return;
  }
  if (one(element, "loopCharacteristics") !== undefined)
    reading.problems.push(problem(element, "repetition is not run"));
  const event = eventOf(reading, element, base);
  reading.nodes.set(element.id, {
    id: element.id,
    kind: event.kind,
    name: element.name ?? "",
    role: attribute(element, "role"),
    act: attribute(element, "act"),
    incoming: list(element, "incoming").map((flow) => flow.id ?? ""),
    outgoing: list(element, "outgoing").map((flow) => flow.id ?? ""),
    defaultFlow: one(element, "default")?.id,
    parent,
    message: event.message ?? messageOf(element),
    timer: event.timer,
    errorCode: event.errorCode,
    attachedTo: one(element, "attachedToRef")?.id,
    isInterrupting: element["cancelActivity"] !== false,
  });
  if (base === "subprocess") {
    if (element["triggeredByEvent"] === true)
      reading.problems.push(problem(element, "event subprocesses are not run"));
    readElements(reading, element, element.id);
  }
}

interface EventParts {
  readonly kind: NodeKind;
  readonly message?: string;
  readonly timer?: string;
  readonly errorCode?: string;
}

/** What an event waits for or does. Every event definition that is not named here is refused. */
function eventOf(reading: Reading, element: Raw, base: NodeKind): EventParts {
  const [definition, second] = list(element, "eventDefinitions");
  if (second !== undefined) reading.problems.push(problem(element, "one event definition only"));
  if (definition === undefined) {
    if (base === "timer" || base === "boundary")
      reading.problems.push(problem(element, "an event definition is missing"));
    return { kind: base };
  }
  if (
    definition.$type === "bpmn:TimerEventDefinition" &&
    (base === "timer" || base === "boundary")
  ) {
    const body = one(definition, "timeDuration")?.["body"];
    const timer = typeof body === "string" ? body.trim() : "";
    if (!TERM.test(timer))
      reading.problems.push(problem(element, `"${timer}" is no term such as working-days:1`));
    return { kind: base, timer };
  }
  if (definition.$type === "bpmn:MessageEventDefinition" && base === "timer")
    return { kind: "message", message: messageOf(definition) ?? element.id ?? "" };
  if (definition.$type === "bpmn:MessageEventDefinition" && base === "boundary")
    return { kind: base, message: messageOf(definition) ?? element.id ?? "" };
  if (definition.$type === "bpmn:ErrorEventDefinition" && (base === "end" || base === "boundary")) {
    const code = one(definition, "errorRef")?.["errorCode"];
    return {
      kind: base === "end" ? "error-end" : base,
      errorCode: typeof code === "string" ? code : "",
    };
  }
  if (definition.$type === "bpmn:TerminateEventDefinition" && base === "end")
    return { kind: "terminate-end" };
  reading.problems.push(problem(element, `${definition.$type} is not run here`));
  return { kind: base };
}

/** No state without exit: everything but an end leads on, and every container has one plain start. */
function checkEnds(reading: Reading): void {
  const starts = Map.groupBy(
    [...reading.nodes.values()].filter((node) => node.kind === "start"),
    (node) => node.parent,
  );
  const containers = [
    undefined,
    ...[...reading.nodes.values()].filter((n) => n.kind === "subprocess").map((n) => n.id),
  ];
  for (const container of containers)
    if (starts.get(container)?.length !== 1)
      reading.problems.push({
        id: container ?? "",
        name: container ?? "",
        type: "bpmn:Process",
        reason: "exactly one start event is expected",
      });
  for (const node of reading.nodes.values()) {
    const isEnd = node.kind === "end" || node.kind === "error-end" || node.kind === "terminate-end";
    if (!isEnd && node.outgoing.length === 0)
      reading.problems.push({
        id: node.id,
        name: node.name,
        type: node.kind,
        reason: "nothing leads on from here",
      });
  }
}

function messageOf(element: Raw): string | undefined {
  const message = one(element, "messageRef");
  return message === undefined ? undefined : (message.name ?? message.id);
}

function attribute(element: Raw, name: string): string {
  return element.$attrs?.[`egov:${name}`] ?? "";
}

function one(element: Raw, key: string): Raw | undefined {
  const value = element[key];
  return typeof value === "object" && value !== null ? (value as Raw) : undefined; // moddle nests elements
}

function list(element: Raw, key: string): readonly Raw[] {
  const value = element[key];
  return Array.isArray(value) ? (value as Raw[]) : []; // moddle's collections hold elements
}

function problem(element: Raw, reason: string): UnsupportedElement {
  return { id: element.id ?? "", name: element.name ?? "", type: element.$type, reason };
}

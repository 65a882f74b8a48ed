import { BpmnModdle } from "bpmn-moddle";
import { ok, refused, type Result } from "#kernel/result";
import { checkDefinition } from "./check-definition.ts";
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
  "bpmn:DataObject",
  "bpmn:DataObjectReference",
  "bpmn:DataStoreReference",
]);
const TERM = /^(?:days|working-days|working-hours):[1-9]\d{0,3}$/u;

/** Reads BPMN 2.0 XML and gives a definition that may be published, or everything that is wrong with it at once. */
export async function parseDefinition(
  xml: string,
): Promise<Result<Definition, readonly UnsupportedElement[]>> {
  const read = await readDefinition(xml);
  const problems = [...read.problems, ...read.lost, ...checkDefinition(read.definition)];
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
  readonly definition: Definition;
  readonly problems: readonly UnsupportedElement[];
  /** What the XML reader passed over with a warning: unknown elements, and a second element of one id. */
  readonly lost: readonly UnsupportedElement[];
}

async function readDefinition(xml: string): Promise<Read> {
  const reading: Reading = { nodes: new Map(), flows: new Map(), problems: [] };
  const root = await rootOf(xml);
  if ("reason" in root) reading.problems.push(root);
  else readProcess(reading, root.element);
  const definition = { nodes: tiedNodes(reading), flows: reading.flows };
  return { definition, problems: reading.problems, lost: "lost" in root ? root.lost : [] };
}

function readProcess(reading: Reading, root: Raw): void {
  const processes = list(root, "rootElements").filter((one) => one.$type === "bpmn:Process");
  const [process] = processes;
  if (process === undefined || processes.length > 1)
    reading.problems.push(problem(root, "exactly one process is expected"));
  else readElements(reading, process, undefined);
}

/**
 * BPMN lets a diagram leave `incoming` and `outgoing` out, and then only the flows say it. Where an element lists them,
 * their order stays: it is the order in which a choice looks at its conditions.
 */
function tiedNodes({ nodes, flows }: Reading): ReadonlyMap<string, Node> {
  const all = [...flows.values()];
  const tied = (listed: readonly string[], drawn: readonly Flow[]): string[] => {
    const ids = new Set(drawn.map((flow) => flow.id));
    return [...new Set([...listed.filter((id) => ids.has(id)), ...ids])];
  };
  return new Map(
    [...nodes.values()].map((node) => [
      node.id,
      {
        ...node,
        incoming: tied(
          node.incoming,
          all.filter((flow) => flow.target === node.id),
        ),
        outgoing: tied(
          node.outgoing,
          all.filter((flow) => flow.source === node.id),
        ),
      },
    ]),
  );
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

import { type Condition, parseCondition } from "./condition.ts";
import { attribute, list, one, problem, type Raw, textOf } from "./element.ts";
import type { Mapping, Multi, Node, NodeKind, UnsupportedElement } from "./node.ts";
import { eventOf, keyOf, messageOf } from "./read-event.ts";
import { REFUSED_ELEMENTS } from "./refusals.ts";

/** A task without a kind and one done by hand are steps too: a person says when they are done. */
const KINDS: Readonly<Record<string, NodeKind>> = {
  "bpmn:StartEvent": "start",
  "bpmn:EndEvent": "end",
  "bpmn:Task": "user",
  "bpmn:ManualTask": "user",
  "bpmn:UserTask": "user",
  "bpmn:ServiceTask": "service",
  "bpmn:BusinessRuleTask": "rule",
  "bpmn:SendTask": "send",
  "bpmn:ReceiveTask": "receive",
  "bpmn:CallActivity": "call",
  "bpmn:ExclusiveGateway": "exclusive",
  "bpmn:ParallelGateway": "parallel",
  "bpmn:InclusiveGateway": "inclusive",
  "bpmn:EventBasedGateway": "event-gateway",
  "bpmn:IntermediateCatchEvent": "timer",
  "bpmn:IntermediateThrowEvent": "pass",
  "bpmn:BoundaryEvent": "boundary",
  "bpmn:SubProcess": "subprocess",
};

/** Reads one element; undefined, with the reason among the problems, where it is not run. */
export function nodeFrom(
  found: {
    readonly problems: UnsupportedElement[];
    /** What is judged at publishing only. */
    readonly judged: UnsupportedElement[];
  },
  element: Raw,
  parent: string | undefined,
): Node | undefined {
  const { problems } = found;
  const base = KINDS[element.$type];
  if (base === undefined || element.id === undefined) {
    const reason = REFUSED_ELEMENTS[element.$type] ?? "this kind of element is not run";
    problems.push(problem(element, reason));
    return undefined;
  }
  for (const reason of otherMeanings(element)) problems.push(problem(element, reason));
  for (const reason of oddities(element)) found.judged.push(problem(element, reason));
  const event = eventOf(problems, element, base);
  return {
    id: element.id,
    kind: event.kind,
    name: element.name ?? "",
    role: attribute(element, "role"),
    act: attribute(element, "act"),
    decision: attribute(element, "decision"),
    called: typeof element["calledElement"] === "string" ? element["calledElement"] : "",
    incoming: list(element, "incoming").map((flow) => flow.id ?? ""),
    outgoing: list(element, "outgoing").map((flow) => flow.id ?? ""),
    defaultFlow: one(element, "default")?.id,
    parent,
    message: event.message ?? messageOf(element),
    key: keyOf(element),
    timer: event.timer,
    errorCode: event.errorCode,
    attachedTo: one(element, "attachedToRef")?.id,
    isInterrupting: element["cancelActivity"] !== false,
    multi: multiOf(problems, element),
    tenant: attribute(element, "tenant") || undefined,
    due: attribute(element, "due") || undefined,
    told: mappingOf(problems, element, "in"),
    tells: mappingOf(problems, element, "out"),
    undoes: event.undoes,
    isCompensation: element["isForCompensation"] === true,
  };
}

/** Attributes that make another element of it. */
function otherMeanings(element: Raw): string[] {
  const found: string[] = [];
  if (element["triggeredByEvent"] === true)
    found.push("an event subprocess is not run: draw its event on the edge of a subprocess");
  if (element["eventGatewayType"] === "Parallel")
    found.push(
      "an event-based gateway takes the first event; to wait for all, draw a parallel one",
    );
  return found;
}

/** What the standard lets a diagram ask for in an attribute and this engine does not do. */
function oddities(element: Raw): string[] {
  const found: string[] = [];
  if (element["instantiate"] === true)
    found.push("a process is started by somebody, not by a message that comes to this element");
  for (const quantity of ["startQuantity", "completionQuantity"])
    if (Number(element[quantity] ?? 1) !== 1)
      found.push(`${quantity} other than 1 is not run: draw a gateway`);
  return found;
}

const PATH = /^[A-Za-z_]\w*(?:\.\w+)*$/u;

function multiOf(problems: UnsupportedElement[], element: Raw): Multi | undefined {
  const loop = one(element, "loopCharacteristics");
  if (loop === undefined) return undefined;
  if (loop.$type !== "bpmn:MultiInstanceLoopCharacteristics") {
    problems.push(problem(element, "a loop is not run: draw the way back as a flow"));
    return undefined;
  }
  const collection = attribute(loop, "collection") || nameOf(loop, "loopDataInputRef");
  const count = textOf(loop, "loopCardinality")?.replaceAll(/^\$\{|\}$/gu, "");
  if (collection === undefined && count === undefined)
    problems.push(problem(element, "it does not say for which items, or how many times"));
  for (const path of [collection, count])
    if (path !== undefined && !PATH.test(path) && !/^\d+$/u.test(path))
      problems.push(problem(element, `"${path}" is no variable`));
  if (loop["behavior"] !== undefined && loop["behavior"] !== "All")
    problems.push(problem(element, "an event for each item that is done is not run"));
  return {
    isSequential: loop["isSequential"] === true,
    collection,
    count,
    item: attribute(loop, "item") || (nameOf(loop, "inputDataItem") ?? "item"),
    answers: attribute(loop, "answers") || nameOf(loop, "loopDataOutputRef"),
    enough: enoughOf(problems, element, loop),
  };
}

function enoughOf(problems: UnsupportedElement[], element: Raw, loop: Raw): Condition | undefined {
  const text = textOf(loop, "completionCondition");
  const parsed = text === undefined ? undefined : parseCondition(text);
  if (parsed === undefined || parsed.ok) return parsed?.value;
  problems.push(problem(element, `completion condition: ${parsed.error}`));
  return undefined;
}

function nameOf(element: Raw, key: string): string | undefined {
  const named = one(element, key);
  return named?.name ?? named?.id;
}

/** `fee, place = dossier.address`: names on the other side, each with the path here. */
function mappingOf(
  problems: UnsupportedElement[],
  element: Raw,
  name: "in" | "out",
): Mapping | undefined {
  const text = element.$attrs?.[`egov:${name}`];
  if (text === undefined) return undefined;
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const [to = "", from = to] = part.split("=").map((side) => side.trim());
      if (!/^[A-Za-z_]\w*$/u.test(to) || !PATH.test(from))
        problems.push(problem(element, `egov:${name}: "${part}" names no variable`));
      return { to, from };
    });
}

import { attribute, list, one, problem, type Raw, textOf } from "./element.ts";
import type { NodeKind, UnsupportedElement } from "./node.ts";
import { REFUSED_EVENTS } from "./refusals.ts";

export interface EventParts {
  readonly kind: NodeKind;
  readonly message?: string;
  readonly timer?: string;
  readonly errorCode?: string;
  readonly undoes?: string;
}

/** A term on the legal clock. Wall time, as in `P3D`, knows no holidays. */
export const TERM = /^(?:days|working-days|working-hours):[1-9]\d{0,3}$/u;

/** What an event waits for or does. Every event definition that is not named here is refused. */
export function eventOf(problems: UnsupportedElement[], element: Raw, base: NodeKind): EventParts {
  const refuse = (reason: string): EventParts => {
    problems.push(problem(element, reason));
    return { kind: base };
  };
  const [definition, second] = list(element, "eventDefinitions");
  if (second !== undefined) problems.push(problem(element, "one event definition only"));
  if (definition === undefined)
    return base === "timer" || base === "boundary"
      ? refuse("an event definition is missing")
      : { kind: base };
  switch (definition.$type) {
    case "bpmn:TimerEventDefinition":
      return base === "timer" || base === "boundary"
        ? timerOf(problems, element, definition, base)
        : refuse("a process is started by somebody, not by a timer");
    case "bpmn:MessageEventDefinition":
      return messageParts(element, definition, base);
    case "bpmn:ErrorEventDefinition":
      if (base !== "end" && base !== "boundary") return refuse("an error is not waited for here");
      return {
        kind: base === "end" ? "error-end" : base,
        errorCode: errorCodeOf(definition),
      };
    case "bpmn:TerminateEventDefinition":
      return base === "end" ? { kind: "terminate-end" } : refuse("only an end event terminates");
    case "bpmn:CompensateEventDefinition":
      return compensationParts(definition, base, refuse);
    default:
      return refuse(REFUSED_EVENTS[definition.$type] ?? `${definition.$type} is not run here`);
  }
}

function timerOf(
  problems: UnsupportedElement[],
  element: Raw,
  definition: Raw,
  kind: NodeKind,
): EventParts {
  const timer = textOf(definition, "timeDuration") ?? "";
  if (!TERM.test(timer)) {
    const drawn =
      timer || (textOf(definition, "timeDate") ?? textOf(definition, "timeCycle") ?? "");
    problems.push(problem(element, `"${drawn}" is no term such as working-days:1`));
  }
  return { kind, timer };
}

/** Catching waits for the message; throwing asks the house to send it. A start is told by whoever starts the process. */
function messageParts(element: Raw, definition: Raw, base: NodeKind): EventParts {
  if (base === "end") return { kind: "send-end" };
  if (base === "pass") return { kind: "send" };
  const message = messageOf(definition) ?? element.id ?? "";
  return { kind: base === "timer" ? "message" : base, message };
}

function compensationParts(
  definition: Raw,
  base: NodeKind,
  refuse: (reason: string) => EventParts,
): EventParts {
  if (base === "boundary") return { kind: "compensation" };
  if (base !== "end" && base !== "pass") return refuse("compensation is not waited for here");
  if (definition["waitForCompletion"] === false)
    return refuse("what is undone is always waited for: leave waitForCompletion out");
  const activity = one(definition, "activityRef")?.id;
  return {
    kind: base === "end" ? "compensate-end" : "compensate",
    ...(activity === undefined ? {} : { undoes: activity }),
  };
}

function errorCodeOf(definition: Raw): string {
  const code = one(definition, "errorRef")?.["errorCode"];
  return typeof code === "string" ? code : "";
}

export function messageOf(element: Raw): string | undefined {
  const message = one(element, "messageRef");
  return message === undefined ? undefined : (message.name ?? message.id);
}

/** Where the value lies that a message must carry: on the element, or for all that wait for it on the message. */
export function keyOf(element: Raw): string | undefined {
  const [definition] = list(element, "eventDefinitions");
  const message = one(definition ?? element, "messageRef");
  const key = attribute(element, "key") || (message === undefined ? "" : attribute(message, "key"));
  return key === "" ? undefined : key;
}

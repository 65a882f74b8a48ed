import { EventEmitter } from "node:events";
import { type BpmnEngineOptions, Engine } from "bpmn-engine";
import {
  advance,
  type Advance,
  type Definition,
  parseDefinition,
  type Trigger,
  type Variables,
} from "#engines/workflow";

/** Completed waits a second on one core, higher is better; every wait ends with its state written as JSON text. */
export interface ProcessEngineFigures {
  readonly ours_steps_per_s: number;
  /** The opponent keeps its process in memory and writes its state after each step. */
  readonly bpmn_engine_steps_per_s: number;
  /** The opponent as a web server must use it: each step reads the state of the last one, moves, and writes it again. */
  readonly bpmn_engine_recovered_steps_per_s: number;
}

/** Long enough for the compiler to have settled, short enough to be run beside other measures. */
const MEASURED_MS = 2000;
const WARM_UP_MS = 500;
/** The engines take turns, so that a machine that grows busy slows each of them; the median of the rounds counts. */
const ROUNDS = 5;

/**
 * Our token engine against bpmn-engine (npm) on the same diagram: two choices, a parallel pair with its join, seven
 * waits from start to end. Neither side touches a database or a disk here; reading the diagram is not counted.
 */
export async function runStepsOverBpmnEngine(
  measuredMs: number = MEASURED_MS,
): Promise<ProcessEngineFigures> {
  const parsed = await parseDefinition(DIAGRAM);
  if (!parsed.ok) throw new Error(`the diagram of the benchmark: ${JSON.stringify(parsed.error)}`);
  const theirs = await theirDiagram();
  const runs = [
    async () => ourSteps(parsed.value),
    () => theirSteps(theirs),
    () => theirRecoveredSteps(theirs),
  ];
  for (const run of runs) await rate(run, WARM_UP_MS);
  const rounds: number[][] = runs.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, run] of runs.entries())
      rounds[index]?.push(await rate(run, measuredMs / ROUNDS));
  const [ours = 0, kept = 0, recovered = 0] = rounds.map(median);
  return {
    ours_steps_per_s: ours,
    bpmn_engine_steps_per_s: kept,
    bpmn_engine_recovered_steps_per_s: recovered,
  };
}

async function rate(runOnce: () => Promise<number>, forMs: number): Promise<number> {
  const startedAt = performance.now();
  let steps = 0;
  do {
    const done = await runOnce();
    if (done !== WAITS) throw new Error(`a run has ${WAITS} waits; this one had ${done}`);
    steps += done;
  } while (performance.now() - startedAt < forMs);
  return Math.round((steps * 1000) / (performance.now() - startedAt));
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** Both engines read conditions from the same place, so that they run the same text. */
const VARIABLES: Variables = { environment: { variables: { accepted: true, approved: true } } };

function ourSteps(definition: Definition): number {
  let next = 0;
  const decider = { newId: () => `t${(next += 1)}`, decide: {} };
  const step = (before: Pick<Advance, "tokens" | "variables">, trigger: Trigger): Advance => {
    const after = advance(definition, before, trigger, decider);
    written(after);
    return after;
  };
  let state = step({ tokens: [], variables: VARIABLES }, { kind: "start" });
  let steps = 0;
  while (state.state === "running") {
    const token = state.tokens.find((one) => one.kind === "user" || one.kind === "receive");
    if (token === undefined) throw new Error("nothing waits and nothing ended");
    state = step(state, { kind: token.kind === "user" ? "complete" : "fire", tokenId: token.id });
    steps += 1;
  }
  return steps;
}

async function theirSteps(sourceContext: SourceContext): Promise<number> {
  const execution = await theirStart(sourceContext);
  written(execution.getState());
  let steps = 0;
  for (let waiting = firstWait(execution); waiting !== undefined; waiting = firstWait(execution)) {
    waiting.signal();
    written(execution.getState());
    steps += 1;
  }
  return steps;
}

async function theirRecoveredSteps(sourceContext: SourceContext): Promise<number> {
  let execution = await theirStart(sourceContext);
  let text = written(withoutSource(execution.getState()));
  let steps = 0;
  while (firstWait(execution) !== undefined) {
    const engine = new Engine({ name: "bench", sourceContext });
    execution = await engine.recover(JSON.parse(text)).resume();
    firstWait(execution)?.signal();
    text = written(withoutSource(execution.getState()));
    steps += 1;
  }
  return steps;
}

type SourceContext = NonNullable<BpmnEngineOptions["sourceContext"]>;

/** The diagram, read once. The engine keeps what it read in the environment of its definition and takes it back as an option. */
async function theirDiagram(): Promise<SourceContext> {
  const [definition] = await new Engine({ name: "bench", source: DIAGRAM }).getDefinitions();
  const source: unknown = definition?.environment.options["source"];
  if (typeof source !== "object" || source === null) throw new Error("bpmn-engine read no diagram");
  return source as SourceContext; // its own type for what it keeps there
}

function theirStart(sourceContext: SourceContext): Promise<Execution> {
  const variables = { accepted: true, approved: true };
  const listener = new EventEmitter();
  return new Engine({ name: "bench", sourceContext }).execute({ listener, variables });
}

/** The opponent writes the whole diagram into every state; a careful user takes it out, as it is known already. */
function withoutSource(state: ReturnType<Execution["getState"]>): object {
  return {
    ...state,
    definitions: state.definitions?.map((one) => ({ ...one, source: undefined })),
  };
}

type Execution = Awaited<ReturnType<Engine["execute"]>>;

function firstWait(execution: Execution) {
  return execution.getPostponed().find((one) => one.type !== "bpmn:SequenceFlow");
}

/** What would be stored. The length is looked at so that no compiler leaves the writing out. */
function written(state: object): string {
  const text = JSON.stringify(state);
  if (text.length === 0) throw new Error("a state without text");
  return text;
}

const WAITS = 7;

const task = (id: string, incoming: string, outgoing: string): string =>
  `<bpmn:userTask id="${id}"><bpmn:incoming>${incoming}</bpmn:incoming><bpmn:outgoing>${outgoing}</bpmn:outgoing></bpmn:userTask>`;
const flow = (id: string, source: string, target: string, condition?: string): string =>
  condition === undefined
    ? `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}" />`
    : `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;

const DIAGRAM = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="bench" targetNamespace="https://hcm-egov.example/bench">
  <bpmn:process id="registration" isExecutable="true">
    <bpmn:startEvent id="submitted"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    ${task("receive", "f1", "f2")}
    <bpmn:exclusiveGateway id="checked" default="f4"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f4</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:endEvent id="refused"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
    <bpmn:parallelGateway id="consult"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing><bpmn:outgoing>f6</bpmn:outgoing></bpmn:parallelGateway>
    ${task("ask-tax", "f5", "f7")}
    ${task("ask-land", "f6", "f8")}
    <bpmn:parallelGateway id="consulted"><bpmn:incoming>f7</bpmn:incoming><bpmn:incoming>f8</bpmn:incoming><bpmn:outgoing>f9</bpmn:outgoing></bpmn:parallelGateway>
    ${task("examine", "f9", "f10")}
    ${task("review", "f10", "f11")}
    <bpmn:exclusiveGateway id="reviewed" default="f13"><bpmn:incoming>f11</bpmn:incoming><bpmn:outgoing>f12</bpmn:outgoing><bpmn:outgoing>f13</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:endEvent id="returned"><bpmn:incoming>f13</bpmn:incoming></bpmn:endEvent>
    ${task("sign", "f12", "f14")}
    ${task("release", "f14", "f15")}
    <bpmn:endEvent id="done"><bpmn:incoming>f15</bpmn:incoming></bpmn:endEvent>
    ${flow("f1", "submitted", "receive")}${flow("f2", "receive", "checked")}
    ${flow("f3", "checked", "consult", "${environment.variables.accepted}")}${flow("f4", "checked", "refused")}
    ${flow("f5", "consult", "ask-tax")}${flow("f6", "consult", "ask-land")}
    ${flow("f7", "ask-tax", "consulted")}${flow("f8", "ask-land", "consulted")}
    ${flow("f9", "consulted", "examine")}${flow("f10", "examine", "review")}${flow("f11", "review", "reviewed")}
    ${flow("f12", "reviewed", "sign", "${environment.variables.approved}")}${flow("f13", "reviewed", "returned")}
    ${flow("f14", "sign", "release")}${flow("f15", "release", "done")}
  </bpmn:process>
</bpmn:definitions>`;

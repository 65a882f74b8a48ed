import fc from "fast-check";
import { expect, test } from "vitest";
import { diagram, withFlows } from "../../../test/world/diagram.ts";
import type { Variables } from "./condition.ts";
import { catches, definitionOf, END, errorEnd, Play, START } from "./play.ts";

/**
 * Block-structured diagrams: every fork has its join, so a process must always be able to end. A `guarded` task can
 * be warned about, expire and fail; a `breakable` subprocess may end in an error that the event on it catches.
 */
interface Block {
  readonly kind:
    | "task"
    | "guarded"
    | "sequence"
    | "parallel"
    | "exclusive"
    | "inclusive"
    | "subprocess"
    | "breakable";
  readonly parts: readonly Block[];
}

function blocks(
  leaves: readonly ("task" | "guarded")[],
  nests: readonly Exclude<Block["kind"], "task" | "guarded">[],
): fc.Arbitrary<Block> {
  return fc.letrec<{ block: Block }>((tie) => ({
    block: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(...leaves).map((kind): Block => ({ kind, parts: [] })),
      fc
        .tuple(fc.constantFrom(...nests), fc.array(tie("block"), { minLength: 1, maxLength: 3 }))
        .map(([kind, parts]): Block => ({ kind, parts })),
    ),
  })).block;
}

const calm = blocks(["task"], ["sequence", "parallel", "exclusive", "inclusive", "subprocess"]);
const stormy = blocks(
  ["task", "guarded"],
  ["sequence", "parallel", "exclusive", "inclusive", "subprocess", "breakable"],
);
const choices = fc.record({ pick0: fc.boolean(), pick1: fc.boolean(), breaks: fc.boolean() });
const order = fc.infiniteStream(fc.nat());

type Wire = [string, string, string?];

/** A block as XML, with the element it is entered by and the one it is left by. */
interface Drawn {
  readonly elements: string;
  readonly flows: readonly Wire[];
  readonly from: string;
  readonly to: string;
}

function drawn(root: Block): string {
  let next = 0;
  const id = (word: string): string => `${word}${(next += 1)}`;
  const draw = (block: Block): Drawn => {
    switch (block.kind) {
      case "task": {
        const task = id("task");
        return { elements: userTask(task), flows: [], from: task, to: task };
      }
      case "guarded":
        return guarded(id);
      case "sequence":
        return inSequence(block.parts.map(draw));
      case "subprocess":
      case "breakable":
        return enclosed(inSequence(block.parts.map(draw)), id, block.kind === "breakable");
      case "parallel":
      case "exclusive":
      case "inclusive":
        return forked(block.kind, block.parts.map(draw), id);
    }
  };
  const body = draw(root);
  return diagram(`${START}${body.elements}${END}`, [
    ["start", body.from],
    ...body.flows,
    [body.to, "end"],
  ]);
}

type NewId = (word: string) => string;

const userTask = (id: string): string => `<bpmn:userTask id="${id}" />`;
const timerOn = (id: string, host: string, interrupts: boolean): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupts}"><bpmn:timerEventDefinition><bpmn:timeDuration>days:1</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`;

function guarded(id: NewId): Drawn {
  const [task, merge] = [id("task"), id("merge")];
  const [warn, remind, done] = [id("warn"), id("task"), id("done")];
  const [expire, escalate] = [id("expire"), id("task")];
  const [fail, repair] = [id("fail"), id("task")];
  return {
    elements: `${userTask(task)}${timerOn(warn, task, false)}${userTask(remind)}<bpmn:endEvent id="${done}" />
      ${timerOn(expire, task, true)}${userTask(escalate)}${catches(fail, task, "any")}${userTask(repair)}<bpmn:exclusiveGateway id="${merge}" />`,
    flows: [
      [task, merge],
      [warn, remind],
      [remind, done],
      [expire, escalate],
      [escalate, merge],
      [fail, repair],
      [repair, merge],
    ],
    from: task,
    to: merge,
  };
}

function inSequence(parts: readonly Drawn[]): Drawn {
  const links = parts.slice(1).map((part, index): Wire => [parts[index]?.to ?? "", part.from]);
  return {
    elements: parts.map((part) => part.elements).join(""),
    flows: [...parts.flatMap((part) => part.flows), ...links],
    from: parts[0]?.from ?? "",
    to: parts.at(-1)?.to ?? "",
  };
}

function enclosed(body: Drawn, id: NewId, isBreakable: boolean): Drawn {
  const [sub, start, end] = [id("sub"), id("start"), id("end")];
  const [choice, broken, merge] = [id("choice"), id("broken"), id("merge")];
  const [caught, repair] = [id("caught"), id("task")];
  const inside = `<bpmn:startEvent id="${start}" />${body.elements}<bpmn:endEvent id="${end}" />`;
  if (!isBreakable) {
    const inner = withFlows(inside, [[start, body.from], ...body.flows, [body.to, end]]);
    const elements = `<bpmn:subProcess id="${sub}">${inner}</bpmn:subProcess>`;
    return { elements, flows: [], from: sub, to: sub };
  }
  const inner = withFlows(`${inside}<bpmn:exclusiveGateway id="${choice}" />${errorEnd(broken)}`, [
    [start, body.from],
    ...body.flows,
    [body.to, choice],
    [choice, broken, "breaks"],
    [choice, end, "default"],
  ]);
  return {
    elements: `<bpmn:subProcess id="${sub}">${inner}</bpmn:subProcess>${catches(caught, sub, "e_missing")}${userTask(repair)}<bpmn:exclusiveGateway id="${merge}" />`,
    flows: [
      [sub, merge],
      [caught, repair],
      [repair, merge],
    ],
    from: sub,
    to: merge,
  };
}

function forked(kind: string, parts: readonly Drawn[], id: NewId): Drawn {
  const [fork, join] = [id("fork"), id("join")];
  const gate = `bpmn:${kind}Gateway`;
  const branches = parts.flatMap((part, index): Wire[] => [
    kind === "parallel"
      ? [fork, part.from]
      : [fork, part.from, index === parts.length - 1 ? "default" : `pick${index}`],
    [part.to, join],
  ]);
  return {
    elements: `<${gate} id="${fork}" />${parts.map((part) => part.elements).join("")}<${gate} id="${join}" />`,
    flows: [...parts.flatMap((part) => part.flows), ...branches],
    from: fork,
    to: join,
  };
}

/** What a reader of the drawing counts: how many tasks are done when nothing unusual happens. */
function tasksDone(block: Block, variables: Variables): number {
  const done = block.parts.map((part) => tasksDone(part, variables));
  const all = done.reduce((sum, one) => sum + one, 0);
  const last = done.length - 1;
  const picked = done.filter((_, index) => index < last && variables[`pick${index}`] === true);
  switch (block.kind) {
    case "task":
    case "guarded":
      return 1;
    case "breakable":
      return all + (variables["breaks"] === true ? 1 : 0);
    case "exclusive":
      return picked[0] ?? done[last] ?? 0;
    case "inclusive":
      return picked.length > 0 ? picked.reduce((sum, one) => sum + one, 0) : (done[last] ?? 0);
    default:
      return all;
  }
}

function pick<T>(from: readonly T[], picks: IterableIterator<number>): T {
  const chosen = from[Number(picks.next().value) % from.length];
  if (chosen === undefined) throw new Error("a running process where nothing can be done");
  return chosen;
}

/** What rows do to a state: text and back, in whatever order the database gives them. */
function stored(play: Play, picks: IterableIterator<number>): void {
  const tokens = [...play.state.tokens];
  const shuffled: typeof tokens = [];
  while (tokens.length > 0)
    shuffled.push(...tokens.splice(Number(picks.next().value) % tokens.length, 1));
  play.state = JSON.parse(JSON.stringify({ ...play.state, tokens: shuffled })) as Play["state"]; // its own text
}

test("any well-formed diagram ends after exactly the tasks its reader counts, whatever the order of work and of rows", async () => {
  const calmOrBreaking = fc.oneof(calm, stormy);
  await fc.assert(
    fc.asyncProperty(calmOrBreaking, choices, order, async (root, variables, picks) => {
      const play = new Play(await definitionOf(drawn(root)), variables);
      let done = 0;
      for (; play.state.state === "running"; done += 1) {
        stored(play, picks);
        play.complete(
          pick(
            play.waiting().filter((nodeId) => nodeId.startsWith("task")),
            picks,
          ),
        );
      }
      expect([play.state.state, play.state.tokens]).toEqual(["ended", []]);
      expect(done).toBe(tasksDone(root, variables));
    }),
    { numRuns: 150 },
  );
});

test("whatever expires, warns or fails, nothing is left behind: every token has its place, and the process ends", async () => {
  await fc.assert(
    fc.asyncProperty(stormy, choices, order, async (root, variables, picks) => {
      const play = new Play(await definitionOf(drawn(root)), variables);
      for (let moves = 0; play.state.state === "running"; moves += 1) {
        expect(moves).toBeLessThan(500);
        expectEveryTokenInPlace(play);
        stored(play, picks);
        const able = play.state.tokens.filter(
          (one) => one.kind === "user" || one.kind === "boundary",
        );
        const { kind, nodeId } = pick(able, picks);
        if (kind === "boundary") play.fire(nodeId);
        else if (isGuarded(play, nodeId) && Number(picks.next().value) % 3 === 0)
          play.fail(nodeId, "missing");
        else play.complete(nodeId);
      }
      expect([play.state.state, play.state.tokens]).toEqual(["ended", []]);
    }),
    { numRuns: 150 },
  );
});

function expectEveryTokenInPlace(play: Play): void {
  const { tokens } = play.state;
  const ids = new Set(tokens.map((token) => token.id));
  expect(ids.size).toBe(tokens.length);
  for (const token of tokens) {
    if (token.scopeId !== null) expect(ids).toContain(token.scopeId);
    if (token.kind === "boundary") expect(ids).toContain(token.attachedTo);
  }
}

function isGuarded(play: Play, nodeId: string): boolean {
  const task = play.state.tokens.find((one) => one.nodeId === nodeId);
  return play.state.tokens.some((one) => one.attachedTo === task?.id);
}

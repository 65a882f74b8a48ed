import fc from "fast-check";
import { expect, test } from "vitest";
import { diagram, withFlows } from "../../../test/world/diagram.ts";
import {
  type Definition,
  holds,
  parseCondition,
  parseDefinition,
  type Variables,
} from "./index.ts";
import { advance, type Advance, type Token } from "./token-engine.ts";

const START = `<bpmn:startEvent id="start" />`;
const END = `<bpmn:endEvent id="end" />`;

async function definitionOf(xml: string): Promise<Definition> {
  const parsed = await parseDefinition(xml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

/** Plays a process by naming what happens at which node. */
class Play {
  state: Advance;
  readonly #definition: Definition;
  #next = 0;

  constructor(definition: Definition, variables: Variables = {}) {
    this.#definition = definition;
    this.state = advance(definition, { tokens: [], variables }, { kind: "start" }, this.#decider());
  }

  waiting(): string[] {
    return this.state.tokens
      .filter((token) => token.kind !== "boundary" && token.kind !== "scope")
      .map((token) => token.nodeId);
  }

  complete(nodeId: string, variables: Variables = {}): this {
    return this.#step("complete", nodeId, variables);
  }

  fire(nodeId: string): this {
    return this.#step("fire", nodeId, {});
  }

  #step(kind: "complete" | "fire", nodeId: string, variables: Variables): this {
    const token = this.state.tokens.find((one: Token) => one.nodeId === nodeId);
    if (token === undefined) throw new Error(`nothing waits at ${nodeId}`);
    const before = { ...this.state, variables: { ...this.state.variables, ...variables } };
    this.state = advance(this.#definition, before, { kind, tokenId: token.id }, this.#decider());
    return this;
  }

  #decider() {
    return {
      newId: () => `t${(this.#next += 1)}`,
      decide: { double: (known: Variables) => ({ fee: Number(known["fee"] ?? 1) * 2 }) },
    };
  }
}

test("an exclusive gateway takes the first condition that holds, else the default", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:userTask id="receive" name="Tiếp nhận" egov:role="receiver" /><bpmn:exclusiveGateway id="which" />
       <bpmn:userTask id="examine" /><bpmn:userTask id="refuse" />${END}`,
      [
        ["start", "receive"],
        ["receive", "which"],
        ["which", "examine", 'outcome == "accept"'],
        ["which", "refuse", "default"],
        ["examine", "end"],
        ["refuse", "end"],
      ],
    ),
  );

  expect(new Play(definition).complete("receive", { outcome: "accept" }).waiting()).toEqual([
    "examine",
  ]);
  expect(new Play(definition).complete("receive", { outcome: "?" }).waiting()).toEqual(["refuse"]);
  expect(definition.nodes.get("receive")).toMatchObject({ name: "Tiếp nhận", role: "receiver" });
});

test("a parallel join waits for every branch and fires once", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:parallelGateway id="fork" /><bpmn:userTask id="a" /><bpmn:userTask id="b" />
       <bpmn:parallelGateway id="join" /><bpmn:userTask id="after" />${END}`,
      [
        ["start", "fork"],
        ["fork", "a"],
        ["fork", "b"],
        ["a", "join"],
        ["b", "join"],
        ["join", "after"],
        ["after", "end"],
      ],
    ),
  );
  const play = new Play(definition);

  expect(play.waiting()).toEqual(["a", "b"]);
  expect(play.complete("b").waiting()).toEqual(["a", "join"]);
  expect(play.complete("a").waiting()).toEqual(["after"]);
  expect(play.complete("after").state.state).toBe("ended");
});

test("an inclusive join waits for the branches that were taken and no other", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:inclusiveGateway id="fork" /><bpmn:userTask id="fire" /><bpmn:userTask id="land" />
       <bpmn:userTask id="tax" /><bpmn:inclusiveGateway id="join" /><bpmn:userTask id="after" />${END}`,
      [
        ["start", "fork"],
        ["fork", "fire", "fire"],
        ["fork", "land", "land"],
        ["fork", "tax", "default"],
        ["fire", "join"],
        ["land", "join"],
        ["tax", "join"],
        ["join", "after"],
        ["after", "end"],
      ],
    ),
  );

  const both = new Play(definition, { fire: true, land: true });
  expect(both.waiting()).toEqual(["fire", "land"]);
  expect(both.complete("fire").waiting()).toEqual(["land", "join"]);
  expect(both.complete("land").waiting()).toEqual(["after"]);
  expect(new Play(definition, { land: true }).complete("land").waiting()).toEqual(["after"]);
  expect(new Play(definition).waiting()).toEqual(["tax"]);
});

test("an interrupting timer ends its task, a warning one leaves it open, and both vanish when the task is done", async () => {
  const elements = `${START}<bpmn:userTask id="work" />
    <bpmn:boundaryEvent id="warn" attachedToRef="work" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>working-days:1</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:boundaryEvent id="expire" attachedToRef="work"><bpmn:timerEventDefinition><bpmn:timeDuration>working-days:3</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:userTask id="remind" /><bpmn:userTask id="escalate" />${END}`;
  const flows = [
    ["start", "work"],
    ["work", "end"],
    ["warn", "remind"],
    ["remind", "end"],
    ["expire", "escalate"],
    ["escalate", "end"],
  ] as const;
  const definition = await definitionOf(diagram(elements, flows));

  expect(new Play(definition).fire("warn").waiting()).toEqual(["work", "remind"]);
  expect(new Play(definition).fire("expire").waiting()).toEqual(["escalate"]);
  expect(new Play(definition).complete("work").state).toMatchObject({ tokens: [], state: "ended" });
});

test("an error inside a subprocess leads out by its boundary event; uncaught it ends the instance", async () => {
  const inside = withFlows(
    `<bpmn:startEvent id="s2" /><bpmn:userTask id="check" /><bpmn:exclusiveGateway id="found" />
     <bpmn:endEvent id="e2" /><bpmn:endEvent id="broken"><bpmn:errorEventDefinition errorRef="e_missing" /></bpmn:endEvent>`,
    [
      ["s2", "check"],
      ["check", "found"],
      ["found", "e2", "complete"],
      ["found", "broken", "default"],
    ],
  );
  const caught = `<bpmn:boundaryEvent id="catch" attachedToRef="sub"><bpmn:errorEventDefinition errorRef="e_missing" /></bpmn:boundaryEvent><bpmn:userTask id="repair" />`;
  const build = (extra: string, flows: readonly (readonly [string, string])[]) =>
    definitionOf(
      diagram(
        `${START}<bpmn:subProcess id="sub">${inside}</bpmn:subProcess>${extra}<bpmn:userTask id="after" />${END}`,
        [["start", "sub"], ["sub", "after"], ["after", "end"], ...flows],
      ),
    );
  const catching = await build(caught, [
    ["catch", "repair"],
    ["repair", "end"],
  ]);
  const open = await build("", []);

  expect(new Play(catching).complete("check", { complete: true }).waiting()).toEqual(["after"]);
  expect(new Play(catching).complete("check").waiting()).toEqual(["repair"]);
  expect(new Play(open).complete("check").state).toMatchObject({ state: "error", tokens: [] });
});

test("service tasks decide, send tasks call, receive tasks wait for their message", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:serviceTask id="fee" egov:act="double" /><bpmn:sendTask id="tell" egov:act="tell-applicant" />
       <bpmn:receiveTask id="await" messageRef="m_signed" />${END}`,
      [
        ["start", "fee"],
        ["fee", "tell"],
        ["tell", "await"],
        ["await", "end"],
      ],
    ),
  );
  const play = new Play(definition, { fee: 50_000 });

  expect(play.state.variables).toEqual({ fee: 100_000 });
  expect(play.state.calls).toEqual([{ act: "tell-applicant", nodeId: "tell" }]);
  expect(definition.nodes.get("await")?.message).toBe("signed");
  expect(play.fire("await").state.state).toBe("ended");
});

test("what the engine does not run is refused by name and id, all at once", async () => {
  const refusedOnes = await parseDefinition(
    diagram(
      `${START}<bpmn:scriptTask id="sc" name="Chạy mã" /><bpmn:userTask id="u" name="Lặp"><bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>
       <bpmn:intermediateCatchEvent id="t" name="Chờ"><bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
       <bpmn:exclusiveGateway id="g" />${END}`,
      [
        ["start", "sc"],
        ["sc", "u"],
        ["u", "t"],
        ["t", "g"],
        ["g", "end", "alert(1)"],
      ],
    ),
  );

  expect(refusedOnes.ok ? [] : refusedOnes.error.map((one) => [one.id, one.name])).toEqual(
    expect.arrayContaining([
      ["sc", "Chạy mã"],
      ["u", "Lặp"],
      ["t", "Chờ"],
      ["f_g_end_4", ""],
    ]),
  );
  expect((await parseDefinition("<not-bpmn")).ok).toBe(false);
  expect(
    (await parseDefinition(diagram(`${START}<bpmn:userTask id="u" />`, [["start", "u"]]))).ok,
  ).toBe(false);
});

test("conditions are read, never run", () => {
  const judge = (text: string, variables: Variables): boolean => {
    const parsed = parseCondition(text);
    if (!parsed.ok) throw new Error(parsed.error);
    return holds(parsed.value, variables);
  };

  expect(
    judge('outcome == "accept" && fee.vnd >= 100000', { outcome: "accept", fee: { vnd: 100_000 } }),
  ).toBe(true);
  expect(judge("!(late || refused)", { late: false })).toBe(true);
  expect(judge("constructor != null", {})).toBe(false);
  for (const nonsense of ["", "a ==", "process.exit()", "a = 1", "(a", "a; b"])
    expect(parseCondition(nonsense).ok).toBe(false);
});

/** Block-structured diagrams: every fork has its join, so a process must always be able to end. */
interface Block {
  readonly kind: "task" | "sequence" | "parallel" | "exclusive" | "inclusive" | "subprocess";
  readonly parts: readonly Block[];
}

const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    fc.constant<Block>({ kind: "task", parts: [] }),
    fc.record({
      kind: fc.constantFrom(
        "sequence",
        "parallel",
        "exclusive",
        "inclusive",
        "subprocess" as const,
      ),
      parts: fc.array(tie("block"), { minLength: 1, maxLength: 3 }),
    }) as fc.Arbitrary<Block>,
  ),
})).block;

function drawn(root: Block): { xml: string; tasks: number } {
  let next = 0;
  let tasks = 0;
  const id = (word: string): string => `${word}${(next += 1)}`;
  const draw = (
    one: Block,
  ): { elements: string; flows: [string, string, string?][]; from: string; to: string } => {
    if (one.kind === "task") {
      tasks += 1;
      const task = id("task");
      return { elements: `<bpmn:userTask id="${task}" />`, flows: [], from: task, to: task };
    }
    const parts = one.parts.map(draw);
    const elements = parts.map((part) => part.elements).join("");
    const flows = parts.flatMap((part) => part.flows);
    const first = parts[0];
    const last = parts.at(-1);
    if (first === undefined || last === undefined) throw new Error("an empty block");
    if (one.kind === "sequence" || one.kind === "subprocess") {
      const links = parts
        .slice(1)
        .map((part, index): [string, string] => [parts[index]?.to ?? "", part.from]);
      if (one.kind === "sequence")
        return { elements, flows: [...flows, ...links], from: first.from, to: last.to };
      const sub = id("sub");
      const [start, end] = [id("start"), id("end")];
      const inner = withFlows(
        `<bpmn:startEvent id="${start}" />${elements}<bpmn:endEvent id="${end}" />`,
        [[start, first.from], ...flows, ...links, [last.to, end]],
      );
      return {
        elements: `<bpmn:subProcess id="${sub}">${inner}</bpmn:subProcess>`,
        flows: [],
        from: sub,
        to: sub,
      };
    }
    const [fork, join] = [id("fork"), id("join")];
    const gate = `bpmn:${one.kind}Gateway`;
    const branches = parts.flatMap((part, index): [string, string, string?][] => [
      one.kind === "parallel"
        ? [fork, part.from]
        : [fork, part.from, index === parts.length - 1 ? "default" : `pick${index}`],
      [part.to, join],
    ]);
    return {
      elements: `<${gate} id="${fork}" />${elements}<${gate} id="${join}" />`,
      flows: [...flows, ...branches],
      from: fork,
      to: join,
    };
  };
  const body = draw(root);
  return {
    xml: diagram(`${START}${body.elements}${END}`, [
      ["start", body.from],
      ...body.flows,
      [body.to, "end"],
    ]),
    tasks,
  };
}

test("no token is lost: any well-formed diagram ends, whatever the order of work and the choices", async () => {
  const choices = fc.record({ pick0: fc.boolean(), pick1: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      block,
      choices,
      fc.infiniteStream(fc.nat()),
      async (root, variables, picks) => {
        const { xml, tasks } = drawn(root);
        const play = new Play(await definitionOf(xml), variables);
        for (let done = 0; play.state.state === "running"; done += 1) {
          expect(done).toBeLessThanOrEqual(tasks);
          const open = play.waiting().filter((nodeId) => nodeId.startsWith("task"));
          expect(open.length).toBeGreaterThan(0);
          play.complete(open[Number(picks.next().value) % open.length] ?? "");
        }
        expect(play.state.state).toBe("ended");
        expect(play.state.tokens).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

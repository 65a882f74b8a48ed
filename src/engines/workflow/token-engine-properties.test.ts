import fc from "fast-check";
import { expect, test } from "vitest";
import { diagram, withFlows } from "../../../test/world/diagram.ts";
import { definitionOf, END, Play, START } from "./play.ts";

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

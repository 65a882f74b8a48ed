import fc from "fast-check";
import { expect, test } from "vitest";
import { diagram, withFlows } from "../../../test/world/diagram.ts";
import { definitionOf, END, Play, START } from "./play.ts";

const order = fc.infiniteStream(fc.nat());

function pick<T>(from: readonly T[], picks: IterableIterator<number>): T {
  const chosen = from[Number(picks.next().value) % from.length];
  if (chosen === undefined) throw new Error("nothing can be done");
  return chosen;
}

/** Completes any one open task, as rows would give it back: text, in any order. */
function doOne(play: Play, picks: IterableIterator<number>): string {
  const tokens = play.state.tokens.toSorted(() => (Number(picks.next().value) % 2 === 0 ? 1 : -1));
  play.state = JSON.parse(JSON.stringify({ ...play.state, tokens })) as Play["state"]; // its own text
  const token = pick(
    play.state.tokens.filter((one) => one.kind === "user"),
    picks,
  );
  play.move({ kind: "complete", tokenId: token.id, variables: { by: token.nodeId } });
  expectEveryTokenInPlace(play);
  return token.nodeId;
}

function expectEveryTokenInPlace(play: Play): void {
  const ids = new Set(play.state.tokens.map((token) => token.id));
  expect(ids.size).toBe(play.state.tokens.length);
  for (const { scopeId, attachedTo } of play.state.tokens)
    for (const id of [scopeId, attachedTo]) if (id !== null) expect(ids).toContain(id);
}

test("however many are asked, at once or in turn, in whatever order they answer: as many answers as were needed, and nothing is left", async () => {
  const asked = fc.record({
    items: fc.nat({ max: 6 }),
    isSequential: fc.boolean(),
    enough: fc.integer({ min: 1, max: 7 }),
    steps: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(asked, order, async ({ items, isSequential, enough, steps }, picks) => {
      const ids = Array.from({ length: steps }, (_, index) => `step${index}`);
      const way = ["s2", ...ids, "e2"];
      const inside = withFlows(
        `<bpmn:startEvent id="s2" />${ids.map((id) => `<bpmn:userTask id="${id}" />`).join("")}<bpmn:endEvent id="e2" />`,
        way.slice(1).map((id, index) => [way[index] ?? "", id] as const),
      );
      const loop = `<bpmn:multiInstanceLoopCharacteristics isSequential="${isSequential}" egov:collection="list" egov:answers="answers"><bpmn:completionCondition>numberOfCompletedInstances &gt;= ${enough}</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>`;
      const play = new Play(
        await definitionOf(
          diagram(`${START}<bpmn:subProcess id="each">${loop}${inside}</bpmn:subProcess>${END}`, [
            ["start", "each"],
            ["each", "end"],
          ]),
        ),
        { list: Array.from({ length: items }, (_, index) => index) },
      );
      const done: string[] = [];
      while (play.state.state === "running") {
        const open = play.waiting().length;
        expect(open).toBeLessThanOrEqual(isSequential ? 1 : items);
        done.push(doOne(play, picks));
      }

      const needed = Math.min(items, enough);
      expect(play.state).toMatchObject({ state: "ended", tokens: [] });
      expect(done.filter((id) => id === ids.at(-1))).toHaveLength(needed);
      expect(done.length).toBeGreaterThanOrEqual(needed * steps);
      const answers = play.state.variables["answers"] as { item: number; isAnswered: boolean }[]; // what the engine collects
      expect(answers.filter((one) => one.isAnswered)).toHaveLength(needed);
      expect(answers.map((one) => one.item)).toEqual(answers.map((_, index) => index));
      expect(play.state.variables["by"]).toBeUndefined();
    }),
    { numRuns: 150 },
  );
});

const undoable = (id: string): string =>
  `<bpmn:userTask id="${id}" /><bpmn:boundaryEvent id="on_${id}" attachedToRef="${id}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>
   <bpmn:userTask id="undo_${id}" isForCompensation="true" /><bpmn:association id="tie_${id}" sourceRef="on_${id}" targetRef="undo_${id}" />`;

test("whatever was done beside or after each other is undone in exactly the reverse order, each once", async () => {
  const branches = fc.array(fc.array(fc.constantFrom("plain", "undoable"), { maxLength: 3 }), {
    minLength: 2,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(branches, order, async (drawn, picks) => {
      const ways = drawn.map((steps, branch) => [
        "fork",
        ...steps.map((kind, index) => `${kind}_${branch}_${index}`),
        "join",
      ]);
      const steps = ways.flatMap((way) => way.slice(1, -1));
      const elements = steps
        .map((id) => (id.startsWith("undo") ? undoable(id) : `<bpmn:userTask id="${id}" />`))
        .join("");
      const flows = ways.flatMap((way) =>
        way.slice(1).map((id, index) => [way[index] ?? "", id] as const),
      );
      const play = new Play(
        await definitionOf(
          diagram(
            `${START}<bpmn:parallelGateway id="fork" />${elements}<bpmn:parallelGateway id="join" />
             <bpmn:intermediateThrowEvent id="revoke"><bpmn:compensateEventDefinition /></bpmn:intermediateThrowEvent>${END}`,
            [["start", "fork"], ...flows, ["join", "revoke"], ["revoke", "end"]],
          ),
        ),
      );
      const done: string[] = [];
      while (play.state.state === "running") {
        const isUndoing = play.state.tokens.some((token) => token.kind === "undoing");
        if (isUndoing) expect(play.waiting()).toHaveLength(1);
        done.push(doOne(play, picks));
      }

      const undone = done.filter((id) => id.startsWith("undo_"));
      const forward = done.filter((id) => id.startsWith("undoable_"));
      expect(undone).toEqual(forward.toReversed().map((id) => `undo_${id}`));
      expect(done.length).toBe(steps.length + forward.length);
      expect(play.state).toMatchObject({ state: "ended", tokens: [] });
    }),
    { numRuns: 100 },
  );
});

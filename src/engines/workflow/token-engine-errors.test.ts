import { expect, test } from "vitest";
import { diagram, withFlows } from "../../../test/world/diagram.ts";
import { catches, definitionOf, END, errorEnd, Play, START } from "./play.ts";

const forkInside = withFlows(
  `<bpmn:startEvent id="s2" /><bpmn:parallelGateway id="fork2" />${errorEnd("broken")}
   <bpmn:userTask id="beside" /><bpmn:endEvent id="e2" />`,
  [
    ["s2", "fork2"],
    ["fork2", "broken"],
    ["fork2", "beside"],
    ["beside", "e2"],
  ],
);

test("nothing is left to do beside an end that stops everything, whichever branch is drawn first", async () => {
  const stops = [
    `<bpmn:endEvent id="stop"><bpmn:terminateEventDefinition /></bpmn:endEvent>`,
    errorEnd("stop"),
  ];
  for (const [index, stop] of stops.entries())
    for (const order of [["stop", "work"] as const, ["work", "stop"] as const]) {
      const definition = await definitionOf(
        diagram(
          `${START}<bpmn:parallelGateway id="fork" />${stop}<bpmn:userTask id="work" />${END}`,
          [
            ["start", "fork"],
            ["fork", order[0]],
            ["fork", order[1]],
            ["work", "end"],
          ],
        ),
      );
      const { tokens, opened, state } = new Play(definition).state;
      expect({ tokens, opened, state }).toEqual({
        tokens: [],
        opened: [],
        state: index === 0 ? "ended" : "error",
      });
    }
});

test("a caught error leaves no task behind in the subprocess that broke, and the process can still end", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:subProcess id="sub">${forkInside}</bpmn:subProcess>${catches("catch", "sub", "e_missing")}<bpmn:userTask id="repair" />${END}`,
      [
        ["start", "sub"],
        ["sub", "end"],
        ["catch", "repair"],
        ["repair", "end"],
      ],
    ),
  );
  const play = new Play(definition);

  expect(play.waiting()).toEqual(["repair"]);
  expect(play.complete("repair").state).toMatchObject({ state: "ended", tokens: [] });
});

test("an error goes to the event for this error before the event for any, and out through two subprocesses", async () => {
  const inner = withFlows(
    `<bpmn:startEvent id="s1" /><bpmn:subProcess id="inner">${forkInside}</bpmn:subProcess><bpmn:endEvent id="e1" />`,
    [
      ["s1", "inner"],
      ["inner", "e1"],
    ],
  );
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:subProcess id="outer">${inner}</bpmn:subProcess>${catches("any", "outer", "any")}${catches("this", "outer", "e_missing")}
       <bpmn:userTask id="repair" /><bpmn:userTask id="wonder" />${END}`,
      [
        ["start", "outer"],
        ["outer", "end"],
        ["any", "wonder"],
        ["this", "repair"],
        ["wonder", "end"],
        ["repair", "end"],
      ],
    ),
  );

  expect(new Play(definition).waiting()).toEqual(["repair"]);
});

test("an error told from outside is caught at its task; one that nobody catches ends the process in error", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:userTask id="work" />${catches("catch", "work", "e_missing")}<bpmn:userTask id="repair" />${END}`,
      [
        ["start", "work"],
        ["work", "end"],
        ["catch", "repair"],
        ["repair", "end"],
      ],
    ),
  );

  expect(new Play(definition).fail("work", "missing").waiting()).toEqual(["repair"]);
  expect(new Play(definition).fail("work", "other").state).toMatchObject({
    state: "error",
    tokens: [],
  });
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

import { expect, test } from "vitest";
import { diagram, withFlows } from "../../../test/world/diagram.ts";
import { holds, parseCondition, type Variables } from "./condition.ts";
import { parseDefinition, publishedDefinition } from "./definition.ts";
import { definitionOf, END, Play, START } from "./play.ts";

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

async function complaints(xml: string): Promise<string[]> {
  const parsed = await parseDefinition(xml);
  return parsed.ok ? [] : parsed.error.map((one) => `${one.id}: ${one.reason}`);
}

const timerAt = (id: string, at: string): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${at}"><bpmn:timerEventDefinition><bpmn:timeDuration>days:1</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`;

test("a choice that could leave a dossier nowhere to go is refused before it is published", async () => {
  const choice = (first: string, second: string | undefined): string =>
    diagram(`${START}<bpmn:exclusiveGateway id="valid" /><bpmn:userTask id="examine" />${END}`, [
      ["start", "valid"],
      ["valid", "examine", first],
      second === undefined ? ["valid", "end"] : ["valid", "end", second],
      ["examine", "end"],
    ]);

  expect(await complaints(choice("accept", "refuse"))).toEqual([
    "valid: a default flow is missing",
  ]);
  expect(await complaints(choice("accept", "default"))).toEqual([]);
  expect(await complaints(choice("accept", undefined))).toEqual([]);
});

test("a condition where nothing is chosen is refused, since it would be passed over in silence", async () => {
  const xml = diagram(`${START}<bpmn:userTask id="u" name="Thẩm định" />${END}`, [
    ["start", "u"],
    ["u", "end", "accept"],
  ]);

  expect(await complaints(xml)).toEqual([
    "f_u_end_1: a condition is judged at a choice only, not at Thẩm định (u)",
  ]);
});

test("a step that nothing leads to, one that no end follows and a flow to nowhere are refused", async () => {
  const island = diagram(`${START}<bpmn:userTask id="island" />${END}`, [
    ["start", "end"],
    ["island", "end"],
  ]);
  const circle = diagram(
    `${START}<bpmn:exclusiveGateway id="g" /><bpmn:userTask id="a" /><bpmn:userTask id="b" />${END}`,
    [
      ["start", "g"],
      ["g", "end", "done"],
      ["g", "a", "default"],
      ["a", "b"],
      ["b", "a"],
    ],
  );
  const torn = diagram(`${START}<bpmn:userTask id="u" />${END}`, [
    ["start", "u"],
    ["u", "end"],
  ]).replace('targetRef="end"', 'targetRef="gone"');

  expect(await complaints(island)).toEqual(["island: nothing leads here"]);
  expect(await complaints(circle)).toEqual([
    "a: no end can be reached from here",
    "b: no end can be reached from here",
  ]);
  expect(await complaints(torn)).toContain(
    "f_u_end_1: it does not lead from one element to another",
  );
});

test("a boundary event must hang on something that waits, in the same subprocess", async () => {
  const hanging = (at: string): string =>
    diagram(
      `${START}<bpmn:serviceTask id="fee" name="Tính phí" egov:act="fee" /><bpmn:userTask id="u" />${timerAt("late", at)}${END}`,
      [
        ["start", "fee"],
        ["fee", "u"],
        ["u", "end"],
        ["late", "end"],
      ],
    );

  expect(await complaints(hanging("u"))).toEqual([]);
  expect(await complaints(hanging("fee"))).toEqual([
    "late: it hangs on Tính phí (fee), which never waits",
  ]);
  expect(await complaints(hanging("gone"))).toContain("late: it hangs on nothing");
});

test("a receive task without a message, a task without its act and a flow out of a subprocess are refused", async () => {
  const inside = withFlows(`<bpmn:startEvent id="s2" /><bpmn:endEvent id="e2" />`, [["s2", "e2"]]);
  const xml = diagram(
    `${START}<bpmn:receiveTask id="await" /><bpmn:sendTask id="tell" /><bpmn:subProcess id="sub">${inside}</bpmn:subProcess>${END}`,
    [
      ["start", "await"],
      ["await", "tell"],
      ["tell", "sub"],
      ["sub", "end"],
      ["await", "e2"],
    ],
  );

  expect(await complaints(xml)).toEqual([
    "f_await_e2_4: it leads into or out of a subprocess",
    "await: the message it waits for is missing",
    "tell: what it asks for (egov:act) is missing",
  ]);
});

test("a diagram that draws its flows without repeating them in its elements runs the same", async () => {
  const bare = diagram(
    `${START}<bpmn:parallelGateway id="fork" /><bpmn:userTask id="a" /><bpmn:userTask id="b" /><bpmn:parallelGateway id="join" />${END}`,
    [
      ["start", "fork"],
      ["fork", "a"],
      ["fork", "b"],
      ["a", "join"],
      ["b", "join"],
      ["join", "end"],
    ],
  ).replaceAll(/<bpmn:(?:incoming|outgoing)>[^<]*<\/bpmn:(?:incoming|outgoing)>/gu, "");
  const play = new Play(await definitionOf(bare));

  expect(play.complete("a").state.state).toBe("running");
  expect(play.complete("b").state.state).toBe("ended");
});

test("what people draw beside the steps, such as data and notes, is let through", async () => {
  const xml = diagram(
    `${START}<bpmn:userTask id="u" />${END}<bpmn:dataObject id="d1" /><bpmn:dataObjectReference id="d2" dataObjectRef="d1" /><bpmn:dataStoreReference id="d3" /><bpmn:textAnnotation id="t1" />`,
    [
      ["start", "u"],
      ["u", "end"],
    ],
  );

  expect(await complaints(xml)).toEqual([]);
});

test("a rule of publishing that came later does not stop a process that was published before it", async () => {
  const older = diagram(`${START}<bpmn:userTask id="u" /><bpmn:userTask id="island" />${END}`, [
    ["start", "u"],
    ["u", "end"],
    ["island", "end"],
  ]);

  expect(await complaints(older)).not.toEqual([]);
  expect(new Play(await publishedDefinition(older)).waiting()).toEqual(["u"]);
  await expect(publishedDefinition(older.replaceAll("userTask", "scriptTask"))).rejects.toThrow(
    "bpmn:ScriptTask u",
  );
});

test("an element that no reader knows, and the second of two with one id, are refused and not passed over", async () => {
  const withMore = (more: string): string =>
    diagram(`${START}<bpmn:userTask id="u" />${END}`, [
      ["start", "u"],
      ["u", "end"],
    ]).replace("</bpmn:process>", `${more}</bpmn:process>`);

  expect((await complaints(withMore(`<bpmn:userTask id="u" />`))).join()).toContain(
    "duplicate ID <u>",
  );
  expect((await complaints(withMore(`<bpmn:wizardTask id="w" />`))).join()).toContain(
    "unknown type <bpmn:WizardTask>",
  );
  expect(await complaints(withMore(""))).toEqual([]);
});

import { expect, test } from "vitest";
import { diagram, withFlows } from "../../../test/world/diagram.ts";
import { definitionOf, END, Play, START } from "./play.ts";

const AGENCIES = ["Xây dựng", "Quy hoạch", "Phòng cháy", "Môi trường", "Giao thông"];

const several = (how: string, enough = ""): string =>
  `<bpmn:multiInstanceLoopCharacteristics ${how} egov:collection="agencies" egov:item="agency" egov:answers="opinions">${
    enough === ""
      ? ""
      : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${enough}</bpmn:completionCondition>`
  }</bpmn:multiInstanceLoopCharacteristics>`;

const asking = (loop: string, beside = "", flows: readonly (readonly [string, string])[] = []) =>
  definitionOf(
    diagram(
      `${START}<bpmn:userTask id="ask" name="Cho ý kiến">${loop}</bpmn:userTask>${beside}<bpmn:userTask id="decide" />${END}`,
      [["start", "ask"], ["ask", "decide"], ["decide", "end"], ...flows],
    ),
  );

test("five agencies are asked at once, each answers for itself, and the step goes on when all have", async () => {
  const play = new Play(await asking(several("")), { agencies: AGENCIES });
  expect(play.waiting()).toEqual(Array.from({ length: 5 }, () => "ask"));

  for (const place of [3, 1, 5, 2]) play.answer("ask", place, { outcome: `ý kiến ${place}` });
  expect(play.waiting()).toEqual(["ask"]);
  play.answer("ask", 4, { outcome: "không ý kiến" });

  expect(play.waiting()).toEqual(["decide"]);
  expect(play.state.variables["opinions"]).toEqual([
    { item: "Xây dựng", isAnswered: true, answer: { outcome: "ý kiến 1" } },
    { item: "Quy hoạch", isAnswered: true, answer: { outcome: "ý kiến 2" } },
    { item: "Phòng cháy", isAnswered: true, answer: { outcome: "ý kiến 3" } },
    { item: "Môi trường", isAnswered: true, answer: { outcome: "không ý kiến" } },
    { item: "Giao thông", isAnswered: true, answer: { outcome: "ý kiến 5" } },
  ]);
  expect(play.state.variables["outcome"]).toBeUndefined();
});

test("one after another, the next is asked only when the one before has answered", async () => {
  const play = new Play(await asking(several(`isSequential="true"`)), {
    agencies: AGENCIES.slice(0, 3),
  });

  for (const place of [1, 2, 3]) {
    expect(play.waiting()).toEqual(["ask"]);
    expect(() => play.answer("ask", place + 1)).toThrow("does not wait");
    play.answer("ask", place);
  }
  expect(play.waiting()).toEqual(["decide"]);
});

test("when enough has come in the others are not waited for, and one objection can be enough", async () => {
  const three = await asking(several("", "numberOfCompletedInstances &gt;= 3"));
  const objection = await asking(several("", `outcome == "object"`));
  const majority = new Play(three, { agencies: AGENCIES });
  majority.answer("ask", 2).answer("ask", 4);
  expect(majority.waiting()).toHaveLength(3);
  majority.answer("ask", 5);

  expect(majority.waiting()).toEqual(["decide"]);
  expect(majority.state.closed.filter((one) => one.kind === "user")).toHaveLength(3);
  expect(majority.state.variables["opinions"]).toMatchObject(
    [false, true, false, true, true].map((isAnswered) => ({ isAnswered })),
  );
  expect(
    new Play(objection, { agencies: AGENCIES }).answer("ask", 3, { outcome: "object" }).waiting(),
  ).toEqual(["decide"]);
});

test("nobody to ask is no step; a number says how many where nothing tells them apart", async () => {
  expect(new Play(await asking(several("")), { agencies: [] }).waiting()).toEqual(["decide"]);
  const counted = await asking(
    `<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`,
  );

  expect(new Play(counted).waiting()).toEqual(["ask", "ask", "ask"]);
  const definition = await asking(several(""));
  expect(() => new Play(definition, { agencies: "Xây dựng" })).toThrow(
    'Cho ý kiến (ask) finds no list in "agencies"',
  );
  expect(() => new Play(definition, { agencies: Array.from({ length: 201 }) })).toThrow(
    "has 201 items; 200 are run",
  );
});

test("when the time for all is over the three answers that came in are kept, and an error of one ends it for all", async () => {
  const definition = await asking(
    several(""),
    `<bpmn:boundaryEvent id="expired" attachedToRef="ask"><bpmn:timerEventDefinition><bpmn:timeDuration>working-days:7</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
     <bpmn:boundaryEvent id="broken" attachedToRef="ask"><bpmn:errorEventDefinition /></bpmn:boundaryEvent><bpmn:userTask id="remind" />`,
    [
      ["expired", "remind"],
      ["broken", "remind"],
      ["remind", "end"],
    ],
  );
  const expired = new Play(definition, { agencies: AGENCIES });
  expect(expired.state.tokens.filter((one) => one.kind === "boundary")).toHaveLength(1);
  expired.answer("ask", 1).answer("ask", 2).answer("ask", 3).fire("expired");

  expect(expired.waiting()).toEqual(["remind"]);
  expect(expired.state.variables["opinions"]).toMatchObject(
    [true, true, true, false, false].map((isAnswered) => ({ isAnswered })),
  );
  const failed = new Play(definition, { agencies: AGENCIES }).fail("ask", "withdrawn");
  expect(failed.waiting()).toEqual(["remind"]);
  expect(failed.complete("remind").state).toMatchObject({ state: "ended", tokens: [] });
});

test("a subprocess for each agency keeps what is decided in it apart, choices and all", async () => {
  const inside = withFlows(
    `<bpmn:startEvent id="s2" /><bpmn:userTask id="visit" /><bpmn:exclusiveGateway id="fine" /><bpmn:userTask id="clarify" /><bpmn:endEvent id="e2" />`,
    [
      ["s2", "visit"],
      ["visit", "fine"],
      ["fine", "clarify", `outcome == "unclear" && agency.isNear`],
      ["fine", "e2", "default"],
      ["clarify", "e2"],
    ],
  );
  const definition = await definitionOf(
    diagram(`${START}<bpmn:subProcess id="each">${several("")}${inside}</bpmn:subProcess>${END}`, [
      ["start", "each"],
      ["each", "end"],
    ]),
  );
  const agencies = [{ isNear: true }, { isNear: false }];
  const play = new Play(definition, { agencies });
  expect(play.waiting()).toEqual(["visit", "visit"]);

  play.complete("visit", { outcome: "unclear" }).complete("visit", { outcome: "unclear" });
  expect(play.waiting()).toEqual(["clarify"]);
  play.complete("clarify", { note: "đã rõ" });
  expect(play.state.state).toBe("ended");
  expect(play.state.variables).toEqual({
    agencies,
    opinions: [
      { item: agencies[0], isAnswered: true, answer: { outcome: "unclear", note: "đã rõ" } },
      { item: agencies[1], isAnswered: true, answer: { outcome: "unclear" } },
    ],
  });
});

test("no answer changes which agency it is for or its place in the row", async () => {
  const play = new Play(await asking(several("")), { agencies: ["Xây dựng"] });
  play.answer("ask", 1, { agency: "Môi trường", loopCounter: 9, outcome: "agree" });

  expect(play.state.variables["opinions"]).toEqual([
    { item: "Xây dựng", isAnswered: true, answer: { outcome: "agree" } },
  ]);
});

import { expect, test } from "vitest";
import { diagram } from "../../../test/world/diagram.ts";
import { parseDefinition } from "./definition.ts";
import { definitionOf, END, Play, START } from "./play.ts";

const timer = (id: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:timerEventDefinition><bpmn:timeDuration>working-days:5</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
const message = (id: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:messageEventDefinition messageRef="m_signed" /></bpmn:intermediateCatchEvent>`;

test("what happens first closes the other way: the payment came, or its time ran out, and never both", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:eventBasedGateway id="first" />${message("paid")}${timer("expired")}<bpmn:userTask id="issue" /><bpmn:userTask id="close" />${END}`,
      [
        ["start", "first"],
        ["first", "paid"],
        ["first", "expired"],
        ["paid", "issue"],
        ["expired", "close"],
        ["issue", "end"],
        ["close", "end"],
      ],
    ),
  );
  const paid = new Play(definition);
  expect(paid.waiting()).toEqual(["paid", "expired"]);

  expect(paid.fire("paid").waiting()).toEqual(["issue"]);
  expect(() => paid.fire("expired")).toThrow("nothing waits at expired");
  expect(new Play(definition).fire("expired").waiting()).toEqual(["close"]);
  expect(paid.complete("issue").state).toMatchObject({ state: "ended", tokens: [] });
});

test("a gateway for events leads to events only, to each alone, and to more than one", async () => {
  const complaints = async (elements: string, flows: readonly (readonly [string, string])[]) => {
    const parsed = await parseDefinition(
      diagram(`${START}<bpmn:eventBasedGateway id="first" />${elements}${END}`, flows),
    );
    return parsed.ok ? [] : parsed.error.map((one) => `${one.id}: ${one.reason}`);
  };

  expect(
    await complaints(`<bpmn:userTask id="u" name="Xem" />${timer("t")}`, [
      ["start", "first"],
      ["first", "u"],
      ["first", "t"],
      ["u", "end"],
      ["t", "end"],
    ]),
  ).toEqual(["first: it leads to Xem (u), which is no message and no timer"]);
  expect(
    await complaints(timer("t"), [
      ["start", "first"],
      ["first", "t"],
      ["t", "end"],
    ]),
  ).toEqual(["first: it leads to one thing only: draw the event itself"]);
});

test("a business-rule task asks the decision it names and goes on with what that gives", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:businessRuleTask id="rule" name="Mức phí" egov:decision="feeLevel" egov:out="level = feeLevel" />${END}`,
      [
        ["start", "rule"],
        ["rule", "end"],
      ],
    ),
  );

  expect(new Play(definition, { area: 120 }).state.variables).toEqual({ area: 120, level: "high" });
});

test("a called process waits as one step; what it tells comes back under the names that were asked for", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:callActivity id="call" name="Xác nhận quy hoạch" calledElement="planning" egov:out="zone = result.zone" />${END}`,
      [
        ["start", "call"],
        ["call", "end"],
      ],
    ),
  );
  const play = new Play(definition);
  expect(play.waiting()).toEqual(["call"]);

  play.complete("call", { result: { zone: "R2" }, outcome: "inner" });
  expect(play.state).toMatchObject({ state: "ended", variables: { zone: "R2" } });
});

test("a message that is drawn as thrown is an act the house performs, also at an end", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:intermediateThrowEvent id="tell" egov:act="tell-ward"><bpmn:messageEventDefinition /></bpmn:intermediateThrowEvent><bpmn:intermediateThrowEvent id="milestone" />
       <bpmn:endEvent id="end" egov:act="tell-applicant"><bpmn:messageEventDefinition /></bpmn:endEvent>`,
      [
        ["start", "tell"],
        ["tell", "milestone"],
        ["milestone", "end"],
      ],
    ),
  );

  expect(new Play(definition).state).toMatchObject({
    state: "ended",
    calls: [{ act: "tell-ward" }, { act: "tell-applicant" }],
  });
});

test("a step in a lane belongs to the lane's role unless it names its own", async () => {
  const xml = diagram(
    `<bpmn:laneSet id="lanes"><bpmn:lane id="desk" egov:role="receiver"><bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:flowNodeRef>b</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
     ${START}<bpmn:manualTask id="a" /><bpmn:userTask id="b" egov:role="head" />${END}`,
    [
      ["start", "a"],
      ["a", "b"],
      ["b", "end"],
    ],
  );
  const { nodes } = await definitionOf(xml);

  expect([nodes.get("a")?.role, nodes.get("b")?.role]).toEqual(["receiver", "head"]);
});

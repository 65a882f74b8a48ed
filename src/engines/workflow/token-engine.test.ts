import { expect, test } from "vitest";
import { diagram, withFlows } from "../../../test/world/diagram.ts";
import { catches, definitionOf, END, errorEnd, Play, START } from "./play.ts";

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

test("an inclusive join waits for a branch that can still come through an error event", async () => {
  const inside = withFlows(
    `<bpmn:startEvent id="s2" /><bpmn:userTask id="check" />${errorEnd("broken")}`,
    [
      ["s2", "check"],
      ["check", "broken"],
    ],
  );
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:parallelGateway id="fork" /><bpmn:subProcess id="sub">${inside}</bpmn:subProcess>${catches("catch", "sub", "any")}
       <bpmn:userTask id="land" /><bpmn:endEvent id="fine" /><bpmn:inclusiveGateway id="join" /><bpmn:userTask id="after" />${END}`,
      [
        ["start", "fork"],
        ["fork", "sub"],
        ["fork", "land"],
        ["sub", "fine"],
        ["catch", "join"],
        ["land", "join"],
        ["join", "after"],
        ["after", "end"],
      ],
    ),
  );
  const play = new Play(definition).complete("land");

  expect(play.waiting()).toEqual(["check", "join"]);
  expect(play.complete("check").waiting()).toEqual(["after"]);
});

test("two inclusive joins that wait for each other do not stop the process for ever", async () => {
  const definition = await definitionOf(
    diagram(
      `${START}<bpmn:parallelGateway id="fork" /><bpmn:userTask id="a" /><bpmn:userTask id="b" />
       <bpmn:inclusiveGateway id="one" /><bpmn:inclusiveGateway id="two" /><bpmn:exclusiveGateway id="again" />
       <bpmn:userTask id="x" /><bpmn:userTask id="y" />${END}`,
      [
        ["start", "fork"],
        ["fork", "a"],
        ["fork", "b"],
        ["a", "one"],
        ["b", "two"],
        ["one", "x"],
        ["x", "two"],
        ["two", "y"],
        ["y", "again"],
        ["again", "one", "more"],
        ["again", "end", "default"],
      ],
    ),
  );
  const play = new Play(definition).complete("a").complete("b");

  expect(play.waiting()).toEqual(["two", "x"]);
  expect(play.complete("x").waiting()).toEqual(["y"]);
  expect(play.complete("y").state.state).toBe("ended");
});

test("a service task that nobody decides stops the work with its name instead of going on without", async () => {
  for (const act of ["triple", "constructor"]) {
    const definition = await definitionOf(
      diagram(`${START}<bpmn:serviceTask id="fee" name="Tính phí" egov:act="${act}" />${END}`, [
        ["start", "fee"],
        ["fee", "end"],
      ]),
    );
    expect(() => new Play(definition)).toThrow(`nobody decides "${act}" for Tính phí`);
  }
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

import { afterAll, beforeAll, expect, test } from "vitest";
import { diagram } from "../../../test/world/diagram.ts";
import { fireDueTimers } from "./fire-timers.ts";
import { END, START } from "./play.ts";
import { throwError } from "./run-process.ts";
import { later, now, Stage } from "../../../test/world/stage.ts";

const published = new Map<string, string>();
const permit = (more = "", ways: readonly (readonly [string, string])[] = []): string =>
  diagram(
    `${START}<bpmn:callActivity id="plan" name="Xác nhận quy hoạch" calledElement="planning" egov:in="place = address.street" egov:out="zone">${more}</bpmn:callActivity>
     <bpmn:boundaryEvent id="late" attachedToRef="plan"><bpmn:timerEventDefinition><bpmn:timeDuration>working-days:5</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
     <bpmn:boundaryEvent id="refused" attachedToRef="plan"><bpmn:errorEventDefinition errorRef="e_missing" /></bpmn:boundaryEvent>
     <bpmn:userTask id="examine" /><bpmn:userTask id="without" /><bpmn:userTask id="return" />${END}`,
    [
      ["start", "plan"],
      ["plan", "examine"],
      ["late", "without"],
      ["refused", "return"],
      ["examine", "end"],
      ["without", "end"],
      ["return", "end"],
      ...ways,
    ],
  );
const planning = diagram(
  `${START}<bpmn:userTask id="look-up" name="Tra cứu quy hoạch" egov:role="specialist" />${END}`,
  [
    ["start", "look-up"],
    ["look-up", "end"],
  ],
);
const circle = diagram(`${START}<bpmn:callActivity id="again" calledElement="circle" />${END}`, [
  ["start", "again"],
  ["again", "end"],
]);
const many = permit(
  `<bpmn:multiInstanceLoopCharacteristics egov:collection="plots" egov:item="plot" egov:answers="zones" />`,
).replace(`egov:in="place = address.street"`, `egov:in="plot"`);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open({ resolveCalled: (id) => published.get(id) });
  for (const [id, xml] of Object.entries({ planning, circle, permit: permit(), many }))
    published.set(id, await stage.publish(xml));
});
afterAll(() => stage.db.close());

const start = (id: string, variables = {}) =>
  stage.start(published.get(id) ?? "", { address: { street: "12 Lê Lợi" }, ...variables });

test("a permit calls the planning process, waits for it, and goes on with what it told and nothing more", async () => {
  const subject = await start("permit");
  expect(subject.moved.opened.map((task) => task.elementId)).toEqual(["look-up"]);
  expect(subject.moved.others).toHaveLength(1);

  const seen = await stage.view(subject);
  expect(seen.waiting.map((one) => one.name)).toEqual(["Xác nhận quy hoạch"]);
  expect(seen.called).toMatchObject([
    { nodeId: "plan", process: { waiting: [{ name: "Tra cứu quy hoạch", role: "specialist" }] } },
  ]);
  const moved = await stage.complete(subject.moved.opened[0]?.id, { zone: "R2", outcome: "found" });

  expect(moved.ok && moved.value.opened.map((task) => task.elementId)).toEqual(["examine"]);
  expect(moved.ok && moved.value.others).toMatchObject([{ instanceId: seen.instanceId }]);
  const rows = await stage.in("district1", (tx) =>
    tx.rows<{ variables: object }>(`SELECT variables FROM workflow.instance WHERE id = $1`, [
      seen.instanceId,
    ]),
  );
  expect(rows[0]?.variables).toEqual({ address: { street: "12 Lê Lợi" }, zone: "R2" });
  expect((await stage.view(subject)).history.map((step) => step.nodeId)).toEqual(["plan"]);
});

test("an error that nobody catches in the called process comes back as an error of the step", async () => {
  const subject = await start("permit");
  const taskId = subject.moved.opened[0]?.id ?? "";
  await stage.in("district1", (tx) =>
    throwError(tx, now, stage.deps, { taskId, code: "missing", by: "official:lan" }),
  );

  expect(await stage.waiting(subject)).toEqual(["return"]);
});

test("when the step is broken off the called process ends with it, and its tasks are nobody's", async () => {
  const subject = await start("permit");
  await fireDueTimers(stage.db, later(6), stage.deps);

  expect(await stage.waiting(subject)).toEqual(["without"]);
  expect((await stage.view(subject)).called).toEqual([]);
  expect(await stage.complete(subject.moved.opened[0]?.id)).toEqual({
    ok: false,
    error: "not-open",
  });
});

test("one process for each of three plots, all at once; three who finish in the same moment are all counted", async () => {
  const subject = await start("many", { plots: ["A1", "B2", "C3"] });
  const { opened } = subject.moved;
  expect(opened).toHaveLength(3);
  expect((await stage.view(subject)).called.map((one) => one.item)).toEqual(["A1", "B2", "C3"]);
  await Promise.all(opened.map((task, index) => stage.complete(task.id, { zone: `R${index}` })));

  expect(await stage.waiting(subject)).toEqual(["examine"]);
  const { instanceId } = await stage.view(subject);
  const [row] = await stage.in("district1", (tx) =>
    tx.rows<{ zones: object }>(
      `SELECT variables -> 'zones' AS zones FROM workflow.instance WHERE id = $1`,
      [instanceId],
    ),
  );
  expect(row?.zones).toMatchObject(
    ["R0", "R1", "R2"].map((zone) => ({ isAnswered: true, answer: { zone } })),
  );
});

test("a process that is not there, and one that calls itself for ever, stop with their names", async () => {
  const missing = permit().replace(`calledElement="planning"`, `calledElement="gone"`);
  await expect(stage.start(await stage.publish(missing))).rejects.toThrow(
    'there is no process "gone" for Xác nhận quy hoạch (plan)',
  );
  await expect(start("circle")).rejects.toThrow("calls others deeper than 20");
});

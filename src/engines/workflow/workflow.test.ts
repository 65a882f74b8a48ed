import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { type Database, StaleVersion, type Tx, withDoor, withTenant } from "#platform/database";
import { testDatabase } from "../../../test/world/database.ts";
import { diagram, withFlows } from "../../../test/world/diagram.ts";
import {
  claimTask,
  completeTask,
  createDefinitions,
  deliverMessage,
  fireDueTimers,
  handOverTask,
  processOf,
  publishDefinition,
  releaseTask,
  startInstance,
  throwError,
  type WorkflowDeps,
} from "./index.ts";

const now = new Date("2025-04-25T03:00:00Z");
const HOUR_MS = 3_600_000;
const district1 = {
  tenantIds: ["01900000-0000-7000-8000-000000000001"],
  actor: { kind: "system", job: "test" },
} as const;
const cuChi = { ...district1, tenantIds: ["01900000-0000-7000-8000-000000000002"] };
const lan = "01900000-0000-7000-8000-00000000000a";
const tam = "01900000-0000-7000-8000-00000000000b";
const deps: WorkflowDeps = {
  definitions: createDefinitions(),
  dueMoment: async (_, from, term) =>
    new Date(from.getTime() + Number(term.split(":")[1]) * HOUR_MS),
};

const xml = (firstName: string): string =>
  diagram(
    `<bpmn:startEvent id="start" /><bpmn:userTask id="receive" name="${firstName}" egov:role="receiver" />
     <bpmn:boundaryEvent id="late" attachedToRef="receive" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>working-hours:8</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
     <bpmn:userTask id="remind" name="Nhắc việc" egov:role="head" /><bpmn:endEvent id="reminded" />
     <bpmn:receiveTask id="await" name="Chờ chữ ký" egov:role="leader" messageRef="m_signed" />
     <bpmn:userTask id="release" name="Trả kết quả" egov:role="clerk" /><bpmn:endEvent id="end" />`,
    [
      ["start", "receive"],
      ["receive", "await"],
      ["await", "release"],
      ["release", "end"],
      ["late", "remind"],
      ["remind", "reminded"],
    ],
  );

let db: Database;
let hash: string;
let subjectId: string;
beforeAll(async () => {
  db = await testDatabase();
  hash = await withTenant(db, district1, (tx) => publishDefinition(tx, now, xml("Tiếp nhận")));
});
afterAll(() => db.close());
beforeEach(() => {
  subjectId = uuidv7(now.getTime());
});

const inDistrict1 = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTenant(db, district1, work);
const start = () =>
  inDistrict1((tx) =>
    startInstance(tx, now, deps, {
      definitionHash: hash,
      subjectKind: "dossier",
      subjectId,
      variables: {},
    }),
  );
const complete = (taskId: string | undefined) =>
  inDistrict1((tx) =>
    completeTask(tx, now, deps, {
      taskId: taskId ?? "",
      by: "official:lan",
      variables: { outcome: "accept" },
    }),
  );
const view = () => inDistrict1((tx) => processOf(tx, "dossier", subjectId));

test("a process is driven to its end by tasks and a message, and remembers who did what", async () => {
  const moved = await start();
  await complete(moved.opened[0]?.id);
  const signed = await inDistrict1((tx) =>
    deliverMessage(tx, now, deps, {
      instanceId: moved.instanceId,
      message: "signed",
      variables: {},
    }),
  );
  const ended = await complete(signed.ok ? signed.value.opened[0]?.id : "");

  expect(ended).toMatchObject({ ok: true, value: { state: "ended", opened: [] } });
  expect((await view())?.history.map((step) => [step.nodeId, step.byRef, step.outcome])).toEqual([
    ["receive", "official:lan", "accept"],
    ["await", null, null],
    ["release", "official:lan", "accept"],
  ]);
});

test("a message nobody waits for and a task that is not open are refused, and change nothing", async () => {
  const moved = await start();
  const early = await inDistrict1((tx) =>
    deliverMessage(tx, now, deps, {
      instanceId: moved.instanceId,
      message: "signed",
      variables: {},
    }),
  );
  await complete(moved.opened[0]?.id);

  expect(early).toEqual({ ok: false, error: "not-waiting" });
  expect(await complete(moved.opened[0]?.id)).toEqual({ ok: false, error: "not-open" });
  expect((await view())?.waiting.map((token) => token.nodeId)).toEqual(["await"]);
});

test("two officials who complete the same task at once move it once", async () => {
  const moved = await start();
  const taskId = moved.opened[0]?.id;
  const outcomes = await Promise.allSettled([complete(taskId), complete(taskId)]);

  const done = outcomes.filter((one) => one.status === "fulfilled" && one.value.ok);
  const refusedOrStale = outcomes.filter(
    (one) =>
      (one.status === "fulfilled" && !one.value.ok) ||
      (one.status === "rejected" && one.reason instanceof StaleVersion),
  );
  expect([done.length, refusedOrStale.length]).toEqual([1, 1]);
  expect((await view())?.history).toHaveLength(1);
});

test("Lan takes a task, Tâm cannot, and Lan hands it over to Tâm", async () => {
  const taskId = (await start()).opened[0]?.id ?? "";
  const claim = (officialId: string) => inDistrict1((tx) => claimTask(tx, { taskId, officialId }));

  expect(await claim(lan)).toEqual({ ok: true, value: null });
  expect(await claim(tam)).toEqual({ ok: false, error: "taken" });
  expect(await claim(lan)).toEqual({ ok: true, value: null });
  await inDistrict1((tx) => handOverTask(tx, { taskId, toOfficialId: tam }));
  expect((await view())?.waiting[0]).toMatchObject({
    nodeId: "receive",
    holderId: tam,
    since: now,
  });
});

test("Lan puts a task back and Tâm takes it; nobody else may put it back, and a done task is nobody's", async () => {
  const taskId = (await start()).opened[0]?.id ?? "";
  const claim = (officialId: string) => inDistrict1((tx) => claimTask(tx, { taskId, officialId }));
  const release = (officialId: string) =>
    inDistrict1((tx) => releaseTask(tx, { taskId, officialId }));
  await claim(lan);

  expect(await release(tam)).toEqual({ ok: false, error: "taken" });
  expect(await release(lan)).toEqual({ ok: true, value: null });
  expect(await claim(tam)).toEqual({ ok: true, value: null });
  await complete(taskId);
  expect(await claim(lan)).toEqual({ ok: false, error: "not-open" });
  expect(await release(tam)).toEqual({ ok: false, error: "not-open" });
  expect(await inDistrict1((tx) => handOverTask(tx, { taskId, toOfficialId: lan }))).toEqual({
    ok: false,
    error: "not-open",
  });
});

test("a screen that is older than the process is refused, the current one is not", async () => {
  const moved = await start();
  const taskId = moved.opened[0]?.id ?? "";
  const completeAt = (expectedVersion: number) =>
    inDistrict1((tx) =>
      completeTask(tx, now, deps, { taskId, by: "official:lan", variables: {}, expectedVersion }),
    );

  await expect(completeAt(moved.version - 1)).rejects.toThrow(StaleVersion);
  expect((await view())?.waiting.map((token) => token.nodeId)).toEqual(["receive"]);
  expect(await completeAt(moved.version)).toMatchObject({
    ok: true,
    value: { version: moved.version + 1, closed: [taskId], opened: [{ openedAt: now }] },
  });
});

test("completing a task is one question; all that it writes travels with the commit", async () => {
  const moved = await start();
  const trips = await inDistrict1(async (tx) => {
    const sent: string[] = [];
    const counting: Tx = {
      ...tx,
      rows: (text, values) => (sent.push("question"), tx.rows(text, values)),
      row: (text, values) => (sent.push("question"), tx.row(text, values)),
      write: (text, values) => (sent.push("write"), tx.write(text, values)),
    };
    const taskId = moved.opened[0]?.id ?? "";
    await completeTask(counting, now, deps, { taskId, by: "official:lan", variables: {} });
    return sent;
  });

  expect(trips).toEqual(["question", "write", "write", "write", "write"]);
});

test("a failed task that nothing catches ends the process in error and says so in its history", async () => {
  const taskId = (await start()).opened[0]?.id ?? "";
  const failed = await inDistrict1((tx) =>
    throwError(tx, now, deps, { taskId, code: "withdrawn", by: "official:lan" }),
  );

  expect(failed).toMatchObject({ ok: true, value: { state: "error", opened: [] } });
  expect((await view())?.waiting).toEqual([]);
  expect((await view())?.history).toMatchObject([
    { nodeId: "receive", byRef: "official:lan", outcome: "error:withdrawn" },
  ]);
  expect(await complete(taskId)).toEqual({ ok: false, error: "not-open" });
});

test("a process that cannot move holds up no other timer, and is named", async () => {
  const broken = diagram(
    `<bpmn:startEvent id="start" /><bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition><bpmn:timeDuration>working-hours:1</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
     <bpmn:serviceTask id="fee" name="Tính phí" egov:act="nobody-does" /><bpmn:endEvent id="end" />`,
    [
      ["start", "pause"],
      ["pause", "fee"],
      ["fee", "end"],
    ],
  );
  await inDistrict1(async (tx) =>
    startInstance(tx, now, deps, {
      definitionHash: await publishDefinition(tx, now, broken),
      subjectKind: "inspection",
      subjectId: uuidv7(now.getTime()),
      variables: {},
    }),
  );
  await start();
  const tomorrow = new Date(now.getTime() + 9 * HOUR_MS);

  await expect(fireDueTimers(db, tomorrow, deps)).rejects.toThrow("1 timers could not fire");
  expect((await view())?.waiting.map((token) => token.nodeId)).toEqual(["receive", "remind"]);

  const repaired: WorkflowDeps = { ...deps, decide: { "nobody-does": () => ({}) } };
  expect(await fireDueTimers(db, tomorrow, repaired)).toBe(1);
  expect(await fireDueTimers(db, tomorrow, repaired)).toBe(0);
});

test("a timer fires once, at its moment, beside the task it warns about", async () => {
  await start();
  const tomorrow = new Date(now.getTime() + 9 * HOUR_MS);

  await fireDueTimers(db, new Date(now.getTime() + 7 * HOUR_MS), deps);
  expect((await view())?.waiting.map((token) => token.nodeId)).toEqual(["receive"]);
  await fireDueTimers(db, tomorrow, deps);
  await fireDueTimers(db, tomorrow, deps);
  expect((await view())?.waiting.map((token) => token.nodeId)).toEqual(["receive", "remind"]);
});

test("consulting tax and land at once shows two steps, then one; the branch that is done waits for nobody", async () => {
  const inside = withFlows(
    `<bpmn:startEvent id="s2" /><bpmn:parallelGateway id="ask" /><bpmn:userTask id="tax" egov:role="specialist" />
     <bpmn:userTask id="land" egov:role="specialist" /><bpmn:parallelGateway id="asked" /><bpmn:endEvent id="e2" />`,
    [
      ["s2", "ask"],
      ["ask", "tax"],
      ["ask", "land"],
      ["tax", "asked"],
      ["land", "asked"],
      ["asked", "e2"],
    ],
  );
  const consulting = diagram(
    `<bpmn:startEvent id="start" /><bpmn:subProcess id="consult">${inside}</bpmn:subProcess>
     <bpmn:boundaryEvent id="expired" attachedToRef="consult"><bpmn:timerEventDefinition><bpmn:timeDuration>working-hours:8</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
     <bpmn:userTask id="go-on" egov:role="head" /><bpmn:endEvent id="end" />`,
    [
      ["start", "consult"],
      ["consult", "end"],
      ["expired", "go-on"],
      ["go-on", "end"],
    ],
  );
  const subject = { subjectKind: "dossier", subjectId };
  const moved = await inDistrict1(async (tx) => {
    const definitionHash = await publishDefinition(tx, now, consulting);
    return startInstance(tx, now, deps, { ...subject, definitionHash, variables: {} });
  });
  const steps = async () => (await view())?.waiting.map((one) => one.nodeId);

  expect(await steps()).toEqual(["tax", "land"]);
  await complete(moved.opened.find((one) => one.elementId === "tax")?.id);
  expect(await steps()).toEqual(["land"]);

  await fireDueTimers(db, new Date(now.getTime() + 9 * HOUR_MS), deps).catch(() => undefined); // a broken process of another test is named there
  expect(await steps()).toEqual(["go-on"]);
  expect((await view())?.history.map((one) => [one.nodeId, one.byRef, one.outcome])).toEqual([
    ["tax", "official:lan", "accept"],
    ["land", null, "interrupted"],
  ]);
});

test("what was undone is on record: each activity in reverse order, by whom, and the work that undid it", async () => {
  const undoable = (id: string): string =>
    `<bpmn:userTask id="${id}" /><bpmn:boundaryEvent id="on_${id}" attachedToRef="${id}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>
     <bpmn:userTask id="undo_${id}" isForCompensation="true" /><bpmn:association id="tie_${id}" sourceRef="on_${id}" targetRef="undo_${id}" />`;
  const revoking = diagram(
    `<bpmn:startEvent id="start" />${undoable("enter")}${undoable("publish")}
     <bpmn:endEvent id="end"><bpmn:compensateEventDefinition /></bpmn:endEvent>`,
    [
      ["start", "enter"],
      ["enter", "publish"],
      ["publish", "end"],
    ],
  );
  let open = await inDistrict1(async (tx) => {
    const definitionHash = await publishDefinition(tx, now, revoking);
    const subject = { subjectKind: "dossier", subjectId };
    return (await startInstance(tx, now, deps, { ...subject, definitionHash, variables: {} }))
      .opened;
  });
  for (let state = "running"; state === "running";) {
    const moved = await complete(open[0]?.id);
    if (!moved.ok) throw new Error(moved.error);
    ({ opened: open, state } = moved.value);
  }

  expect((await view())?.history.map((step) => [step.nodeId, step.byRef, step.outcome])).toEqual([
    ["enter", "official:lan", "accept"],
    ["publish", "official:lan", "accept"],
    ["publish", "official:lan", "undone"],
    ["undo_publish", "official:lan", "accept"],
    ["enter", "official:lan", "undone"],
    ["undo_enter", "official:lan", "accept"],
  ]);
});

test("an instance keeps the version it started with when a new one is published", async () => {
  await start();
  const newer = await inDistrict1((tx) => publishDefinition(tx, now, xml("Tiếp nhận mới")));
  const again = await inDistrict1((tx) => publishDefinition(tx, now, xml("Tiếp nhận")));

  expect(newer).not.toBe(hash);
  expect(again).toBe(hash);
  expect((await view())?.waiting[0]?.name).toBe("Tiếp nhận");
});

test("another tenant sees neither the process nor its timers, and cannot complete its tasks", async () => {
  const moved = await start();
  const foreign = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withTenant(db, cuChi, work);

  expect(await foreign((tx) => processOf(tx, "dossier", subjectId))).toBeUndefined();
  expect(
    await foreign((tx) =>
      completeTask(tx, now, deps, {
        taskId: moved.opened[0]?.id ?? "",
        by: "official:x",
        variables: {},
      }),
    ),
  ).toEqual({ ok: false, error: "not-open" });
  const seen = await withDoor(db, "public-lookup", (tx) =>
    tx.rows(`SELECT id FROM workflow.token`),
  );
  expect(seen).toEqual([]);
});

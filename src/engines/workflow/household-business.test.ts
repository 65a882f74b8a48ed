import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { type Database, type Tx, withTenant } from "#platform/database";
import { testDatabase } from "../../../test/world/database.ts";
import { diagram } from "../../../test/world/diagram.ts";
import {
  completeTask,
  createDefinitions,
  deliverMessage,
  fireDueTimers,
  type Moved,
  type MovedSubject,
  parseDefinition,
  processOf,
  publishDefinition,
  startInstance,
  type WorkflowDeps,
} from "./index.ts";

/** Registering a household business in Củ Chi, from the counter to the released certificate. */
const PROCESS = diagram(
  `<bpmn:startEvent id="submitted" /><bpmn:userTask id="receive" name="Tiếp nhận" egov:role="receiver" />
   <bpmn:exclusiveGateway id="valid" /><bpmn:receiveTask id="await-supplement" name="Chờ bổ sung" egov:role="applicant" messageRef="m_supplemented" />
   <bpmn:serviceTask id="fee" egov:act="reckon-fee" />
   <bpmn:userTask id="examine" name="Thẩm định" egov:role="specialist" />
   <bpmn:boundaryEvent id="slow" attachedToRef="examine" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>working-days:2</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
   <bpmn:sendTask id="warn" egov:act="warn-head" /><bpmn:endEvent id="warned" />
   <bpmn:userTask id="review" name="Xem xét" egov:role="head" /><bpmn:exclusiveGateway id="agreed" />
   <bpmn:sendTask id="order" egov:act="order-signature" /><bpmn:receiveTask id="sign" name="Ký" egov:role="leader" messageRef="m_signed" />
   <bpmn:userTask id="release" name="Trả kết quả" egov:role="clerk" /><bpmn:endEvent id="released" />
   <bpmn:endEvent id="refused"><bpmn:errorEventDefinition errorRef="e_missing" /></bpmn:endEvent>`,
  [
    ["submitted", "receive"],
    ["receive", "valid"],
    ["valid", "fee", 'outcome == "accept"'],
    ["valid", "await-supplement", 'outcome == "supplement"'],
    ["valid", "refused", "default"],
    ["await-supplement", "receive"],
    ["fee", "examine"],
    ["slow", "warn"],
    ["warn", "warned"],
    ["examine", "review"],
    ["review", "agreed"],
    ["agreed", "order", 'outcome == "approve" && fee.vnd == 100000'],
    ["agreed", "examine", "default"],
    ["order", "sign"],
    ["sign", "release"],
    ["release", "released"],
  ],
).replace("<bpmn:error ", `<bpmn:message id="m_supplemented" name="supplemented" /><bpmn:error `);

const friday = new Date("2025-04-25T03:00:00Z");
const DAY_MS = 86_400_000;
const cuChi = {
  tenantIds: ["01900000-0000-7000-8000-000000000002"],
  actor: { kind: "system", job: "test" },
} as const;
const deps: WorkflowDeps = {
  definitions: createDefinitions(),
  dueMoment: async (_, from, term) =>
    new Date(from.getTime() + Number(term.split(":")[1]) * DAY_MS),
  decide: { "reckon-fee": () => ({ fee: { vnd: 100_000 } }) },
};

let db: Database;
let hash: string;
let subjectId: string;
let last: Moved;
beforeAll(async () => {
  expect(await parseDefinition(PROCESS)).toMatchObject({ ok: true });
  db = await testDatabase();
  hash = await inCuChi((tx) => publishDefinition(tx, friday, PROCESS));
});
afterAll(() => db.close());
beforeEach(async () => {
  subjectId = uuidv7(friday.getTime());
  const subject = { subjectKind: "dossier", subjectId };
  last = await inCuChi((tx) =>
    startInstance(tx, friday, deps, { ...subject, definitionHash: hash, variables: {} }),
  );
});

function inCuChi<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return withTenant(db, cuChi, work);
}

async function decided(step: string, outcome: string): Promise<void> {
  const view = await inCuChi((tx) => processOf(tx, "dossier", subjectId));
  expect(view?.waiting.map((one) => one.nodeId)).toContain(step);
  const taskId = last.opened.find((one) => one.elementId === step)?.id ?? "";
  const by = `official:${step}`;
  const moved = await inCuChi((tx) =>
    completeTask(tx, friday, deps, { taskId, by, variables: { outcome } }),
  );
  if (!moved.ok) throw new Error(`${step}: ${moved.error}`);
  last = moved.value;
}

async function told(message: string): Promise<void> {
  const moved = await inCuChi((tx) =>
    deliverMessage(tx, friday, deps, { instanceId: last.instanceId, message, variables: {} }),
  );
  if (!moved.ok) throw new Error(`${message}: ${moved.error}`);
  last = moved.value;
}

const steps = async (): Promise<string[]> =>
  (await inCuChi((tx) => processOf(tx, "dossier", subjectId)))?.history.map((one) => one.nodeId) ??
  [];

test("a household business is registered after one supplement, one return by the head and a signature that came later", async () => {
  await decided("receive", "supplement");
  await told("supplemented");
  await decided("receive", "accept");
  await decided("examine", "done");
  await decided("review", "return");
  await decided("examine", "done");
  await decided("review", "approve");
  expect(last.calls).toEqual([{ act: "order-signature", nodeId: "order" }]);
  await told("signed");
  await decided("release", "released");

  expect(last).toMatchObject({ state: "ended", opened: [] });
  expect(await steps()).toEqual([
    "receive",
    "await-supplement",
    "receive",
    "examine",
    "review",
    "examine",
    "review",
    "sign",
    "release",
  ]);
});

test("a refused household business ends the process with its error, and nothing waits any more", async () => {
  await decided("receive", "refuse");

  expect(last).toMatchObject({ state: "error", opened: [] });
  const view = await inCuChi((tx) => processOf(tx, "dossier", subjectId));
  expect(view?.waiting).toEqual([]);
});

test("an examination that takes more than two days warns once; one that was done in time never does", async () => {
  await decided("receive", "accept");
  const onMonday = new Date(friday.getTime() + 3 * DAY_MS);
  const warned: (readonly [string, string])[] = [];
  const warning = {
    ...deps,
    onMoved: async (_: Tx, { subjectId: id, moved }: MovedSubject) => {
      for (const call of moved.calls) warned.push([call.act, id]);
    },
  };

  expect(await fireDueTimers(db, friday, warning)).toBe(0);
  expect(await fireDueTimers(db, onMonday, warning)).toBe(1);
  expect(await fireDueTimers(db, onMonday, warning)).toBe(0);
  expect(warned).toEqual([["warn-head", subjectId]]);
  await decided("examine", "done");
  await decided("review", "return");
  await decided("examine", "done");
  expect(await fireDueTimers(db, onMonday, warning)).toBe(0);
});

test("when the warning cannot be given, the timer stays due and gives it later", async () => {
  await decided("receive", "accept");
  const onMonday = new Date(friday.getTime() + 3 * DAY_MS);
  const mailIsDown = {
    ...deps,
    onMoved: () => Promise.reject(new Error("the notice could not be written")),
  };

  await expect(fireDueTimers(db, onMonday, mailIsDown)).rejects.toThrow("1 timers could not fire");
  expect(await fireDueTimers(db, onMonday, deps)).toBe(1);
});

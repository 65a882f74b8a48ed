import { afterAll, beforeAll, expect, test } from "vitest";
import { diagram } from "../../../test/world/diagram.ts";
import { answerTask, collectAnswers } from "./answer-task.ts";
import { fireDueTimers } from "./fire-timers.ts";
import { claimTask } from "./hold-task.ts";
import { openPlacedTasks, placedTaskById } from "./placed-store.ts";
import { END, START } from "./play.ts";
import { completeTask } from "./run-process.ts";
import {
  FIVE,
  later,
  now,
  Stage,
  type Subject,
  type Tenant,
  tenants,
} from "../../../test/world/stage.ts";

const CONSULTED = ["construction", "planning", "fire", "environment", "transport"] as const;
const lan = "01900000-0000-7000-8000-00000000000a";
const tam = "01900000-0000-7000-8000-00000000000b";

const several = `<bpmn:multiInstanceLoopCharacteristics egov:collection="agencies" egov:item="agency" egov:answers="opinions" />`;
const flows = [
  ["start", "ask"],
  ["ask", "decide"],
  ["decide", "end"],
  ["expired", "go-on"],
  ["go-on", "end"],
] as const;
const abroad = diagram(
  `${START}<bpmn:userTask id="ask" name="Cho ý kiến" egov:role="specialist" egov:tenant="agency.tenantId" egov:due="working-days:7" egov:in="question, place = address.street">${several}</bpmn:userTask>
   <bpmn:boundaryEvent id="expired" attachedToRef="ask"><bpmn:timerEventDefinition><bpmn:timeDuration>working-days:10</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
   <bpmn:userTask id="go-on" name="Xử lý khi thiếu ý kiến" egov:role="head" />
   <bpmn:userTask id="decide" name="Tổng hợp" egov:role="specialist" />${END}`,
  flows,
);
const atHome = abroad.replace(` egov:tenant="agency.tenantId" egov:due="working-days:7"`, "");
const question = {
  agencies: FIVE,
  question: "Có phù hợp quy hoạch không?",
  address: { street: "12 Lê Lợi" },
  secret: "số căn cước của chủ hộ",
};

let stage: Stage;
let abroadHash: string;
beforeAll(async () => {
  stage = await Stage.open();
  abroadHash = await stage.publish(abroad);
});
afterAll(() => stage.db.close());

const taskIn = (subject: Subject, tenant: Tenant): string => {
  const task = subject.moved.placed.find((one) => one.tenantId === tenants[tenant]);
  if (task === undefined) throw new Error(`nothing was placed in ${tenant}`);
  return task.id;
};
const answer = (subject: Subject, tenant: Tenant, outcome: string, officialId = tam) =>
  stage.in(tenant, (tx) =>
    answerTask(tx, now, {
      taskId: taskIn(subject, tenant),
      by: `official:${tenant}`,
      officialId,
      variables: { outcome },
    }),
  );
const collect = () => collectAnswers(stage.db, now, stage.deps);

test("each of five agencies finds its question in its own records, with its own term and nothing else of the dossier", async () => {
  const subject = await stage.start(abroadHash, question);
  expect(subject.moved.opened).toEqual([]);
  expect(subject.moved.placed.map((one) => [one.item, one.dueAt])).toEqual(
    FIVE.map(({ name }) => [name, later(7)]),
  );

  const inFire = await stage.in("fire", (tx) =>
    openPlacedTasks(tx, { roles: ["specialist"], limit: 50 }),
  );
  expect(inFire).toHaveLength(1);
  expect(inFire[0]).toMatchObject({
    id: taskIn(subject, "fire"),
    name: "Cho ý kiến",
    item: "Cảnh sát phòng cháy",
    subjectId: subject.subjectId,
    input: { question: question.question, place: "12 Lê Lợi" },
    dueAt: later(7),
  });
  expect(JSON.stringify(inFire)).not.toContain("căn cước");
  expect(
    await stage.in("fire", (tx) => openPlacedTasks(tx, { roles: ["clerk"], limit: 50 })),
  ).toEqual([]);
  for (const tenant of CONSULTED) await answer(subject, tenant, "agree");
  await collect();
});

test("answered there, seen here at once, and the process goes on when all five have answered", async () => {
  const subject = await stage.start(abroadHash, question);
  for (const tenant of CONSULTED.slice(0, 3)) await answer(subject, tenant, "agree");
  const before = (await stage.view(subject)).consultations[0];
  expect([before?.answered, before?.total]).toEqual([3, 5]);
  expect(before?.items.map((item) => item.state)).toEqual([
    "answered",
    "answered",
    "answered",
    "open",
    "open",
  ]);

  expect(await collect()).toBe(3);
  expect(await collect()).toBe(0);
  const half = (await stage.view(subject)).consultations[0];
  expect(half?.items[0]).toMatchObject({
    label: "Sở Xây dựng",
    byRef: "official:construction",
    outcome: "agree",
    answeredAt: now,
  });
  for (const tenant of CONSULTED.slice(3)) await answer(subject, tenant, "object");
  expect(await collect()).toBe(2);

  const view = await stage.view(subject);
  expect(view.waiting.map((one) => one.nodeId)).toEqual(["decide"]);
  expect(view.consultations).toEqual([]);
  expect(view.history.map((step) => [step.item, step.byRef, step.outcome])).toEqual(
    FIVE.map(({ name }, index) => [
      name,
      `official:${CONSULTED[index]}`,
      index < 3 ? "agree" : "object",
    ]),
  );
  expect((await placed(subject, "fire"))?.closedAs).toBe("collected");
});

const placed = (subject: Subject, tenant: Tenant) =>
  stage.in(tenant, (tx) => placedTaskById(tx, taskIn(subject, tenant)));

test("five answers collected by several workers at once all count, each once", async () => {
  const subject = await stage.start(abroadHash, question);
  await Promise.all(CONSULTED.map((tenant) => answer(subject, tenant, "agree")));
  const counts = await Promise.all([collect(), collect(), collect()]);

  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(5);
  const view = await stage.view(subject);
  expect(view.waiting.map((one) => one.nodeId)).toEqual(["decide"]);
  expect(view.history).toHaveLength(5);
});

test("five officials of one agency who complete their items in the same moment are all heard", async () => {
  const subject = await stage.start(await stage.publish(atHome), question);
  const { opened, version } = subject.moved;
  expect(opened.map((task) => task.item)).toEqual(FIVE.map(({ name }) => name));
  const outcomes = await Promise.all(
    opened.map((task) =>
      stage.in("district1", (tx) =>
        completeTask(tx, now, stage.deps, {
          taskId: task.id,
          by: "official:lan",
          variables: { outcome: task.item },
          expectedVersion: version,
        }),
      ),
    ),
  );

  expect(outcomes.every((one) => one.ok)).toBe(true);
  expect(await stage.waiting(subject)).toEqual(["decide"]);
  expect(new Set((await stage.view(subject)).history.map((step) => step.outcome))).toEqual(
    new Set(FIVE.map(({ name }) => name)),
  );
});

test("a colleague's task is left to the colleague; it is answered once, and only by the agency that was asked", async () => {
  const subject = await stage.start(abroadHash, question);
  const taskId = taskIn(subject, "planning");
  const claim = (officialId: string) =>
    stage.in("planning", (tx) => claimTask(tx, { taskId, officialId }));
  const asOthers = (tenant: Tenant) =>
    stage.in(tenant, (tx) =>
      answerTask(tx, now, { taskId, by: "official:x", officialId: tam, variables: {} }),
    );

  expect(await claim(lan)).toEqual({ ok: true, value: null });
  expect(await claim(tam)).toEqual({ ok: false, error: "taken" });
  expect(await answer(subject, "planning", "agree", tam)).toEqual({ ok: false, error: "taken" });
  for (const other of ["fire", "district1"] as const)
    expect(await asOthers(other)).toEqual({ ok: false, error: "not-open" });
  expect(await stage.complete(taskId)).toEqual({ ok: false, error: "not-open" });
  expect(await answer(subject, "planning", "agree", lan)).toEqual({ ok: true, value: null });
  expect(await answer(subject, "planning", "object", lan)).toEqual({
    ok: false,
    error: "not-open",
  });
  expect((await placed(subject, "planning"))?.answer).toEqual({ outcome: "agree" });
});

test("not even the row itself lets another agency answer, or move the task elsewhere", async () => {
  const subject = await stage.start(abroadHash, question);
  const forge = (tenant: Tenant, set: string) =>
    stage.in(tenant, (tx) =>
      tx.rows<{ id: string }>(`UPDATE workflow.placed_task SET ${set} WHERE id = $1 RETURNING id`, [
        taskIn(subject, "fire"),
      ]),
    );
  const answered = `answered_at = now(), by_ref = 'official:x', answer = '{}'`;

  await expect(forge("district1", answered)).rejects.toThrow("only the agency that was asked");
  await expect(forge("fire", `process_tenant_id = '${tenants.fire}'`)).rejects.toThrow(
    "a task stays where it was placed",
  );
  expect(await forge("transport", answered)).toEqual([]);
  expect(await forge("fire", answered)).toHaveLength(1);
});

test("when the time is over, open questions are withdrawn there and a late answer is refused; one given in time counts", async () => {
  const subject = await stage.start(abroadHash, question);
  await answer(subject, "construction", "agree");
  await collect();
  await answer(subject, "planning", "object");
  await fireDueTimers(stage.db, later(11), stage.deps);

  expect(await stage.waiting(subject)).toEqual(["go-on"]);
  expect(await answer(subject, "fire", "agree")).toEqual({ ok: false, error: "not-open" });
  expect((await placed(subject, "fire"))?.closedAs).toBe("withdrawn");
  expect((await placed(subject, "planning"))?.closedAs).toBe("collected");
  expect(await collect()).toBe(0);
  expect((await stage.view(subject)).history.map((step) => [step.item, step.outcome])).toEqual(
    FIVE.map(({ name }, index) => [name, ["agree", "object"][index] ?? "interrupted"]),
  );
});

test("a question to nobody stops with its name instead of being asked of no one", async () => {
  await expect(stage.start(abroadHash, { agencies: [{ name: "Sở Xây dựng" }] })).rejects.toThrow(
    'Cho ý kiến (ask) finds no tenant in "agency.tenantId"',
  );
});

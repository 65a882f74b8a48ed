import { afterAll, beforeAll, expect, test } from "vitest";
import { StaleVersion } from "#platform/database";
import { diagram } from "../../../test/world/diagram.ts";
import { fireDueTimers } from "./fire-timers.ts";
import { claimTask } from "./hold-task.ts";
import { migrateInstance, planMigration, type VersionMove } from "./migrate-instance.ts";
import { END, START } from "./play.ts";
import { later, now, Stage, type Subject } from "../../../test/world/stage.ts";
import { instancesOfVersion } from "./version-store.ts";

const warn = (id: string, at: string): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${at}" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>working-hours:8</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`;
const first = diagram(
  `${START}<bpmn:userTask id="check" name="Thẩm định" egov:role="specialist" />${warn("late", "check")}
   <bpmn:userTask id="remind" name="Nhắc việc" egov:role="head" /><bpmn:userTask id="sign" egov:role="leader" />${END}`,
  [
    ["start", "check"],
    ["check", "sign"],
    ["sign", "end"],
    ["late", "remind"],
    ["remind", "end"],
  ],
);
/** Examining is now called otherwise, is done twice, and nobody is reminded but somebody is told. */
const second = diagram(
  `${START}<bpmn:userTask id="examine" name="Thẩm định hồ sơ" egov:role="expert" />${warn("tell", "examine")}
   <bpmn:userTask id="told" egov:role="head" /><bpmn:userTask id="again" egov:role="expert" /><bpmn:userTask id="sign" egov:role="leader" />${END}`,
  [
    ["start", "examine"],
    ["examine", "again"],
    ["again", "sign"],
    ["sign", "end"],
    ["tell", "told"],
    ["told", "end"],
  ],
);

let stage: Stage;
let from: string;
let to: string;
beforeAll(async () => {
  stage = await Stage.open();
  from = await stage.publish(first);
  to = await stage.publish(second);
});
afterAll(() => stage.db.close());

const move = (subject: Subject, more: Partial<VersionMove> = {}) =>
  stage.in("district1", (tx) =>
    migrateInstance(tx, now, stage.deps, {
      instanceId: subject.moved.instanceId,
      toHash: to,
      mapping: { check: "examine" },
      by: "official:an",
      reason: "Quy trình mới theo Quyết định 12",
      ...more,
    }),
  );

test("a running dossier moves to the new version on its own step, keeps its holder, and goes on by the new drawing", async () => {
  const subject = await stage.start(from);
  const taskId = subject.moved.opened[0]?.id ?? "";
  const lan = "01900000-0000-7000-8000-00000000000a";
  await stage.in("district1", (tx) => claimTask(tx, { taskId, officialId: lan }));
  const moved = await move(subject);

  expect(moved).toMatchObject({ ok: true, value: { state: "running", closed: [] } });
  const view = await stage.view(subject);
  expect(view.definitionHash).toBe(to);
  expect(view.waiting).toMatchObject([
    { nodeId: "examine", name: "Thẩm định hồ sơ", role: "expert", holderId: lan, since: now },
  ]);
  expect(view.versions).toEqual([
    {
      fromHash: from,
      toHash: to,
      mapping: { check: "examine" },
      byRef: "official:an",
      reason: "Quy trình mới theo Quyết định 12",
      changedAt: now,
    },
  ]);
  await stage.complete(taskId);
  expect(await stage.waiting(subject)).toEqual(["again"]);
});

test("events that the new version dropped fall away and those that it added are waited for", async () => {
  const subject = await stage.start(from);
  await move(subject);
  await fireDueTimers(stage.db, later(9), stage.deps);

  expect(await stage.waiting(subject)).toEqual(["examine", "told"]);
});

test("a dossier that stands on a step that is gone is refused by its name, and stays as it was", async () => {
  const subject = await stage.start(from);
  const asked = { instanceId: subject.moved.instanceId, toHash: to, mapping: {} };
  const elements = [
    {
      id: "check",
      name: "Thẩm định",
      type: "user",
      reason: "a dossier stands here; the new version has no such element and none is named for it",
    },
  ];

  expect(await stage.in("district1", (tx) => planMigration(tx, stage.deps, asked))).toEqual({
    ok: false,
    error: { kind: "stands-on-nothing", elements },
  });
  expect(await move(subject, { mapping: {} })).toEqual({
    ok: false,
    error: { kind: "stands-on-nothing", elements },
  });
  expect(await move(subject, { mapping: { check: "gone" } })).toMatchObject({
    error: {
      elements: [{ reason: "the mapping leads to gone, which the new version does not have" }, {}],
    },
  });
  expect(await move(subject, { mapping: { check: "end" } })).toMatchObject({
    error: { elements: [{ reason: "in the new version  (end) is another kind of step" }] },
  });
  expect((await stage.view(subject)).definitionHash).toBe(from);
});

test("what is over, what is in that version already, another tenant's process and an older screen are refused", async () => {
  const subject = await stage.start(from);
  const { version } = subject.moved;
  expect(await move(subject, { toHash: from })).toEqual({
    ok: false,
    error: { kind: "same-version" },
  });
  await expect(move(subject, { expectedVersion: version + 1 })).rejects.toThrow(StaleVersion);
  const foreign = await stage.in("fire", (tx) =>
    migrateInstance(tx, now, stage.deps, {
      instanceId: subject.moved.instanceId,
      toHash: to,
      mapping: {},
      by: "official:x",
      reason: "",
    }),
  );
  expect(foreign).toEqual({ ok: false, error: { kind: "missing" } });
  await stage.complete(subject.moved.opened[0]?.id);
  const task = (await stage.view(subject)).waiting;
  expect(task.map((one) => one.nodeId)).toEqual(["sign"]);
});

test("the act is on the audit log with both versions, and the processes still on the old one are found", async () => {
  const subject = await stage.start(from);
  const oldOnes = () =>
    stage.in("district1", (tx) => instancesOfVersion(tx, { definitionHash: from, limit: 100 }));
  expect((await oldOnes()).map((one) => one.subjectId)).toContain(subject.subjectId);
  await move(subject);

  expect((await oldOnes()).map((one) => one.subjectId)).not.toContain(subject.subjectId);
  const leaves = await stage.in("district1", (tx) =>
    tx.rows<{ action: string; body: string }>(
      `SELECT l.action, p.body FROM audit.leaf l JOIN audit.payload p ON p.tenant_id = l.tenant_id AND p.leaf_id = l.id
       WHERE l.subject_id = $1`,
      [subject.subjectId],
    ),
  );
  expect(leaves).toMatchObject([{ action: "process-moved-to-version" }]);
  expect(JSON.parse(leaves[0]?.body ?? "{}")).toMatchObject({
    payload: { fromHash: from, toHash: to, by: "official:an" },
  });
});

test("a dossier that is stuck at a join, because a branch ended elsewhere, is freed by a version without that branch", async () => {
  const joining = (more: readonly (readonly [string, string, string?])[]): string =>
    diagram(
      `${START}<bpmn:parallelGateway id="fork" /><bpmn:userTask id="a" /><bpmn:userTask id="b" /><bpmn:exclusiveGateway id="fine" />
       <bpmn:parallelGateway id="join" /><bpmn:userTask id="after" /><bpmn:endEvent id="stop" />${END}`,
      [
        ["start", "fork"],
        ["fork", "a"],
        ["fork", "b"],
        ["a", "join"],
        ["b", "fine"],
        ["fine", "stop", "default"],
        ["join", "after"],
        ["after", "end"],
        ...more,
      ],
    );
  const subject = await stage.start(await stage.publish(joining([["fine", "join", "fine"]])));
  for (const task of subject.moved.opened) await stage.complete(task.id);
  expect(await stage.waiting(subject)).toEqual([]);
  const toHash = await stage.publish(joining([["fine", "stop", "fine"]]));
  const moved = await move(subject, { toHash, mapping: {} });

  expect(moved.ok && moved.value.opened.map((task) => task.elementId)).toEqual(["after"]);
});

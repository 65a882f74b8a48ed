import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "#app-kit";
import { collectAnswers, openPlacedTasks, type PlacedTask } from "#engines/workflow";
import {
  acceptDossier,
  type Dossier,
  followProcess,
  reviewDossier,
  workStep,
} from "#modules/dossiers";
import { tenantIdOf } from "#modules/tenancy";
import { withTenant } from "#platform/database";
import { createDiskStore, type FileStore, filesOf, keepBytes, recordFile } from "#platform/files";
import { constructionPermit } from "../../../apps/construction-permit/app.ts";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { answerQuestion, passPapers } from "./index.ts";

/** The permit as it is, but for the fee: paying is told elsewhere. */
const permit: App = {
  ...constructionPermit,
  editions: constructionPermit.editions.map((edition) => ({ ...edition, isFeeDueFirst: false })),
};
const folder = mkdtempSync(path.join(tmpdir(), "egov-consult-"));
const MONDAY = new Date("2025-04-28T02:00:00Z");
const TUESDAY = new Date("2025-04-29T02:00:00Z");

let city: OneStopCity;
let store: FileStore;
let planner: Caller;
let environment: Caller;
beforeAll(async () => {
  city = await openOneStopCity([permit]);
  store = createDiskStore(folder, Buffer.alloc(32, 7));
  planner = await callerOf(city.db, "chuyenvien.so-quy-hoach-kien-truc");
  environment = await callerOf(city.db, "chuyenvien.so-tai-nguyen-va-moi-truong");
});
afterAll(async () => {
  await city.db.close();
  rmSync(folder, { recursive: true });
});

const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });

/** Quân's house, received and inspected; the departments have just been asked. */
async function inspected(): Promise<Dossier> {
  const { lanTheReceiver: lan, haTheSpecialist: ha, minhTheHead: minh } = city;
  const filed = await city.file(permit);
  const kept = await keepBytes(store, filed.tenantId, Buffer.from("ảnh mặt tiền"), {
    name: "mat-tien.jpg",
    type: "image/jpeg",
    pages: null,
  });
  await city.as(ha, (tx) =>
    recordFile(tx, MONDAY, kept, {
      subjectKind: "dossier",
      subjectId: filed.id,
      slot: "inspect.anh",
      applicantId: null,
    }),
  );
  const accepted = value(
    await city.as(lan, (tx) => acceptDossier(tx, FRIDAY_MORNING, city.deps, lan, on(filed))),
  );
  const seen = value(
    await city.as(ha, (tx) =>
      workStep(tx, MONDAY, city.deps, ha, {
        ...on(accepted),
        step: "inspect",
        outcome: "inspected",
        answers: {
          inspectedOn: "2025-04-28",
          place: "10.77689; 106.70042",
          measuredArea: 80.5,
          level: 1.2,
          observed: "Đất trống",
        },
        note: "",
      }),
    ),
  );
  const extract = { plan: "Khu 1", landUse: "Đất ở", roadWidth: 12, floorsAllowed: 5 };
  const taken = value(
    await city.as(ha, (tx) =>
      workStep(tx, MONDAY, city.deps, ha, {
        ...on(seen),
        step: "take-extract",
        outcome: "taken",
        answers: extract,
        note: "",
      }),
    ),
  );
  return value(
    await city.as(minh, (tx) =>
      workStep(tx, MONDAY, city.deps, minh, {
        ...on(taken),
        step: "confirm-extract",
        outcome: "confirmed",
        answers: {},
        note: "",
      }),
    ),
  );
}

const questionsOf = (caller: Caller): Promise<PlacedTask[]> =>
  city.as(caller, (tx) => openPlacedTasks(tx, { roles: caller.roles, limit: 50 }));

async function questionOf(caller: Caller, dossier: Dossier): Promise<PlacedTask> {
  const found = (await questionsOf(caller)).find((one) => one.subjectId === dossier.id);
  if (found === undefined) throw new Error("nothing was asked there");
  return found;
}

const answer = (caller: Caller, task: PlacedTask, outcome: string, opinion = "") =>
  city.as(caller, (tx) =>
    answerQuestion(tx, TUESDAY, city.deps, caller, { taskId: task.id, outcome, opinion }),
  );

const collect = () =>
  collectAnswers(city.db, TUESDAY, {
    ...city.deps.workflow,
    onMoved: (tx, subject) => followProcess(tx, TUESDAY, subject),
  });

const asSeen = (dossier: Dossier) =>
  city.as(city.haTheSpecialist, (tx) =>
    tx.row<{ step: string; stepRole: string | null; version: number }>(
      `SELECT step, step_role AS "stepRole", version FROM dossiers.dossier WHERE id = $1`,
      [dossier.id],
    ),
  );

test("both departments find the question with their own term, and of the dossier only what the procedure tells", async () => {
  const dossier = await inspected();
  expect(await asSeen(dossier)).toMatchObject({ step: "consult", stepRole: null });

  for (const caller of [planner, environment]) {
    const task = await questionOf(caller, dossier);
    expect(task.dueAt?.toISOString()).toBe("2025-05-08T10:00:00.000Z");
    const told = JSON.stringify(task.input);
    expect(told).toContain(dossier.code);
    expect(told).toContain("24 đường số 3");
    expect(told).not.toContain("079085000417");
    expect(told).not.toContain("0901 234 567");
  }
  expect(
    (await questionsOf(city.specialistOfCuChi)).filter((one) => one.subjectId === dossier.id),
  ).toEqual([]);
});

test("when both have answered, and only then, the draft waits for Hà with both opinions in the history", async () => {
  const dossier = await inspected();
  value(await answer(planner, await questionOf(planner, dossier), "agree"));
  await collect();
  expect(await asSeen(dossier)).toMatchObject({ step: "consult", stepRole: null });
  value(
    await answer(
      environment,
      await questionOf(environment, dossier),
      "conditions",
      "Giữ khoảng lùi 2,4 m",
    ),
  );
  await collect();

  expect(await asSeen(dossier)).toMatchObject({ step: "draft", stepRole: "specialist" });
  expect(await collect()).toBe(0);
});

test("a question is answered once, by the agency that was asked, by the role that was asked, with a reason where it objects", async () => {
  const dossier = await inspected();
  const task = await questionOf(planner, dossier);
  const head = await callerOf(city.db, "truongphong.so-quy-hoach-kien-truc");

  for (const stranger of [environment, city.haTheSpecialist, city.specialistOfCuChi, head])
    expect(await answer(stranger, task, "agree")).toEqual({ ok: false, error: "missing" });
  expect(await answer(planner, task, "perhaps")).toEqual({ ok: false, error: "outcome-missing" });
  expect(await answer(planner, task, "object", "  ")).toEqual({
    ok: false,
    error: "opinion-missing",
  });
  value(await answer(planner, task, "object", "Nằm trong lộ giới"));
  expect(await answer(planner, task, "agree")).toEqual({ ok: false, error: "answered" });
});

test("the pictures of the site come to the department as copies of its own, once however often the job runs", async () => {
  const dossier = await inspected();
  const task = await questionOf(planner, dossier);
  const asked = {
    fromTenantId: dossier.tenantId,
    tenantId: tenantIdOf("so-quy-hoach-kien-truc"),
    taskId: task.id,
    dossierId: dossier.id,
  };
  // The drawing of the sample has no bytes in this store: it is left out here, the pictures are real.
  const pictures = {
    ...store,
    open: (tenantId: string, sha256: string) =>
      sha256 === "ab".repeat(32)
        ? Promise.resolve(Readable.from(["bản vẽ"]))
        : store.open(tenantId, sha256),
  };
  for (let times = 0; times < 2; times += 1)
    await passPapers(city.db, MONDAY, { dossiers: city.deps, store: pictures }, asked);

  const notices = await withTenant(city.db, planner, (tx) =>
    tx.rows(`SELECT id FROM notifications.notice WHERE subject_id = $1`, [task.id]),
  );
  expect(notices).toHaveLength(1);
  const quanIsTold = await city.as(city.haTheSpecialist, (tx) =>
    tx.rows(
      `SELECT id FROM notifications.notice WHERE subject_id = $1 AND template = 'asked-elsewhere'`,
      [dossier.id],
    ),
  );
  expect(quanIsTold).toHaveLength(1);
  const files = await withTenant(city.db, planner, (tx) => filesOf(tx, "consultation", task.id));
  const picture = files.filter((file) => file.slot === "inspect.anh");
  expect(picture).toHaveLength(1);
  expect(files.every((file) => file.tenantId === asked.tenantId)).toBe(true);
  const [copy] = picture;
  if (copy === undefined) throw new Error("the picture is there");
  expect(await textOf(await store.open(asked.tenantId, copy.sha256))).toBe("ảnh mặt tiền");
  expect(
    await withTenant(city.db, environment, (tx) => filesOf(tx, "consultation", task.id)),
  ).toEqual([]);
});

test("with the opinions in, draft and review lead to the leader's desk", async () => {
  const dossier = await inspected();
  for (const caller of [planner, environment])
    value(await answer(caller, await questionOf(caller, dossier), "agree"));
  await collect();
  const { haTheSpecialist: ha, minhTheHead: minh } = city;
  const at = await asSeen(dossier);
  const drafted = value(
    await city.as(ha, (tx) =>
      workStep(tx, TUESDAY, city.deps, ha, {
        publicId: dossier.publicId,
        version: at?.version ?? 0,
        step: "draft",
        outcome: "proposed",
        answers: { buildingLine: "Trùng lộ giới", conditions: "Theo bản vẽ được duyệt" },
        note: "",
      }),
    ),
  );
  const reviewed = value(
    await city.as(minh, (tx) =>
      reviewDossier(tx, TUESDAY, city.deps, minh, {
        ...on(drafted),
        decision: "approve",
        note: "",
      }),
    ),
  );
  expect(reviewed).toMatchObject({ step: "sign", stepRole: "leader", state: "processing" });
});

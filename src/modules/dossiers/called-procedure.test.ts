import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "#app-kit";
import { placedTasksOfInstance, processOf, workedSteps } from "#engines/workflow";
import { USUAL_OFFICE_HOURS } from "#kernel/office-hours";
import { agencyIdOf } from "#modules/organisation";
import { withDoor, withTenant } from "#platform/database";
import { recordFile } from "#platform/files";
import { constructionPermit } from "../../../apps/construction-permit/app.ts";
import { groundwaterExtraction } from "../../../apps/groundwater-extraction/app.ts";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { acceptDossier, type Dossier, withdrawDossier, workStep } from "./index.ts";

const MONDAY = new Date("2025-04-28T02:00:00Z");

/** As they are, but for the fee: paying is told elsewhere. */
const unpriced = (app: App): App => ({
  ...app,
  editions: app.editions.map((edition) => ({ ...edition, isFeeDueFirst: false })),
});
const permit = unpriced(constructionPermit);

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity([permit, groundwaterExtraction]);
});
afterAll(() => city.db.close());

const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });

async function accepted(app: App, sample: string): Promise<Dossier> {
  const { lanTheReceiver: lan } = city;
  const filed = await city.file(app, sample);
  return value(
    await city.as(lan, (tx) => acceptDossier(tx, FRIDAY_MORNING, city.deps, lan, on(filed))),
  );
}

const worked = (
  caller: Caller,
  dossier: Dossier,
  step: string,
  done: { outcome: string; answers?: Record<string, unknown>; note?: string },
) =>
  city.as(caller, (tx) =>
    workStep(tx, MONDAY, city.deps, caller, {
      ...on(dossier),
      step,
      answers: {},
      note: "",
      ...done,
    }),
  );

const PICTURE = {
  sha256: "cd".repeat(32),
  sizeBytes: 1000,
  type: "image/jpeg",
  name: "mat-tien.jpg",
  pages: null,
  scan: "clean",
} as const;
const SEEN = {
  outcome: "inspected",
  answers: {
    inspectedOn: "2025-04-28",
    place: "10.77689; 106.70042",
    measuredArea: 80.5,
    level: 1.2,
    observed: "Đất trống",
  },
};
const EXTRACT = {
  outcome: "taken",
  answers: { plan: "Khu 1", landUse: "Đất ở", roadWidth: 12, floorsAllowed: 5 },
};

/** The inspected house of a sample; pictures of the site are told elsewhere. */
async function inspected(sample: string): Promise<Dossier> {
  const dossier = await accepted(permit, sample);
  await city.as(city.haTheSpecialist, (tx) =>
    recordFile(tx, MONDAY, PICTURE, {
      subjectKind: "dossier",
      subjectId: dossier.id,
      slot: "inspect.anh",
      applicantId: null,
    }),
  );
  return value(await worked(city.haTheSpecialist, dossier, "inspect", SEEN));
}

const processIn = (dossier: Dossier) =>
  city.as(city.haTheSpecialist, (tx) => processOf(tx, "dossier", dossier.id));

test("a new house needs a planning extract: its procedure runs in the same district, is seen from the dossier, and hands back", async () => {
  const { haTheSpecialist: ha, minhTheHead: minh } = city;
  const seen = await inspected("Ông Quân xây nhà ba tầng");
  expect(seen).toMatchObject({ step: "take-extract", stepRole: "specialist", state: "processing" });
  const running = await processIn(seen);
  expect(running?.called.map((one) => [one.name, one.process.waiting.map((w) => w.name)])).toEqual([
    ["Cung cấp thông tin quy hoạch", ["Trích lục quy hoạch"]],
  ]);

  const taken = value(await worked(ha, seen, "take-extract", EXTRACT));
  expect(taken).toMatchObject({ step: "confirm-extract", stepRole: "head" });
  const again = value(
    await worked(minh, taken, "confirm-extract", { outcome: "again", note: "Sai tờ bản đồ" }),
  );
  expect(again.step).toBe("take-extract");
  const retaken = value(await worked(ha, again, "take-extract", EXTRACT));
  const asked = value(await worked(minh, retaken, "confirm-extract", { outcome: "confirmed" }));

  expect(asked).toMatchObject({ step: "consult", stepRole: null });
  const after = await processIn(asked);
  expect(after?.called).toEqual([]);
  expect(after === undefined ? [] : workedSteps(after).history.map((one) => one.name)).toEqual([
    "Tiếp nhận",
    "Kiểm tra thực địa",
    "Trích lục quy hoạch",
    "Xác nhận trích lục",
    "Trích lục quy hoạch",
    "Xác nhận trích lục",
  ]);
});

test("a step of a called procedure is refused to a stranger, to the wrong role and out of turn", async () => {
  const { haTheSpecialist: ha, minhTheHead: minh, specialistOfCuChi } = city;
  const seen = await inspected("Ông Quân xây nhà ba tầng");
  expect(await worked(specialistOfCuChi, seen, "take-extract", EXTRACT)).toEqual({
    ok: false,
    error: "missing",
  });
  expect(await worked(minh, seen, "take-extract", EXTRACT)).toEqual({
    ok: false,
    error: "missing",
  });
  expect(await worked(ha, seen, "confirm-extract", { outcome: "confirmed" })).toEqual({
    ok: false,
    error: "wrong-state",
  });
  expect(await worked(ha, seen, "take-extract", { outcome: "taken" })).toEqual({
    ok: false,
    error: "incomplete",
  });
});

test("an applicant who withdraws ends the called procedure with the dossier", async () => {
  const seen = await inspected("Ông Quân xây nhà ba tầng");
  const { quan } = city;
  value(
    await withTenant(
      city.db,
      { tenantIds: [seen.tenantId], actor: { kind: "applicant", ...quan } },
      (tx) =>
        withdrawDossier(tx, MONDAY, city.deps, {
          ...on(seen),
          accountId: quan.accountId,
          reason: "",
        }),
    ),
  );
  const running = await city.as(city.haTheSpecialist, (tx) =>
    tx.rows(`SELECT id FROM workflow.instance WHERE subject_id = $1 AND state = 'running'`, [
      seen.id,
    ]),
  );
  expect(running).toEqual([]);
});

const MEASURED = {
  outcome: "measured",
  answers: { measuredOn: "2025-04-28", well: "10.97302; 106.49318", level: 31.2, trialFlow: 140 },
};
const APPRAISED = {
  outcome: "propose",
  answers: {
    aquiferFound: "Pleistocen dưới",
    depthFound: 92.5,
    flowGranted: 110.5,
    yearsGranted: 5,
    conditions: "Lắp đồng hồ",
  },
};

test.each([
  ["a mill that asks for 120,5 m³ goes to the head at once", "Xưởng dệt khoan giếng mới", "review"],
  ["800 m³ go before a council first", "Khu công nghiệp khai thác 800 m³ mỗi ngày đêm", "council"],
])("by the table of the edition %s", async (_, sample, step) => {
  const { haTheSpecialist: ha } = city;
  const measured = value(
    await worked(ha, await accepted(groundwaterExtraction, sample), "measure", MEASURED),
  );
  expect(value(await worked(ha, measured, "appraise", APPRAISED)).step).toBe(step);
});

test("a process knows of the application only what its table asks for", async () => {
  const dossier = await accepted(groundwaterExtraction, "Xưởng dệt khoan giếng mới");
  const row = await city.as(city.haTheSpecialist, (tx) =>
    tx.row<{ answers: unknown }>(
      `SELECT variables->'answers' AS answers FROM workflow.instance WHERE subject_id = $1`,
      [dossier.id],
    ),
  );
  expect(row?.answers).toEqual({ flow: 120.5 });
});

test("works in a house that stands need no extract: the departments are asked at once, each due by its own office hours", async () => {
  const early = [
    [450, 690],
    [780, 960],
  ];
  await withDoor(city.db, "directory", (tx) =>
    tx.write(
      `INSERT INTO deadlines.office_hours (agency_id, valid_from, hours, source) VALUES ($1, '2025-01-01', $2, 'Quyết định 12/QĐ-SQHKT')`,
      [
        agencyIdOf("so-quy-hoach-kien-truc"),
        JSON.stringify({
          ...USUAL_OFFICE_HOURS,
          byWeekday: { 1: early, 2: early, 3: early, 4: early, 5: early },
        }),
      ],
    ),
  );
  city.deps.calendars.forget();

  const asked = await inspected("Ông Quân sửa nhà");
  expect(asked).toMatchObject({ step: "consult", stepRole: null });
  const tasks = await city.as(city.haTheSpecialist, (tx) =>
    placedTasksOfInstance(tx, asked.instanceId),
  );
  expect(Object.fromEntries(tasks.map((one) => [one.item, one.dueAt?.toISOString()]))).toEqual({
    "Sở Quy hoạch - Kiến trúc": "2025-05-08T09:00:00.000Z",
    "Sở Tài nguyên và Môi trường": "2025-05-08T10:00:00.000Z",
  });
});

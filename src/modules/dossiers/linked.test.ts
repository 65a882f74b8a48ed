import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, drawProcess, linkedTask } from "#app-kit";
import { dayIn } from "#kernel/calendar-day";
import { tenantIdOf } from "#modules/tenancy";
import { withApplicant, withDoor, withTenant } from "#platform/database";
import { filesOf } from "#platform/files";
import { funeralGrant } from "../../../apps/funeral-grant/app.ts";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, value } from "../../../test/world/dossiers.ts";
import {
  asFamily,
  asSystem,
  collect,
  confirmed,
  DEPARTMENT,
  type LinkedCity,
  openLinkedCity,
  released,
  reviewed,
  signed,
  tasksOf,
  WARD,
} from "../../../test/world/linked-city.ts";
import {
  closePart,
  countersBetween,
  type Dossier,
  examineDossier,
  openPart,
  refuseDossier,
  withdrawDossier,
} from "./index.ts";
import { partTerms } from "./linked-terms.ts";
import { partOf, partsOfLead } from "./part-store.ts";
import { dossierById } from "./store.ts";

/** The same, but the district works its part before the ward has signed: the family can still withdraw. */
const early: App = {
  ...funeralGrant,
  id: "mai-tang-phi-som",
  editions: funeralGrant.editions.map((edition) => ({
    ...edition,
    process: drawProcess({
      id: "funeral-grant-early",
      name: "Mai táng phí",
      messages: [],
      elements: [
        { id: "submitted", kind: "startEvent", name: "Nộp", at: [0, 0] },
        { id: "receive", kind: "userTask", name: "Tiếp nhận", role: "receiver", at: [1, 0] },
        { id: "confirm", kind: "userTask", name: "Xác nhận", role: "specialist", at: [2, 0] },
        {
          id: "district",
          kind: "userTask",
          name: "Thẩm tra",
          ...linkedTask("district", "specialist", "working-days:10"),
          at: [3, 0],
        },
        { id: "sign", kind: "userTask", name: "Ký", role: "leader", at: [4, 0] },
        { id: "done", kind: "endEvent", name: "Xong", at: [5, 0] },
      ],
      flows: [
        ["submitted", "receive"],
        ["receive", "confirm"],
        ["confirm", "district"],
        ["district", "sign"],
        ["sign", "done"],
      ],
    }),
    ...(edition.linked === undefined
      ? {}
      : {
          linked: {
            ...edition.linked,
            parts: edition.linked.parts.map((part) => ({
              ...part,
              papers: { "ban-khai": "ban-khai", "chung-tu": "chung-tu" },
            })),
          },
        }),
  })),
};

const at = (text: string): Date => new Date(`${text}+07:00`);
const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });

let linked: LinkedCity;
let city: OneStopCity;
beforeAll(async () => {
  linked = await openLinkedCity([early]);
  city = linked.city;
});
afterAll(() => linked.close());

const fresh = async (dossier: Dossier): Promise<Dossier> =>
  (await asSystem(city, dossier.tenantId, (tx) => dossierById(tx, dossier.tenantId, dossier.id))) ??
  dossier;

/** What the job does with the event of a part that was handed over; gives the dossier of the part. */
async function arrivedPart(lead: Dossier, step: string, now: Date): Promise<Dossier> {
  const task = (await tasksOf(city, lead)).find((one) => one.elementId === step);
  if (task === undefined) throw new Error(`nothing was handed over at ${step}`);
  const handed = {
    fromTenantId: lead.tenantId,
    tenantId: task.tenantId,
    taskId: task.id,
    dossierId: lead.id,
  };
  for (let times = 0; times < 2; times += 1)
    await openPart(city.db, now, { dossiers: city.deps, store: linked.store }, handed);
  const found = await asSystem(city, task.tenantId, (tx) =>
    tx.rows<{ id: string }>(`SELECT dossier_id AS id FROM dossiers.part WHERE task_id = $1`, [
      task.id,
    ]),
  );
  expect(found).toHaveLength(1);
  const part = await asSystem(city, task.tenantId, (tx) =>
    dossierById(tx, task.tenantId, found[0]?.id ?? ""),
  );
  if (part === undefined) throw new Error("the part has no dossier");
  return part;
}

const termsOf = async (lead: Dossier, now: Date) => {
  const edition = funeralGrant.editions[0];
  if (edition === undefined) throw new Error("no edition");
  const { time } = await asSystem(city, lead.tenantId, (tx) =>
    city.deps.calendars.workingTime(tx, now),
  );
  const parts = partTerms({
    edition,
    dossier: lead,
    ownAgency: "Phường Bến Nghé",
    tasks: await tasksOf(city, lead),
    clocks: [],
    time,
    now,
  });
  return parts.map((one) => [
    one.agency ?? null,
    one.state,
    one.dueAt === null ? null : dayIn(one.dueAt),
    one.lateMinutes / 480,
  ]);
};

// R43

test("ward, district and department follow each other; each sub-term is kept or broken by whose it is, and the family has one case", async () => {
  let lead = await signed(linked, WARD, await confirmed(linked), FRIDAY_MORNING);
  expect(lead).toMatchObject({ state: "signed", step: "district", stepRole: null });
  expect(lead.dueAt).toEqual(at("2025-06-03T17:00"));

  // The district has ten working days, until 13 May, and takes twelve.
  const check = await arrivedPart(lead, "district", FRIDAY_MORNING);
  expect(check).toMatchObject({
    tenantId: city.district1,
    channel: "linked",
    state: "received",
    step: "examine",
    firstDueAt: at("2025-05-13T17:00"),
  });
  expect(JSON.stringify(check.answers)).not.toContain("0901 234 567");
  const papers = await city.as(linked.by("chuyenvien.quan-1"), (tx) =>
    filesOf(tx, "dossier", check.id),
  );
  expect(papers.map((one) => one.slot).toSorted()).toEqual([
    "ban-khai",
    "chung-tu",
    "xac-nhan-phuong",
  ]);
  const confirmation = papers.find((one) => one.slot === "xac-nhan-phuong");
  expect(
    await textOf(await linked.store.open(city.district1, confirmation?.sha256 ?? "")),
  ).toContain(`ký: ${WARD}`);
  const lateDay = at("2025-05-15T16:00");
  const checked = await released(
    linked,
    "quan-1",
    await signed(
      linked,
      "quan-1",
      await reviewed(linked, "quan-1", check, at("2025-05-15T09:00")),
      lateDay,
    ),
    lateDay,
  );
  expect(checked.outcome).toBe("late");
  expect(await collect(city, lateDay)).toBe(1);
  expect(await collect(city, lateDay)).toBe(0);

  // The department counts from the hand-over, and is quick.
  lead = await fresh(lead);
  expect(lead).toMatchObject({ state: "signed", step: "department" });
  const decision = await arrivedPart(lead, "department", lateDay);
  expect(decision.firstDueAt).toEqual(at("2025-05-29T17:00"));
  const got = await asSystem(city, decision.tenantId, (tx) => filesOf(tx, "dossier", decision.id));
  const fromDistrict = got.find((one) => one.slot === "ket-qua-tham-tra");
  expect(
    await textOf(await linked.store.open(decision.tenantId, fromDistrict?.sha256 ?? "")),
  ).toContain("ký: quan-1");
  const quick = at("2025-05-20T10:00");
  await released(
    linked,
    DEPARTMENT,
    await signed(linked, DEPARTMENT, await reviewed(linked, DEPARTMENT, decision, quick), quick),
    quick,
  );
  await collect(city, quick);

  // One promise was made, and it is kept although a part was late.
  const done = await released(linked, WARD, await fresh(lead), quick);
  expect(done).toMatchObject({ state: "done", outcome: "early" });
  expect(await termsOf(done, quick)).toEqual([
    ["Phường Bến Nghé", "done", "2025-05-06", 0],
    ["Quận 1", "done", "2025-05-13", expect.closeTo(1.875, 2)],
    ["Sở Lao động - Thương binh và Xã hội", "done", "2025-05-29", 0],
  ]);

  const seen = await withApplicant(
    city.db,
    { tenantIds: [], actor: { kind: "applicant", ...city.quan } },
    async (tx) => ({
      parts: await partsOfLead(tx, lead.id),
      notices: await tx.rows(`SELECT DISTINCT subject_id AS id FROM notifications.notice`),
    }),
  );
  expect(seen.parts.map((one) => [one.agencyName, one.state])).toEqual([
    ["Quận 1", "done"],
    ["Sở Lao động - Thương binh và Xã hội", "done"],
  ]);
  expect(seen.notices).toEqual([{ id: lead.id }]);
});

test("the whole counts for the ward, each sub-term for whose it is", async () => {
  const counters = await withDoor(city.db, "public-statistics", (tx) =>
    countersBetween(tx, "2025-04-01", "2025-06-01"),
  );
  const figures = (slug: string, appId: string) => {
    const own = counters.filter((one) => one.tenantId === tenantIdOf(slug) && one.appId === appId);
    return ["received", "released", "on-time", "late"].map((metric) =>
      own.reduce((sum, one) => sum + one.figures[metric as "received"], 0),
    );
  };
  expect(figures(WARD, "mai-tang-phi")).toEqual([1, 1, 1, 0]);
  expect(figures("quan-1", "mai-tang-phi-tham-tra")).toEqual([1, 1, 0, 1]);
  expect(figures(DEPARTMENT, "mai-tang-phi-quyet-dinh")).toEqual([1, 1, 1, 0]);
});

test("a part is closed to the ward, to another district and to the family, and its dossier to no one else's hands", async () => {
  const lead = await signed(linked, WARD, await confirmed(linked), FRIDAY_MORNING);
  const part = await arrivedPart(lead, "district", FRIDAY_MORNING);
  const examine = (caller: Caller) =>
    city.as(caller, (tx) =>
      examineDossier(tx, FRIDAY_MORNING, city.deps, caller, { ...on(part), proposal: "Đủ" }),
    );
  for (const caller of [
    linked.by(`hotich.${WARD}`),
    city.specialistOfCuChi,
    linked.by("truongphong.quan-1"),
  ])
    expect(await examine(caller)).toEqual({ ok: false, error: "missing" });
  expect(await city.as(linked.by(`hotich.${WARD}`), (tx) => partOf(tx, part))).toBeUndefined();
  expect(
    await withTenant(
      city.db,
      { tenantIds: [part.tenantId], actor: { kind: "applicant", ...city.quan } },
      (tx) =>
        withdrawDossier(tx, FRIDAY_MORNING, city.deps, {
          ...on(part),
          accountId: city.quan.accountId,
          reason: "",
        }),
    ),
  ).toEqual({ ok: false, error: "missing" });
});

test("a part that is refused ends the way: the ward hands out what there is, and the reason is on the case", async () => {
  const lead = await signed(linked, WARD, await confirmed(linked), FRIDAY_MORNING);
  const part = await arrivedPart(lead, "district", FRIDAY_MORNING);
  const [specialist, head] = [linked.by("chuyenvien.quan-1"), linked.by("truongphong.quan-1")];
  const examined = value(
    await city.as(specialist, (tx) =>
      examineDossier(tx, FRIDAY_MORNING, city.deps, specialist, { ...on(part), proposal: "Thiếu" }),
    ),
  );
  value(
    await city.as(head, (tx) =>
      refuseDossier(tx, FRIDAY_MORNING, city.deps, head, {
        ...on(examined),
        reason: "Không thuộc đối tượng hưởng",
      }),
    ),
  );
  await collect(city, FRIDAY_MORNING);
  expect(await fresh(lead)).toMatchObject({ step: "release", stepRole: "clerk" });
  expect((await termsOf(lead, FRIDAY_MORNING)).map(([agency, state]) => [agency, state])).toEqual([
    ["Phường Bến Nghé", "done"],
    ["Quận 1", "refused"],
    [null, "not-yet"],
  ]);
});

test("when the family withdraws, the part is withdrawn and stopped; a job that comes late opens nothing, one that comes twice changes nothing", async () => {
  const lead = await confirmed(linked, early);
  expect(lead).toMatchObject({ state: "processing", step: "district" });
  const part = await arrivedPart(lead, "district", FRIDAY_MORNING);
  value(
    await asFamily(city, (tx) =>
      withdrawDossier(tx, FRIDAY_MORNING, city.deps, {
        ...on(lead),
        accountId: city.quan.accountId,
        reason: "",
      }),
    ),
  );
  const [task] = await tasksOf(city, lead);
  expect(task?.closedAs).toBe("withdrawn");
  const gone = { tenantId: part.tenantId, taskId: task?.id ?? "" };
  for (let times = 0; times < 2; times += 1)
    await closePart(city.db, FRIDAY_MORNING, city.deps, gone);
  expect(await fresh(part)).toMatchObject({ state: "stopped", taskId: null });
  expect(await collect(city, FRIDAY_MORNING)).toBe(0);

  const other = await confirmed(linked, early);
  value(
    await asFamily(city, (tx) =>
      withdrawDossier(tx, FRIDAY_MORNING, city.deps, {
        ...on(other),
        accountId: city.quan.accountId,
        reason: "",
      }),
    ),
  );
  const [late] = await tasksOf(city, other);
  await openPart(
    city.db,
    FRIDAY_MORNING,
    { dossiers: city.deps, store: linked.store },
    {
      fromTenantId: other.tenantId,
      tenantId: late?.tenantId ?? "",
      taskId: late?.id ?? "",
      dossierId: other.id,
    },
  );
  expect(
    await asSystem(city, late?.tenantId ?? "", (tx) =>
      tx.rows(`SELECT dossier_id FROM dossiers.part WHERE task_id = $1`, [late?.id]),
    ),
  ).toEqual([]);
});

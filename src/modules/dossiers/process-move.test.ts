import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, day, drawProcess } from "#app-kit";
import { definitionHash, processOf } from "#engines/workflow";
import { withTenant } from "#platform/database";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import {
  acceptDossier,
  askSupplement,
  claimDossier,
  type Dossier,
  type DossierDeps,
  dossierById,
  examineDossier,
  moveById,
  moveNext,
  orderProcessMove,
  refusalsOf,
  runProcessMove,
} from "./index.ts";
import { tryMove, waitingSteps } from "./order-process-move.ts";
import { historyOf } from "./store.ts";

const now = FRIDAY_MORNING;
/** From July the leader signs what the specialist examined; nobody reviews in between. With a visit, as a later draft had it. */
const drawn = (visits: boolean): string =>
  drawProcess({
    id: `household-short${visits ? "-visited" : ""}`,
    name: "Đăng ký hộ kinh doanh, không qua trưởng phòng",
    messages: [],
    elements: [
      { id: "submitted", kind: "startEvent", name: "Nộp", at: [0, 0] },
      { id: "receive", kind: "userTask", name: "Tiếp nhận", role: "receiver", at: [1, 0] },
      { id: "examine", kind: "userTask", name: "Thẩm tra", role: "specialist", at: [2, 0] },
      ...(visits
        ? [
            {
              id: "visit",
              kind: "userTask",
              name: "Xem nơi kinh doanh",
              role: "specialist",
              at: [3, 0],
            } as const,
          ]
        : []),
      { id: "sign", kind: "userTask", name: "Ký", role: "leader", at: [4, 0] },
      { id: "done", kind: "endEvent", name: "Xong", at: [5, 0] },
    ],
    flows: [
      ["submitted", "receive"],
      ["receive", "examine"],
      ...(visits
        ? ([
            ["examine", "visit"],
            ["visit", "sign"],
          ] as const)
        : ([["examine", "sign"]] as const)),
      ["sign", "done"],
    ],
  });
const [old] = householdBusiness.editions.slice(-1);
if (old === undefined) throw new Error("no edition");
const app: App = {
  ...householdBusiness,
  id: "ho-kinh-doanh-doi",
  editions: [
    old,
    { ...old, inForceFrom: day("2025-07-01"), process: drawn(false) },
    { ...old, inForceFrom: day("2025-08-01"), process: drawn(true) },
  ],
};
const line = {
  appId: app.id,
  fromHash: definitionHash(old.process),
  toHash: definitionHash(drawn(false)),
};
const asked = { ...line, mapping: { review: "sign" } };
const order = { ...asked, decision: "12/QĐ-UBND", reason: "Bỏ bước xem xét" };

let city: OneStopCity;
let administrator: Caller;
const dossiers: Record<string, Dossier> = {};
const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });
const fresh = (dossier: Dossier): Promise<Dossier> =>
  city.as(city.lanTheReceiver, async (tx) => {
    const found = await dossierById(tx, dossier.tenantId, dossier.id);
    if (found === undefined) throw new Error("the dossier is gone");
    return found;
  });
const named = (name: string): Dossier => {
  const found = dossiers[name];
  if (found === undefined) throw new Error(`no dossier ${name}`);
  return found;
};
const hashOf = (dossier: Dossier) =>
  city.as(
    city.lanTheReceiver,
    async (tx) => (await processOf(tx, "dossier", dossier.id))?.definitionHash,
  );

async function accepted(): Promise<Dossier> {
  const { lanTheReceiver: lan, deps } = city;
  const filed = await city.file(app);
  return value(await city.as(lan, (tx) => acceptDossier(tx, now, deps, lan, on(filed))));
}
async function examined(): Promise<Dossier> {
  const { haTheSpecialist: ha, deps } = city;
  const at = await accepted();
  const act = { ...on(at), proposal: "Đủ điều kiện" };
  return value(await city.as(ha, (tx) => examineDossier(tx, now, deps, ha, act)));
}

beforeAll(async () => {
  city = await openOneStopCity([app]);
  administrator = { ...city.lanTheReceiver, roles: ["administrator"] };
  const { haTheSpecialist: ha, minhTheHead: minh } = city;
  dossiers["new"] = await city.file(app);
  dossiers["other"] = await city.file(app);
  const [held, reviewed] = [await accepted(), await examined()];
  dossiers["held"] = value(await city.as(ha, (tx) => claimDossier(tx, now, ha, on(held))));
  dossiers["reviewed"] = value(
    await city.as(minh, (tx) => claimDossier(tx, now, minh, on(reviewed))),
  );
}, 60_000);
afterAll(() => city.db.close());

const ordered = (caller: Caller, more: Partial<typeof order> = {}) =>
  city.as(caller, (tx) => orderProcessMove(tx, now, city.deps, caller, { ...order, ...more }));

test("the dry run counts who waits where, names the dossier that has no place, and writes nothing", async () => {
  const bare = { ...line, mapping: {} };
  const seen = await city.as(administrator, async (tx) => ({
    steps: await waitingSteps(tx, city.deps, bare),
    trial: await tryMove(tx, city.deps, bare, undefined),
    whole: await tryMove(tx, city.deps, asked, undefined),
  }));

  expect(seen.steps.map(({ id, name, waiting, place }) => [id, name, waiting, place])).toEqual([
    ["examine", "Thẩm định", 1, "examine"],
    ["receive", "Tiếp nhận", 2, "receive"],
    ["review", "Xem xét", 1, undefined],
  ]);
  expect(seen.trial).toEqual({
    seen: 4,
    without: [
      { code: named("reviewed").code, steps: [{ step: "review", name: "Xem xét", why: "gone" }] },
    ],
    next: undefined,
  });
  expect(seen.whole.without).toEqual([]);
  for (const dossier of Object.values(dossiers)) expect(await fresh(dossier)).toEqual(dossier);
});

test("an edition that does not say how a new step is worked keeps its dossiers out of that process", async () => {
  const visited = { ...asked, toHash: definitionHash(drawn(true)) };
  const trial = await city.as(administrator, (tx) => tryMove(tx, city.deps, visited, undefined));

  expect(trial.without).toHaveLength(4);
  expect(trial.without[0]?.steps).toEqual([
    { step: "visit", name: "Xem nơi kinh doanh", why: "unworked" },
  ]);
});

test("refused: a stranger's administrator, an official, an unknown process, a step without a place, no decision, no reason", async () => {
  const foreign = { ...city.specialistOfCuChi, roles: ["administrator"] };
  const inQuan1 = await withTenant(
    city.db,
    { actor: foreign.actor, tenantIds: [city.district1] },
    (tx) => orderProcessMove(tx, now, city.deps, foreign, order),
  );
  expect([
    inQuan1,
    await ordered(city.minhTheHead),
    await ordered(administrator, { toHash: "0".repeat(64) }),
    await ordered(administrator, { toHash: line.fromHash }),
    await ordered(administrator, { appId: "khong-co" }),
    await ordered(administrator, { mapping: {} as typeof order.mapping }),
    await ordered(administrator, { mapping: { review: "nowhere" } }),
    await ordered(administrator, { decision: " " }),
    await ordered(administrator, { reason: "" }),
  ]).toEqual(
    [
      "missing",
      "missing",
      "target-unknown",
      "target-unknown",
      "target-unknown",
      "step-unmapped",
      "step-unmapped",
      "decision-missing",
      "reason-missing",
    ].map((error) => ({ ok: false, error })),
  );
});

/** A worker that dies after the process was moved and before its dossier was. */
function dying(deps: DossierDeps, atRead: number): DossierDeps {
  let reads = 0;
  const { definitions } = deps.workflow;
  return {
    ...deps,
    workflow: {
      ...deps.workflow,
      definitions: {
        get: (tx, hash) => {
          reads += 1;
          if (reads === atRead) throw new Error("killed");
          return definitions.get(tx, hash);
        },
      },
    },
  };
}

test("a job that was killed half-way goes on: each dossier moves once, one that moved meanwhile stays and is named", async () => {
  const { deps, lanTheReceiver: lan, db, district1: tenantId } = city;
  const moveId = value(await ordered(administrator));
  expect(await ordered(administrator)).toEqual({ ok: false, error: "runs-already" });
  // Ordered, but not yet judged: Lan asks for a supplement, and the new process waits for none.
  const other = named("other");
  const defects = [{ field: "can-cuoc", words: "Ảnh mờ" }];
  const asking = value(
    await city.as(lan, (tx) => askSupplement(tx, now, deps, lan, { ...on(other), defects })),
  );
  const job = { tenantId, moveId };
  expect(await moveNext(db, now, deps, job)).toBe(true);
  const readsOfOne = 6;
  let deaths = 0;
  for (let turn = 0; turn < 3; turn += 1)
    await moveNext(db, now, dying(deps, readsOfOne), job).catch((error: unknown) => {
      expect(error).toEqual(new Error("killed"));
      deaths += 1;
    });
  expect(deaths).toBeGreaterThan(0);
  await runProcessMove(db, () => now, deps, job);
  await runProcessMove(db, () => now, deps, job);

  const report = await city.as(administrator, async (tx) => ({
    move: await moveById(tx, moveId),
    refusals: await refusalsOf(tx, moveId, { after: undefined, limit: 50 }),
  }));
  expect(report.move).toMatchObject({ moved: 3, refused: 1, finishedAt: now });
  expect(report.refusals).toEqual([
    {
      instanceId: other.instanceId,
      dossierCode: other.code,
      steps: [{ step: "await-supplement", name: "Chờ bổ sung", why: "gone" }],
    },
  ]);
  expect(await fresh(other)).toEqual(asking);
  expect(await hashOf(other)).toBe(line.fromHash);
});

test("a moved dossier stands on its step, with its holder where the work is the same role's, and its history says by which decision", async () => {
  const { taskId } = named("held");
  expect(await fresh(named("held"))).toMatchObject({
    step: "examine",
    stepRole: "specialist",
    taskId,
    holderId: city.haTheSpecialist.actor.officialId,
    edition: old.inForceFrom,
  });
  expect(await fresh(named("reviewed"))).toMatchObject({
    step: "sign",
    stepRole: "leader",
    taskId: named("reviewed").taskId,
    holderId: null,
  });
  expect(await hashOf(named("reviewed"))).toBe(line.toHash);
  const history = await city.as(city.lanTheReceiver, (tx) =>
    historyOf(tx, city.district1, named("reviewed").id),
  );
  const entries = history.filter((entry) => entry.name === "process-version-moved");
  expect(entries).toHaveLength(1);
  expect(entries[0]?.detail).toMatchObject({
    note: "Quyết định số 12/QĐ-UBND",
    from: "review",
    to: "sign",
  });
});

test("work goes on by the new drawing: what Hà examined waits for the leader at once", async () => {
  const { haTheSpecialist: ha, deps } = city;
  const held = await fresh(named("held"));
  const act = { ...on(held), proposal: "Đủ điều kiện" };
  const done = value(await city.as(ha, (tx) => examineDossier(tx, now, deps, ha, act)));

  expect([done.step, done.stepRole]).toEqual(["sign", "leader"]);
});

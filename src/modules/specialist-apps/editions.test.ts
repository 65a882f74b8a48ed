import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, day, type Edition, editionOn, recordSchema, text, workingDays } from "#app-kit";
import { CITY_WIDE } from "#kernel/ids";
import { editionOf } from "#modules/dossiers";
import { withDoor, withTenant } from "#platform/database";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { callerOf, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import type { Official } from "./city-act.ts";
import { SETTLED_AFTER_MS } from "./edition-watch.ts";
import {
  approveEdition,
  createEditionWatch,
  discardDraft,
  forkEdition,
  proposeEdition,
  returnProposal,
  saveDraft,
  withdrawEdition,
} from "./index.ts";
import { contentAt, draftById } from "./store.ts";

let city: OneStopCity;
let administrator: Official;
let controller: Official;
beforeAll(async () => {
  city = await openOneStopCity();
  administrator = (await callerOf(city.db, "quantri.van-phong")).actor;
  controller = (await callerOf(city.db, "kiemtra.van-phong")).actor;
});
afterAll(() => city.db.close());

const NOW = FRIDAY_MORNING;
/** Registers of results are told in their own tests. */
const fail = (error: unknown): never => {
  throw error;
};
const onPublish = async (): Promise<void> => undefined;
const MAY_DAY = day("2025-05-12");

async function forked(app: App = householdBusiness): Promise<string> {
  const made = await forkEdition(city.db, NOW, administrator, {
    app,
    from: day("2015-11-01"),
    title: "Rút ngắn còn 2 ngày",
  });
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

async function drafted(id: string): Promise<{ version: number; edition: Edition; state: string }> {
  const draft = await withDoor(city.db, "directory", (tx) => draftById(tx, id));
  if (draft === undefined) throw new Error("the draft is there");
  return draft;
}

/** Two working days, and what the samples then are due. */
function shortened(edition: Edition): Edition {
  const due = ["2025-04-28T17:00:00+07:00", "2025-02-03T17:00:00+07:00"];
  return {
    ...edition,
    clock: { ...edition.clock, processing: workingDays(2) },
    samples: edition.samples.map((sample, index) =>
      sample.expect.kind === "accepted"
        ? { ...sample, expect: { ...sample.expect, dueAt: due[index] ?? "" } }
        : sample,
    ),
  };
}

async function saved(id: string, change: (edition: Edition) => Edition): Promise<number> {
  const { version, edition } = await drafted(id);
  const done = await saveDraft(city.db, NOW, administrator, {
    id,
    version,
    edition: change(edition),
    note: "",
  });
  if (!done.ok) throw new Error(done.error);
  return done.value;
}

async function proposed(startsOn = MAY_DAY, app: App = householdBusiness): Promise<string> {
  const id = await forked(app);
  const version = await saved(id, shortened);
  const done = await proposeEdition(city.db, NOW, administrator, {
    app,
    beside: [],
    id,
    version,
    startsOn,
    decision: "",
  });
  if (!done.ok) throw new Error(done.error);
  return id;
}

const refusal = (done: { ok: boolean; error?: string }): string | undefined =>
  done.ok ? undefined : done.error;

test("whoever saves a draft second is refused, and both versions are kept", async () => {
  const id = await forked();
  const { version, edition } = await drafted(id);
  const save = (feeVnd: number) =>
    saveDraft(city.db, NOW, administrator, {
      id,
      version,
      edition: { ...edition, feeVnd },
      note: "",
    });
  const both = await Promise.all([save(50_000), save(70_000)]);

  expect(both.filter((one) => one.ok)).toHaveLength(1);
  expect(both.map(refusal).filter(Boolean)).toEqual(["stale"]);
  const before = await withDoor(city.db, "directory", (tx) => contentAt(tx, id, version));
  expect(before).toEqual(edition);
});

test("the schema of the record follows the form, and what is no edition is not kept", async () => {
  const id = await forked();
  await saved(id, (edition) => ({
    ...edition,
    form: {
      ...edition.form,
      steps: edition.form.steps.map((step) => ({
        ...step,
        items: step.items.map((item) =>
          "kind" in item && item.id === "ownerPhone" ? { ...item, isRequired: false } : item,
        ),
      })),
    },
  }));
  const { edition, version } = await drafted(id);
  expect(edition.schema).toEqual(recordSchema(edition.form));
  expect(edition.schema["required"]).not.toContain("ownerPhone");

  const unfit = { ...edition, feeVnd: -5 };
  const done = await saveDraft(city.db, NOW, administrator, {
    id,
    version,
    edition: unfit,
    note: "",
  });
  expect(refusal(done)).toBe("unfit");
});

test("a draft is proposed only when it is proven, changes something, and its day is free and lies ahead or is decided", async () => {
  const id = await forked();
  const propose = async (startsOn = MAY_DAY, decision = "") => {
    const { version } = await drafted(id);
    return refusal(
      await proposeEdition(city.db, NOW, administrator, {
        app: householdBusiness,
        beside: [],
        id,
        version,
        startsOn,
        decision,
      }),
    );
  };
  expect(await propose()).toBe("unchanged");
  await saved(id, (edition) => ({
    ...edition,
    clock: { ...edition.clock, processing: workingDays(2) },
  }));
  expect(await propose()).toBe("unproven");
  await saved(id, shortened);
  await saved(id, (edition) => ({ ...edition, legalBasis: [text("Quyết định mới", " ")] }));
  expect(await propose()).toBe("unproven");
  await saved(id, (edition) => ({
    ...edition,
    legalBasis: householdBusiness.editions[1]?.legalBasis ?? [],
  }));
  expect(await propose(day("2015-11-01"), "12/QĐ-UBND")).toBe("day-taken");
  expect(await propose(day("2025-04-25"))).toBe("decision-missing");
  expect(await propose()).toBeUndefined();
  expect(await propose()).toBe("not-open");
});

test("whoever proposed does not approve; the second person does, once, and the other of two draft for a day is refused", async () => {
  const app = householdBusiness;
  const id = await proposed();
  const rival = await proposed();
  const { version } = await drafted(id);
  const approve = (by: Official, which = id, at = version) =>
    approveEdition(city.db, NOW, by, { app, beside: [], id: which, version: at, onPublish });

  expect(refusal(await approve(administrator))).toBe("own-proposal");
  expect(refusal(await approve(controller, id, version - 1))).toBe("not-proposed");
  const both = await Promise.all([approve(controller), approve(controller)]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  expect(refusal(await approve(controller, rival))).toBe("stale");
  const back = { id: rival, version, reason: "" };
  expect(refusal(await returnProposal(city.db, NOW, controller, back))).toBe("reason-missing");
  const done = await returnProposal(city.db, NOW, controller, { ...back, reason: "Trùng ngày" });
  expect(done.ok).toBe(true);
  expect((await drafted(rival)).state).toBe("open");
  const away = { id: rival, version: (await drafted(rival)).version };
  expect((await discardDraft(city.db, NOW, administrator, away)).ok).toBe(true);
});

test("a published edition takes effect on its day in a process that was never told, runs beside dossiers that keep theirs, and is withdrawn only before", async () => {
  const watch = createEditionWatch(city.db, (editions) => city.deps.learn(editions), fail);
  const inForce = (on: string) => {
    const app = city.deps.apps.get("ho-kinh-doanh")?.app;
    const edition = app === undefined ? undefined : editionOn(app, day(on));
    return [edition?.inForceFrom, edition?.clock.processing.count];
  };
  await watch.look(NOW);
  expect(inForce("2025-05-11")).toEqual(["2015-11-01", 3]);
  expect(inForce("2025-05-12")).toEqual(["2025-05-12", 2]);
  expect(editionOf(city.deps, "ho-kinh-doanh", "2015-11-01").clock.processing.count).toBe(3);

  const withdraw = (number: number, now: Date, reason = "Chưa đủ điều kiện") =>
    withdrawEdition(city.db, now, administrator, { number, reason });
  expect(refusal(await withdraw(1, NOW, " "))).toBe("reason-missing");
  expect(refusal(await withdraw(1, new Date("2025-05-12T03:00:00Z")))).toBe("in-force");
  expect((await withdraw(1, NOW)).ok).toBe(true);
  expect(refusal(await withdraw(1, NOW))).toBe("stale");
  const later = new Date(NOW.getTime() + 10 * SETTLED_AFTER_MS);
  await watch.look(later);
  expect(inForce("2025-05-12")).toEqual(["2015-11-01", 3]);
});

test("an edition decided for a day that has come is known at once, and used when every process knows it", async () => {
  const id = await forked();
  const version = await saved(id, shortened);
  const at = { app: householdBusiness, beside: [], id, version };
  const startsOn = day("2025-04-24");
  await proposeEdition(city.db, NOW, administrator, { ...at, startsOn, decision: "12/QĐ-UBND" });
  const waiting = { ...at, version: version + 1, onPublish };
  expect((await approveEdition(city.db, NOW, controller, waiting)).ok).toBe(true);
  const watch = createEditionWatch(city.db, (editions) => city.deps.learn(editions), fail);
  const now = () => city.deps.apps.get("ho-kinh-doanh")?.app.editions.length;

  await watch.lookNow(NOW);
  expect(editionOf(city.deps, "ho-kinh-doanh", startsOn).clock.processing.count).toBe(2);
  expect(now()).toBe(2);
  await watch.look(new Date(NOW.getTime() + SETTLED_AFTER_MS));
  expect(now()).toBe(3);
});

test("nobody reads or writes drafts and editions outside the city's door, and what was published is never rewritten", async () => {
  const { actor, tenantIds } = city.haTheSpecialist;
  const seen = await withTenant(city.db, { actor, tenantIds }, async (tx) => [
    await tx.rows(`SELECT id FROM specialist_apps.draft`),
    await tx.rows(`SELECT number FROM specialist_apps.edition`),
  ]);
  expect(seen).toEqual([[], []]);
  await expect(
    withDoor(city.db, "directory", (tx) =>
      tx.rows(`UPDATE specialist_apps.edition SET content = '{}' RETURNING number`),
    ),
  ).rejects.toThrow("permission denied");
  const twice = withDoor(
    city.db,
    "directory",
    (tx) => tx.rows(`SELECT name FROM outbox.event WHERE name LIKE 'edition-%'`),
    [CITY_WIDE],
  );
  expect((await twice).length).toBeGreaterThan(10);
});

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "#app-kit";
import { noticesFor } from "#modules/notifications";
import { chargesOf } from "#modules/payments";
import { type Tx, withApplicant, withDoor, withTenant } from "#platform/database";
import { createDiskStore, filesOf, keepBytes, recordFile } from "#platform/files";
import { relayOnce } from "#platform/outbox";
import { type Caller, callerOf } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { pricedApp } from "../../../test/world/priced-app.ts";
import { feeOfDossier } from "./charge-fee.ts";
import {
  countersBetween,
  countersFromEvents,
  createDossierDeps,
  declineTransfer,
  type Dossier,
  dossierByPublicId,
  passDossier,
  proposeTransfer,
  transferDossier,
} from "./index.ts";
import { historyOf } from "./store.ts";
import { transfersOf, wholeHistoryOf } from "./transfer-store.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-transfer-"));
const store = createDiskStore(folder, Buffer.alloc(32, 3));
const PAPER = Buffer.from("%PDF-1.7 căn cước của Quân");
let city: OneStopCity;
let headOfCuChi: Caller;
beforeAll(async () => {
  city = await openOneStopCity([pricedApp]);
  headOfCuChi = await callerOf(city.db, "truongphong.cu-chi");
});
afterAll(async () => {
  await city.db.close();
  rmSync(folder, { recursive: true, force: true });
});

const MONDAY = new Date("2025-04-28T02:00:00Z");
const why = "Địa điểm kinh doanh ở Củ Chi";
const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });
const asQuan = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withApplicant(city.db, { tenantIds: [], actor: { kind: "applicant", ...city.quan } }, work);
const propose = (
  dossier: Dossier,
  caller = city.haTheSpecialist,
  toSlug = "cu-chi",
  reason = why,
) =>
  city.as(caller, (tx) =>
    proposeTransfer(tx, MONDAY, city.deps, caller, { ...on(dossier), toSlug, reason }),
  );
const transfer = (dossier: Dossier, caller = city.minhTheHead, toSlug = "cu-chi", reason = why) =>
  city.as(caller, (tx) =>
    transferDossier(tx, MONDAY, city.deps, caller, {
      ...on(dossier),
      toSlug,
      reason,
      signerTitle: "Trưởng phòng",
    }),
  );
const pass = (dossier: Dossier, deps = city.deps) =>
  passDossier(
    city.db,
    MONDAY,
    { dossiers: deps, store },
    { fromTenantId: dossier.tenantId, dossierId: dossier.id },
  );

/** A dossier in Quận 1 whose one paper really lies in the store. */
async function filed(app?: App): Promise<Dossier> {
  const dossier = app === undefined ? await city.dossierAt("receive") : await city.file(app);
  const kept = await keepBytes(store, dossier.tenantId, PAPER, {
    name: "căn cước.pdf",
    type: "application/pdf",
    pages: 1,
  });
  await city.as(city.lanTheReceiver, async (tx) => {
    await tx.write(`UPDATE files.file SET removed_at = $2 WHERE subject_id = $1`, [
      dossier.id,
      MONDAY,
    ]);
    await recordFile(tx, MONDAY, kept, {
      subjectKind: "dossier",
      subjectId: dossier.id,
      slot: "can-cuoc",
      applicantId: dossier.accountId,
    });
  });
  return dossier;
}

const arrivedFrom = (dossier: Dossier) =>
  asQuan(async (tx) => {
    const { away } = await transfersOf(tx, dossier);
    return away === undefined ? undefined : dossierByPublicId(tx, away.newPublicId);
  });

test("Hà proposes, Minh decides: it ends in Quận 1 and begins in Củ Chi with the same answers and the paper under Củ Chi's key", async () => {
  const proposed = value(await propose(await filed()));
  const gone = value(await transfer(proposed));
  expect(gone).toMatchObject({ state: "transferred", step: null, outcome: null });
  await pass(gone);

  const here = await arrivedFrom(gone);
  if (here === undefined) throw new Error("it did not arrive");
  expect(here).toMatchObject({
    tenantId: city.cuChi,
    state: "submitted",
    step: "receive",
    answers: gone.answers,
    title: gone.title,
    accountId: gone.accountId,
    submittedAt: MONDAY,
  });
  expect(here.code).not.toBe(gone.code);
  const [paper] = await city.as(headOfCuChi, (tx) => filesOf(tx, "dossier", here.id));
  expect(paper).toMatchObject({ tenantId: city.cuChi, slot: "can-cuoc" });
  expect(await buffer(await store.open(city.cuChi, paper?.sha256 ?? ""))).toEqual(PAPER);
  expect(readdirSync(folder).length).toBeGreaterThan(1);

  const there = await city.as(headOfCuChi, (tx) => transfersOf(tx, here));
  expect(there.here).toMatchObject({ code: gone.code, fromAgency: "Quận 1", reason: why });
  const left = await city.as(city.minhTheHead, (tx) => transfersOf(tx, gone));
  expect(left.away).toMatchObject({ newCode: here.code, toAgency: "Huyện Củ Chi" });
  expect(await city.as(city.minhTheHead, (tx) => dossierByPublicId(tx, here.publicId))).toBe(
    undefined,
  );
  expect(await city.as(headOfCuChi, (tx) => dossierByPublicId(tx, gone.publicId))).toBe(undefined);
});

test("Quân is told, need not hand in again, and reads one story over both agencies", async () => {
  const gone = value(await transfer(await filed()));
  await pass(gone);
  const here = await arrivedFrom(gone);
  if (here === undefined) throw new Error("it did not arrive");
  const told = await asQuan((tx) => noticesFor(tx, city.quan.accountId, 100));
  expect(told.filter((one) => one.params["code"] === gone.code)[0]?.template).toBe("transferred");
  const toldHere = told.filter((one) => one.params["code"] === here.code);
  expect(toldHere.map((one) => one.template).toSorted()).toEqual(["fee-due", "received"]);
  const story = await asQuan(async (tx) => wholeHistoryOf(tx, here, await transfersOf(tx, here)));
  expect(story.map((one) => one.name)).toEqual([
    "dossier-submitted",
    "dossier-transferred",
    "dossier-submitted",
  ]);
  expect(story.at(-1)?.detail).toMatchObject({ fromAgency: "Quận 1", fromCode: gone.code });
});

test("passed on again after it broke off between papers and dossier, and twice at once, it is one dossier", async () => {
  const gone = value(await transfer(await filed()));
  const withoutProcedures = createDossierDeps(city.deps.calendars, []);
  await expect(pass(gone, withoutProcedures)).rejects.toThrow(/no edition/u);
  expect(await arrivedFrom(gone)).toBeUndefined();
  await Promise.all([pass(gone), pass(gone)]);
  await pass(gone);
  const here = await arrivedFrom(gone);
  expect(await city.as(headOfCuChi, (tx) => filesOf(tx, "dossier", here?.id ?? ""))).toHaveLength(
    1,
  );
  const history = await asQuan((tx) => historyOf(tx, city.cuChi, here?.id ?? ""));
  expect(history).toHaveLength(1);
});

test("the event of a transfer tells who passes it on", async () => {
  const gone = value(await transfer(await filed()));
  const seen: string[] = [];
  await relayOnce(city.db, MONDAY, async (_, event) => {
    if (event.name === "dossier-transferred") seen.push(`${event.tenantId} ${event.subjectId}`);
  });
  expect(seen).toContain(`${city.district1} ${gone.id}`);
});

test("what is unpaid is owed no more in Quận 1, and Củ Chi charges its own fee", async () => {
  const gone = value(await transfer(await filed(pricedApp)));
  await pass(gone);
  const here = await arrivedFrom(gone);
  if (here === undefined) throw new Error("it did not arrive");
  const states = (dossier: Dossier) =>
    asQuan(async (tx) =>
      (await chargesOf(tx, dossier.tenantId, feeOfDossier(dossier))).map((one) => one.state),
    );
  expect(await states(gone)).toEqual(["cancelled"]);
  expect(await states(here)).toEqual(["due"]);
});

test("to oneself, to who does not do the procedure, without a reason, twice, and back again: refused in words", async () => {
  const dossier = await filed();
  for (const act of [propose, transfer]) {
    const by = act === propose ? city.haTheSpecialist : city.minhTheHead;
    expect(await act(dossier, by, "quan-1")).toEqual({ ok: false, error: "to-oneself" });
    for (const slug of ["so-xay-dung", "khong-co", ""])
      expect(await act(dossier, by, slug)).toEqual({ ok: false, error: "not-competent" });
    expect(await act(dossier, by, "cu-chi", "  ")).toEqual({ ok: false, error: "reason-missing" });
  }
  const gone = value(await transfer(dossier));
  expect(await transfer(gone)).toEqual({ ok: false, error: "already-transferred" });
  expect(await propose(gone)).toEqual({ ok: false, error: "already-transferred" });
  await pass(gone);
  const here = await arrivedFrom(gone);
  if (here === undefined) throw new Error("it did not arrive");
  expect(await transfer(here, headOfCuChi, "quan-1")).toEqual({
    ok: false,
    error: "came-from-there",
  });
});

test("Lan and Hà decide nothing, Mai proposes nothing, Củ Chi has no say, and a screen grown old is stale", async () => {
  const dossier = await filed();
  for (const caller of [city.lanTheReceiver, city.haTheSpecialist, headOfCuChi])
    expect(await transfer(dossier, caller)).toEqual({ ok: false, error: "missing" });
  for (const caller of [city.maiTheClerk, city.specialistOfCuChi])
    expect(await propose(dossier, caller)).toEqual({ ok: false, error: "missing" });
  value(await propose(dossier));
  expect(await transfer(dossier)).toEqual({ ok: false, error: "stale" });
});

test("Minh leaves a proposed one where it is: work goes on, and Củ Chi never hears of it", async () => {
  const proposed = value(await propose(await filed()));
  const { positionId, officialId } = city.minhTheHead.actor;
  const told = await city.as(city.minhTheHead, (tx) =>
    noticesFor(tx, { officialId, positionId }, 100),
  );
  expect(told.some((one) => one.template === "transfer-proposed")).toBe(true);
  expect(await city.as(headOfCuChi, (tx) => transfersOf(tx, proposed))).toEqual({});
  const kept = value(
    await city.as(city.minhTheHead, (tx) =>
      declineTransfer(tx, MONDAY, city.minhTheHead, on(proposed)),
    ),
  );
  expect(kept).toMatchObject({ state: "submitted", step: "receive" });
  expect(
    await city.as(city.minhTheHead, (tx) =>
      declineTransfer(tx, MONDAY, city.minhTheHead, on(kept)),
    ),
  ).toEqual({ ok: false, error: "wrong-state" });
  expect((await propose(kept)).ok).toBe(true);
});

test("a decided transfer is nobody's to change, and says its arrival once", async () => {
  const gone = value(await transfer(await filed()));
  await pass(gone);
  const change = (caller: Caller, set: string) =>
    withTenant(city.db, caller, (tx) =>
      tx.rows(`UPDATE dossiers.transfer SET ${set} WHERE dossier_id = $1 RETURNING id`, [gone.id]),
    );
  await expect(change(city.minhTheHead, "reason = 'khác'")).rejects.toThrow(/only tells once/u);
  await expect(change(headOfCuChi, "new_code = 'khác'")).rejects.toThrow(/only tells once/u);
  const tanBinh = await callerOf(city.db, "truongphong.tan-binh");
  expect(await change(tanBinh, "reason = 'khác'")).toEqual([]);
});

test("transfers count as ended where they left and as received where they arrived, as the events say", async () => {
  const [kept, derived] = await withDoor(city.db, "counters", async (tx) => [
    await countersBetween(tx, "2025-01-01", "2026-01-01"),
    await countersFromEvents(tx, "2025-01-01", "2026-01-01"),
  ]);
  expect(kept).toEqual(derived);
  const of = (tenantId: string, metric: "transferred" | "received") =>
    kept
      .filter((one) => one.tenantId === tenantId)
      .reduce((sum, one) => sum + one.figures[metric], 0);
  expect(of(city.district1, "transferred")).toBeGreaterThan(4);
  expect(of(city.cuChi, "received")).toBeGreaterThan(3);
  expect(of(city.cuChi, "transferred")).toBe(0);
});

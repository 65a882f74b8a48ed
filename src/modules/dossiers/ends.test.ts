import { afterAll, beforeAll, expect, test } from "vitest";
import { processOf } from "#engines/workflow";
import { clocksOf } from "#modules/deadlines";
import { noticesFor } from "#modules/notifications";
import { chargesOf } from "#modules/payments";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { pricedApp } from "../../../test/world/priced-app.ts";
import { feeOfDossier } from "./charge-fee.ts";
import { endingPrint } from "./ending-print.ts";
import {
  allowSupplement,
  answerSupplement,
  askSupplement,
  countersBetween,
  countersFromEvents,
  type Dossier,
  expireSupplements,
  openBefore,
  openChange,
  stopDossier,
  summed,
  withdrawDossier,
} from "./index.ts";
import { paperAgency } from "./paper-parts.ts";
import { historyOf } from "./store.ts";
import { supplementOf } from "./supplement-store.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity([pricedApp]);
});
afterAll(() => city.db.close());

const MONDAY = new Date("2025-04-28T02:00:00Z");
const JUNE = new Date("2025-06-16T02:00:00Z");
const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });
const asQuan = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTenant(
    city.db,
    { tenantIds: [city.district1], actor: { kind: "applicant", ...city.quan } },
    work,
  );
const withdraw = (dossier: Dossier, change: { accountId?: string } = {}) =>
  asQuan((tx) =>
    withdrawDossier(tx, MONDAY, city.deps, {
      ...on(dossier),
      accountId: city.quan.accountId,
      reason: "",
      ...change,
    }),
  );
const stop = (dossier: Dossier, reason: string, caller: Caller = city.minhTheHead) =>
  city.as(caller, (tx) =>
    stopDossier(tx, MONDAY, city.deps, caller, {
      ...on(dossier),
      reason,
      signerTitle: "Trưởng phòng",
    }),
  );
const ask = (dossier: Dossier, words: string, caller = city.lanTheReceiver, now = MONDAY) =>
  city.as(caller, (tx) =>
    askSupplement(tx, now, city.deps, caller, {
      ...on(dossier),
      defects: [{ field: "can-cuoc", words }],
    }),
  );
const answer = (dossier: Dossier, now = MONDAY) =>
  asQuan((tx) =>
    answerSupplement(tx, now, city.deps, {
      publicId: dossier.publicId,
      accountId: city.quan.accountId,
      answers: dossier.answers,
    }),
  );
const allow = (dossier: Dossier, decisionNumber: string, reason: string, caller?: Caller) =>
  city.as(caller ?? city.minhTheHead, (tx) =>
    allowSupplement(tx, MONDAY, caller ?? city.minhTheHead, {
      ...on(dossier),
      decisionNumber,
      reason,
    }),
  );
const restOf = (dossier: Dossier) =>
  city.as(city.minhTheHead, async (tx) => ({
    waiting: (await processOf(tx, "dossier", dossier.id))?.waiting,
    clocks: (await clocksOf(tx, "dossier", dossier.id)).map((one) => one.state),
    charges: (await chargesOf(tx, dossier.tenantId, feeOfDossier(dossier))).map((one) => one.state),
    history: await historyOf(tx, dossier.tenantId, dossier.id),
  }));
const templatesTold = (dossier: Dossier) =>
  asQuan(async (tx) =>
    (await noticesFor(tx, city.quan.accountId, 100))
      .filter((one) => one.params["code"] === dossier.code)
      .map((one) => one.template),
  );

test.each(["receive", "examine", "sign"] as const)(
  "Quân takes the bakery back at the step %s: no task is open, no clock runs, and nothing is on-time or late",
  async (step) => {
    const withdrawn = value(await withdraw(await city.dossierAt(step)));
    expect(withdrawn).toMatchObject({
      state: "withdrawn",
      step: null,
      taskId: null,
      outcome: null,
    });
    const { waiting, clocks } = await restOf(withdrawn);
    expect(waiting).toEqual([]);
    expect(new Set(clocks)).toEqual(new Set(["stopped"]));
    expect(await templatesTold(withdrawn)).toContain("withdrawn");
    expect(await withdraw(withdrawn)).toEqual({ ok: false, error: "wrong-state" });
  },
);

test("a dossier that was taken back owes nothing any more", async () => {
  const filed = await city.file(pricedApp);
  expect((await restOf(filed)).charges).toEqual(["due"]);
  const withdrawn = value(await withdraw(filed));
  expect((await restOf(withdrawn)).charges).toEqual(["cancelled"]);
});

test("nobody takes back the dossier of another, nor on a screen that has grown old", async () => {
  const dossier = await city.dossierAt("examine");
  const stranger = "01900000-0000-7000-8000-0000000000cc";
  expect(await withdraw(dossier, { accountId: stranger })).toEqual({ ok: false, error: "missing" });
  expect(await withdraw({ ...dossier, version: 1 })).toEqual({ ok: false, error: "stale" });
});

test("Minh stops a dossier only with a reason, which Quân reads on paper; specialist, clerk and another district stop none", async () => {
  const dossier = await city.dossierAt("examine");
  expect(await stop(dossier, " ")).toEqual({ ok: false, error: "reason-missing" });
  for (const caller of [city.haTheSpecialist, city.maiTheClerk, city.specialistOfCuChi])
    expect(await stop(dossier, "Người nộp đã mất", caller)).toEqual({
      ok: false,
      error: "missing",
    });
  const stopped = value(await stop(dossier, "Người nộp đã mất"));
  expect(stopped).toMatchObject({ state: "stopped", step: null });
  const { waiting, history } = await restOf(stopped);
  expect(waiting).toEqual([]);
  const agency = paperAgency(undefined, undefined);
  const context = {
    dossier: stopped,
    filing: undefined,
    agency,
    origin: "https://hcm.example",
    deps: city.deps,
  };
  const paper = endingPrint(context, history);
  expect(paper).toMatchObject({ title: "Thông báo dừng giải quyết hồ sơ", signer: "Lê Quốc Minh" });
  expect(paper?.sentences).toContain("Người nộp đã mất");
  expect(await stop(stopped, "Lần nữa")).toEqual({ ok: false, error: "wrong-state" });
});

// R43

test("ends without a result are counted under their own names, no longer open, and the events give the same figures", async () => {
  const until = "2026-01-01";
  const figures = await withDoor(city.db, "counters", async (tx) => ({
    kept: await countersBetween(tx, "2025-01-01", until),
    derived: await countersFromEvents(tx, "2025-01-01", until),
    open: await openBefore(tx, until),
  }));
  expect(figures.kept).toEqual(figures.derived);
  const total = summed(figures.kept.map((one) => one.figures));
  expect([total.withdrawn, total.stopped, total.released]).toEqual([4, 1, 0]);
  const open = figures.open.reduce((sum, one) => sum + one.open, 0);
  expect(open).toBe(openChange(total));
});

// R17

test("a defect found after the one request needs a decision of the head with number and reason; then one more may be asked, and no third", async () => {
  const first = value(await answer(value(await ask(await city.dossierAt("receive"), "Ảnh mờ"))));
  expect(await ask(first, "Thiếu mặt sau")).toEqual({ ok: false, error: "already-asked" });
  expect(await allow(first, "", "Ảnh nộp lại mới lộ ra")).toEqual({
    ok: false,
    error: "decision-missing",
  });
  expect(await allow(first, "21/QĐ-KT", " ")).toEqual({ ok: false, error: "reason-missing" });
  for (const caller of [city.haTheSpecialist, city.hungTheLeader, city.specialistOfCuChi])
    expect(await allow(first, "21/QĐ-KT", "Lý do", caller)).toEqual({
      ok: false,
      error: "missing",
    });

  const allowed = value(await allow(first, "21/QĐ-KT", "Ảnh nộp lại mới lộ ra"));
  const second = value(await ask(allowed, "Thiếu mặt sau"));
  const asked = await asQuan((tx) => supplementOf(tx, second.tenantId, second.id));
  expect(asked).toMatchObject({
    decisionNumber: "21/QĐ-KT",
    decisionReason: "Ảnh nộp lại mới lộ ra",
    defects: [{ field: "can-cuoc", words: "Thiếu mặt sau" }],
  });
  const back = value(await answer(second));
  expect(await ask(back, "Còn nữa")).toEqual({ ok: false, error: "already-asked" });
});

test("before the one request is used there is nothing to allow", async () => {
  expect(await allow(await city.dossierAt("receive"), "21/QĐ-KT", "Lý do")).toEqual({
    ok: false,
    error: "wrong-state",
  });
});

test("thirty days after an unanswered request the stop is proposed to Minh once; an answered one is left alone", async () => {
  const waiting = value(
    await ask(await city.dossierAt("receive"), "Ảnh mờ", undefined, FRIDAY_MORNING),
  );
  const answered = value(await answer(value(await ask(await city.dossierAt("receive"), "Ảnh mờ"))));
  await expireSupplements(city.db, MONDAY);
  expect((await restOf(waiting)).history.map((one) => one.name)).not.toContain(
    "supplement-expired",
  );
  await Promise.all([expireSupplements(city.db, JUNE), expireSupplements(city.db, JUNE)]);
  await expireSupplements(city.db, JUNE);

  const expired = (names: readonly { name: string }[]) =>
    names.filter((one) => one.name === "supplement-expired").length;
  expect(expired((await restOf(waiting)).history)).toBe(1);
  expect(expired((await restOf(answered)).history)).toBe(0);
  const { officialId, positionId } = city.minhTheHead.actor;
  const told = await city.as(city.minhTheHead, (tx) =>
    noticesFor(tx, { officialId, positionId }, 100),
  );
  expect(
    told.filter(
      (one) => one.template === "supplement-expired" && one.params["code"] === waiting.code,
    ),
  ).toHaveLength(1);
});

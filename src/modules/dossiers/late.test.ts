import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { fireDueAlarms } from "#modules/deadlines";
import { noticesFor } from "#modules/notifications";
import { withApplicant, withDoor } from "#platform/database";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { testPrinter } from "../../../test/world/papers.ts";
import { apologyOf } from "./apology-store.ts";
import {
  type ApologyForm,
  countersBetween,
  countersFromEvents,
  type Dossier,
  draftApology,
  noteAlarm,
  refuseDossier,
  sendApology,
} from "./index.ts";
import { lateReasonsOn } from "./late-reason.ts";
import { paperAgency } from "./paper-parts.ts";
import { apologyPrint } from "./prints.ts";
import { commentsOf, dossierById, historyOf } from "./store.ts";

let city: OneStopCity;
const folder = mkdtempSync(path.join(tmpdir(), "egov-late-"));
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(async () => {
  await city.db.close();
  rmSync(folder, { recursive: true });
});

/** Received on Friday 25 April 2025, due on Tuesday 29 April at 17:00: Saturday 26 April is worked. */
const SATURDAY_EVENING = new Date("2025-04-26T11:00:00Z");
const MONDAY = new Date("2025-04-28T02:00:00Z");
const OVERDUE = new Date("2025-05-05T03:00:00Z");

const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });
const fire = (now: Date) =>
  fireDueAlarms(city.db, now, async (tx, fact) => {
    await noteAlarm(tx, now, fact);
    await draftApology(tx, now, city.deps, fact);
  });
const seenBy = (caller: Caller, dossier: Dossier) =>
  city.as(caller, (tx) => apologyOf(tx, dossier));
const MINH: ApologyForm["signer"] = { name: "Lê Quốc Minh", title: "Trưởng phòng" };
const send = (
  dossier: Dossier,
  change: Partial<ApologyForm> = {},
  caller: Caller = city.minhTheHead,
  now = MONDAY,
) =>
  city.as(caller, (tx) =>
    sendApology(tx, now, city.deps, caller, {
      ...on(dossier),
      reason: "Chờ kết quả xác minh địa điểm",
      newDueOn: day("2025-05-06"),
      signer: MINH,
      ...change,
    }),
  );
const told = (caller: Caller, dossier: Dossier) =>
  city.as(caller, async (tx) => {
    const { officialId, positionId } = caller.actor;
    const notices = await noticesFor(tx, { officialId, positionId }, 50);
    return notices
      .filter((one) => one.params["code"] === dossier.code)
      .map((one) => one.template)
      .toSorted();
  });

// R17

test("two working days before the bakery is due the clock drafts an apology once and tells the head; the dossier itself does not change", async () => {
  const dossier = await city.dossierAt("examine");
  await fire(FRIDAY_MORNING);
  expect(await seenBy(city.minhTheHead, dossier)).toBeUndefined();
  await Promise.all([fire(SATURDAY_EVENING), fire(SATURDAY_EVENING)]);
  await fire(MONDAY);

  expect(await seenBy(city.minhTheHead, dossier)).toMatchObject({
    reason: expect.stringContaining("Thẩm định") as unknown,
    newDueOn: "2025-05-06",
    sentAt: null,
  });
  expect(await told(city.minhTheHead, dossier)).toEqual(["apology-drafted"]);
  const now = await city.as(city.minhTheHead, (tx) =>
    dossierById(tx, dossier.tenantId, dossier.id),
  );
  expect(now?.version).toBe(dossier.version);
});

test("Quân reads no draft, and reads the apology once it was sent", async () => {
  const dossier = await city.dossierAt("examine");
  await fire(SATURDAY_EVENING);
  const asQuan = () =>
    withApplicant(
      city.db,
      { tenantIds: [], actor: { kind: "applicant", ...city.quan } },
      async (tx) => ({
        apology: await apologyOf(tx, dossier),
        notices: (await noticesFor(tx, city.quan.accountId, 50)).filter(
          (one) => one.params["code"] === dossier.code && one.template === "apology-sent",
        ),
      }),
    );
  expect(await asQuan()).toEqual({ apology: undefined, notices: [] });
  value(await send(dossier));

  const { apology, notices } = await asQuan();
  expect(apology).toMatchObject({ reason: "Chờ kết quả xác minh địa điểm", signerName: MINH.name });
  expect(notices.map((one) => one.params["dueOn"])).toEqual(["06/05/2025"]);
});

// R15, R17, R43

test("an apology is sent once: a second one is refused, the promise that on-time is judged by stays, and it counts as apologised", async () => {
  const dossier = await city.dossierAt("examine");
  const sent = value(await send(dossier));
  expect([sent.dueAt, sent.firstDueAt]).toEqual([dossier.dueAt, dossier.firstDueAt]);
  expect(await send(sent)).toEqual({ ok: false, error: "already-asked" });
  expect(await send(dossier)).toEqual({ ok: false, error: "stale" });

  const history = await city.as(city.minhTheHead, (tx) =>
    historyOf(tx, dossier.tenantId, dossier.id),
  );
  expect(history.at(-1)).toMatchObject({ name: "apology-sent", detail: { isInTime: true } });
  const [kept, derived] = await withDoor(city.db, "counters", (tx) =>
    Promise.all([
      countersBetween(tx, "2025-01-01", "2026-01-01"),
      countersFromEvents(tx, "2025-01-01", "2026-01-01"),
    ]),
  );
  expect(kept.map((one) => one.figures)).toEqual(derived.map((one) => one.figures));
  expect(kept.some((one) => one.figures.apologised > 0)).toBe(true);
});

test("an apology on the day of the promise itself is sent, and the history says that it came too late", async () => {
  const dossier = await city.dossierAt("examine");
  value(await send(dossier, {}, city.hungTheLeader, new Date("2025-04-29T03:00:00Z")));
  const history = await city.as(city.minhTheHead, (tx) =>
    historyOf(tx, dossier.tenantId, dossier.id),
  );
  expect(history.at(-1)?.detail).toMatchObject({ isInTime: false });
});

test.each<[string, Partial<ApologyForm>, string]>([
  ["without a reason", { reason: "  " }, "reason-missing"],
  ["to the day that was promised", { newDueOn: day("2025-04-29") }, "new-date-unfit"],
  ["to a holiday", { newDueOn: day("2025-05-01") }, "new-date-unfit"],
  ["to a day that cannot be read", { newDueOn: undefined }, "new-date-unfit"],
])("an apology %s is refused and can still be sent", async (_, change, error) => {
  const dossier = await city.dossierAt("examine");
  expect(await send(dossier, change)).toEqual({ ok: false, error });
  expect((await send(dossier)).ok).toBe(true);
});

test("neither specialist, clerk nor another district apologises for Quận 1, and nobody before the dossier is accepted", async () => {
  const dossier = await city.dossierAt("examine");
  for (const caller of [city.haTheSpecialist, city.maiTheClerk, city.specialistOfCuChi])
    expect(await send(dossier, {}, caller)).toEqual({ ok: false, error: "missing" });
  expect(await send(await city.dossierAt("receive"))).toEqual({ ok: false, error: "wrong-state" });
});

// R15

test("form 04 prints on A5, tagged, with the reason and the new day", async () => {
  const dossier = value(await send(await city.dossierAt("examine")));
  const apology = await seenBy(city.minhTheHead, dossier);
  if (apology === undefined || apology.sentAt === null) throw new Error("it was sent");
  const context = {
    dossier,
    filing: undefined,
    agency: paperAgency(undefined, undefined),
    origin: "https://hcm.example",
    deps: city.deps,
  };
  const printer = testPrinter();
  const pdf = await printer.print(
    "apology",
    apologyPrint(context, { ...apology, sentAt: apology.sentAt }),
    MONDAY,
  );
  await printer.close();
  const file = path.join(folder, "04.pdf");
  writeFileSync(file, pdf);

  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  for (const said of ["PHIẾU XIN LỖI", dossier.code, "xác minh địa điểm", "06/05/2025", MINH.name])
    expect(text).toContain(said);
  const info = execFileSync("pdfinfo", [file], { encoding: "utf8" });
  expect(info).toMatch(/Tagged:\s+yes/u);
  expect(info).toMatch(/Page size:\s+419\.\d+ x 595/u);
});

test("an answer after the promise needs a reason of the list, and words where the list says nothing", async () => {
  const lan = city.lanTheReceiver;
  const dossier = await city.dossierAt("receive");
  const refuse = (late?: { code: string; words: string }) =>
    city.as(lan, (tx) =>
      refuseDossier(tx, OVERDUE, city.deps, lan, {
        ...on(dossier),
        reason: "Ngành nghề bị cấm",
        ...(late === undefined ? {} : { late }),
      }),
    );
  for (const late of [undefined, { code: "lazy", words: "" }, { code: "other", words: " " }])
    expect(await refuse(late)).toEqual({ ok: false, error: "late-reason-missing" });
  expect(value(await refuse({ code: "other", words: "Mưa lớn, ngập quầy" })).outcome).toBe("late");
  const history = await city.as(lan, (tx) => historyOf(tx, dossier.tenantId, dossier.id));
  expect(history.at(-1)?.detail).toMatchObject({
    lateCode: "other",
    lateWords: "Mưa lớn, ngập quầy",
  });
});

test("a reason that is struck from the list is offered until that day and never after", async () => {
  const before = await city.as(city.lanTheReceiver, (tx) => lateReasonsOn(tx, MONDAY));
  expect(before.map((one) => one.code)).toContain("technical");
  const long = await city.as(city.lanTheReceiver, (tx) =>
    lateReasonsOn(tx, new Date("2018-06-01T00:00:00Z")),
  );
  expect(long).toEqual([]);
});

test("an overdue dossier is escalated to Minh once, with one remark, however often the alarms are fired", async () => {
  const dossier = await city.dossierAt("examine");
  await Promise.all([fire(OVERDUE), fire(OVERDUE)]);
  await fire(new Date("2025-05-12T03:00:00Z"));
  const remarks = await city.as(city.minhTheHead, (tx) =>
    commentsOf(tx, dossier.tenantId, dossier.id),
  );
  expect(remarks.filter((one) => one.body.startsWith("Quá hạn"))).toHaveLength(1);
  expect(await told(city.minhTheHead, dossier)).toContain("deadline-passed");
});

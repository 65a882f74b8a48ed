import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkApp } from "#modules/specialist-apps";
import { clocksOf } from "#modules/deadlines";
import { recordFile } from "#platform/files";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { dragonPermit } from "../../../test/world/dragon-permit.ts";
import { testPrinter } from "../../../test/world/papers.ts";
import { acceptDossier, type Dossier, workStep } from "./index.ts";
import { findingsOf } from "./finding-store.ts";
import { paperAgency } from "./paper-parts.ts";
import { resultPrint } from "./result-print.ts";
import { slotAt } from "./work-step.ts";

let city: OneStopCity;
const folder = mkdtempSync(path.join(tmpdir(), "egov-work-"));
beforeAll(async () => {
  city = await openOneStopCity([dragonPermit]);
});
afterAll(async () => {
  await city.db.close();
  rmSync(folder, { recursive: true });
});

const MONDAY = new Date("2025-04-28T02:00:00Z");
const TUESDAY = new Date("2025-04-29T02:00:00Z");
const SEEN = { area: 72.5, place: "10.77689; 106.70042" };

async function atTheLair(): Promise<Dossier> {
  const filed = await city.file(dragonPermit);
  const lan = city.lanTheReceiver;
  return value(
    await city.as(lan, (tx) => acceptDossier(tx, FRIDAY_MORNING, city.deps, lan, on(filed))),
  );
}

const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });

const work = (
  caller: Caller,
  dossier: Dossier,
  more: Partial<Parameters<typeof workStep>[4]> = {},
  now = MONDAY,
) =>
  city.as(caller, (tx) =>
    workStep(tx, now, city.deps, caller, {
      ...on(dossier),
      step: "inspect",
      outcome: "safe",
      answers: SEEN,
      note: "",
      ...more,
    }),
  );

const photograph = (dossier: Dossier) =>
  city.as(city.haTheSpecialist, (tx) =>
    recordFile(
      tx,
      MONDAY,
      {
        sha256: "cd".repeat(32),
        sizeBytes: 10,
        type: "image/jpeg",
        name: "cua-hang.jpg",
        pages: null,
        scan: "clean",
      },
      {
        subjectKind: "dossier",
        subjectId: dossier.id,
        slot: slotAt("inspect", "photo"),
        applicantId: null,
      },
    ),
  );

test("a procedure with steps of its own holds, and one that says nothing of a step is found out", async () => {
  expect(await checkApp(dragonPermit)).toEqual([]);
  const [edition] = dragonPermit.editions;
  if (edition === undefined) throw new Error("the permit has an edition");
  const silent = { ...dragonPermit, editions: [{ ...edition, work: [] }] };
  const words = (await checkApp(silent)).map((one) => one.words.en).join("\n");
  expect(words).toContain("how the step inspect is worked");
  expect(words).toContain("prints {inspect.area}, which nobody asks or finds");
});

test("Hà measures the lair: without the picture, with nonsense or without a reason she is told, then it is kept", async () => {
  const dossier = await atTheLair();
  const ha = city.haTheSpecialist;

  expect(await work(ha, dossier)).toEqual({ ok: false, error: "incomplete" });
  await photograph(dossier);
  expect(await work(ha, dossier, { answers: { ...SEEN, area: "rộng" } })).toEqual({
    ok: false,
    error: "incomplete",
  });
  expect(await work(ha, dossier, { outcome: "again" })).toEqual({
    ok: false,
    error: "reason-missing",
  });
  expect(await work(ha, dossier, { outcome: "burn" })).toEqual({ ok: false, error: "wrong-state" });
  const again = value(await work(ha, dossier, { outcome: "again", note: "Rồng không ở nhà" }));
  expect(again.step).toBe("inspect");
  const seen = value(await work(ha, again, {}, TUESDAY));
  expect(seen).toMatchObject({ step: "tax", state: "financial-duty" });
  const findings = await city.as(ha, (tx) => findingsOf(tx, seen.tenantId, seen.id));
  expect(findings.map((one) => [one.outcome, one.note, one.byName])).toEqual([
    ["again", "Rồng không ở nhà", ha.actor.name],
    ["safe", "", ha.actor.name],
  ]);
});

test("whoever lacks the role of the step, or the agency, finds nothing there", async () => {
  const dossier = await atTheLair();
  await photograph(dossier);

  for (const stranger of [city.lanTheReceiver, city.maiTheClerk, city.specialistOfCuChi])
    expect(await work(stranger, dossier)).toEqual({ ok: false, error: "missing" });
});

test("while the fire tax is open the clock stands still; once it is paid the due date has moved by as long", async () => {
  const dossier = await atTheLair();
  await photograph(dossier);
  const waiting = value(await work(city.haTheSpecialist, dossier));
  const lan = city.lanTheReceiver;
  const paid = value(
    await city.as(lan, (tx) =>
      workStep(tx, TUESDAY, city.deps, lan, {
        ...on(waiting),
        step: "tax",
        outcome: "paid",
        answers: {},
        note: "",
      }),
    ),
  );

  expect(paid).toMatchObject({ state: "processing", step: "sign" });
  expect(paid.dueAt?.getTime()).toBeGreaterThan(waiting.dueAt?.getTime() ?? 0);
  expect(paid.firstDueAt).toEqual(waiting.firstDueAt);
  const clocks = await city.as(lan, (tx) => clocksOf(tx, "dossier", paid.id));
  expect(clocks.flatMap((one) => one.legal.pauses).map((one) => one.reason)).toEqual([
    "Chờ nộp thuế lửa",
  ]);
});

test("the permit prints what was asked and what was found, in both languages", async () => {
  const dossier = await atTheLair();
  await photograph(dossier);
  const seen = value(await work(city.haTheSpecialist, dossier));
  const findings = await city.as(city.haTheSpecialist, (tx) =>
    findingsOf(tx, seen.tenantId, seen.id),
  );
  const context = {
    dossier: { ...seen, resultNumber: "01/GP-NR" },
    agency: paperAgency(undefined, undefined),
    origin: "https://hcm.example",
    deps: city.deps,
  };
  const printer = testPrinter();
  const data = resultPrint(
    context,
    findings,
    { name: "Phạm Hữu Hùng", title: "Phó Chủ tịch" },
    TUESDAY,
  );
  const file = path.join(folder, "permit.pdf");
  writeFileSync(file, await printer.print("result", data, TUESDAY));
  await printer.close();
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" })
    .normalize("NFC")
    .replaceAll(/\s+/gu, " ");

  for (const said of [
    "GIẤY PHÉP NUÔI RỒNG",
    "Dragon permit",
    "RỒNG LỬA",
    "72,5 m², tại 10.77689; 106.70042",
    "The dragon stays off the street.",
  ])
    expect(text).toContain(said);
});

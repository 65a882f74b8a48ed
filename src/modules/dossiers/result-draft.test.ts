import { afterAll, beforeAll, expect, test } from "vitest";
import type { App, Edition } from "#app-kit";
import { dayIn } from "#kernel/calendar-day";
import { checkApp } from "#modules/specialist-apps";
import { groundwaterExtraction } from "../../../apps/groundwater-extraction/app.ts";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { editionOf } from "./deps.ts";
import { findingsOf } from "./finding-store.ts";
import { insertFinding } from "./finding-store.ts";
import {
  acceptDossier,
  type Dossier,
  numberResult,
  returnDossier,
  reviewDossier,
  workStep,
} from "./index.ts";
import { draftVersions, wordingAt } from "./result-draft.ts";
import { roundsOf } from "./rounds.ts";
import { historyOf } from "./store.ts";
import { wordChanges } from "./word-changes.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity([groundwaterExtraction]);
});
afterAll(() => city.db.close());

const hours = (count: number): Date => new Date(FRIDAY_MORNING.getTime() + count * 3_600_000);
const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });
const MEASURED = {
  measuredOn: "2025-04-25",
  well: "10.97302; 106.49318",
  level: 12.5,
  trialFlow: 60,
};
const FOUND = { aquiferFound: "Pleistocen", depthFound: 80, flowGranted: 50, yearsGranted: 5 };

async function worked(
  caller: Caller,
  dossier: Dossier,
  step: string,
  more: { readonly outcome: string; readonly answers: Readonly<Record<string, unknown>> },
  at: number,
): Promise<Dossier> {
  const act = { ...on(dossier), step, note: "", ...more };
  return value(await city.as(caller, (tx) => workStep(tx, hours(at), city.deps, caller, act)));
}

/** A well of Quận 1, accepted and measured; the expert opens the step now. */
async function measured(): Promise<Dossier> {
  const { lanTheReceiver: lan, haTheSpecialist: ha } = city;
  const filed = await city.file(groundwaterExtraction);
  const accepted = value(
    await city.as(lan, (tx) => acceptDossier(tx, hours(1), city.deps, lan, on(filed))),
  );
  return worked(ha, accepted, "measure", { outcome: "measured", answers: MEASURED }, 2);
}

const appraised = (dossier: Dossier, conditions: string, at: number): Promise<Dossier> =>
  worked(
    city.haTheSpecialist,
    dossier,
    "appraise",
    { outcome: "propose", answers: { ...FOUND, conditions } },
    at,
  );

const approve = async (dossier: Dossier, at: number): Promise<Dossier> =>
  value(
    await city.as(city.minhTheHead, (tx) =>
      reviewDossier(tx, hours(at), city.deps, city.minhTheHead, {
        ...on(dossier),
        decision: "approve",
        note: "",
      }),
    ),
  );

const sendBack = (caller: Caller, dossier: Dossier, to: string, reason: string, at = 9) =>
  city.as(caller, (tx) =>
    returnDossier(tx, hours(at), city.deps, caller, {
      ...on(dossier),
      from: dossier.step ?? "",
      to,
      reason,
    }),
  );

const editionFor = (dossier: Dossier): Edition =>
  editionOf(city.deps, dossier.appId, dossier.edition);

const findings = (dossier: Dossier) =>
  city.as(city.haTheSpecialist, (tx) => findingsOf(tx, dossier.tenantId, dossier.id));

const history = (dossier: Dossier) =>
  city.as(city.haTheSpecialist, (tx) => historyOf(tx, dossier.tenantId, dossier.id));

async function startedAt(dossier: Dossier) {
  return wordingAt({
    edition: editionFor(dossier),
    dossier,
    findings: await findings(dossier),
    agency: { name: "Quận 1", nameEn: "District 1" },
    on: dayIn(FRIDAY_MORNING),
  });
}

test("the expert begins with the template, filled with what is known, and goes on where the text was left", async () => {
  const dossier = await measured();
  const begun = String((await startedAt(dossier))["conditions"]);
  expect(begun).toMatch(/^Khai thác đúng vị trí, đúng \d+ giếng/u);
  expect(begun).not.toContain("{");
  const reviewed = await appraised(dossier, "Chỉ khai thác ban ngày.", 3);
  const back = value(await sendBack(city.minhTheHead, reviewed, "appraise", "Ghi rõ giờ", 4));
  expect(back.step).toBe("appraise");
  expect(await startedAt(back)).toMatchObject({ ...FOUND, conditions: "Chỉ khai thác ban ngày." });
});

test("every wording is a version with its author, and the head sees word by word what changed", async () => {
  const first = await appraised(await measured(), "Chỉ khai thác ban ngày.", 3);
  const back = value(await sendBack(city.minhTheHead, first, "appraise", "Ghi rõ giờ", 4));
  const second = await appraised(back, "Chỉ khai thác từ 6 giờ đến 18 giờ.", 5);
  const versions = draftVersions(editionFor(second), await findings(second));
  expect(versions.map(({ number, byName }) => [number, byName])).toEqual([
    [1, city.haTheSpecialist.actor.name],
    [2, city.haTheSpecialist.actor.name],
  ]);
  const [was, is] = versions.map((one) => one.texts.get("appraise.conditions") ?? "");
  expect(wordChanges(was ?? "", is ?? "")).toEqual([
    { kind: "same", text: "Chỉ khai thác " },
    { kind: "removed", text: "ban ngày." },
    { kind: "added", text: "từ 6 giờ đến 18 giờ." },
  ]);
});

test("what is signed is the version that the head agreed to: a wording that came in beside the process stops the number", async () => {
  const hung = city.hungTheLeader;
  const number = (dossier: Dossier) =>
    city.as(hung, (tx) => numberResult(tx, hours(8), city.deps, hung, on(dossier)));
  const agreed = await approve(await appraised(await measured(), "Chỉ ban ngày.", 3), 4);
  await city.as(city.haTheSpecialist, (tx) =>
    insertFinding(tx, hours(5), agreed, {
      step: "appraise",
      outcome: "propose",
      answers: { ...FOUND, conditions: "Không có điều kiện." },
      note: "",
      byName: "Ai đó",
    }),
  );
  expect(await number(agreed)).toEqual({ ok: false, error: "draft-changed" });
  const again = value(await sendBack(hung, agreed, "review", "Duyệt lại bản mới"));
  expect(await number(await approve(again, 10))).toMatchObject({ ok: true });
});

test("the leader sends back to a step of choice with a reason, and each round stands with who said what", async () => {
  const { hungTheLeader: hung } = city;
  const agreed = await approve(await appraised(await measured(), "Chỉ ban ngày.", 3), 4);
  const back = value(await sendBack(hung, agreed, "appraise", "Nêu rõ lưu lượng", 5));
  expect([back.step, back.holderId]).toEqual(["appraise", null]);
  await appraised(back, "Chỉ ban ngày, 50 m³.", 6);
  const rounds = roundsOf(await history(back));
  expect(rounds.map(({ entries }) => entries.map((one) => one.name))).toEqual([
    ["step-worked", "step-worked", "dossier-reviewed", "dossier-sent-back"],
    ["step-worked"],
  ]);
  expect(rounds[0]?.entries.at(-1)?.detail).toMatchObject({
    note: "Nêu rõ lưu lượng",
    from: "sign",
    to: "appraise",
  });
});

test("no way back without a reason, to a step that is not named, by another role, agency, or from an old screen", async () => {
  const { hungTheLeader: hung, haTheSpecialist: ha, specialistOfCuChi } = city;
  const agreed = await approve(await appraised(await measured(), "Chỉ ban ngày.", 3), 4);
  expect(await sendBack(hung, agreed, "appraise", "  ")).toEqual({
    ok: false,
    error: "reason-missing",
  });
  expect(await sendBack(hung, agreed, "receive", "Lý do")).toEqual({
    ok: false,
    error: "wrong-state",
  });
  for (const stranger of [ha, specialistOfCuChi])
    expect(await sendBack(stranger, agreed, "appraise", "Lý do")).toEqual({
      ok: false,
      error: "missing",
    });
  const old = { ...agreed, version: agreed.version - 1 };
  expect(await sendBack(hung, old, "appraise", "Lý do")).toEqual({ ok: false, error: "stale" });
  const plain = await city.dossierAt("review");
  expect(await sendBack(city.minhTheHead, plain, "examine", "Lý do")).toEqual({
    ok: false,
    error: "wrong-state",
  });
});

const altered = (change: (edition: Edition) => Partial<Edition>): App => ({
  ...groundwaterExtraction,
  editions: groundwaterExtraction.editions.map((one) => ({ ...one, ...change(one) })),
});
const complaints = async (app: App): Promise<string> =>
  (await checkApp(app)).map((problem) => problem.words.en).join("\n");

test("a template of nothing asked, of nothing printed or with unknown names, and a way back that the diagram lacks are found", async () => {
  const draft = groundwaterExtraction.editions[0]?.result.drafts?.[0];
  if (draft === undefined) throw new Error("the licence has no draft");
  const withDraft = (more: Partial<typeof draft>): Promise<string> =>
    complaints(
      altered(({ result }) => ({ result: { ...result, drafts: [{ ...draft, ...more }] } })),
    );
  expect(await withDraft({ field: "dragon" })).toContain("no text that a step asks");
  expect(await withDraft({ field: "depthFound" })).toContain("no text that a step asks");
  expect(
    await withDraft({ template: { vi: "Theo {appraise.depthFound}", en: "As {dragon}" } }),
  ).toMatch(/\{appraise\.depthFound\}, which nobody knows by then\n.*\{dragon\}/u);
  expect(
    await complaints(altered(({ result }) => ({ result: { ...result, drafts: [draft, draft] } }))),
  ).toContain("twice");
  expect(
    await complaints(altered(() => ({ returns: [{ at: "sign", to: ["measure"] }] }))),
  ).toContain("sends back from sign to measure, where no way leads");
});

test("words that stayed, came and went: nothing changed, all changed, and texts too long to compare", () => {
  expect(wordChanges("a b", "a b")).toEqual([{ kind: "same", text: "a b" }]);
  expect(wordChanges("", "mới")).toEqual([{ kind: "added", text: "mới" }]);
  const long = "chữ ".repeat(1600);
  expect(wordChanges(long, "khác").map((one) => one.kind)).toEqual(["removed", "added"]);
});

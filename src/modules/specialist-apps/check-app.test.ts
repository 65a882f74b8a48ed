import { expect, test } from "vitest";
import type { App, Edition, InternalProcedure } from "#app-kit";
import { drawn } from "../../../test/world/decision-table.ts";
import { constructionPermit } from "../../../apps/construction-permit/app.ts";
import { groundwaterExtraction } from "../../../apps/groundwater-extraction/app.ts";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { landUseChange } from "../../../apps/land-use-change/app.ts";
import { checkApp } from "./index.ts";

function altered(change: (edition: Edition) => Partial<Edition>): App {
  return {
    ...householdBusiness,
    editions: householdBusiness.editions.map((edition) => ({ ...edition, ...change(edition) })),
  };
}

const complaints = async (app: App): Promise<string> =>
  (await checkApp(app, [landUseChange])).map((problem) => problem.words.en).join("\n");

// R39, R42

test("registering a household business holds: form, process, papers, terms and samples of both editions", async () => {
  expect(await checkApp(householdBusiness)).toEqual([]);
});

test("a due date that the term does not give is found", async () => {
  const wrong = altered((edition) => ({
    samples: edition.samples.map((sample) =>
      sample.expect.kind === "accepted"
        ? { ...sample, expect: { ...sample.expect, dueAt: "2025-04-30T17:00:00+07:00" } }
        : sample,
    ),
  }));
  expect(await complaints(wrong)).toContain("not 2025-04-30T17:00:00+07:00");
});

test("a role nobody holds, a condition that is never true, a lost translation and a foreign schema are found", async () => {
  expect(
    await complaints(altered((e) => ({ process: e.process.replace('"head"', '"wizard"') }))),
  ).toContain("wizard");
  expect(
    await complaints(
      altered((e) => ({
        papers: e.papers.map((p) => ({ ...p, when: { field: "founder", equals: "king" } })),
      })),
    ),
  ).toContain("founder is king");
  expect(
    await complaints(
      altered((e) => ({
        papers: e.papers.map((p) => ({ ...p, kind: "library-card" as "citizen-card" })), // as a file brought by hand could
      })),
    ),
  ).toContain("library-card");
  expect(await complaints({ ...householdBusiness, title: { vi: "Đăng ký", en: " " } })).toContain(
    "lacks a language",
  );
  expect(await complaints(altered(() => ({ schema: { type: "object" } })))).toContain(
    "does not fit its form",
  );
  expect(
    await complaints(
      altered((e) => ({ process: e.process.replaceAll("bpmn:userTask", "bpmn:scriptTask") })),
    ),
  ).toContain("not run");
  expect(await complaints(altered(() => ({ samples: [] })))).toContain("has no sample");
});

test("a register that keeps what nobody asks, keeps a name twice, or finds people by what is no number is found", async () => {
  const kept = (record: Partial<Edition["result"]["record"]>): Promise<string> =>
    complaints(
      altered(({ result }) => ({ result: { ...result, record: { ...result.record, ...record } } })),
    );
  expect(await kept({ fields: ["businessName", "dragon"] })).toContain("keeps dragon");
  expect(await kept({ fields: ["businessName", "inspect.ward"] })).toContain("keeps inspect.ward");
  expect(await kept({ fields: ["businessName", "ward", "ward"], persons: [] })).toContain(
    "keeps ward twice",
  );
  expect(await kept({ fields: ["trades"], persons: [] })).toContain("by no text");
  expect(await kept({ persons: [{ name: "ownerName", citizenNumber: "ownerBornOn" }] })).toContain(
    "ownerBornOn, which its record has as no citizen-id",
  );
  expect(await kept({ persons: [{ name: "ownerPhone" }] })).toContain("ownerPhone");
});

/** Large shops pay more; the samples of the household business employ three. */
const byWorkers = (...rows: readonly (readonly string[])[]): string =>
  drawn({
    inputs: [{ label: "Số lao động", expression: "workers", type: "number", allowed: ">= 0" }],
    rows,
  });

test("a fee by decision table is proven by the samples, and a gap or a double is told in words", async () => {
  const withFee = (fee: string): App => altered(() => ({ rules: { fee } }));
  expect(await checkApp(withFee(byWorkers(["<= 5", "100000"], ["> 5", "200000"])))).toEqual([]);
  expect(await complaints(withFee(byWorkers(["<= 5", "90000"], ["> 5", "200000"])))).toContain(
    "costs 90000, not 100000",
  );
  expect(await complaints(withFee(byWorkers(["<= 5", "100000"], ["> 6", "200000"])))).toContain(
    "no row fits when Số lao động is greater than 5 and at most 6",
  );
  expect(await complaints(withFee(byWorkers(["<= 5", "100000"], [">= 5", "200000"])))).toContain(
    "rows 1, 2 all fit when Số lao động is equal to 5",
  );
  expect(await complaints(withFee(byWorkers(["> 3", "100000"])))).toContain("has no fee");
  expect(await complaints(withFee(byWorkers(["<= 5", "100000", ""], ["> 5", "1 / 0"])))).toContain(
    "divides by something that is no fixed number",
  );
});

const changed = (app: App, change: (edition: Edition) => Partial<Edition>): Promise<string> =>
  complaints({
    ...app,
    editions: app.editions.map((edition) => ({ ...edition, ...change(edition) })),
  });
const inProcess = (app: App, from: string, to: string): Promise<string> =>
  changed(app, (e) => ({ process: e.process.replaceAll(from, to) }));

test("a decision that is not there, is not told what it asks for, or leaves a flow undecided is found", async () => {
  const well = groundwaterExtraction;
  expect(await complaints(well)).toBe("");
  expect(await changed(well, () => ({ rules: {} }))).toContain(
    'asks for a decision "appraisal" that the edition does not have',
  );
  expect(await inProcess(well, "flow = answers.flow", "flow = answers.stream")).toContain(
    "tells the decision appraisal stream, which is not asked",
  );
  expect(await inProcess(well, "flow = answers.flow", "much = answers.flow")).toContain(
    "does not tell the decision appraisal its flow",
  );
  const text = well.editions[0]?.rules?.["appraisal"] ?? "";
  expect(
    await changed(well, () => ({ rules: { appraisal: text.replace("&gt;= 200", "&gt; 200") } })),
  ).toContain("is equal to 200");
  expect(
    await changed(well, () => ({ rules: { appraisal: text.replace("&lt; 200", "&lt;= 200") } })),
  ).toContain("rows 1, 2 all fit");
});

test("a called procedure that is nowhere, that nobody works, or that has a step of its caller is found", async () => {
  expect(await complaints(constructionPermit)).toBe("");
  expect(await changed(constructionPermit, () => ({ calls: [] }))).toContain(
    'calls "planning-extract" at planning, which is nowhere',
  );
  const called = (change: (one: InternalProcedure) => Partial<InternalProcedure>) =>
    changed(constructionPermit, (e) => ({
      calls: (e.calls ?? []).map((one) => ({ ...one, ...change(one) })),
    }));
  expect(await called(() => ({ work: [] }))).toContain(
    "says nothing of how the step take-extract is worked",
  );
  expect(
    await called((one) => ({ process: one.process.replaceAll("take-extract", "inspect") })),
  ).toContain("has a step inspect, as its caller has");
});

test("filling in from a register that is not there or finds nobody, a field that nobody asks or keeps, and another kind of answer are found", async () => {
  const filled = (from: string, fields: Readonly<Record<string, string>>): Promise<string> =>
    complaints(altered(() => ({ prefill: [{ from, fields }] })));
  expect(await filled("land-use-change", { ownerName: "ownerName", street: "site" })).toBe("");
  expect(await filled("dragons", { ownerName: "ownerName" })).toContain("dragons, no register");
  expect(await filled("land-use-change", { dragon: "ownerName" })).toContain("not asked");
  expect(await filled("land-use-change", { ownerName: "dragon" })).toContain("does not keep it");
  expect(await filled("land-use-change", { ownerBornOn: "ownerName" })).toContain("text, not date");
  expect(await filled("land-use-change", { founder: "change" })).toContain("not offered");
  expect(await filled("household-business", { members: "members" })).toContain("repeats");
  const nameless = altered(({ result }) => ({
    prefill: [{ from: "household-business", fields: { ownerName: "ownerName" } }],
    result: { ...result, record: { ...result.record, persons: [{ name: "ownerName" }] } },
  }));
  expect(await complaints(nameless)).toContain("finds nobody by a citizen number");
});

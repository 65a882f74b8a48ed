import { expect, test } from "vitest";
import { type App, type Edition, workingDays } from "#app-kit";
import { parseDefinition } from "#engines/workflow";
import { demoAgencies, demoOfficials, keepsRecords } from "#modules/organisation";
import { checkApp, checkLinked, readEdition } from "#modules/specialist-apps";
import { APPS } from "./apps.ts";

// R17, R39

test.each(APPS.map((app) => [app.title.vi, app] as const))(
  "%s holds: form, process, papers, terms, fee, print and samples of every edition",
  async (_, app) => {
    expect(await checkApp(app, APPS)).toEqual([]);
  },
);

test("every edition fits the schema of editions, so that it can be forked and edited on screen", () => {
  for (const edition of APPS.flatMap((app) => app.editions))
    expect(readEdition(JSON.parse(JSON.stringify(edition)))).toEqual({ ok: true, value: edition });
});

test("no two procedures share an address, a code or a register of results", () => {
  const registers = APPS.flatMap((app) => [
    ...new Set(app.editions.map((one) => one.result.register)),
  ]);
  for (const names of [APPS.map((one) => one.id), APPS.map((one) => one.procedureCode), registers])
    expect(new Set(names).size).toBe(names.length);
});

test("every agency that decides a procedure exists and has a desk, and every agency that is asked has records and a specialist", () => {
  for (const app of APPS) {
    const desks = demoAgencies().filter((one) => one.kind === app.ownerKind && one.isOneStop);
    expect(desks.map((one) => one.slug)).toEqual(expect.arrayContaining([...(app.owners ?? [])]));
    expect(desks.length).toBeGreaterThan(0);
    const asked = app.editions
      .flatMap((edition) => edition.consults ?? [])
      .flatMap((one) => one.agencies);
    const everyone = demoAgencies().filter(keepsRecords);
    for (const slug of asked)
      expect(demoOfficials()).toContainEqual(
        expect.objectContaining({ agencySlug: slug, role: "specialist" }),
      );
    expect(everyone.map((one) => one.slug)).toEqual(expect.arrayContaining(asked));
  }
});

test("a signature that cannot be given leads back to the signer in every process that waits for one", async () => {
  for (const edition of APPS.flatMap((app) => app.editions)) {
    const process = await parseDefinition(edition.process);
    const nodes = process.ok ? [...process.value.nodes.values()] : [];
    const waiting = nodes.find((node) => node.message === "signed");
    const caught = nodes.find((node) => node.attachedTo === waiting?.id);
    expect([edition.source.document, waiting?.id, caught?.errorCode]).toEqual([
      edition.source.document,
      "await-signature",
      "unsigned",
    ]);
    const flows = process.ok ? process.value.flows : undefined;
    expect(caught?.outgoing.map((id) => flows?.get(id)?.target)).toEqual(["sign"]);
  }
});

test("linked procedures fit together: parts, terms, answers and papers", async () => {
  expect(await checkLinked(APPS)).toEqual([]);
  const words = async (change: (app: App) => Partial<App>): Promise<string> =>
    (await checkLinked(APPS.map((app) => ({ ...app, ...change(app) }))))
      .map((problem) => problem.words.en)
      .join("; ");
  const inEdition =
    (id: string, change: (edition: Edition) => Partial<Edition>) =>
    (app: App): Partial<App> =>
      app.id === id
        ? { editions: app.editions.map((edition) => ({ ...edition, ...change(edition) })) }
        : {};
  const { processing } = { processing: workingDays(11) };
  expect(
    await words(
      inEdition("mai-tang-phi-tham-tra", ({ clock }) => ({ clock: { ...clock, processing } })),
    ),
  ).toBe(
    "is not due after working-days:11, as its procedure is; has sub-terms longer than what the applicant is promised",
  );
  expect(
    await words(
      inEdition("mai-tang-phi-quyet-dinh", ({ papers }) => ({
        papers: papers.map((paper) => ({ ...paper, id: `${paper.id}-2` })),
      })),
    ),
  ).toContain("never gets ban-khai-2");
  expect(
    await words((app) => (app.id === "mai-tang-phi-tham-tra" ? { partOf: "khai-sinh" } : {})),
  ).toContain("hands district to mai-tang-phi-tham-tra, which is no part of it");
});

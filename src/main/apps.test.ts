import { expect, test } from "vitest";
import { parseDefinition } from "#engines/workflow";
import { demoAgencies, demoOfficials, keepsRecords } from "#modules/organisation";
import { checkApp, readEdition } from "#modules/specialist-apps";
import { APPS } from "./apps.ts";

// R17, R39

test.each(APPS.map((app) => [app.title.vi, app] as const))(
  "%s holds: form, process, papers, terms, fee, print and samples of every edition",
  async (_, app) => {
    expect(await checkApp(app)).toEqual([]);
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

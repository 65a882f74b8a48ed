import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answers } from "#app-kit";
import { amendRecord, enterRecords, recordById } from "#engines/records";
import { day, dayIn } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { viewsOfPerson } from "#modules/access-log";
import { withApplicant, withDoor, withTenant } from "#platform/database";
import { constructionPermit } from "../../../apps/construction-permit/app.ts";
import { landUseChange } from "../../../apps/land-use-change/app.ts";
import { knownRecords } from "../../../test/world/known-records.ts";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { consentsOf } from "./consent-store.ts";
import { type Draft, draftByPublicId, saveAnswers } from "./draft-store.ts";
import { originsOf } from "./known-records.ts";
import { startDraft } from "./start-draft.ts";
import {
  agreeToSearch,
  fillFromRecord,
  type RecordDeps,
  recordsFor,
  takeRecordsBack,
} from "./use-known-record.ts";

const LATER = new Date("2025-05-12T02:00:00Z");
const QUAN = "079085000417";
const HOA = "079190002365";
/** Accounts: Quân as the national identity knows him, one that typed his number, and Hoa's. */
const TYPED = "01900000-0000-7000-8000-0000000000d1";
const HERS = "01900000-0000-7000-8000-0000000000d2";
let city: OneStopCity;
let deps: RecordDeps;
let quan: string;
/** Quân's plot in Củ Chi, its corrected neighbour, a revoked one, and Hoa's. */
let plot: string, corrected: string, revoked: string, hersToo: string;

beforeAll(async () => {
  city = await openOneStopCity([constructionPermit, landUseChange]);
  deps = { dossiers: city.deps, records: knownRecords(city.registers) };
  quan = city.quan.accountId;
  await withDoor(city.db, "sign_in", async (tx) => {
    for (const [id, number] of [
      [TYPED, QUAN],
      [HERS, HOA],
    ])
      await tx.rows(
        `INSERT INTO identity.account (id, kind, login, name, citizen_id, is_demo, created_at)
         VALUES ($1, 'applicant', $2, 'Người dân', $3, false, $4)`,
        [id, id, number, FRIDAY_MORNING],
      );
    await tx.rows(`UPDATE identity.account SET citizen_id = $2 WHERE id = $1`, [quan, QUAN]);
    for (const id of [quan, HERS])
      await tx.rows(
        `INSERT INTO identity.linked_identity (issuer, subject, account_id, linked_at)
         VALUES ('https://dinh-danh.example', $1, $2, $3)`,
        [id, id, FRIDAY_MORNING],
      );
  });
  plot = await issued("01/XN-ĐKĐĐ", QUAN, "Trần Minh Quân", "thửa 15, tờ 7");
  corrected = await issued("02/XN-ĐKĐĐ", QUAN, "Trần Minh Quân", "thửa 16, tờ 7");
  await amended(corrected, "corrected", { plotNumber: "thửa 61, tờ 7" });
  revoked = await issued("03/XN-ĐKĐĐ", QUAN, "Trần Minh Quân", "thửa 17, tờ 7");
  await amended(revoked, "revoked", {});
  hersToo = await issued("04/XN-ĐKĐĐ", HOA, "Bùi Thị Hoa", "thửa 18, tờ 7");
});
afterAll(() => city.db.close());

const type = () => {
  const found = city.registers.ofType("land-use-change")?.type;
  if (found === undefined) throw new Error("no register");
  return found;
};
const by = { ref: "official:x", name: "Văn thư Củ Chi" };
const ofCuChi = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(city.db, { tenantIds: [city.cuChi], actor: { kind: "system", job: "outbox" } }, work);

async function issued(number: string, citizen: string, name: string, plotNumber: string) {
  const id = uuidv7(FRIDAY_MORNING.getTime());
  const content: Answers = {
    plotNumber,
    ownerName: name,
    ownerCitizenId: citizen,
    ownerAddress: "5 Tỉnh lộ 8, Củ Chi",
    landCertificate: "CH 01234",
    plotArea: 120.5,
    site: "Ấp 3, Tân Thạnh Đông",
    change: "transfer",
  };
  await ofCuChi((tx) =>
    enterRecords(tx, type(), { originKind: "dossier", act: "issued", ...by }, [
      {
        id,
        originId: uuidv7(FRIDAY_MORNING.getTime()),
        number,
        issuedOn: dayIn(FRIDAY_MORNING),
        content,
        persons: [{ kind: "citizen-number", value: citizen }],
        recordedAt: FRIDAY_MORNING,
      },
    ]),
  );
  return id;
}

async function amended(id: string, state: "corrected" | "revoked", more: Answers): Promise<void> {
  await ofCuChi(async (tx) => {
    const before = await recordById(tx, city.cuChi, id);
    if (before === undefined) throw new Error("no record");
    await amendRecord(tx, LATER, type(), {
      before,
      by,
      change: {
        act: state,
        decision: "9/QĐ",
        state,
        number: before.number,
        content: { ...before.content, ...more },
        persons: [{ kind: "citizen-number", value: QUAN }],
        validFrom: day("2025-05-01"),
      },
    });
  });
}

const person = (accountId: string) =>
  ({ kind: "applicant", accountId, name: "Trần Minh Quân" }) as const;
const inDistrict1 = <T>(work: Parameters<typeof withTenant<T>>[2], accountId = quan) =>
  withTenant(city.db, { tenantIds: [city.district1], actor: person(accountId) }, work);
/** Of a house in Quận 1. */
const drafted = (accountId = quan): Promise<Draft> =>
  inDistrict1(
    (tx) => startDraft(tx, LATER, { app: constructionPermit, tenantId: city.district1, accountId }),
    accountId,
  );
const agree = (draft: Draft, accountId = quan) =>
  agreeToSearch(city.db, LATER, deps, person(accountId), draft);
const search = (draft: Draft, accountId = quan) =>
  recordsFor(city.db, LATER, deps, person(accountId), draft.publicId);
const fill = (draft: Draft, recordId = plot, accountId = quan) =>
  fillFromRecord(city.db, LATER, deps, person(accountId), { draftId: draft.publicId, recordId });
const takeBack = (draft: Draft, accountId = quan) =>
  takeRecordsBack(city.db, LATER, person(accountId), draft);
const consents = (draft: Draft) =>
  inDistrict1((tx) => consentsOf(tx, city.district1, draft.id), draft.accountId);
const now = async (draft: Draft): Promise<Draft> => {
  const found = await inDistrict1((tx) => draftByPublicId(tx, draft.publicId), draft.accountId);
  if (found === undefined) throw new Error("no draft");
  return found;
};
const looks = (accountId = quan) =>
  withApplicant(city.db, { tenantIds: [], actor: person(accountId) }, (tx) =>
    viewsOfPerson(tx, accountId, { limit: 50 }),
  );
const leaves = async () => {
  const counted = (tenantId: string) =>
    withTenant(city.db, { tenantIds: [tenantId], actor: person(quan) }, (tx) =>
      tx.rows<{ action: string }>(
        `SELECT action FROM audit.leaf WHERE tenant_id = $1 AND action ~ '^record' ORDER BY id`,
        [tenantId],
      ),
    );
  return [...(await counted(city.district1)), ...(await counted(city.cuChi))].length;
};

test("until Quân agrees no register is opened: nothing is found, filled in, or in any log", async () => {
  const draft = await drafted();
  const before = await leaves();
  expect(await search(draft)).toEqual({ ok: false, error: "no-consent" });
  expect(await fill(draft)).toEqual({ ok: false, error: "no-consent" });
  expect(await leaves()).toBe(before);
  expect(await looks()).toEqual([]);
  expect((await now(draft)).answers).toEqual({});
});

test("with his consent Quân finds his plots in Củ Chi as they stand today; a revoked one is not offered, nor is Hoa's", async () => {
  const draft = await drafted();
  value(await agree(draft));
  value(await agree(draft));
  expect((await consents(draft)).map((one) => [one.kind, one.target])).toEqual([
    ["register-search", "land-use-change"],
  ]);
  const { offered } = value(await search(draft));
  expect(
    offered.map(({ record, answers }) => [record.number, record.state, answers["plotNumber"]]),
  ).toEqual(
    expect.arrayContaining([
      ["01/XN-ĐKĐĐ", "valid", "thửa 15, tờ 7"],
      ["02/XN-ĐKĐĐ", "corrected", "thửa 61, tờ 7"],
    ]),
  );
  expect(offered).toHaveLength(2);
  expect(offered[0]?.record.agencyName).toContain("Củ Chi");
  expect(await looks()).toEqual([]);
});

test("what he chooses is filled in with its source, stays his to change, and is a line in his log at the agency that keeps it and the one that receives it", async () => {
  const draft = await drafted();
  value(await agree(draft));
  value(await fill(draft));
  const filled = await now(draft);
  expect(filled.answers).toEqual({
    ownerName: "Trần Minh Quân",
    ownerCitizenId: QUAN,
    ownerAddress: "5 Tỉnh lộ 8, Củ Chi",
    landCertificate: "CH 01234",
    plotNumber: "thửa 15, tờ 7",
    plotArea: 120.5,
    site: "Ấp 3, Tân Thạnh Đông",
  });
  const lines = (await looks()).filter((one) => one.thing === "prefill");
  expect(lines.map((one) => one.tenantId).toSorted()).toEqual(
    [city.district1, city.cuChi].toSorted(),
  );
  for (const line of lines)
    expect(line).toMatchObject({
      right: "consent",
      subjectCode: "01/XN-ĐKĐĐ",
      positionTitle: constructionPermit.title.vi,
    });
  await inDistrict1((tx) => saveAnswers(tx, LATER, filled, { ...filled.answers, plotArea: 121 }));
  const origins = originsOf(await consents(draft), (await now(draft)).answers);
  expect(origins.get("plotArea")).toMatchObject({
    isChanged: true,
    consent: { fromCode: "01/XN-ĐKĐĐ", fromTenantId: city.cuChi },
  });
  expect(origins.get("plotNumber")?.isChanged).toBe(false);
});

test("another choice takes the place of the first; consent taken back takes out what was left as it was, and closes the registers again", async () => {
  const draft = await drafted();
  value(await agree(draft));
  value(await fill(draft));
  value(await fill(draft, corrected));
  expect((await now(draft)).answers["plotNumber"]).toBe("thửa 61, tờ 7");
  expect((await consents(draft)).map((one) => one.fromCode).toSorted()).toEqual(["", "02/XN-ĐKĐĐ"]);

  const filled = await now(draft);
  await inDistrict1((tx) =>
    saveAnswers(tx, LATER, filled, { ...filled.answers, site: "12 Đồng Khởi" }),
  );
  value(await takeBack(draft));
  expect((await now(draft)).answers).toEqual({ site: "12 Đồng Khởi" });
  expect(await consents(draft)).toEqual([]);
  expect(await search(draft)).toEqual({ ok: false, error: "no-consent" });
  expect(await fill(draft)).toEqual({ ok: false, error: "no-consent" });
});

test("a number that was only typed finds nothing, though its holder agrees", async () => {
  const draft = await drafted(TYPED);
  value(await agree(draft, TYPED));
  const before = await leaves();
  expect(await search(draft, TYPED)).toEqual({ ok: false, error: "unproven" });
  expect(await fill(draft, plot, TYPED)).toEqual({ ok: false, error: "unproven" });
  expect(await leaves()).toBe(before);
  expect(await looks(TYPED)).toEqual([]);
});

test("neither a revoked result nor somebody else's fills in a form, and nobody agrees, fills in or takes back in another's draft", async () => {
  const draft = await drafted();
  value(await agree(draft));
  for (const other of [revoked, hersToo, "khong-co"])
    expect(await fill(draft, other)).toEqual({ ok: false, error: "missing" });
  expect(await fill(draft, plot, HERS)).toEqual({ ok: false, error: "missing" });
  expect(await search(draft, HERS)).toEqual({ ok: false, error: "missing" });
  expect(await agree(draft, HERS)).toEqual({ ok: false, error: "missing" });
  expect(await takeBack(draft, HERS)).toEqual({ ok: false, error: "missing" });
  expect((await now(draft)).answers).toEqual({});
  expect(await consents(draft)).toHaveLength(1);
});

test("once submitted nothing is searched, filled in or taken back; an agency that does not receive the dossier finds no consent", async () => {
  const publicId = await city.fileDraft(constructionPermit);
  const draft = await now({ publicId, accountId: quan } as Draft); // only these two are read
  value(await agree(draft));
  value(await fill(draft));
  value(await city.submit(publicId));
  expect(await search(draft)).toEqual({ ok: false, error: "missing" });
  expect(await fill(draft)).toEqual({ ok: false, error: "missing" });
  expect(await takeBack(draft)).toEqual({ ok: false, error: "missing" });
  const kept = await withTenant(city.db, city.haTheSpecialist, (tx) =>
    consentsOf(tx, city.district1, draft.id),
  );
  expect(kept.map((one) => one.kind).toSorted()).toEqual(["prefill", "register-search"]);
  expect(
    await withTenant(city.db, city.specialistOfCuChi, (tx) =>
      consentsOf(tx, city.district1, draft.id),
    ),
  ).toEqual([]);
});

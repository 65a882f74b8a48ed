import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { viewsOfPerson } from "#modules/access-log";
import { withApplicant, withTenant } from "#platform/database";
import {
  createDiskStore,
  fileOf,
  filesOf,
  type FileStore,
  keepBytes,
  recordFile,
  removeFile,
} from "#platform/files";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { consentsOf } from "./consent-store.ts";
import type { Dossier } from "./dossier.ts";
import { type Draft, draftByPublicId } from "./draft-store.ts";
import { knownPapersFor, reusePaper, takeConsentBack } from "./reuse-paper.ts";
import { startDraft } from "./start-draft.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-reuse-"));
const LATER = new Date("2025-05-12T02:00:00Z");
const CARD = "%PDF-1.7 căn cước của Quân";
let city: OneStopCity;
let store: FileStore;
let earlier: Dossier;
/** Public id of the card given with the earlier dossier in Quận 1. */
let card: string;

beforeAll(async () => {
  city = await openOneStopCity();
  store = createDiskStore(folder, Buffer.alloc(32, 7));
  const publicId = await city.draft();
  const kept = await keepBytes(store, city.district1, Buffer.from(CARD), {
    name: "can-cuoc.pdf",
    type: "application/pdf",
    pages: 2,
  });
  const quan = { kind: "applicant", ...city.quan } as const;
  const scope = { tenantIds: [city.district1], actor: quan };
  const id = await withTenant(city.db, scope, async (tx) => {
    const draft = await draftByPublicId(tx, publicId);
    return recordFile(tx, FRIDAY_MORNING, kept, {
      subjectKind: "dossier",
      subjectId: draft?.id ?? "",
      slot: "can-cuoc",
      applicantId: city.quan.accountId,
    });
  });
  earlier = value(await city.submit(publicId));
  const file = await mine((tx) => fileOf(tx, "dossier", earlier.id, id));
  card = file?.publicId ?? "";
});
afterAll(async () => {
  await city.db.close();
  rmSync(folder, { recursive: true });
});

const mine = <T>(work: Parameters<typeof withApplicant<T>>[2], accountId = city.quan.accountId) =>
  withApplicant(
    city.db,
    { tenantIds: [], actor: { kind: "applicant", accountId, name: "Quân" } },
    work,
  );
const inTenant = <T>(tenantId: string, work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(city.db, { tenantIds: [tenantId], actor: { kind: "applicant", ...city.quan } }, work);
const draftIn = (tenantId: string, accountId = city.quan.accountId): Promise<Draft> =>
  inTenant(tenantId, (tx) =>
    startDraft(tx, LATER, { app: householdBusiness, tenantId, accountId }),
  );
const agree = (draft: Draft, slot = "can-cuoc", file = card, accountId = city.quan.accountId) =>
  reusePaper(
    city.db,
    LATER,
    { dossiers: city.deps, store },
    { kind: "applicant", accountId, name: "Trần Minh Quân" },
    { draftId: draft.publicId, slot, file },
  );
const filesIn = (draft: Draft) =>
  inTenant(draft.tenantId, (tx) => filesOf(tx, "dossier", draft.id));
const leaves = (tenantId: string, action: string) =>
  inTenant(tenantId, (tx) =>
    tx.rows(`SELECT id FROM audit.leaf WHERE tenant_id = $1 AND action = $2`, [tenantId, action]),
  );
const looks = () => mine((tx) => viewsOfPerson(tx, city.quan.accountId, { limit: 50 }));

test("Quân is offered the card he gave in Quận 1 for a second business in Củ Chi; until he agrees nothing is read, copied or logged", async () => {
  const draft = await draftIn(city.cuChi);
  const offered = await mine((tx) => knownPapersFor(tx, city.deps, draft));
  expect(
    offered.get("can-cuoc")?.map((one) => [one.dossier.code, one.file.publicId]),
  ).toContainEqual([earlier.code, card]);
  expect(await filesIn(draft)).toEqual([]);
  expect(await leaves(city.district1, "paper-passed-with-consent")).toEqual([]);
  expect(await looks()).toEqual([]);
});

test("with his consent the card lies in Củ Chi under its own key, the log of both says so, and so does his own", async () => {
  const draft = await draftIn(city.cuChi);
  value(await agree(draft));

  const [file] = await filesIn(draft);
  expect(file).toMatchObject({ slot: "can-cuoc", name: "can-cuoc.pdf", pages: 2 });
  expect(await textOf(await store.open(city.cuChi, file?.sha256 ?? ""))).toBe(CARD);
  const consents = await inTenant(city.cuChi, (tx) => consentsOf(tx, city.cuChi, draft.id));
  expect(consents).toEqual([
    expect.objectContaining({
      kind: "paper",
      target: "can-cuoc",
      fileId: file?.id,
      fromCode: earlier.code,
      fromTenantId: city.district1,
      agreedAt: LATER,
    }),
  ]);
  expect(await leaves(city.district1, "paper-passed-with-consent")).toHaveLength(1);
  expect(await leaves(city.cuChi, "paper-reused")).toHaveLength(1);
  expect((await looks())[0]).toMatchObject({
    thing: "reuse",
    right: "consent",
    subjectCode: earlier.code,
    positionTitle: householdBusiness.title.vi,
  });
});

test("a consent taken back takes the paper with it; once submitted, nothing is taken any more", async () => {
  const draft = await draftIn(city.cuChi);
  value(await agree(draft));
  const [file] = await filesIn(draft);
  await inTenant(city.cuChi, async (tx) => {
    await takeConsentBack(tx, LATER, draft, file?.id ?? "");
    await removeFile(tx, LATER, "dossier", draft.id, file?.id ?? "");
  });
  expect(await filesIn(draft)).toEqual([]);
  expect(await inTenant(city.cuChi, (tx) => consentsOf(tx, city.cuChi, draft.id))).toEqual([]);
  expect(await leaves(city.cuChi, "paper-reuse-revoked")).toHaveLength(1);

  const submitted = await inTenant(city.district1, (tx) => draftByPublicId(tx, earlier.publicId));
  if (submitted === undefined) throw new Error("no draft");
  expect(await agree(submitted)).toEqual({ ok: false, error: "missing" });
});

test("a stranger gets none of Quân's papers, not into a draft of their own and not into his; nor does a paper go where it does not fit", async () => {
  const hoa = "01900000-0000-7000-8000-0000000000cc";
  const hers = await draftIn(city.cuChi, hoa);
  const his = await draftIn(city.cuChi);
  const before = await leaves(city.district1, "paper-passed-with-consent");

  expect(await agree(hers, "can-cuoc", card, hoa)).toEqual({ ok: false, error: "missing" });
  expect(await agree(his, "can-cuoc", card, hoa)).toEqual({ ok: false, error: "missing" });
  expect(await agree(hers)).toEqual({ ok: false, error: "missing" });
  expect(await agree(his, "hop-dong-thue")).toEqual({ ok: false, error: "missing" });
  expect(await agree(his, "can-cuoc", "khong-co")).toEqual({ ok: false, error: "missing" });

  expect((await mine((tx) => knownPapersFor(tx, city.deps, hers), hoa)).get("can-cuoc")).toEqual(
    [],
  );
  expect([...(await filesIn(hers)), ...(await filesIn(his))]).toEqual([]);
  expect(await leaves(city.district1, "paper-passed-with-consent")).toEqual(before);
});

test("an official of Củ Chi finds no consent of a dossier in Quận 1, and a paper in a draft is nobody else's yet", async () => {
  const draft = await draftIn(city.district1);
  value(await agree(draft));
  const seen = await withTenant(city.db, city.specialistOfCuChi, (tx) =>
    consentsOf(tx, city.district1, draft.id),
  );
  expect(seen).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { publicId } from "#kernel/ids";
import { clocksOf } from "#modules/deadlines";
import {
  acceptDossier,
  countersBetween,
  countersFromEvents,
  dossierByPublicId,
  draftByPublicId,
  saveAnswers,
  takenInFacts,
} from "#modules/dossiers";
import { tenantIdOf } from "#modules/tenancy";
import { withApplicant, withDoor, withTenant } from "#platform/database";
import { recordFile } from "#platform/files";
import type { Session } from "#platform/http";
import { householdBusiness } from "../../../apps/household-business/app.ts";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { beginEntry, type Entry, type EntryForm, submitEntry } from "./index.ts";
import { entriesOfDesk, entryByPublicId } from "./store.ts";

let city: OneStopCity;
let receiverOfTanBinh: Caller;
beforeAll(async () => {
  city = await openOneStopCity();
  receiverOfTanBinh = await callerOf(city.db, "tiepnhan.tan-binh");
});
afterAll(() => city.db.close());

const JULY = new Date("2025-07-02T03:00:00Z");
const HOA = { citizenId: "079190002365", name: "Bùi Thị Hoa", phone: "0907654321", email: "" };

function sessionOf(caller: Caller): Session {
  return {
    id: caller.actor.officialId,
    accountId: caller.actor.officialId,
    kind: "official",
    name: caller.actor.name,
    ...caller,
    agencyName: "",
    title: "",
    steppedUpAt: undefined,
  };
}
const formOf = (change: Partial<EntryForm> = {}): EntryForm => ({
  key: publicId(),
  agencySlug: "quan-1",
  person: HOA,
  channel: "desk",
  postedOn: undefined,
  arrivedAt: undefined,
  replyAddress: "",
  ...change,
});
const begin = (form: EntryForm, caller: Caller = city.lanTheReceiver, now = FRIDAY_MORNING) =>
  beginEntry(city.db, now, sessionOf(caller), householdBusiness, form);

/** Fills in what the form asks, as the pages do, and submits. */
async function entered(entry: Entry, caller = city.lanTheReceiver, now = FRIDAY_MORNING) {
  const there = { actor: caller.actor, tenantIds: [entry.tenantId] };
  const sample = householdBusiness.editions.findLast((one) => one.inForceFrom <= "2025-04-25")
    ?.samples[0];
  await withTenant(city.db, there, async (tx) => {
    const draft = await draftByPublicId(tx, entry.publicId);
    if (draft === undefined || sample === undefined) throw new Error("nothing to fill in");
    await saveAnswers(tx, now, draft, sample.answers);
    for (const slot of sample.papers)
      await recordFile(tx, now, PAPER, {
        subjectKind: "dossier",
        subjectId: draft.id,
        slot,
        applicantId: draft.accountId,
      });
  });
  return withTenant(city.db, there, (tx) => submitEntry(tx, now, city.deps, entry));
}
const PAPER = {
  sha256: "cd".repeat(32),
  sizeBytes: 1000,
  type: "application/pdf",
  name: "căn cước.pdf",
  pages: 1,
  scan: "clean",
} as const;

test("Lan enters Hoa's dossier at the counter and accepts it in the same sitting; Hoa sees it once she comes", async () => {
  const entry = value(await begin(formOf()));
  const dossier = value(await entered(entry));
  expect(dossier).toMatchObject({
    channel: "desk",
    takenBy: null,
    state: "submitted",
    applicantName: "Bùi Thị Hoa",
    publicId: entry.publicId,
  });
  const accepted = value(
    await city.as(city.lanTheReceiver, (tx) =>
      acceptDossier(tx, FRIDAY_MORNING, city.deps, city.lanTheReceiver, {
        publicId: dossier.publicId,
        version: dossier.version,
      }),
    ),
  );
  expect(accepted.state).toBe("received");

  const hoa = { kind: "applicant", accountId: entry.accountId, name: HOA.name } as const;
  const seen = await withApplicant(city.db, { tenantIds: [], actor: hoa }, (tx) =>
    dossierByPublicId(tx, entry.publicId),
  );
  expect(seen?.code).toBe(dossier.code);
  const again = value(await begin(formOf()));
  expect(again.accountId).toBe(entry.accountId);
});

test("an account that somebody registered under Hoa's number is not hers, and another name under the number is asked about", async () => {
  const number = "079185001234";
  await withDoor(city.db, "sign_in", (tx) =>
    tx.write(
      `INSERT INTO identity.account (id, kind, login, name, citizen_id, password_hash, is_demo, created_at)
       VALUES ('01900000-0000-7000-8000-00000000abcd', 'applicant', 'gia.mao', 'Kẻ Mạo Danh', $1, 'x', false, now())`,
      [number],
    ),
  );
  const person = { ...HOA, citizenId: number, name: "Đỗ Văn Tám" };
  const entry = value(await begin(formOf({ person })));
  expect(entry.accountId).not.toBe("01900000-0000-7000-8000-00000000abcd");
  expect(await begin(formOf({ person: { ...person, name: "Đỗ Văn Chín" } }))).toEqual({
    ok: false,
    error: "other-name",
  });
  expect((await begin(formOf({ person: { ...person, name: "do van tam" } }))).ok).toBe(true);
});

test("the form sent twice gives one entry, and submitting twice one dossier", async () => {
  const form = formOf();
  const [one, other] = await Promise.all([begin(form), begin(form)]);
  expect(value(one).id).toBe(value(other).id);
  const dossier = value(await entered(value(one)));
  const again = await withTenant(
    city.db,
    { actor: city.lanTheReceiver.actor, tenantIds: [city.district1] },
    (tx) => submitEntry(tx, JULY, city.deps, value(one)),
  );
  expect(value(again).code).toBe(dossier.code);
});

test("what came by post on Thursday and is entered on Friday runs from Thursday", async () => {
  const arrivedAt = new Date("2025-04-24T02:00:00Z");
  const post = {
    channel: "post",
    postedOn: day("2025-04-22"),
    arrivedAt,
    replyAddress: "12 Nguyễn Bỉnh Khiêm, Đa Kao, Quận 1",
  } as const;
  const dossier = value(await entered(value(await begin(formOf(post)))));
  expect(dossier).toMatchObject({ channel: "post", submittedAt: arrivedAt });
  const [clock] = await city.as(city.lanTheReceiver, (tx) => clocksOf(tx, "dossier", dossier.id));
  expect(clock?.startedAt).toEqual(arrivedAt);

  const wrong = async (change: Partial<EntryForm>) => begin(formOf({ ...post, ...change }));
  expect(await wrong({ postedOn: day("2025-04-25") })).toMatchObject({ error: "posted-on" });
  expect(await wrong({ arrivedAt: JULY })).toMatchObject({ error: "arrived-at" });
  expect(await wrong({ replyAddress: "" })).toMatchObject({ error: "address" });
});

test("a specialist, and a receiver of a delegation for other procedures, enter nothing", async () => {
  expect(await begin(formOf(), city.haTheSpecialist)).toEqual({ ok: false, error: "missing" });
  const limited = { ...sessionOf(city.lanTheReceiver), appIds: ["cap-khai-sinh"] };
  expect(await beginEntry(city.db, FRIDAY_MORNING, limited, householdBusiness, formOf())).toEqual({
    ok: false,
    error: "missing",
  });
});

// R16
test("in April the desk of Tân Bình takes in nothing for Quận 1; from 1 July 2025 it does", async () => {
  expect(await begin(formOf(), receiverOfTanBinh)).toEqual({ ok: false, error: "no-rule" });
  const lastDay = new Date("2025-06-30T09:00:00Z");
  expect(await begin(formOf(), receiverOfTanBinh, lastDay)).toEqual({
    ok: false,
    error: "no-rule",
  });
  expect((await begin(formOf(), receiverOfTanBinh, JULY)).ok).toBe(true);
});

// R16
test("what Tân Bình took in lies with Quận 1 and counts there; Tân Bình follows code, state and day, and a third desk nothing", async () => {
  const entry = value(await begin(formOf(), receiverOfTanBinh, JULY));
  const dossier = value(await entered(entry, receiverOfTanBinh, JULY));
  expect(dossier.tenantId).toBe(city.district1);
  expect(dossier.takenBy).toBe(receiverOfTanBinh.actor.agencyId);
  expect(dossier.code).toMatch(/^000\.01\.01\.H29-250702-/u);

  const { tenantIds, actor } = receiverOfTanBinh;
  const list = await withTenant(city.db, receiverOfTanBinh, (tx) =>
    entriesOfDesk(tx, tenantIds, { forOthers: true, limit: 10 }),
  );
  expect(list.map((one) => one.id)).toContain(entry.id);
  const facts = (desk: { agencyId: string; tenantIds: readonly string[] }) =>
    withDoor(city.db, "intake", (tx) => takenInFacts(tx, desk, [entry]));
  expect(await facts({ agencyId: actor.agencyId, tenantIds })).toEqual([
    {
      id: dossier.id,
      code: dossier.code,
      state: "submitted",
      promisedAt: dossier.answerDueAt,
      isAccepted: false,
    },
  ]);
  const cuChi = city.specialistOfCuChi;
  expect(await facts({ agencyId: cuChi.actor.agencyId, tenantIds: cuChi.tenantIds })).toEqual([]);
  for (const other of [cuChi, city.lanTheReceiver])
    expect(
      await withTenant(city.db, other, (tx) =>
        entryByPublicId(tx, other.tenantIds, entry.publicId),
      ),
    ).toBeUndefined();
  expect(
    await withTenant(city.db, receiverOfTanBinh, (tx) => dossierByPublicId(tx, entry.publicId)),
  ).toBeUndefined();

  const [kept, derived] = await withDoor(city.db, "counters", async (tx) => [
    await countersBetween(tx, "2025-07-01", "2025-08-01"),
    await countersFromEvents(tx, "2025-07-01", "2025-08-01"),
  ]);
  expect(kept).toEqual(derived);
  expect(kept.find((one) => one.tenantId === city.district1)?.figures).toMatchObject({
    received: 1,
    "received-in-person": 1,
  });
  expect(kept.some((one) => one.tenantId === tenantIdOf("tan-binh"))).toBe(false);
});

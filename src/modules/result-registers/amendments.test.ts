import { afterAll, beforeAll, expect, test } from "vitest";
import { recordByPublicId, recordOfOrigin, recordsWithKey, versionsOf } from "#engines/records";
import { day } from "#kernel/calendar-day";
import { voidRegisterNumber } from "#modules/number-registers";
import { type Dossier } from "#modules/dossiers";
import { StaleVersion, type Tx } from "#platform/database";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../../test/world/city.ts";
import {
  type OneStopCity,
  openOneStopCity,
  PDF_HASH,
  value,
} from "../../../test/world/dossiers.ts";
import { releasedDossier } from "../../../test/world/released.ts";
import type { Amendment, AmendmentKind } from "./amendment.ts";
import {
  declineAmendment,
  numberAmendment,
  orderAmendment,
  revokeResult,
} from "./decide-amendment.ts";
import { completeAmendment } from "./index.ts";
import { proposeAmendment } from "./propose-amendment.ts";
import { amendmentsOf, papersOf } from "./store.ts";
import { standingOf } from "./amendment.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

const NOW = FRIDAY_MORNING;
const PREPARED = Buffer.from("%PDF giấy mới");
const HUNG = { name: "Lãnh đạo Quận 1", title: "PHÓ CHỦ TỊCH" };
const DECISION = { decision: "15/QĐ-UBND", decidedOn: day("2025-04-25"), signer: HUNG };

async function released(): Promise<{ dossier: Dossier; publicId: string }> {
  const dossier = await releasedDossier(city, NOW);
  const record = await city.as(city.maiTheClerk, (tx) =>
    recordOfOrigin(tx, { tenantId: dossier.tenantId, kind: "dossier", id: dossier.id }),
  );
  return { dossier, publicId: record?.publicId ?? "" };
}
const recordNow = async (publicId: string) => {
  const record = await city.as(city.maiTheClerk, (tx) => recordByPublicId(tx, publicId));
  if (record === undefined) throw new Error("no record");
  return record;
};
const propose = async (
  publicId: string,
  kind: AmendmentKind,
  more: { content?: object; reason?: string; version?: number } = {},
  caller: Caller = city.haTheSpecialist,
) => {
  const { version } = await recordNow(publicId).catch(() => ({ version: 1 }));
  const proposal = { publicId, kind, version, reason: "Sai số nhà do lỗi đánh máy", ...more };
  return city.as(caller, (tx) =>
    proposeAmendment(tx, NOW, city.registers, caller, {
      ...proposal,
      content: more.content as Readonly<Record<string, unknown>> | undefined,
    }),
  );
};
const corrected = async (publicId: string) => {
  const { content } = await recordNow(publicId);
  return propose(publicId, "correction", {
    content: { ...content, street: "14 Nguyễn Bỉnh Khiêm", ownerCitizenId: "079085000418" },
  });
};
const asHung = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => city.as(city.hungTheLeader, work);
const act = (publicId: string, { version }: Pick<Amendment, "version">) => ({ publicId, version });
const number = (publicId: string, amendment: Amendment, caller = city.hungTheLeader) =>
  city.as(caller, (tx) =>
    numberAmendment(tx, NOW, city.registers, caller, { ...act(publicId, amendment), ...DECISION }),
  );
const order = (publicId: string, amendment: Amendment) =>
  asHung((tx) =>
    orderAmendment(tx, NOW, city.registers, city.hungTheLeader, {
      ...act(publicId, amendment),
      preparedPdf: PREPARED,
    }),
  );
const revoke = (publicId: string, amendment: Amendment, more: object = {}) =>
  asHung((tx) =>
    revokeResult(tx, NOW, city.registers, city.hungTheLeader, {
      ...act(publicId, amendment),
      ...DECISION,
      ...more,
    }),
  );
const complete = (amendment: Amendment, mandateHolds = true) =>
  asHung(async (tx) => {
    const pending = await tx.row<{ id: string }>(
      `SELECT id FROM signing.pending_signature WHERE subject_id = $1 ORDER BY state = 'pending' DESC, prepared_at DESC LIMIT 1`,
      [amendment.id],
    );
    return completeAmendment(tx, NOW, city.registers, {
      tenantId: amendment.tenantId,
      subjectId: amendment.id,
      pendingId: pending?.id ?? "",
      signedPdf: Buffer.concat([PREPARED, Buffer.from("chữ ký")]),
      kept: {
        sha256: PDF_HASH,
        sizeBytes: 9,
        type: "application/pdf",
        name: "kq.pdf",
        pages: 1,
        scan: "not-scanned",
      },
      mandateHolds,
    });
  });
const issued = async (publicId: string, kind: AmendmentKind) => {
  const proposed = value(
    kind === "correction" ? await corrected(publicId) : await propose(publicId, kind),
  );
  const ordered = value(await order(publicId, value(await number(publicId, proposed))));
  return value(await complete(ordered));
};
const told = (dossier: Dossier) =>
  city.as(city.maiTheClerk, async (tx) =>
    (
      await tx.rows<{ template: string }>(
        `SELECT template FROM notifications.notice WHERE subject_id = $1 AND account_id = $2 AND template LIKE 'result-%'`,
        [dossier.id, dossier.accountId],
      )
    ).map((one) => one.template),
  );

test("Hà proposes a correction, Hùng decides and signs: a new paper with a new number, the old words kept, the old number of the person finding nothing more", async () => {
  const { dossier, publicId } = await released();
  const before = await recordNow(publicId);
  const done = await issued(publicId, "correction");

  const after = await recordNow(publicId);
  expect(after).toMatchObject({ state: "corrected", version: 2, number: done.number });
  expect(after.number).not.toBe(before.number);
  expect(after.content["street"]).toBe("14 Nguyễn Bỉnh Khiêm");
  const versions = await city.as(city.maiTheClerk, (tx) => versionsOf(tx, after));
  expect(versions.map((one) => [one.version, one.act, one.decision])).toEqual([
    [1, "issued", before.number],
    [2, "corrected", "15/QĐ-UBND"],
  ]);
  expect(versions[0]?.content["street"]).toBe("12 Nguyễn Bỉnh Khiêm");
  const found = (digits: string) =>
    city.as(city.maiTheClerk, async (tx) =>
      (await recordsWithKey(tx, { kind: "citizen-number", value: digits })).map((one) => one.id),
    );
  expect(await found("079085000418")).toContain(after.id);
  expect(await found("079085000417")).not.toContain(after.id);
  const papers = await city.as(city.maiTheClerk, (tx) => papersOf(tx, after));
  expect(papers.map((one) => [one.kind, one.number])).toEqual([
    ["original", before.number],
    ["correction", done.number],
  ]);
  const [first, second] = papers;
  if (first === undefined || second === undefined) throw new Error("two papers");
  expect(standingOf(first, papers, undefined)).toEqual({
    kind: "corrected",
    on: "2025-04-25",
    by: done.number,
  });
  expect(standingOf(second, papers, undefined)).toEqual({ kind: "valid" });
  expect(await told(dossier)).toEqual(["result-corrected"]);
});

test("a copy leaves the former paper as it stands; one issued again takes its place", async () => {
  const { dossier, publicId } = await released();
  const before = await recordNow(publicId);
  await issued(publicId, "copy");
  const copied = await recordNow(publicId);
  expect(copied).toMatchObject({ state: "valid", number: before.number, version: 2 });
  const again = await issued(publicId, "reissue");
  const reissued = await recordNow(publicId);
  expect(reissued).toMatchObject({ state: "valid", number: again.number, version: 3 });

  const papers = await city.as(city.maiTheClerk, (tx) => papersOf(tx, reissued));
  expect(papers.map((one) => [one.kind, standingOf(one, papers, undefined).kind])).toEqual([
    ["original", "reissued"],
    ["copy", "reissued"],
    ["reissue", "valid"],
  ]);
  expect(
    papers.slice(0, 2).map((one) => standingOf(one, papers.slice(0, 2), undefined).kind),
  ).toEqual(["valid", "valid"]);
  expect(await told(dossier)).toEqual(["result-copied", "result-reissued"]);
});

test("Hùng revokes by a decision with number, day and reason: the person is told, and nothing is proposed for it again", async () => {
  const { dossier, publicId } = await released();
  const proposed = value(await propose(publicId, "revocation", { reason: "Kê khai gian dối" }));
  expect(await revoke(publicId, proposed, { decision: " " })).toEqual({
    ok: false,
    error: "decision-missing",
  });
  expect(await revoke(publicId, proposed, { decidedOn: day("2025-04-26") })).toEqual({
    ok: false,
    error: "date-unfit",
  });
  expect(await revoke(publicId, proposed, { decidedOn: day("2025-04-24") })).toEqual({
    ok: false,
    error: "date-unfit",
  });
  expect((await revoke(publicId, proposed)).ok).toBe(true);

  expect(await revoke(publicId, proposed)).toEqual({ ok: false, error: "wrong-state" });
  expect(await recordNow(publicId)).toMatchObject({ state: "revoked", version: 2 });
  expect(await told(dossier)).toEqual(["result-revoked"]);
  expect(await propose(publicId, "revocation")).toEqual({ ok: false, error: "revoked" });
  expect(await corrected(publicId)).toEqual({ ok: false, error: "revoked" });
  expect(await propose(publicId, "copy")).toEqual({ ok: false, error: "revoked" });
});

test("a proposal has a reason, changes something that the record may hold, and is the only open one", async () => {
  const { publicId } = await released();
  const { content } = await recordNow(publicId);
  const correct = (change: object, reason?: string) =>
    propose(publicId, "correction", {
      content: { ...content, ...change },
      ...(reason === undefined ? {} : { reason }),
    });
  expect(await correct({ ward: "Bến Nghé" }, "  ")).toEqual({ ok: false, error: "reason-missing" });
  expect(await correct({})).toEqual({ ok: false, error: "nothing-changed" });
  expect(await correct({ ownerCitizenId: "12" })).toEqual({ ok: false, error: "unfit" });
  expect(await correct({ dragon: "Rồng" })).toEqual({ ok: false, error: "nothing-changed" });
  expect(await propose(publicId, "reissue", { version: 7 })).toEqual({ ok: false, error: "stale" });
  expect((await correct({ ward: "Bến Nghé" })).ok).toBe(true);
  expect(await propose(publicId, "revocation")).toEqual({ ok: false, error: "already-open" });
});

test("a reception official, a leader and an official of Củ Chi propose nothing, and nobody but the leader decides", async () => {
  const { publicId } = await released();
  const missing = { ok: false, error: "missing" };
  for (const caller of [city.lanTheReceiver, city.hungTheLeader, city.minhTheHead])
    expect(await propose(publicId, "copy", {}, caller)).toEqual(missing);
  const stranger = await callerOf(city.db, "chuyenvien.cu-chi");
  expect(await propose(publicId, "copy", {}, stranger)).toEqual(missing);
  const limited = { ...city.haTheSpecialist, appIds: ["khai-sinh"] };
  expect(await propose(publicId, "copy", {}, limited)).toEqual(missing);

  const proposed = value(await propose(publicId, "copy"));
  for (const caller of [city.haTheSpecialist, city.maiTheClerk, city.minhTheHead, stranger])
    expect(await number(publicId, proposed, caller)).toEqual(missing);
  const leaderOfCuChi = await callerOf(city.db, "lanhdao.cu-chi");
  expect(await number(publicId, proposed, leaderOfCuChi)).toEqual(missing);
});

test("what Hùng declines ends with his reason, and another proposal may follow", async () => {
  const { publicId } = await released();
  const proposed = value(await propose(publicId, "revocation"));
  const decline = (note: string) =>
    asHung((tx) =>
      declineAmendment(tx, NOW, city.registers, city.hungTheLeader, {
        ...act(publicId, proposed),
        note,
        signer: HUNG,
      }),
    );
  expect(await decline("")).toEqual({ ok: false, error: "reason-missing" });
  expect((await decline("Chưa đủ căn cứ")).ok).toBe(true);
  expect(await decline("Chưa đủ căn cứ")).toEqual({ ok: false, error: "wrong-state" });
  expect(await recordNow(publicId)).toMatchObject({ state: "valid", version: 1 });
  expect((await propose(publicId, "copy")).ok).toBe(true);
});

test("a paper whose signer lost the mandate goes back to the leader with its number, and is completed once", async () => {
  const { publicId } = await released();
  const proposed = value(await propose(publicId, "reissue"));
  expect(await revoke(publicId, proposed)).toEqual({ ok: false, error: "wrong-state" });
  const numbered = value(await number(publicId, proposed));
  const ordered = value(await order(publicId, numbered));
  expect(await complete(ordered, false)).toEqual({ ok: false, error: "mandate-ended" });
  const [back] = await asHung(async (tx) => amendmentsOf(tx, await mustFind(tx, publicId)));
  if (back === undefined) throw new Error("no amendment");
  expect(back).toMatchObject({ state: "numbered", number: numbered.number });

  const again = value(await order(publicId, value(await number(publicId, back))));
  expect(again.number).toBe(numbered.number);
  expect((await complete(again)).ok).toBe(true);
  expect(await complete(again)).toEqual({ ok: false, error: "not-pending" });
  const papers = await asHung(async (tx) => papersOf(tx, await mustFind(tx, publicId)));
  expect(papers).toHaveLength(2);
});

test("of two decisions on one proposal the second finds it moved on", async () => {
  const { publicId } = await released();
  const proposed = value(await propose(publicId, "reissue"));
  const both = await Promise.allSettled([number(publicId, proposed), number(publicId, proposed)]);
  const lost = both.filter(
    (one) =>
      (one.status === "rejected" && one.reason instanceof StaleVersion) ||
      (one.status === "fulfilled" && !one.value.ok),
  );
  expect(lost).toHaveLength(1);
});

test("the clerk voids the number of a paper that is not signed yet, and no other", async () => {
  const { publicId } = await released();
  const proposed = value(await propose(publicId, "reissue"));
  const numbered = value(await number(publicId, proposed));
  const kind = {
    name: "household-business-certificates",
    title: { vi: "", en: "" },
    notation: "GCN-HKD",
  };
  const voids = (text: string | null) =>
    city.as(city.maiTheClerk, (tx) =>
      voidRegisterNumber(tx, NOW, kind, {
        period: "2025",
        number: Number.parseInt(text ?? "", 10),
        reason: "In hỏng phôi",
      }),
    );
  expect(await voids(numbered.number)).toEqual({ ok: true, value: null });
  const [open] = await asHung(async (tx) => amendmentsOf(tx, await mustFind(tx, publicId)));
  if (open === undefined) throw new Error("no amendment");
  expect(open).toMatchObject({ state: "proposed", number: null });
  const again = value(await number(publicId, open));
  expect(again.number).not.toBe(numbered.number);
  const ordered = value(await order(publicId, again));
  expect(await voids(again.number)).toEqual({ ok: false, error: "waits-for-signature" });
  value(await complete(ordered));
  expect(await voids(again.number)).toEqual({ ok: false, error: "signed" });
});

async function mustFind(tx: Tx, publicId: string) {
  const record = await recordByPublicId(tx, publicId);
  if (record === undefined) throw new Error("no record");
  return record;
}

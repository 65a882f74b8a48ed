import { afterAll, beforeAll, expect, test } from "vitest";
import type { Result } from "#kernel/result";
import { clocksOf } from "#modules/deadlines";
import { type Tx, withDoor } from "#platform/database";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import {
  type OneStopCity,
  openOneStopCity,
  PDF_HASH,
  value,
} from "../../../test/world/dossiers.ts";
import {
  acceptDossier,
  answerSupplement,
  askSupplement,
  completeResult,
  countersBetween,
  countersFromEvents,
  type Dossier,
  examineDossier,
  foldCounters,
  followMovedClock,
  noFigures,
  numberResult,
  onTimeShare,
  orderSignature,
  rateService,
  refuseDossier,
  releaseResult,
} from "./index.ts";
import type { LateWords } from "./late-reason.ts";
import { dossierByPublicId } from "./store.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

const at = (text: string): Date => new Date(`${text}+07:00`);
const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });
const PREPARED = Buffer.from("%PDF đã soạn");

const accept = (dossier: Dossier, now = FRIDAY_MORNING, caller: Caller = city.lanTheReceiver) =>
  city.as(caller, (tx) => acceptDossier(tx, now, city.deps, caller, on(dossier)));
const number = (dossier: Dossier) =>
  city.as(city.hungTheLeader, (tx) =>
    numberResult(tx, FRIDAY_MORNING, city.deps, city.hungTheLeader, on(dossier)),
  );
const order = (dossier: Dossier) =>
  city.as(city.hungTheLeader, (tx) =>
    orderSignature(tx, FRIDAY_MORNING, city.deps, city.hungTheLeader, {
      ...on(dossier),
      preparedPdf: PREPARED,
    }),
  );
const release = (dossier: Dossier, now: Date) =>
  city.as(city.maiTheClerk, (tx) =>
    releaseResult(tx, now, city.deps, city.maiTheClerk, { ...on(dossier), late: FEW_OFFICIALS }),
  );
/** Heard only where the answer is late. */
const FEW_OFFICIALS = { code: "few-officials", words: "" };

async function signedDossier(now = FRIDAY_MORNING): Promise<Dossier> {
  const ordered = value(await order(value(await number(await city.dossierAt("sign", now)))));
  return value(await complete(ordered));
}

async function complete(dossier: Dossier, mandateHolds = true): Promise<Result<Dossier, unknown>> {
  return city.as(city.hungTheLeader, async (tx) => {
    const pending = await tx.row<{ id: string }>(
      `SELECT id FROM signing.pending_signature WHERE subject_id = $1 ORDER BY state = 'pending' DESC, prepared_at DESC LIMIT 1`,
      [dossier.id],
    );
    return completeResult(tx, FRIDAY_MORNING, city.deps, {
      tenantId: dossier.tenantId,
      dossierId: dossier.id,
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
}

const current = ({ publicId }: Dossier): Promise<Dossier> =>
  city.as(city.lanTheReceiver, async (tx) => {
    const found = await dossierByPublicId(tx, publicId);
    if (found === undefined) throw new Error("the dossier is gone");
    return found;
  });

const count = async (sql: string, id: string): Promise<number> =>
  (
    await city.as(city.lanTheReceiver, (tx) =>
      tx.row<{ n: number }>(`SELECT count(*)::integer AS n FROM ${sql}`, [id]),
    )
  )?.n ?? 0;

// R19, R42

test("submitting gives a code, a look-up code and the answer due in eight working hours, once however often it is pressed", async () => {
  const draft = await city.draft();
  const [one, two] = await Promise.all([city.submit(draft), city.submit(draft)]);
  const again = await city.submit(draft);

  expect(value(one)).toMatchObject({
    code: expect.stringMatching(/^000\.01\.01\.H29-250425-\d{4}$/u),
    state: "submitted",
    step: "receive",
    answerDueAt: at("2025-04-26T10:00"),
    title: "Tiệm bánh Hoa Sen",
  });
  expect(value(two).id).toBe(value(one).id);
  expect(value(again).id).toBe(value(one).id);
  expect(await count("dossiers.dossier_event WHERE dossier_id = $1", value(one).id)).toBe(1);
  expect(await count("notifications.notice WHERE subject_id = $1", value(one).id)).toBe(1);
});

test("a draft without its papers, or of someone else, is not submitted", async () => {
  const draft = await city.draft();
  await city.as(city.lanTheReceiver, (tx) =>
    tx.rows(
      `UPDATE files.file SET removed_at = now() WHERE subject_id = (SELECT id FROM dossiers.draft WHERE public_id = $1)`,
      [draft],
    ),
  );
  expect(await city.submit(draft)).toEqual({ ok: false, error: "incomplete" });
  expect(await city.submit("khong-co")).toEqual({ ok: false, error: "missing" });
});

// R42

test("accepting gives a receipt number and the due date in one act, and the two clocks follow each other", async () => {
  const dossier = value(await accept(await city.dossierAt("receive")));
  const clocks = await city.as(city.lanTheReceiver, (tx) => clocksOf(tx, "dossier", dossier.id));

  expect(dossier).toMatchObject({
    state: "received",
    step: "examine",
    stepRole: "specialist",
    dueAt: at("2025-04-29T17:00"),
    firstDueAt: at("2025-04-29T17:00"),
  });
  expect(dossier.receiptNumber).toBeGreaterThan(0);
  expect(clocks.map((clock) => [clock.purpose, clock.state])).toEqual([
    ["answer", "stopped"],
    ["processing", "running"],
  ]);
});

test("from application to signed result: five officials, one history, a certificate number, on time", async () => {
  const signed = await signedDossier();
  const done = value(await release(signed, at("2025-04-28T09:00")));

  expect(signed).toMatchObject({
    state: "signed",
    step: "release",
    resultNumber: expect.stringMatching(/^\d{2,}\/GCN-HKD$/u),
  });
  expect(done).toMatchObject({ state: "done", step: null, outcome: "early" });
  const names = await city.as(city.lanTheReceiver, (tx) =>
    tx.rows<{ name: string; actor: string }>(
      `SELECT name, actor_name AS actor FROM dossiers.dossier_event WHERE dossier_id = $1 ORDER BY sequence`,
      [done.id],
    ),
  );
  expect(names.map((row) => [row.name, row.actor])).toEqual([
    ["dossier-submitted", "Trần Minh Quân"],
    ["dossier-accepted", "Nguyễn Thị Kim Lan"],
    ["dossier-examined", "Trần Ngọc Hà"],
    ["dossier-reviewed", "Lê Quốc Minh"],
    ["result-numbered", "Phạm Hữu Hùng"],
    ["signature-prepared", "Phạm Hữu Hùng"],
    ["result-signed", "Phạm Hữu Hùng"],
    ["result-released", "Đỗ Phương Mai"],
  ]);
  expect(await count("audit.leaf WHERE subject_id = $1", done.id)).toBe(8);
  expect(await count("outbox.event WHERE subject_id = $1", done.id)).toBe(8);
});

// R15, R17

test("a supplement is asked once, in full; the clock waits for the applicant and the first promise stays", async () => {
  const ask = (
    dossier: Dossier,
    defects = [{ field: "can-cuoc", words: "Ảnh mờ, chụp lại cả hai mặt" }],
  ) =>
    city.as(city.lanTheReceiver, (tx) =>
      askSupplement(tx, at("2025-04-25T11:00"), city.deps, city.lanTheReceiver, {
        ...on(dossier),
        defects,
      }),
    );
  const dossier = await city.dossierAt("receive");
  expect(await ask(dossier, [{ field: "can-cuoc", words: " " }])).toEqual({
    ok: false,
    error: "reason-missing",
  });
  const asked = value(await ask(dossier));
  const answer = (accountId: string) =>
    city.as(city.lanTheReceiver, (tx) =>
      answerSupplement(tx, at("2025-05-05T08:00"), city.deps, {
        publicId: asked.publicId,
        accountId,
        answers: asked.answers,
      }),
    );
  expect(asked).toMatchObject({
    state: "supplement",
    step: "await-supplement",
    stepRole: "applicant",
  });
  expect(await answer(asked.id)).toEqual({ ok: false, error: "missing" });
  const answered = value(await answer(city.quan.accountId));

  expect(answered).toMatchObject({ state: "submitted", step: "receive" });
  expect(answered.answerDueAt > dossier.answerDueAt).toBe(true);
  expect(await ask(answered)).toEqual({ ok: false, error: "already-asked" });
});

test("what an act says of a dossier is what stands in its row: the answer date that a supplement moved, too", async () => {
  const { deps, lanTheReceiver: lan, haTheSpecialist: ha } = city;
  const stored = (dossier: Dossier) =>
    city.as(lan, (tx) => dossierByPublicId(tx, dossier.publicId));
  const defects = [{ field: "can-cuoc", words: "Ảnh mờ" }];
  const filed = await city.dossierAt("receive");
  const asked = value(
    await city.as(lan, (tx) =>
      askSupplement(tx, at("2025-04-25T11:00"), deps, lan, { ...on(filed), defects }),
    ),
  );
  expect(await stored(filed)).toEqual(asked);

  const answered = value(
    await city.as(lan, (tx) =>
      answerSupplement(tx, at("2025-04-25T13:30"), deps, {
        publicId: asked.publicId,
        accountId: city.quan.accountId,
        answers: { ...asked.answers, "ten-ho": "Tiệm bánh Hoa Mai" },
      }),
    ),
  );
  expect(await stored(filed)).toEqual(answered);

  const accepted = value(
    await city.as(lan, (tx) => acceptDossier(tx, at("2025-04-25T14:00"), deps, lan, on(answered))),
  );
  const examined = value(
    await city.as(ha, (tx) =>
      examineDossier(tx, at("2025-04-25T14:30"), deps, ha, { ...on(accepted), proposal: "Đủ" }),
    ),
  );
  expect(await stored(filed)).toEqual(examined);
});

// R15, R43

test("a refusal needs a reason, is a result, and counts as on time when given by the first promise", async () => {
  const refuse = (dossier: Dossier, reason: string, now: Date, late?: LateWords) =>
    city.as(city.lanTheReceiver, (tx) =>
      refuseDossier(tx, now, city.deps, city.lanTheReceiver, {
        ...on(dossier),
        reason,
        ...(late === undefined ? {} : { late }),
      }),
    );
  const dossier = await city.dossierAt("receive");
  expect(await refuse(dossier, "", FRIDAY_MORNING)).toEqual({ ok: false, error: "reason-missing" });
  expect(
    value(await refuse(dossier, "Không thuộc thẩm quyền", at("2025-04-25T15:00"))),
  ).toMatchObject({ state: "refused", outcome: "early", step: null });
  const slow = await city.dossierAt("receive");
  expect(
    value(await refuse(slow, "Không thuộc thẩm quyền", at("2025-05-05T10:00"), FEW_OFFICIALS))
      .outcome,
  ).toBe("late");
});

// R43

test("a release after the first promise is late even when more time was given", async () => {
  const signed = await signedDossier();
  expect(value(await release(signed, at("2025-05-05T08:00"))).outcome).toBe("late");
});

test("a signature is refused when the mandate ended meanwhile: the dossier is back at signing with its number, and signs in the end", async () => {
  const ordered = value(await order(value(await number(await city.dossierAt("sign")))));
  expect(await complete(ordered, false)).toEqual({ ok: false, error: "mandate-ended" });
  expect(await complete(ordered)).toEqual({ ok: false, error: "not-pending" });
  const back = await current(ordered);

  expect(back).toMatchObject({
    step: "sign",
    stepRole: "leader",
    state: "processing",
    resultNumber: ordered.resultNumber,
  });
  const told = "notifications.notice WHERE template = 'signature-refused' AND subject_id = $1";
  expect(await count(told, back.id)).toBe(1);
  const signed = value(await complete(value(await order(value(await number(back))))));
  expect(signed).toMatchObject({ state: "signed", resultNumber: ordered.resultNumber });
});

test("a dossier that changed while its paper waited for the signature is not stuck: it is signed as it is now", async () => {
  const ordered = value(await order(value(await number(await city.dossierAt("sign")))));
  await city.as(city.hungTheLeader, async (tx) => {
    const [, clock] = await clocksOf(tx, "dossier", ordered.id);
    if (clock === undefined) throw new Error("the dossier has two clocks");
    const to = at("2025-05-05T17:00");
    await followMovedClock(tx, FRIDAY_MORNING, { clock, from: clock.dueAt, to, reason: "Nghỉ" });
  });
  expect(await complete(ordered)).toEqual({ ok: false, error: "stale" });
  expect((await current(ordered)).step).toBe("sign");
});

// R17

test("a supplement is asked at the desk only: a dossier under review is not sent to its applicant", async () => {
  const dossier = await city.dossierAt("review");
  const ask = await city.as(city.lanTheReceiver, (tx) =>
    askSupplement(tx, FRIDAY_MORNING, city.deps, city.lanTheReceiver, {
      ...on(dossier),
      defects: [{ field: "can-cuoc", words: "Ảnh mờ" }],
    }),
  );
  expect(ask).toEqual({ ok: false, error: "wrong-state" });
});

test("asking for the number twice gives the same number", async () => {
  const first = value(await number(await city.dossierAt("sign")));
  const second = value(await number(first));
  expect(second.resultNumber).toBe(first.resultNumber);
});

test("the applicant rates once, when the result is there", async () => {
  const rate = (dossier: Dossier, stars: number) =>
    city.as(city.lanTheReceiver, (tx) =>
      rateService(tx, FRIDAY_MORNING, {
        publicId: dossier.publicId,
        accountId: city.quan.accountId,
        stars,
        words: "",
      }),
    );
  const signed = await signedDossier();
  expect(await rate(signed, 5)).toEqual({ ok: false, error: "wrong-state" });
  const done = value(await release(signed, FRIDAY_MORNING));
  expect(await rate(done, 6)).toEqual({ ok: false, error: "incomplete" });
  expect((await rate(done, 5)).ok).toBe(true);
  expect(await rate(done, 1)).toEqual({ ok: false, error: "already-asked" });
});

// R43

test("counters kept with the acts equal the figures derived again from the events, folded or not", async () => {
  const read = (reader: typeof countersBetween) =>
    withDoor(city.db, "counters", (tx: Tx) => reader(tx, "2025-01-01", "2026-01-01"));
  const unfolded = await read(countersBetween);
  while ((await foldCounters(city.db)) > 0);
  const folded = await read(countersBetween);

  expect(unfolded.length).toBeGreaterThan(0);
  expect(folded).toEqual(unfolded);
  expect(await read(countersFromEvents)).toEqual(folded);
  const april = folded.find((one) => one.month === "2025-04-01");
  expect(april?.figures.released).toBe(
    (april?.figures["on-time"] ?? 0) + (april?.figures.late ?? 0),
  );
  expect(onTimeShare(noFigures())).toBeUndefined();
  expect(april?.figures["rated-5"]).toBe(1);
});

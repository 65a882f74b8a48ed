import { afterAll, beforeAll, expect, test } from "vitest";
import { numbersOf } from "#engines/numbering";
import { day, instantAt } from "#kernel/calendar-day";
import { acceptDossier, draftByPublicId } from "#modules/dossiers";
import { agencyIdOf } from "#modules/organisation";
import { birthRegistration } from "../../../apps/birth-registration/app.ts";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { enterOnPaper } from "./enter-on-paper.ts";
import type { ReceiptBlock } from "./paper-receipt.ts";
import { owedReceipts, receiptOfDossier, receiptsOfBlock } from "./receipt-store.ts";
import { reserveReceipts, useBlock } from "./reserve-receipts.ts";
import { voidReceipts } from "./void-receipts.ts";

const at = (on: string, hour: number, minute = 0): Date => instantAt(day(on), hour * 60 + minute);
/** The power fails on Friday at 16:30; on Monday 5 May, after the make-up Saturday and the holidays, everything is entered. */
const CUT = at("2025-04-25", 16, 30);
const MONDAY = at("2025-05-05", 9);

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity([birthRegistration]);
});
afterAll(() => city.db.close());

function reserve(
  count: number,
  usedOn: string | null = null,
  caller: Caller = city.lanTheReceiver,
) {
  return city.as(caller, (tx) =>
    reserveReceipts(tx, FRIDAY_MORNING, city.deps.calendars, caller, {
      count,
      usedOn: usedOn === null ? null : day(usedOn),
    }),
  );
}

function enter(
  number: number,
  publicId: string,
  more: { readonly receivedAt?: Date; readonly now?: Date; readonly caller?: Caller } = {},
) {
  const { receivedAt = CUT, now = MONDAY, caller = city.lanTheReceiver } = more;
  return city.as(caller, (tx) =>
    enterOnPaper(tx, now, city.deps, caller, {
      slip: { year: 2025, number },
      receivedAt,
      submission: {
        publicId,
        accountId: city.quan.accountId,
        applicantName: city.quan.name,
        agency: { id: agencyIdOf("quan-1"), organId: "000.01.01.H29" },
      },
    }),
  );
}

function voidIn(block: ReceiptBlock, from: number, to: number, reason: string) {
  return city.as(city.lanTheReceiver, (tx) =>
    voidReceipts(tx, MONDAY, city.lanTheReceiver, { publicId: block.publicId, from, to, reason }),
  );
}

test("blocks that two counters take at the same moment have no number in common and none between them", async () => {
  const blocks = await Promise.all([3, 4, 2, 5].map(async (count) => value(await reserve(count))));

  const numbers = blocks.flatMap(({ firstNumber, lastNumber }) =>
    Array.from({ length: lastNumber - firstNumber + 1 }, (_, place) => firstNumber + place),
  );
  expect(numbers.toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 14 }, (_, place) => place + 1),
  );
  const issued = await city.as(city.maiTheClerk, (tx) =>
    numbersOf(tx, { name: "paper-receipts", period: "2025" }, { limit: 50 }),
  );
  expect(issued).toHaveLength(14);
});

test("only reception takes numbers, at most a block of what the city allows, for no day that is over", async () => {
  expect(await reserve(3, null, city.haTheSpecialist)).toEqual({ ok: false, error: "missing" });
  expect(await reserve(3, null, city.maiTheClerk)).toEqual({ ok: false, error: "missing" });
  for (const count of [0, 101, 1.5])
    expect(await reserve(count)).toEqual({ ok: false, error: "count-unfit" });
  expect(await reserve(3, "2025-04-24")).toEqual({ ok: false, error: "day-unfit" });
});

test("what Lan took on a slip on Friday at 16:30 was submitted then, and its answer is due as if the power had stayed", async () => {
  const block = value(await reserve(2));
  const publicId = await city.draft(MONDAY);

  const dossier = value(await enter(block.firstNumber, publicId));

  const online = value(await city.submit(await city.draft(CUT), CUT));
  expect(dossier.submittedAt).toEqual(CUT);
  expect(dossier.answerDueAt).toEqual(online.answerDueAt);
  expect(dossier.channel).toBe("desk");
  expect(dossier.paperReceipt).toBe(`${String(block.firstNumber).padStart(6, "0")}/2025`);
  const slip = await city.as(city.minhTheHead, (tx) => receiptOfDossier(tx, dossier));
  expect(slip).toMatchObject({
    number: block.firstNumber,
    state: "entered",
    receivedAt: CUT,
    closedAt: MONDAY,
  });
});

test("its term is counted from the slip when it is accepted on Monday, the make-up Saturday included (R33)", async () => {
  const block = value(await reserve(1));
  const entered = value(await enter(block.firstNumber, await city.draft(MONDAY)));

  const accepted = value(
    await city.as(city.lanTheReceiver, (tx) =>
      acceptDossier(tx, MONDAY, city.deps, city.lanTheReceiver, {
        publicId: entered.publicId,
        version: entered.version,
      }),
    ),
  );

  expect(accepted.acceptedAt).toEqual(CUT);
  expect(accepted.dueAt).toEqual(at("2025-04-29", 17));
});

test("a birth on a slip of 14:50 is due the same Friday, one of 15:10 the next working day: the hour on the slip counts (R17)", async () => {
  const block = value(await reserve(2));
  const due = async (place: number, receivedAt: Date): Promise<Date | null> => {
    const filed = await city.fileDraft(birthRegistration);
    const entered = value(await enter(block.firstNumber + place, filed, { receivedAt }));
    const accepted = value(
      await city.as(city.lanTheReceiver, (tx) =>
        acceptDossier(tx, MONDAY, city.deps, city.lanTheReceiver, {
          publicId: entered.publicId,
          version: entered.version,
        }),
      ),
    );
    return accepted.dueAt;
  };

  expect(await due(0, at("2025-04-25", 14, 50))).toEqual(at("2025-04-25", 17));
  expect(await due(1, at("2025-04-25", 15, 10))).toEqual(at("2025-04-26", 17));
});

test("a moment that the slip cannot vouch for is refused: ahead, before the slip was taken, or too many days ago", async () => {
  const block = value(await reserve(1));
  const publicId = await city.draft(MONDAY);
  const refusal = async (receivedAt: Date, now = MONDAY) => {
    const done = await enter(block.firstNumber, publicId, { receivedAt, now });
    return done.ok ? "taken" : done.error;
  };

  expect(await refusal(new Date(MONDAY.getTime() + 60_000))).toBe("moment-ahead");
  expect(await refusal(new Date(FRIDAY_MORNING.getTime() - 60_000))).toBe("moment-before-block");
  expect(await refusal(CUT, at("2025-05-06", 9))).toBe("moment-too-old");
  const draft = await city.as(city.lanTheReceiver, (tx) => draftByPublicId(tx, publicId));
  expect(draft?.submittedAs).toBeNull();
});

test("a number nobody took, a void one and one that is another dossier's are refused, and nothing is submitted", async () => {
  const block = value(await reserve(2));
  value(await voidIn(block, block.firstNumber, block.firstNumber, "In hỏng"));
  value(await enter(block.lastNumber, await city.draft(MONDAY)));
  const publicId = await city.draft(MONDAY);

  expect(await enter(9999, publicId)).toEqual({ ok: false, error: "receipt-unknown" });
  expect(await enter(block.firstNumber, publicId)).toEqual({ ok: false, error: "receipt-void" });
  expect(await enter(block.lastNumber, publicId)).toEqual({ ok: false, error: "receipt-used" });
  const draft = await city.as(city.lanTheReceiver, (tx) => draftByPublicId(tx, publicId));
  expect(draft?.submittedAs).toBeNull();
});

test("only reception of the office that took the number enters it", async () => {
  const block = value(await reserve(1));
  const publicId = await city.draft(MONDAY);

  for (const caller of [city.haTheSpecialist, city.minhTheHead])
    expect(await enter(block.firstNumber, publicId, { caller })).toEqual({
      ok: false,
      error: "missing",
    });
  const stranger = { ...city.specialistOfCuChi, roles: ["receiver"] };
  expect(await enter(block.firstNumber, publicId, { caller: stranger })).toEqual({
    ok: false,
    error: "receipt-unknown",
  });
});

test("the same form sent twice is one dossier", async () => {
  const block = value(await reserve(1));
  const publicId = await city.draft(MONDAY);

  const first = value(await enter(block.firstNumber, publicId));
  const again = value(await enter(block.firstNumber, publicId));

  expect(again.code).toBe(first.code);
});

test("one slip that two officers enter at the same moment becomes one dossier", async () => {
  const block = value(await reserve(1));
  const drafts = [await city.draft(MONDAY), await city.draft(MONDAY)];

  const done = await Promise.all(drafts.map((publicId) => enter(block.firstNumber, publicId)));

  expect(done.map((one) => (one.ok ? "taken" : one.error)).toSorted()).toEqual([
    "receipt-used",
    "taken",
  ]);
});

test("a number in use is owed from the close of the next working day until it is entered or void; one in stock is not", async () => {
  const block = value(await reserve(3, "2025-04-25"));
  const stock = value(await reserve(1));
  const owed = async (now: Date): Promise<readonly number[]> => {
    const rows = await city.as(city.minhTheHead, (tx) =>
      owedReceipts(tx, [city.district1], { now, limit: 100 }),
    );
    return rows.filter((one) => one.blockId === block.id).map((one) => one.number);
  };
  const [first, second, third] = [0, 1, 2].map((place) => block.firstNumber + place);

  expect(await owed(at("2025-04-26", 16, 59))).toEqual([]);
  expect(await owed(at("2025-04-26", 17))).toEqual([first, second, third]);
  value(await enter(first ?? 0, await city.draft(MONDAY)));
  value(await voidIn(block, second ?? 0, second ?? 0, "Người nộp đổi ý"));
  expect(await owed(MONDAY)).toEqual([third]);
  const strangers = await city.as(city.specialistOfCuChi, (tx) =>
    owedReceipts(tx, city.specialistOfCuChi.tenantIds, { now: MONDAY, limit: 100 }),
  );
  expect(strangers).toEqual([]);
  const use = (usedOn: string) =>
    city.as(city.lanTheReceiver, (tx) =>
      useBlock(tx, MONDAY, city.deps.calendars, city.lanTheReceiver, {
        publicId: stock.publicId,
        usedOn: day(usedOn),
      }),
    );
  expect(await use("2025-05-06")).toEqual({ ok: false, error: "day-unfit" });
  expect(value(await use("2025-04-28")).owedAt).toEqual(at("2025-04-29", 17));
  expect(await use("2025-04-28")).toEqual({ ok: false, error: "stale" });
});

test("entering a slip from the drawer puts its block to use on the day of the slip", async () => {
  const block = value(await reserve(2));
  value(await enter(block.firstNumber, await city.draft(MONDAY)));

  const receipts = await city.as(city.lanTheReceiver, (tx) => receiptsOfBlock(tx, block));
  expect(receipts[1]?.owedAt).toEqual(at("2025-04-26", 17));
});

test("a void number needs a reason, keeps it in the register, and an entered one is never voided", async () => {
  const block = value(await reserve(3));
  value(await enter(block.firstNumber, await city.draft(MONDAY)));

  expect(await voidIn(block, block.firstNumber, block.lastNumber, "  ")).toEqual({
    ok: false,
    error: "reason-missing",
  });
  expect(await voidIn(block, block.firstNumber, block.lastNumber + 1, "Thừa")).toEqual({
    ok: false,
    error: "count-unfit",
  });
  const numbers = value(await voidIn(block, block.firstNumber, block.lastNumber, "Còn thừa"));

  expect(numbers).toEqual([block.firstNumber + 1, block.lastNumber]);
  expect(await voidIn(block, block.firstNumber, block.firstNumber, "Nhầm")).toEqual({
    ok: false,
    error: "receipt-used",
  });
  const issued = await city.as(city.maiTheClerk, (tx) =>
    numbersOf(tx, { name: "paper-receipts", period: "2025" }, { limit: 3 }),
  );
  expect(issued.map((one) => one.voidReason)).toEqual(["Còn thừa", "Còn thừa", null]);
});

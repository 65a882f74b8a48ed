import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { noticesFor } from "#modules/notifications";
import { chargesOf, takeAtDesk } from "#modules/payments";
import { type Tx, withApplicant, withTenant } from "#platform/database";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { BAKERY_OF_EIGHT, BAKERY_OF_THREE, pricedApp } from "../../../test/world/priced-app.ts";
import { feeOfDossier } from "./charge-fee.ts";
import {
  answerSupplement,
  askSupplement,
  type Dossier,
  expireSupplements,
  extendDossier,
  refuseDossier,
  remindOfSupplements,
  stopDossier,
  withdrawDossier,
} from "./index.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity([pricedApp]);
});
afterAll(() => city.db.close());

const now = FRIDAY_MORNING;
const HALF_THE_TERM_LATER = new Date("2025-05-20T02:00:00Z");
const THE_TERM_LATER = new Date("2025-06-16T02:00:00Z");
const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });
const asQuan = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
  const actor = { kind: "applicant", ...city.quan } as const;
  return withTenant(city.db, { tenantIds: [city.district1], actor }, work);
};
/** Everything Quân was told of a dossier and its fee, by name. */
const told = async ({ code }: Dossier): Promise<readonly string[]> => {
  const actor = { kind: "applicant", ...city.quan } as const;
  const notices = await withApplicant(city.db, { tenantIds: [], actor }, (tx) =>
    noticesFor(tx, city.quan.accountId, 500),
  );
  return notices.filter((one) => one.params["code"] === code).map((one) => one.template);
};
const ask = async (dossier: Dossier) =>
  value(
    await city.as(city.lanTheReceiver, (tx) =>
      askSupplement(tx, now, city.deps, city.lanTheReceiver, {
        ...on(dossier),
        defects: [{ field: "can-cuoc", words: "Ảnh mờ" }],
      }),
    ),
  );
const answer = async (dossier: Dossier, answers: Dossier["answers"]) =>
  value(
    await asQuan((tx) =>
      answerSupplement(tx, now, city.deps, {
        publicId: dossier.publicId,
        accountId: city.quan.accountId,
        answers,
      }),
    ),
  );
const supplementsLookedAt = async (at: Date): Promise<void> => {
  await Promise.all([remindOfSupplements(city.db, at), remindOfSupplements(city.db, at)]);
  await expireSupplements(city.db, at);
  await expireSupplements(city.db, at);
};

/** Each turn by what is told of it, and how a dossier comes there. */
const TURNS: readonly (readonly [string, () => Promise<Dossier>])[] = [
  ["received", () => city.dossierAt("receive")],
  ["fee-due", () => city.dossierAt("receive")],
  ["accepted", () => city.dossierAt("examine")],
  ["supplement-asked", async () => ask(await city.dossierAt("receive"))],
  [
    "supplement-reminded",
    async () => {
      const asked = await ask(await city.dossierAt("receive"));
      await supplementsLookedAt(HALF_THE_TERM_LATER);
      return asked;
    },
  ],
  [
    "supplement-missed",
    async () => {
      const asked = await ask(await city.dossierAt("receive"));
      await supplementsLookedAt(THE_TERM_LATER);
      return asked;
    },
  ],
  [
    "term-extended",
    async () => {
      const dossier = await city.dossierAt("examine");
      return value(
        await city.as(city.minhTheHead, (tx) =>
          extendDossier(tx, now, city.deps, city.minhTheHead, {
            ...on(dossier),
            decisionNumber: "15/QĐ-UBND",
            decidedOn: day("2025-04-25"),
            deciderId: city.hungTheLeader.actor.officialId,
            workingDays: 2,
            reason: "Xác minh địa điểm",
          }),
        ),
      );
    },
  ],
  [
    "refused",
    async () => {
      const dossier = await city.dossierAt("receive");
      return value(
        await city.as(city.lanTheReceiver, (tx) =>
          refuseDossier(tx, now, city.deps, city.lanTheReceiver, {
            ...on(dossier),
            reason: "Không thuộc thẩm quyền",
          }),
        ),
      );
    },
  ],
  [
    "stopped",
    async () => {
      const dossier = await city.dossierAt("examine");
      return value(
        await city.as(city.minhTheHead, (tx) =>
          stopDossier(tx, now, city.deps, city.minhTheHead, {
            ...on(dossier),
            reason: "Người nộp đề nghị",
            signerTitle: "Trưởng phòng",
          }),
        ),
      );
    },
  ],
  [
    "withdrawn",
    async () => {
      const dossier = await city.dossierAt("examine");
      const accountId = city.quan.accountId;
      return value(
        await asQuan((tx) =>
          withdrawDossier(tx, now, city.deps, { ...on(dossier), accountId, reason: "" }),
        ),
      );
    },
  ],
];

test.each(TURNS)("of the turn %s Quân is told once", async (template, come) => {
  const dossier = await come();
  expect((await told(dossier)).filter((one) => one === template)).toHaveLength(1);
});

test("who answered a supplement in time is neither reminded nor told that it was missed", async () => {
  const asked = await ask(await city.dossierAt("receive"));
  const answered = await answer(asked, asked.answers);
  await supplementsLookedAt(HALF_THE_TERM_LATER);
  await supplementsLookedAt(THE_TERM_LATER);
  const names = await told(answered);

  expect(names).not.toContain("supplement-reminded");
  expect(names).not.toContain("supplement-missed");
});

const feeOf = async (dossier: Dossier) => {
  const [charge] = await city.as(city.lanTheReceiver, (tx) =>
    chargesOf(tx, city.district1, feeOfDossier(dossier)),
  );
  if (charge === undefined) throw new Error("nothing is charged");
  return charge;
};
const pay = async (dossier: Dossier): Promise<void> => {
  const { publicId, version, amountVnd } = await feeOf(dossier);
  const payment = { channel: "cash", transactionId: "", payerName: "" } as const;
  value(
    await city.as(city.lanTheReceiver, (tx) =>
      takeAtDesk(tx, now, city.lanTheReceiver, { ...payment, publicId, version, amountVnd }),
    ),
  );
};

test.each([
  ["three workers who become eight", BAKERY_OF_THREE, 8, 105_000, "partly-paid", "fee-due", 2],
  ["eight workers who become three", BAKERY_OF_EIGHT, 3, 75_000, "overpaid", "fee-surplus", 1],
  ["three workers who stay three", BAKERY_OF_THREE, 3, 75_000, "paid", "fee-due", 1],
] as const)(
  "a supplement for %s changes the paid fee to what it costs now, and Quân hears of what is missing or too much",
  async (_, sample, workers, amountVnd, state, template, times) => {
    const filed = await city.file(pricedApp, sample);
    await pay(filed);
    const asked = await ask(filed);
    const answered = await answer(asked, { ...asked.answers, workers });

    expect(await feeOf(answered)).toMatchObject({ amountVnd, state });
    expect((await told(answered)).filter((one) => one === template)).toHaveLength(times);
  },
);

import { afterAll, beforeAll, expect, test } from "vitest";
import { chargesOf } from "#modules/payments";
import { checkApp } from "#modules/specialist-apps";
import { FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../test/world/dossiers.ts";
import { BAKERY_OF_EIGHT, BAKERY_OF_THREE, pricedApp } from "../../../test/world/priced-app.ts";
import { acceptDossier, type Dossier, refuseDossier } from "./index.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity([pricedApp]);
});
afterAll(() => city.db.close());

const now = FRIDAY_MORNING;
const feesOf = (dossier: Dossier) =>
  city.as(city.lanTheReceiver, (tx) =>
    chargesOf(tx, city.district1, { subjectKind: "dossier", subjectId: dossier.id }),
  );
const accept = (dossier: Dossier) =>
  city.as(city.lanTheReceiver, (tx) =>
    acceptDossier(tx, now, city.deps, city.lanTheReceiver, {
      publicId: dossier.publicId,
      version: dossier.version,
    }),
  );

test("the app with the fee by table is one that may be published", async () => {
  expect(await checkApp(pricedApp)).toEqual([]);
});

test("the bakery of eight is charged by its table when it is submitted, once, with the row that says why", async () => {
  const dossier = await city.file(pricedApp, BAKERY_OF_EIGHT);
  value(await city.submit(dossier.publicId));
  const fees = await feesOf(dossier);

  expect(fees).toHaveLength(1);
  expect(fees[0]).toMatchObject({
    amountVnd: 105_000,
    label: dossier.code,
    state: "due",
    isDueFirst: true,
    applicantId: city.quan.accountId,
    version: 1,
  });
  expect(fees[0]?.basis.map((one) => one.vi)).toEqual([
    "Số lao động: 8.",
    "Dòng 2 (Mỗi lao động từ người thứ sáu): 105000.",
  ]);
});

test("Lan cannot accept a dossier whose fee is due first, however often she tries", async () => {
  const dossier = await city.file(pricedApp, BAKERY_OF_THREE);

  expect(await accept(dossier)).toEqual({ ok: false, error: "fee-open" });
  expect(await accept(dossier)).toEqual({ ok: false, error: "fee-open" });
});

test("a dossier that is refused owes nothing any more", async () => {
  const dossier = await city.file(pricedApp, BAKERY_OF_THREE);
  value(
    await city.as(city.lanTheReceiver, (tx) =>
      refuseDossier(tx, now, city.deps, city.lanTheReceiver, {
        publicId: dossier.publicId,
        version: dossier.version,
        reason: "Không thuộc thẩm quyền",
      }),
    ),
  );

  expect(await feesOf(dossier)).toMatchObject([
    { state: "cancelled", cancelReason: `Hồ sơ ${dossier.code} bị từ chối` },
  ]);
});

test("a household business of today may still be accepted first and paid later", async () => {
  const dossier = await city.dossierAt("examine");

  expect(await feesOf(dossier)).toMatchObject([
    { amountVnd: 100_000, state: "due", isDueFirst: false },
  ]);
});

import type { App, Sample } from "#app-kit";
import { householdBusiness } from "../../apps/household-business/app.ts";
import { drawn } from "./decision-table.ts";

/** A fee that follows the number of workers. */
export const BY_WORKERS = drawn({
  inputs: [{ label: "Số lao động", expression: "workers", type: "number", allowed: ">= 0" }],
  rows: [
    ["<= 5", "75000", "Cơ sở nhỏ"],
    ["> 5", "75000 + (workers - 5) * 10000", "Mỗi lao động từ người thứ sáu"],
  ],
});

const bakery = (name: string, workers: number, feeVnd: number): Sample => {
  const sample = householdBusiness.editions.at(-1)?.samples[0];
  if (sample?.expect.kind !== "accepted") throw new Error("the bakery is no sample any more");
  return {
    ...sample,
    name,
    answers: { ...sample.answers, workers },
    expect: { ...sample.expect, feeVnd },
  };
};

export const BAKERY_OF_THREE = "Tiệm bánh ba lao động";
export const BAKERY_OF_EIGHT = "Tiệm bánh tám lao động";

/** A household business whose fee comes from a table and is due before acceptance: no app has such a fee yet. */
export const pricedApp: App = {
  ...householdBusiness,
  id: "ho-kinh-doanh-co-bieu-phi",
  editions: householdBusiness.editions.slice(-1).map((edition) => ({
    ...edition,
    rules: { fee: BY_WORKERS },
    isFeeDueFirst: true,
    samples: [
      bakery(BAKERY_OF_THREE, 3, 75_000),
      bakery(BAKERY_OF_EIGHT, 8, 105_000),
      ...edition.samples.filter((sample) => sample.expect.kind === "refused"),
    ],
  })),
};

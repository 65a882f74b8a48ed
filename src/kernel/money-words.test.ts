import fc from "fast-check";
import { expect, test } from "vitest";
import { dongInWords } from "./money-words.ts";

test.each([
  [0, "Không đồng"],
  [15, "Mười lăm đồng"],
  [21, "Hai mươi mốt đồng"],
  [44, "Bốn mươi tư đồng"],
  [105, "Một trăm linh năm đồng"],
  [100_000, "Một trăm nghìn đồng"],
  [75_500, "Bảy mươi lăm nghìn năm trăm đồng"],
  [1_005_000, "Một triệu không trăm linh năm nghìn đồng"],
  [1_000_014, "Một triệu không trăm mười bốn đồng"],
  [2_500_000_000, "Hai tỷ năm trăm triệu đồng"],
  [1_000_000_000_000, "Một nghìn tỷ đồng"],
  [3_000_000_001, "Ba tỷ không trăm linh một đồng"],
])("a receipt over %i dong says: %s", (amount, words) => {
  expect(dongInWords(amount)).toBe(words);
});

test("two different amounts never read the same, and what is no amount is no receipt", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.nat(10_000_000), (one, other) => {
      expect(dongInWords(one) === dongInWords(other)).toBe(one === other);
    }),
  );
  expect(() => dongInWords(0.5)).toThrow();
  expect(() => dongInWords(-1)).toThrow();
});

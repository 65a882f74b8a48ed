import fc from "fast-check";
import { expect, test } from "vitest";
import { decimal, decimalText } from "./decimal.ts";
import { positionText } from "./position.ts";

test("an area is read as it is written: comma for parts, points for thousands", () => {
  expect(decimal("72,5")).toBe(72.5);
  expect(decimal("1.250,75")).toBe(1250.75);
  expect(decimal("1.250")).toBe(1250);
  expect(decimal("72.5")).toBe(72.5);
  for (const wrong of ["", "-1", "1,2,3", "72,", "12a", "1e5"])
    expect(decimal(wrong)).toBeUndefined();
});

test("an area that was written is read back as itself", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (hundredths) => {
      const area = hundredths / 100;
      expect(decimal(decimalText(area))).toBe(area);
    }),
  );
});

test("the gate of Quận 1 is one place however it is typed, and the moon is none", () => {
  const gate = "10.77689; 106.70042";
  for (const typed of ["10.77689; 106.70042", "10,77689; 106,70042", "10.77689,106.70042", gate])
    expect(positionText(typed)).toBe(gate);
  for (const wrong of ["", "here", "10.7", "91; 106", "10; 181"])
    expect(positionText(wrong)).toBeUndefined();
});

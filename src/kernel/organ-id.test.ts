import { expect, test } from "vitest";
import { organId } from "./organ-id.ts";

// R20
test("an identifier written child first or parent first is one agency, and is kept as it came", () => {
  expect(organId("000.00.01.H29")).toEqual({
    asReceived: "000.00.01.H29",
    normal: "H29.01.00.000",
  });
  expect(organId("H29.01.00.000")?.normal).toBe("H29.01.00.000");
  expect(organId("28.22.H17")?.normal).toBe("H17.22.28");
});

test("what is too long or has other characters is no identifier", () => {
  for (const wrong of ["", "h29.01", "H29..01", `H29.${"0".repeat(40)}`, "H29 01", "H29.01."])
    expect(organId(wrong)).toBeUndefined();
});

import { expect, test } from "vitest";
import { isUuid, publicId, uuidv7 } from "./ids.ts";

test("keys inside are in order of time; what an outsider sees tells neither minute nor order", () => {
  const minute = Date.parse("2025-04-25T03:00:00Z");
  const inside = Array.from({ length: 500 }, (_, n) => uuidv7(minute + n));
  expect(inside.toSorted()).toEqual(inside);
  expect(inside.every(isUuid)).toBe(true);
  expect(new Set(inside.map((id) => id[14]))).toEqual(new Set(["7"]));
  expect(new Set(inside.map((id) => id[19]))).toEqual(new Set(["8", "9", "a", "b"]));

  const seen = Array.from({ length: 500 }, () => publicId());
  expect(new Set(seen).size).toBe(500);
  expect(seen.every((id) => /^[\w-]{22}$/u.test(id))).toBe(true);
  expect(new Set(seen.map((id) => id[0])).size).toBeGreaterThan(40);
  expect(seen.toSorted()).not.toEqual(seen);
});

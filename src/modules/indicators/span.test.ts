import fc from "fast-check";
import { expect, test } from "vitest";
import { longestOf, percentile, spanOf } from "./span.ts";

const minutes = fc.integer({ min: 0, max: 240_000 });

test("every working time lies in the interval it is counted in, and never far below its end", () => {
  fc.assert(
    fc.property(minutes, (time) => {
      const longest = longestOf(spanOf(time));
      expect(time).toBeLessThanOrEqual(longest);
      expect(longest - time).toBeLessThan(time <= 480 ? 15 : time <= 2_400 ? 60 : 480);
      expect(spanOf(longest)).toBe(spanOf(time));
    }),
  );
});

test("the median told of intervals is the interval of the true median", () => {
  fc.assert(
    fc.property(fc.array(minutes, { minLength: 1, maxLength: 60 }), (times) => {
      const sorted = times.toSorted((one, other) => one - other);
      const spread = times.map((time) => ({ span: spanOf(time), passes: 1 }));
      for (const share of [0.5, 0.9])
        expect(percentile(spread, share)).toBe(
          longestOf(spanOf(sorted[Math.ceil(times.length * share) - 1] ?? 0)),
        );
    }),
  );
  expect(percentile([], 0.5)).toBeUndefined();
});

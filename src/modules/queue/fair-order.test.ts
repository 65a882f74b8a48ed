import fc from "fast-check";
import { expect, test } from "vitest";
import { estimatedWait } from "./estimate.ts";
import { FIRST_LINE_RUN, type Line, lineOf, orderOfLines, runAfter } from "./fair-order.ts";

/** Calls everyone at one counter, with newcomers to the first line before every call, as on the worst of days. */
function calledUntilEmpty(
  usual: number,
  arrivals: readonly boolean[],
): { readonly order: readonly Line[]; readonly left: number } {
  const waiting = { returned: 0, first: 0, usual };
  const order: Line[] = [];
  let run = 0;
  for (const isArrival of arrivals) {
    if (isArrival) waiting.first += 1;
    const next = orderOfLines(run).find((line) => waiting[line] > 0);
    if (next === undefined) continue;
    waiting[next] -= 1;
    run = runAfter(run, next);
    order.push(next);
  }
  return { order, left: waiting.usual };
}

test("an old man goes before those who came earlier, but after two such calls the third is theirs", () => {
  expect(calledUntilEmpty(3, [true, true, true, true, true, true]).order).toEqual([
    "first",
    "first",
    "usual",
    "first",
    "first",
    "usual",
  ]);
});

test("nobody of the usual line starves, however many come who go first", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.boolean(), { minLength: 70, maxLength: 70 }),
      (usual, arrivals) => {
        const { order } = calledUntilEmpty(usual, arrivals);
        const places = order.flatMap((line, index) => (line === "usual" ? [index] : []));
        expect(places).toHaveLength(usual);
        for (const [ahead, place] of places.entries())
          expect(place).toBeLessThan((FIRST_LINE_RUN + 1) * (ahead + 1));
      },
    ),
  );
});

test("whoever is handed over to a counter goes before all, and nobody loses their turn by it", () => {
  expect(orderOfLines(0)[0]).toBe("returned");
  expect(orderOfLines(FIRST_LINE_RUN)[0]).toBe("returned");
  expect(runAfter(FIRST_LINE_RUN, "returned")).toBe(FIRST_LINE_RUN);
});

test("a booking for nine is as good as any other number until nine, and then goes first", () => {
  const booked = {
    priority: null,
    bookedFor: new Date("2025-04-29T09:00:00+07:00"),
    targetCounterId: null,
  };
  expect(lineOf(booked, new Date("2025-04-29T08:59:00+07:00"))).toBe("usual");
  expect(lineOf(booked, new Date("2025-04-29T09:00:00+07:00"))).toBe("first");
});

test("seven people before two counters at six minutes each wait about twenty-five minutes, and the page can say how", () => {
  const known = { ahead: 7, counters: 2, served: 10, servedSeconds: 10 * 360 };
  expect(estimatedWait(known)).toEqual({
    kind: "about",
    minutes: 25,
    served: 10,
    meanMinutes: 6,
    ahead: 7,
    counters: 2,
  });
});

test("where nothing was measured or no counter is open, no time is promised", () => {
  const base = { ahead: 7, counters: 2, served: 2, servedSeconds: 720 };
  expect(estimatedWait(base)).toEqual({ kind: "unknown", why: "few-served" });
  expect(estimatedWait({ ...base, counters: 0 })).toEqual({ kind: "unknown", why: "no-counter" });
  expect(estimatedWait({ ...base, ahead: 0 })).toEqual({ kind: "soon" });
});

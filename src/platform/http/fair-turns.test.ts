import { expect, test } from "vitest";
import { createFairTurns } from "./fair-turns.ts";

/** What was let in, in order, and how each ends. */
function door(places: number) {
  let at = 0;
  const turns = createFairTurns(() => at, places);
  const inside: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    inside,
    pass: (ms: number): void => {
      at += ms;
    },
    ask: async (key: string, name: string): Promise<void> => {
      void (async () => {
        const end = await turns.enter(key);
        inside.push(name);
        ends.set(name, end);
      })();
      await settled();
    },
    end: async (name: string): Promise<void> => {
      ends.get(name)?.();
      await settled();
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("an agency that is alone has all places", async () => {
  const { ask, inside } = door(3);
  for (const name of ["one", "two", "three", "four"]) await ask("quan-1", name);
  expect(inside).toEqual(["one", "two", "three"]);
});

test("while Quận 1 asks for everything, the first question of Củ Chi is next and not the hundredth", async () => {
  const { ask, end, inside } = door(3);
  for (let at = 1; at <= 100; at += 1) await ask("quan-1", `quan-1 ${at}`);
  await ask("cu-chi", "cu-chi 1");
  expect(inside).toHaveLength(3);
  await end("quan-1 1");
  expect(inside.at(-1)).toBe("cu-chi 1");
});

test("beside others Quận 1 holds its part of the places only, and all of them again when the others have gone", async () => {
  const { ask, end, pass, inside } = door(4);
  await ask("cu-chi", "cu-chi 1");
  for (const name of ["a", "b", "c", "d"]) await ask("quan-1", name);
  expect(inside).toEqual(["cu-chi 1", "a", "b"]);
  await end("cu-chi 1");
  expect(inside).toEqual(["cu-chi 1", "a", "b"]);
  pass(3_000);
  await ask("quan-1", "e");
  expect(inside).toEqual(["cu-chi 1", "a", "b", "c", "d"]);
});

test("agencies that wait are served in turn, and nobody is forgotten", async () => {
  const { ask, end, inside } = door(1);
  await ask("quan-1", "quan-1 1");
  await ask("quan-1", "quan-1 2");
  await ask("quan-1", "quan-1 3");
  await ask("cu-chi", "cu-chi 1");
  await ask("tan-binh", "tan-binh 1");
  for (const name of ["quan-1 1", "quan-1 2", "cu-chi 1", "tan-binh 1", "quan-1 3"])
    await end(name);
  expect(inside).toEqual(["quan-1 1", "quan-1 2", "cu-chi 1", "tan-binh 1", "quan-1 3"]);
});

test("who says twice that a turn is over gives back one place", async () => {
  const { ask, end, inside } = door(1);
  for (const name of ["a", "b", "c"]) await ask("quan-1", name);
  await end("a");
  await end("a");
  expect(inside).toEqual(["a", "b"]);
});

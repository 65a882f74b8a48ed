import fc from "fast-check";
import { expect, test } from "vitest";
import {
  append,
  consistencyPath,
  type Frontier,
  frontierPlaces,
  inclusionPath,
  leafHash,
  type Range,
  rootOf,
  rootOfLeaves,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";

/** The eight inputs and roots that the reference implementation of RFC 6962 publishes. */
const INPUTS = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const known = INPUTS.map((hex) => leafHash(Buffer.from(hex, "hex")));
const leavesOf = (size: number): Buffer[] =>
  Array.from({ length: size }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));
const rootsOf = (leaves: readonly Buffer[], path: readonly Range[]): Buffer[] =>
  path.map(({ from, until }) => rootOfLeaves(leaves.slice(from, until)));

test("the published roots of RFC 6962 come out, appended one by one", () => {
  let frontier: Frontier = [];
  for (const [index, leaf] of known.entries()) {
    ({ frontier } = append(frontier, [leaf]));
    expect(rootOf(frontier).toString("hex")).toBe(ROOTS[index]);
  }
});

test("the root of an empty log is the hash of nothing", () => {
  expect(rootOf([]).toString("hex")).toBe(
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

test("appending in batches of any size gives the root of the definition, and its subtrees are where they are looked for", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }), (batches) => {
      const all = leavesOf(batches.reduce((sum, size) => sum + size, 0));
      let frontier: Frontier = [];
      let taken = 0;
      for (const size of batches) {
        ({ frontier } = append(frontier, all.slice(taken, taken + size)));
        taken += size;
      }
      expect(rootOf(frontier)).toEqual(rootOfLeaves(all));
      expect(frontier.map(({ level, index }) => ({ level, index }))).toEqual(frontierPlaces(taken));
    }),
  );
});

test("every leaf proves that it is in the log, and no other leaf can use its proof", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (size, pick) => {
      const leaves = leavesOf(size);
      const index = pick % size;
      const leaf = leaves[index] ?? Buffer.alloc(0);
      const proof = rootsOf(leaves, inclusionPath(index, size));
      const root = rootOfLeaves(leaves);
      expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
      expect(verifyInclusion(leafHash(Buffer.from("forged")), index, size, proof, root)).toBe(
        false,
      );
      expect(verifyInclusion(leaf, index + 1, size + 1, proof, leafHash(root))).toBe(false);
    }),
  );
});

test("a log proves that it only grew; a rewritten past is found", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (size, pick) => {
      const leaves = leavesOf(size);
      const before = 1 + (pick % size);
      const old = { size: before, root: rootOfLeaves(leaves.slice(0, before)) };
      const now = { size, root: rootOfLeaves(leaves) };
      expect(verifyConsistency(old, now, rootsOf(leaves, consistencyPath(before, size)))).toBe(
        true,
      );
      const rewritten = leaves.with(before - 1, leafHash(Buffer.from("rewritten")));
      expect(
        verifyConsistency(
          old,
          { size, root: rootOfLeaves(rewritten) },
          rootsOf(rewritten, consistencyPath(before, size)),
        ),
      ).toBe(false);
    }),
  );
});

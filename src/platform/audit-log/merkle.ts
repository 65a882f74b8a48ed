import { hash } from "node:crypto";

/**
 * Merkle tree hashing and proofs as RFC 6962 §2.1 defines them (leaf prefix 0x00, node prefix 0x01), over SHA-256.
 * Pure: the same functions serve the sequencer, the proofs and the tests.
 */
export function leafHash(leaf: Buffer): Buffer {
  return sha256(LEAF, leaf);
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(NODE, left, right);
}

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

function sha256(...parts: readonly Buffer[]): Buffer {
  return hash("sha256", Buffer.concat(parts), "buffer");
}

/** A perfect subtree: `hash` over the `2^level` leaves that begin at leaf `index · 2^level`. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/** The perfect subtrees that make up a log of some size, largest first; all an append needs to know of the past. */
export type Frontier = readonly Subtree[];

/** Appends leaf hashes and gives the new frontier with every perfect subtree that became complete. */
export function append(
  frontier: Frontier,
  leafHashes: readonly Buffer[],
): { readonly frontier: Frontier; readonly completed: readonly Subtree[] } {
  const stack = [...frontier];
  const completed: Subtree[] = [];
  let size = sizeOf(frontier);
  for (const hash of leafHashes) {
    let node: Subtree = { level: 0, index: size, hash };
    completed.push(node);
    for (
      let top = stack.at(-1);
      top !== undefined && top.level === node.level;
      top = stack.at(-1)
    ) {
      stack.pop();
      node = { level: node.level + 1, index: top.index / 2, hash: nodeHash(top.hash, node.hash) };
      completed.push(node);
    }
    stack.push(node);
    size += 1;
  }
  return { frontier: stack, completed };
}

export function sizeOf(frontier: Frontier): number {
  return frontier.reduce((sum, subtree) => sum + 2 ** subtree.level, 0);
}

/** The root over perfect subtrees, largest first; over none, the hash of nothing (RFC 6962 §2.1). */
export function rootOf(subtrees: readonly Pick<Subtree, "hash">[]): Buffer {
  const hashes = subtrees.map((subtree) => subtree.hash);
  const last = hashes.pop();
  return last === undefined
    ? sha256()
    : hashes.reduceRight((right, left) => nodeHash(left, right), last);
}

export type Place = Omit<Subtree, "hash">;

/** The perfect subtrees of a log of `size`, by place: what has to be loaded to go on appending. */
export function frontierPlaces(size: number): readonly Place[] {
  return placesOf({ from: 0, until: size });
}

/** The perfect subtrees that a range is made of, largest first. It begins where one of its width may (RFC 6962 splits so). */
export function placesOf({ from, until }: Range): readonly Place[] {
  const places: Place[] = [];
  for (let at = from; at < until;) {
    const level = Math.floor(Math.log2(until - at));
    places.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return places;
}

/** Root over a list of leaf hashes, by the recursive definition; the slow truth that the fast append is tested against. */
export function rootOfLeaves(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const k = splitOf(leaves.length);
  return nodeHash(rootOfLeaves(leaves.slice(0, k)), rootOfLeaves(leaves.slice(k)));
}

/** The largest power of two smaller than `size`. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

/** Leaves from one place up to, and without, another; a proof is a list of their roots. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

/** Whose roots are the audit path of leaf `index` in a log of `size` (RFC 6962 §2.1.1), nearest sibling first. */
export function inclusionPath(index: number, size: number): Range[] {
  return pathTo(index, { from: 0, until: size });
}

function pathTo(index: number, { from, until }: Range): Range[] {
  if (until - from <= 1) return [];
  const middle = from + splitOf(until - from);
  const [left, right] = [
    { from, until: middle },
    { from: middle, until },
  ];
  return index < middle ? [...pathTo(index, left), right] : [...pathTo(index, right), left];
}

export function verifyInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  if (index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else hash = nodeHash(hash, sibling);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && hash.equals(root);
}

/** Whose roots prove that the log of the first `before` leaves is the beginning of the log of `after` (RFC 6962 §2.1.2). */
export function consistencyPath(before: number, after: number): Range[] {
  return growth(before, { from: 0, until: after }, true);
}

function growth(before: number, { from, until }: Range, isWhole: boolean): Range[] {
  if (before === until) return isWhole ? [] : [{ from, until }];
  const middle = from + splitOf(until - from);
  return before <= middle
    ? [...growth(before, { from, until: middle }, isWhole), { from: middle, until }]
    : [...growth(before, { from: middle, until }, false), { from, until: middle }];
}

export function verifyConsistency(
  before: { readonly size: number; readonly root: Buffer },
  after: { readonly size: number; readonly root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (before.size < 1 || before.size > after.size) return false;
  if (before.size === after.size) return proof.length === 0 && before.root.equals(after.root);
  let node = before.size - 1;
  let last = after.size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  const rest = [...proof];
  const seed = node === 0 ? before.root : rest.shift();
  if (seed === undefined) return false;
  let old = seed;
  let whole = seed;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      old = nodeHash(sibling, old);
      whole = nodeHash(sibling, whole);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else whole = nodeHash(whole, sibling);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && old.equals(before.root) && whole.equals(after.root);
}

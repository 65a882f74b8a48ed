import { createHash } from "node:crypto";

/**
 * Merkle tree hashing and proofs as RFC 6962 §2.1 defines them (leaf prefix 0x00, node prefix 0x01), over SHA-256.
 * Pure: the same functions serve the sequencer, the proofs and the tests.
 */
export function leafHash(leaf: Buffer): Buffer {
  return sha256(Buffer.from([0]), leaf);
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.from([1]), left, right);
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
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

/** The root of the log; of an empty log the hash of nothing (RFC 6962 §2.1). */
export function rootOf(frontier: Frontier): Buffer {
  const hashes = frontier.map((subtree) => subtree.hash);
  const last = hashes.pop();
  return last === undefined
    ? sha256()
    : hashes.reduceRight((right, left) => nodeHash(left, right), last);
}

/** The perfect subtrees of a log of `size`, by place: what has to be loaded to go on appending. */
export function frontierPlaces(
  size: number,
): readonly { readonly level: number; readonly index: number }[] {
  const places: { level: number; index: number }[] = [];
  let from = 0;
  for (let level = Math.floor(Math.log2(Math.max(size, 1))); level >= 0; level -= 1) {
    const width = 2 ** level;
    if (size - from < width) continue;
    places.push({ level, index: from / width });
    from += width;
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

/** Audit path of leaf `index` in the log of the given leaves (RFC 6962 §2.1.1), nearest sibling first. */
export function inclusionProof(leaves: readonly Buffer[], index: number): Buffer[] {
  if (index < 0 || index >= leaves.length)
    throw new Error(`no leaf ${index} in a log of ${leaves.length}`);
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  return index < k
    ? [...inclusionProof(leaves.slice(0, k), index), rootOfLeaves(leaves.slice(k))]
    : [...inclusionProof(leaves.slice(k), index - k), rootOfLeaves(leaves.slice(0, k))];
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

/** Proof that the log of the first `size` leaves is a prefix of the whole (RFC 6962 §2.1.2). */
export function consistencyProof(leaves: readonly Buffer[], size: number): Buffer[] {
  if (size < 1 || size > leaves.length)
    throw new Error(`no log of ${size} within ${leaves.length}`);
  return subProof(leaves, size, true);
}

function subProof(leaves: readonly Buffer[], size: number, isWhole: boolean): Buffer[] {
  if (size === leaves.length) return isWhole ? [] : [rootOfLeaves(leaves)];
  const k = splitOf(leaves.length);
  return size <= k
    ? [...subProof(leaves.slice(0, k), size, isWhole), rootOfLeaves(leaves.slice(k))]
    : [...subProof(leaves.slice(k), size - k, false), rootOfLeaves(leaves.slice(0, k))];
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

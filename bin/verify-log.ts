import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/**
 * Verifies an export of the audit log and needs nothing but the export: `node bin/verify-log.ts export.ndjson`.
 * Checks that every payload matches its commitment, that leaves are numbered without a gap, and that each signed
 * checkpoint is the RFC 6962 root of the leaves before it. Erased payloads are counted, not hidden.
 */

interface Leaf {
  readonly index: number;
  readonly commitment: string;
  readonly salt: string | null;
  readonly body: string | null;
}

interface Checkpoint {
  readonly size: number;
  readonly root: string;
  readonly at: string;
  readonly signature: string;
}

const file = process.argv[2];
if (file === undefined) stop("usage: node bin/verify-log.ts export.ndjson");

let key: KeyObject | undefined;
let leaves = 0;
let erased = 0;
let checkpoints = 0;
/** Roots by size, kept as the frontier grows; perfect subtrees as [level, hash]. */
const frontier: [level: number, hash: Buffer][] = [];
const roots = new Map<number, string>();

for await (const line of createInterface({ input: createReadStream(file) })) {
  const entry = parsed(line);
  if (entry["kind"] === "key") key = createPublicKey(String(entry["ed25519"]));
  else if (entry["kind"] === "leaf") takeLeaf(entry as unknown as Leaf); // each member is checked as it is used
  else if (entry["kind"] === "checkpoint") takeCheckpoint(entry as unknown as Checkpoint); // likewise
  else stop(`unknown line: ${line.slice(0, 80)}`);
}
if (checkpoints === 0 || !roots.has(leaves)) stop("the export holds no checkpoint");
console.log(`verified: ${leaves} leaves (${erased} erased), ${checkpoints} checkpoints`);

function takeLeaf(leaf: Leaf): void {
  if (leaf.index !== leaves) stop(`leaf ${leaf.index} stands where ${leaves} should`);
  if (leaf.body === null || leaf.salt === null) erased += 1;
  else if (
    sha256(Buffer.from(leaf.salt, "hex"), Buffer.from(leaf.body)).toString("hex") !==
    leaf.commitment
  )
    stop(`leaf ${leaf.index} does not match its commitment`);
  let node: [number, Buffer] = [0, sha256(Buffer.from([0]), Buffer.from(leaf.commitment, "hex"))];
  for (let top = frontier.at(-1); top !== undefined && top[0] === node[0]; top = frontier.at(-1)) {
    frontier.pop();
    node = [node[0] + 1, sha256(Buffer.from([1]), top[1], node[1])];
  }
  frontier.push(node);
  leaves += 1;
  roots.set(
    leaves,
    frontier
      .map(([, hash]) => hash)
      .reduceRight((right, left) => sha256(Buffer.from([1]), left, right))
      .toString("base64"),
  );
}

function takeCheckpoint(checkpoint: Checkpoint): void {
  if (key === undefined) stop("the export holds no key");
  const text = `hcm-egov audit log\n${checkpoint.size}\n${checkpoint.root}\n${checkpoint.at}\n`;
  if (!verify(null, Buffer.from(text), key, Buffer.from(checkpoint.signature, "base64")))
    stop(`the signature of checkpoint ${checkpoint.size} is not valid`);
  if (roots.get(checkpoint.size) !== checkpoint.root)
    stop(`checkpoint ${checkpoint.size} is not the root of the leaves before it`);
  checkpoints += 1;
}

function parsed(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>; // any object; members are checked as they are used
  } catch {
    return stop("a line is not JSON");
  }
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function stop(sentence: string): never {
  console.error(`not verified: ${sentence}`);
  process.exit(1);
}

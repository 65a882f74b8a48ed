import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { createReadStream } from "node:fs";

/**
 * Verifies an export of the audit log and needs nothing but the export: `node bin/verify-log.ts export.ndjson`. With an
 * older export, or only its last lines, as second argument it also proves that nothing was rewritten since.
 *
 * Checks that every payload matches its commitment, that leaves are numbered without a gap, and that each signed
 * checkpoint is the RFC 6962 root of the leaves before it. Every line is read strictly: what means the same in other
 * bytes is not what was exported, so that one flipped bit is found wherever it is. Erased payloads are counted.
 */

type Line = Readonly<Record<string, unknown>>;

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

const FIELDS = {
  key: ["kind", "ed25519"],
  leaf: ["kind", "index", "commitment", "salt", "body"],
  checkpoint: ["kind", "size", "root", "at", "signature"],
} as const;

/** What the export is not; said in one sentence. */
class NotVerified extends Error {
  override readonly name = "NotVerified";
}

/** What was read so far. It changes with each line; `takeLine` is the only one to change it. */
interface Reading {
  leaves: number;
  erased: number;
  checkpoints: number;
  last: Checkpoint | undefined;
  key: KeyObject | undefined;
  /** Root by size: a checkpoint may have been signed at any. */
  readonly roots: Map<number, string>;
  /** Perfect subtrees as [level, hash], largest first. */
  readonly frontier: [level: number, hash: Buffer][];
}

/** The lines of an export in their order; throws `NotVerified` at the first that does not fit. */
export function startReading(): Reading {
  return {
    leaves: 0,
    erased: 0,
    checkpoints: 0,
    last: undefined,
    key: undefined,
    roots: new Map(),
    frontier: [],
  };
}

export function takeLine(reading: Reading, text: string): void {
  const line = parsed(text);
  if (line["kind"] === "key") takeKey(reading, line);
  else if (line["kind"] === "leaf") takeLeaf(reading, line as unknown as Leaf); // each member is checked as it is used
  else takeCheckpoint(reading, line as unknown as Checkpoint); // likewise
}

function takeKey(reading: Reading, { ed25519 }: Line): void {
  if (reading.key !== undefined || reading.leaves > 0)
    throw new NotVerified("the key is not the first line");
  try {
    reading.key = createPublicKey(String(ed25519));
  } catch {
    throw new NotVerified("the key cannot be read");
  }
  if (pemOf(reading.key) !== ed25519)
    throw new NotVerified("the key is not written as it is exported");
}

function takeLeaf(reading: Reading, { index, commitment, salt, body }: Leaf): void {
  if (reading.checkpoints > 0) throw new NotVerified(`leaf ${index} follows a checkpoint`);
  if (index !== reading.leaves)
    throw new NotVerified(`leaf ${index} stands where ${reading.leaves} should`);
  if (!isHex(commitment)) throw new NotVerified(`leaf ${index} has no commitment`);
  if (salt === null && body === null) reading.erased += 1;
  else if (!isHex(salt) || typeof body !== "string" || commitmentTo(salt, body) !== commitment)
    throw new NotVerified(`leaf ${index} does not match its commitment`);
  append(reading.frontier, sha256(Buffer.from([0]), Buffer.from(commitment, "hex")));
  reading.leaves += 1;
  reading.roots.set(reading.leaves, rootOf(reading.frontier));
}

function append(frontier: Reading["frontier"], leaf: Buffer): void {
  let node: [number, Buffer] = [0, leaf];
  for (let top = frontier.at(-1); top !== undefined && top[0] === node[0]; top = frontier.at(-1)) {
    frontier.pop();
    node = [node[0] + 1, sha256(Buffer.from([1]), top[1], node[1])];
  }
  frontier.push(node);
}

function rootOf(frontier: Reading["frontier"]): string {
  return frontier
    .map(([, hash]) => hash)
    .reduceRight((right, left) => sha256(Buffer.from([1]), left, right))
    .toString("base64");
}

function takeCheckpoint(reading: Reading, checkpoint: Checkpoint): void {
  verifySignature(checkpoint, reading.key);
  if (reading.roots.get(checkpoint.size) !== checkpoint.root)
    throw new NotVerified(`checkpoint ${checkpoint.size} is not the root of the leaves before it`);
  if (reading.last !== undefined && reading.last.size >= checkpoint.size)
    throw new NotVerified(`checkpoint ${checkpoint.size} stands after ${reading.last.size}`);
  reading.checkpoints += 1;
  reading.last = checkpoint;
}

/** After the last line: nothing may lie beyond what was signed. */
export function finishReading({ last, leaves }: Reading): void {
  if (last === undefined) throw new NotVerified("the export holds no checkpoint");
  if (last.size !== leaves)
    throw new NotVerified(`${leaves - last.size} leaves lie beyond the last checkpoint`);
}

/** A line of an older export: signed by the same key, and its root still the root of the leaves before it. */
function compareOlder(reading: Reading, text: string): void {
  const older = parsed(text);
  if (older["kind"] === "key" && older["ed25519"] !== pemOf(reading.key))
    throw new NotVerified("the older export was signed by another key");
  if (older["kind"] !== "checkpoint") return;
  const checkpoint = older as unknown as Checkpoint; // each member is checked as it is used
  verifySignature(checkpoint, reading.key);
  if (reading.roots.get(checkpoint.size) !== checkpoint.root)
    throw new NotVerified(
      `what was signed at ${checkpoint.at} was rewritten or cut off: the first ${checkpoint.size} leaves have another root now`,
    );
}

function pemOf(key: KeyObject | undefined): string {
  return key?.export({ type: "spki", format: "pem" }).toString() ?? "";
}

function verifySignature(checkpoint: Checkpoint, key: KeyObject | undefined): void {
  if (key === undefined) throw new NotVerified("the export holds no key");
  const { size, root, at, signature } = checkpoint;
  const text = `hcm-egov audit log\n${size}\n${root}\n${at}\n`;
  if (typeof signature !== "string") throw new NotVerified(`checkpoint ${size} is not signed`);
  const bytes = Buffer.from(signature, "base64");
  if (bytes.toString("base64") !== signature || !verify(null, Buffer.from(text), key, bytes))
    throw new NotVerified(`the signature of checkpoint ${size} is not valid`);
}

function parsed(text: string): Line {
  let line: Line;
  try {
    line = JSON.parse(text) as Line; // any object; members are checked as they are used
  } catch {
    throw new NotVerified(`a line is not JSON: ${text.slice(0, 80)}`);
  }
  const kind = typeof line === "object" && line !== null ? line["kind"] : undefined;
  if (kind !== "key" && kind !== "leaf" && kind !== "checkpoint")
    throw new NotVerified(`unknown line: ${text.slice(0, 80)}`);
  if (Object.keys(line).join() !== FIELDS[kind].join() || JSON.stringify(line) !== text)
    throw new NotVerified(`a line is not written as it is exported: ${text.slice(0, 80)}`);
  return line;
}

/** In small letters: a large one would be another bit with the same meaning. */
function isHex(text: unknown): text is string {
  return typeof text === "string" && /^[0-9a-f]{64}$/u.test(text);
}

function commitmentTo(salt: string, body: string): string {
  return sha256(Buffer.from(salt, "hex"), Buffer.from(body)).toString("hex");
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Lines end with LF alone: a payload may hold the other marks that text editors take for the end of a line. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = "";
  for await (const chunk of createReadStream(file)) {
    rest += decoder.decode(chunk as Buffer, { stream: true }); // a stream without encoding gives buffers
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") throw new NotVerified("the last line does not end");
}

async function main(file: string | undefined, older: string | undefined): Promise<void> {
  if (file === undefined)
    throw new NotVerified("usage: node bin/verify-log.ts export.ndjson [older.ndjson]");
  const reading = startReading();
  for await (const line of linesOf(file)) takeLine(reading, line);
  finishReading(reading);
  if (older !== undefined) for await (const line of linesOf(older)) compareOlder(reading, line);
  const { leaves, erased, checkpoints, last, key } = reading;
  console.log(`verified: ${leaves} leaves (${erased} erased), ${checkpoints} checkpoints`);
  if (older !== undefined) console.log(`nothing that ${older} knew was rewritten`);
  const fingerprint = sha256(key?.export({ type: "spki", format: "der" }) ?? Buffer.alloc(0));
  console.log(`key ${fingerprint.toString("hex")}\nlast root ${last?.root} of ${last?.at}`);
}

if (import.meta.main)
  await main(process.argv[2], process.argv[3]).catch((error: unknown) => {
    console.error(`not verified: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  });

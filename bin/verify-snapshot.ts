import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * Verifies a closed month and needs nothing but the file that was downloaded: `node bin/verify-snapshot.ts 2026-10.json`.
 * The body must have the hash that is told and the signature must cover month and hash. Which key signed is printed; with
 * a second file (PEM) it must be that key.
 */

const [file, trusted] = process.argv.slice(2);
if (file === undefined) stop("usage: node bin/verify-snapshot.ts month.json [key.pem]");

const told = parsed(readFileSync(file, "utf8"));
const body = text("body");
const month = text("month");
const hash = createHash("sha256").update(body, "utf8").digest("hex");
if (hash !== text("sha256")) stop("the body is not what was closed: its hash differs");
const facts = parsed(body);
if (facts["month"] !== month) stop("the body speaks of another month");

const key = readKey(text("ed25519"));
const covered = `hcm-egov month snapshot\n${month}\n${hash}\n`;
if (!verify(null, Buffer.from(covered), key, Buffer.from(text("signature"), "base64")))
  stop("the signature is not valid");
const print = createHash("sha256")
  .update(key.export({ type: "spki", format: "der" }))
  .digest("hex");
if (trusted !== undefined && fingerprint(readKey(readFileSync(trusted, "utf8"))) !== print)
  stop("signed, but not with the key you trust");

const rows = Array.isArray(facts["rows"])
  ? (facts["rows"] as { figures: Record<string, number> }[])
  : []; // each member is summed as it is
const sum = (name: string): number => rows.reduce((so, row) => so + (row.figures[name] ?? 0), 0);
console.log(`verified: ${month}, ${rows.length} rows, key ${print.slice(0, 16)}`);
console.log(
  `received ${sum("received")}, released ${sum("released")}, on time ${sum("on-time")}, late ${sum("late")}`,
);

function fingerprint(one: KeyObject): string {
  return createHash("sha256")
    .update(one.export({ type: "spki", format: "der" }))
    .digest("hex");
}

function readKey(pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch {
    return stop("the key is no key");
  }
}

function text(name: string): string {
  const value = told[name];
  return typeof value === "string" ? value : stop(`the file holds no ${name}`);
}

function parsed(input: string): Record<string, unknown> {
  try {
    return JSON.parse(input) as Record<string, unknown>; // any object; members are checked as they are used
  } catch {
    return stop("the file is not JSON");
  }
}

function stop(sentence: string): never {
  console.error(`not verified: ${sentence}`);
  process.exit(1);
}

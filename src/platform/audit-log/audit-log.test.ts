import { spawnSync } from "node:child_process";
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Tx, withDoor, withTenant } from "#platform/database";
import { finishReading, startReading, takeLine } from "../../../bin/verify-log.ts";
import { type TestDatabase, testDatabase } from "../../../test/world/database.ts";
import {
  appendLeaf,
  consistencyProof,
  erasePayload,
  exportLog,
  inclusionProof,
  lastCheckpoint,
  leafHash,
  sequenceOnce,
  verifyConsistency,
  verifyInclusion,
} from "./index.ts";
import { commitment } from "./leaf.ts";
import { rootOfLeaves } from "./merkle.ts";
import { checkpointText } from "./sequencer.ts";

const district1 = {
  tenantIds: ["01900000-0000-7000-8000-000000000001"],
  actor: { kind: "system", job: "test" },
} as const;
const cuChi = { ...district1, tenantIds: ["01900000-0000-7000-8000-000000000002"] } as const;
const dossier = "01900000-0000-7000-8000-0000000000d1";
const now = new Date("2025-04-25T09:30:00Z");
const { privateKey, publicKey } = generateKeyPairSync("ed25519");

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await testDatabase();
  folder = mkdtempSync(path.join(tmpdir(), "egov-log-"));
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const accepted = (name: string) => ({
  action: "dossier-accepted",
  subjectKind: "dossier",
  subjectId: dossier,
  payload: { applicant: name },
});
const write = (scope: typeof district1 | typeof cuChi, name: string) =>
  withTenant(db, scope, (tx) => appendLeaf(tx, now, accepted(name)));

async function sequenceAll(): Promise<void> {
  while ((await sequenceOnce(db, now, privateKey)) > 0);
}

async function exported(): Promise<string> {
  const lines: string[] = [];
  await exportLog(db, publicKey, (line) => Promise.resolve(void lines.push(line)));
  return lines.join("\n");
}

/** The program alone in a folder of its own, with nothing of ours around it and no settings. */
function verdict(text: string, older?: string): string {
  const program = path.join(folder, "verify-log.ts");
  copyFileSync(path.resolve(import.meta.dirname, "../../../bin/verify-log.ts"), program);
  const files = [text, older].flatMap((one, at) => {
    if (one === undefined) return [];
    const file = path.join(folder, `export-${at}.ndjson`);
    writeFileSync(file, `${one}\n`);
    return [file];
  });
  const run = spawnSync(process.execPath, [program, ...files], { cwd: folder, env: {} });
  return (run.stdout.toString() + run.stderr.toString()).trim();
}

function isVerified(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const reading = startReading();
    for (const line of text.split("\n")) takeLine(reading, line);
    finishReading(reading);
    return true;
  } catch {
    return false;
  }
}

beforeEach(async () => {
  for (const name of ["Trần Minh Quân", "Lê Thị Hoa", "Phạm Văn Sáu"]) await write(district1, name);
  await write(cuChi, "Nguyễn Thị Bưởi");
  await sequenceAll();
});

test("an outsider verifies the whole log from its export alone", async () => {
  expect(verdict(await exported())).toMatch(
    /^verified: \d+ leaves \(0 erased\), \d+ checkpoints\nkey [0-9a-f]{64}\nlast root \S{44} of 2025-04-25T/,
  );
});

test("a payload with the line marks of text editors in it is one line of the export", async () => {
  await write(district1, "Tiệm\u2028bánh\u2029mì\u0085\r");
  await sequenceAll();

  expect(verdict(await exported())).toContain("verified:");
});

test("any one bit of the export that is flipped is found, wherever it is and whatever it means", async () => {
  const id = await write(district1, "Võ Thị Kín");
  await withTenant(db, district1, (tx) => erasePayload(tx, now, id, "Quyết định 12/QĐ-UBND"));
  await sequenceAll();
  const bytes = Buffer.from(await exported());
  expect(isVerified(bytes)).toBe(true);
  const missed: string[] = [];
  // For every other byte the bit that makes a capital of a letter, which often means the same; else each bit in turn.
  for (const [at, byte] of bytes.entries()) {
    bytes[at] = byte ^ (at % 2 === 0 ? 0x20 : 1 << (at % 8));
    if (isVerified(bytes)) missed.push(`${at}: ${bytes.toString("utf8", at - 20, at + 20)}`);
    bytes[at] = byte;
  }

  expect(missed).toEqual([]);
  expect(bytes.length).toBeGreaterThan(3000);
});

test("an older export shows that the log only grew; a past that was written anew and signed again is found", async () => {
  const older = await exported();
  await write(cuChi, "Lê Văn Mới");
  await sequenceAll();
  const newer = await exported();
  expect(verdict(newer, older)).toContain("nothing that");
  expect(verdict(newer, older.split("\n").slice(-1).join("\n"))).toContain("nothing that");

  expect(verdict(older, newer)).toContain("rewritten or cut off");
  const rewritten = resigned(newer.replace("Lê Thị Hoa", "Lê Thị Hoà"), privateKey);
  expect(verdict(rewritten)).toContain("verified:");
  expect(verdict(rewritten, older)).toContain("rewritten or cut off");
  const other = resigned(newer, generateKeyPairSync("ed25519").privateKey);
  expect(verdict(other)).toContain("verified:");
  expect(verdict(other, older)).toContain("another key");
});

/** What somebody with the machine in their hands could make: commitments, roots and signatures that fit a changed text. */
function resigned(text: string, key: KeyObject): string {
  const hashes: Buffer[] = [];
  return text
    .split("\n")
    .map((line) => {
      const entry = JSON.parse(line) as Record<string, string>;
      if (entry["kind"] === "key")
        return JSON.stringify({
          ...entry,
          ed25519: createPublicKey(key).export({ type: "spki", format: "pem" }),
        });
      if (entry["kind"] === "leaf") {
        const made =
          entry["salt"] === null
            ? entry["commitment"]
            : commitment(Buffer.from(entry["salt"] ?? "", "hex"), entry["body"] ?? "").toString(
                "hex",
              );
        hashes.push(leafHash(Buffer.from(made ?? "", "hex")));
        return JSON.stringify({ ...entry, commitment: made });
      }
      const size = Number(entry["size"]);
      const root = rootOfLeaves(hashes.slice(0, size));
      const signature = sign(
        null,
        Buffer.from(checkpointText({ size, root, at: new Date(entry["at"] ?? "") })),
        key,
      );
      return JSON.stringify({
        ...entry,
        root: root.toString("base64"),
        signature: signature.toString("base64"),
      });
    })
    .join("\n");
}

test("a leaf proves its place and the log its growth from a few kept hashes, for every size it ever had", async () => {
  for (let n = 0; n < 20; n += 1) await write(n % 2 === 0 ? district1 : cuChi, `Người ${n}`);
  await sequenceAll();
  const leaves = (await exported()).split("\n").flatMap((line) => {
    const entry = JSON.parse(line) as Record<string, string>;
    return entry["kind"] === "leaf"
      ? [leafHash(Buffer.from(entry["commitment"] ?? "", "hex"))]
      : [];
  });
  const ask = <T>(question: (tx: Tx) => Promise<T>): Promise<T> =>
    withTenant(db, { tenantIds: [], actor: district1.actor }, question);
  const last = await ask(lastCheckpoint);
  const size = leaves.length;
  expect(last).toMatchObject({ size, root: rootOfLeaves(leaves) });

  for (let one = 1; one <= size; one += 1) {
    const root = rootOfLeaves(leaves.slice(0, one));
    const index = (one * 7) % one;
    const place = (await ask((tx) => inclusionProof(tx, index, one))) ?? [];
    expect(verifyInclusion(leaves[index] ?? Buffer.alloc(0), index, one, place, root)).toBe(true);
    const growth = (await ask((tx) => consistencyProof(tx, one, size))) ?? [];
    const [before, after] = [
      { size: one, root },
      { size, root: rootOfLeaves(leaves) },
    ];
    expect(verifyConsistency(before, after, growth)).toBe(true);
    expect(verifyConsistency({ size: one, root: leafHash(root) }, after, growth)).toBe(false);
  }
  for (const beyond of [
    await ask((tx) => inclusionProof(tx, size, size)),
    await ask((tx) => inclusionProof(tx, 0, size + 1)),
    await ask((tx) => consistencyProof(tx, 0, size)),
    await ask((tx) => consistencyProof(tx, size, size - 1)),
    await ask((tx) => consistencyProof(tx, 1, size + 1)),
  ])
    expect(beyond).toBeUndefined();
});

test("one flipped bit is found, in a payload, in a commitment and in a root", async () => {
  const text = await exported();

  expect(verdict(text.replace("Lê Thị Hoa", "Lê Thị Hoà"))).toContain(
    "does not match its commitment",
  );
  expect(
    verdict(
      text.replace(
        /("commitment":")(.)/,
        (_, head: string, digit: string) => head + (digit === "0" ? "1" : "0"),
      ),
    ),
  ).toContain("not verified");
  expect(
    verdict(
      text.replace(
        /("root":")(.)/,
        (_, head: string, letter: string) => head + (letter === "A" ? "B" : "A"),
      ),
    ),
  ).toContain("signature");
});

test("a leaf taken out, or put elsewhere, is found", async () => {
  const lines = (await exported()).split("\n");

  expect(verdict(lines.toSpliced(2, 1).join("\n"))).toContain("stands where");
  expect(
    verdict(
      lines
        .with(1, lines[2] ?? "")
        .with(2, lines[1] ?? "")
        .join("\n"),
    ),
  ).toContain("stands where");
});

test("what was done in a transaction that failed leaves no leaf", async () => {
  const failed = withTenant(db, district1, async (tx) => {
    await appendLeaf(tx, now, accepted("Không Có Thật"));
    throw new Error("the form was stale");
  });
  await expect(failed).rejects.toThrow("stale");
  await sequenceAll();

  expect(await exported()).not.toContain("Không Có Thật");
});

test("Quận 1 cannot read the leaves of Củ Chi", async () => {
  const seen = await withTenant(db, district1, (tx) =>
    tx.rows<{ body: string }>(
      `SELECT p.body FROM audit.payload p JOIN audit.leaf l ON l.id = p.leaf_id`,
    ),
  );

  expect(seen.length).toBeGreaterThan(0);
  expect(seen.some((row) => row.body.includes("Bưởi"))).toBe(false);
});

test("an erased payload is gone from the export, the erasing is in the log, and the log still verifies", async () => {
  const erasedSoFar = Number(/\((\d+) erased\)/u.exec(verdict(await exported()))?.[1]);
  const id = await write(district1, "Võ Thị Kín");
  await sequenceAll();
  const erased = await withTenant(db, district1, (tx) =>
    erasePayload(tx, now, id, "Quyết định 12/QĐ-UBND"),
  );
  await sequenceAll();
  const text = await exported();

  expect(erased).toBe(true);
  expect(text).not.toContain("Võ Thị Kín");
  expect(text).toContain("12/QĐ-UBND");
  expect(verdict(text)).toContain(`(${erasedSoFar + 1} erased)`);
});

test("nobody can change or remove a leaf with the application's role, not even through the sequencer's door", async () => {
  for (const attack of [
    `UPDATE audit.leaf SET action = 'nothing'`,
    `DELETE FROM audit.leaf`,
    `DELETE FROM audit.checkpoint`,
    `UPDATE audit.subtree SET hash = ''`,
  ])
    await expect(withDoor(db, "sequencer", (tx) => tx.rows(attack))).rejects.toThrow(
      "permission denied",
    );
});

test("a slower commit with an older moment is numbered after the faster one, not lost", async ({
  skip,
}) => {
  if (db.kind === "embedded") skip("needs two connections; runs on the PostgreSQL server");
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const slow = withTenant(db, district1, async (tx) => {
    await appendLeaf(tx, new Date("2025-04-25T08:00:00Z"), accepted("Người Chậm"));
    await tx.rows("SELECT 1"); // the leaf is written, and not committed
    await held;
  });
  await write(district1, "Người Nhanh");
  await sequenceAll();
  release();
  await slow;
  db.waits.splice(0); // this one waits on purpose, for longer or shorter
  await sequenceAll();
  const text = await exported();

  expect(text.indexOf("Người Nhanh")).toBeLessThan(text.indexOf("Người Chậm"));
  expect(verdict(text)).toContain("verified:");
  expect(readFileSync(path.join(folder, "export-0.ndjson"), "utf8")).toContain("Người Chậm");
});

test("no official gives a leaf a place, or sees and empties what waits for one", async () => {
  const id = await write(district1, "Đặng Thị Chờ");
  const tenant = district1.tenantIds[0];
  const asDistrict1 = (sql: string, values: readonly unknown[]) =>
    withTenant(db, district1, (tx) => tx.rows(sql, values));

  await expect(
    asDistrict1(`INSERT INTO audit.place (tenant_id, leaf_id, log_index) VALUES ($1, $2, 999)`, [
      tenant,
      id,
    ]),
  ).rejects.toThrow("row-level security");
  await expect(
    withTenant(db, cuChi, (tx) =>
      tx.rows(`INSERT INTO audit.waiting (tenant_id, leaf_id, commitment) VALUES ($1, $2, $3)`, [
        tenant,
        dossier,
        Buffer.alloc(32),
      ]),
    ),
  ).rejects.toThrow("row-level security");
  const waiting = [
    `SELECT leaf_id FROM audit.waiting`,
    `DELETE FROM audit.waiting RETURNING leaf_id`,
  ];
  for (const sql of waiting) expect(await asDistrict1(sql, [])).toEqual([]);
  await sequenceAll();

  expect(await exported()).toContain("Đặng Thị Chờ");
});

import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Database, withDoor, withTenant } from "#platform/database";
import { testDatabase } from "../../../test/world/database.ts";
import { appendLeaf, erasePayload, exportLog, sequenceOnce } from "./index.ts";

const district1 = {
  tenantIds: ["01900000-0000-7000-8000-000000000001"],
  actor: { kind: "system", job: "test" },
} as const;
const cuChi = { ...district1, tenantIds: ["01900000-0000-7000-8000-000000000002"] } as const;
const dossier = "01900000-0000-7000-8000-0000000000d1";
const now = new Date("2025-04-25T09:30:00Z");
const { privateKey, publicKey } = generateKeyPairSync("ed25519");

let db: Database;
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

function verdict(text: string): string {
  const file = path.join(folder, "export.ndjson");
  writeFileSync(file, text);
  const run = spawnSync(process.execPath, [
    path.resolve(import.meta.dirname, "../../../bin/verify-log.ts"),
    file,
  ]);
  return (run.stdout.toString() + run.stderr.toString()).trim();
}

beforeEach(async () => {
  for (const name of ["Trần Minh Quân", "Lê Thị Hoa", "Phạm Văn Sáu"]) await write(district1, name);
  await write(cuChi, "Nguyễn Thị Bưởi");
  await sequenceAll();
});

test("an outsider verifies the whole log from its export alone", async () => {
  expect(verdict(await exported())).toMatch(/^verified: \d+ leaves \(0 erased\), \d+ checkpoints$/);
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
  expect(verdict(text)).toContain("(1 erased)");
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
  await sequenceAll();
  const text = await exported();

  expect(text.indexOf("Người Nhanh")).toBeLessThan(text.indexOf("Người Chậm"));
  expect(verdict(text)).toContain("verified:");
  expect(readFileSync(path.join(folder, "export.ndjson"), "utf8")).toContain("Người Chậm");
});

import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database";
import { testDatabase } from "../world/database.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PLANTED = path.join(import.meta.dirname, "planted");
const LAYERS = ["kernel", "platform", "engines", "modules", "main"] as const;

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Runs a check on one planted file put where it must be refused, and takes it away again. */
function planted(file: string, room: string, program: string, args: readonly string[]): string {
  const folder = mkdtempSync(path.join(ROOT, room, "planted-"));
  const target = path.join(folder, file);
  try {
    copyFileSync(path.join(PLANTED, file), target);
    const result = spawnSync(path.join(ROOT, "node_modules/.bin", program), [...args, target], {
      cwd: ROOT,
    });
    return result.status === 0 ? "accepted" : result.stdout.toString() + result.stderr.toString();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("lock 1, resolver: a deep import into a room does not exist", () => {
  const folder = mkdtempSync(path.join(ROOT, ".cache-planted-"));
  const config = path.join(folder, "tsconfig.json");
  copyFileSync(path.join(PLANTED, "deep-import.ts"), path.join(folder, "deep-import.ts"));
  writeFileSync(config, JSON.stringify({ extends: "../tsconfig.json", include: ["*.ts"] }));
  const result = spawnSync(path.join(ROOT, "node_modules/.bin/tsc"), ["-p", config], { cwd: ROOT });
  rmSync(folder, { recursive: true });

  expect(result.stdout.toString()).toContain("#platform/outbox/outbox.ts");
});

test("lock 2, lint: the kernel may not reach up to the platform", () => {
  const words = planted("kernel-reaches-up.ts", "src/kernel", "oxlint", []);

  expect(words).toContain("kernel is pure");
});

test("lock 4, architecture: every import goes down the layers, and files stay small", () => {
  let looked = 0;
  const wrong: string[] = [];
  for (const [height, layer] of LAYERS.entries())
    for (const file of sources(`src/${layer}`)) {
      looked += 1;
      const text = readFileSync(file, "utf8");
      if (text.split("\n").length > 400) wrong.push(`${file}: over 400 lines`);
      for (const [, room] of text.matchAll(/from "#(kernel|platform|engines|modules)\//g))
        if (LAYERS.indexOf(room as (typeof LAYERS)[number]) > height)
          wrong.push(`${file}: imports #${room}`);
    }

  expect(wrong).toEqual([]);
  expect(looked).toBeGreaterThan(10);
});

test("modules use each other as the table in ARCHITECTURE.md allows, and no further", () => {
  const page = readFileSync(path.join(ROOT, "ARCHITECTURE.md"), "utf8");
  const table = [...page.matchAll(/^\| ([a-z-]+) \|([a-z-, ]*)\|$/gmu)]
    .filter(([, name]) => name !== "module")
    .map(([, name, uses]) => [name ?? "", uses?.trim() ?? ""]);
  const modules = [
    ...new Set(
      sources("src/modules").map(
        (file) => path.relative(path.join(ROOT, "src/modules"), file).split(path.sep)[0] ?? "",
      ),
    ),
  ];
  const actual = modules.map((name) => {
    const used = new Set<string>();
    for (const file of sources(`src/modules/${name}`).filter((one) => !/\.test\.tsx?$/u.test(one)))
      for (const [, other] of readFileSync(file, "utf8").matchAll(/from "#modules\/([a-z-]+)"/gu))
        if (other !== undefined && other !== name) used.add(other);
    return [name, [...used].toSorted().join(", ")];
  });

  expect(actual.length).toBeGreaterThan(5);
  expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(table));
});

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

test("lock 3, database: every table with a tenant forces row security, has a policy and leads its key with the tenant", async () => {
  const { rows } = await db.pool.query<{
    name: string;
    secured: boolean;
    policies: number;
    key: string | null;
  }>(
    `SELECT c.oid::regclass::text AS name, c.relrowsecurity AND c.relforcerowsecurity AS secured,
            (SELECT count(*)::integer FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
            (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
             WHERE i.indrelid = c.oid AND i.indisprimary) AS key
     FROM pg_class c
     JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id' AND NOT t.attisdropped
     WHERE c.relkind IN ('r', 'p')`,
  );

  expect(rows.length).toBeGreaterThan(0);
  for (const table of rows) expect(table).toMatchObject({ secured: true, key: "tenant_id" });
  expect(rows.every((table) => table.policies > 0)).toBe(true);
});

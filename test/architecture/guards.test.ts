import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database";
import { testDatabase } from "../world/database.ts";
import { importFaults } from "./import-faults.ts";
import { type PlantedTree, plantTree } from "./planted-tree.ts";
import { tableFaults } from "./table-faults.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const DEEP = "#platform/outbox/outbox.ts";

let tree: PlantedTree;
let db: Database;
beforeAll(async () => {
  tree = plantTree();
  db = await testDatabase((migrator) => migrator.query(PLANTED_TABLES).then(() => undefined));
});
afterAll(async () => {
  tree.remove();
  await db.close();
});

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function saidBy(program: string, args: readonly string[], cwd: string): string {
  const run = spawnSync(path.join(ROOT, "node_modules/.bin", program), args, { cwd });
  return run.stdout.toString() + run.stderr.toString();
}

/** How many files of ours there are to look at; a guard that saw fewer saw nothing. */
const ours = ["src", "apps"].flatMap(sources).length;

test("lock 1, resolver: a deep import into a room exists for no program, the room's door for all of them", async () => {
  const words = saidBy("tsc", ["-p", tree.root], tree.root);
  expect(words).toContain(`Cannot find module '${DEEP}'`);
  expect(words.match(/error TS/gu)).toHaveLength(1);

  const runtime = (name: string): number | null =>
    spawnSync(process.execPath, ["--input-type=module", "-e", `import ${JSON.stringify(name)}`], {
      cwd: path.join(tree.root, "src"),
    }).status;
  expect([runtime("#platform/outbox"), runtime(DEEP)]).toEqual([0, 1]);

  const bundled = (planted: string): Promise<string> =>
    rolldown({
      input: path.join(tree.root, tree.files.get(planted) ?? ""),
      platform: "node",
      logLevel: "silent",
    })
      .then((bundle) => bundle.generate({ format: "esm" }))
      .then(
        ({ output }) => output[0].code,
        (error: unknown) => String(error),
      );
  expect(await bundled("harmless")).toContain("const planted");
  // The bundler leaves what it does not find to the runtime, which does not find it either.
  expect(await bundled("deep-import")).toContain(`from "${DEEP}"`);

  await expect(import(DEEP)).rejects.toThrow();
  const listed = saidBy("tsc", ["--listFilesOnly"], ROOT).split("\n");
  const looked = listed.filter(
    (file) => /[\\/](?:src|apps)[\\/].*\.tsx?$/u.test(file) && !file.includes("node_modules"),
  );
  expect(looked).toHaveLength(ours);
});

test("lock 2, lint: each room reaches neither up nor out, in no way of writing it, and nothing else of it is refused", () => {
  const words = saidBy("oxlint", ["--type-aware", "--format=unix"], tree.root);
  const refused = Map.groupBy([...words.matchAll(/^(\S+?):\d+:\d+: (.+)$/gmu)], ([, file = ""]) =>
    path.relative(tree.root, path.resolve(tree.root, file)),
  );
  const by = (planted: string): string =>
    (refused.get(tree.files.get(planted) ?? "") ?? []).map(([, , why]) => why).join(" ");

  expect(by("kernel-reaches-up")).toContain("no-restricted-imports");
  expect(by("kernel-climbs-up")).toContain("no-restricted-imports");
  expect(by("platform-knows-a-domain")).toContain("no-restricted-imports");
  expect(by("engine-climbs-to-a-module")).toContain("no-restricted-imports");
  expect(by("module-climbs-to-its-neighbour")).toContain("no-restricted-imports");
  expect(by("page-climbs-to-a-neighbour")).toContain("no-restricted-imports");
  expect(by("ui-asks-the-database")).toContain("no-restricted-imports");
  expect(by("app-runs-code")).toContain("no-restricted-imports");
  expect(by("cycle")).toContain("no-cycle");
  expect(by("promise-left-alone")).toContain("no-floating-promises");
  expect([by("harmless"), by("deep-import")]).toEqual(["", ""]);
  const [, looked] = /on (\d+) files/u.exec(saidBy("oxlint", ["src", "apps"], ROOT)) ?? [];
  expect(Number(looked)).toBe(ours);
});

const PLANTED_TABLES = `
  CREATE SCHEMA planted;
  CREATE TABLE planted.open (tenant_id uuid, id uuid, PRIMARY KEY (id));
  CREATE TABLE planted.unforced (tenant_id uuid, id uuid, PRIMARY KEY (tenant_id, id));
  ALTER TABLE planted.unforced ENABLE ROW LEVEL SECURITY;
  CREATE POLICY held ON planted.unforced USING (true);
  CREATE TABLE planted.crossing (tenant_id uuid, id uuid, open_id uuid CONSTRAINT to_any_tenant REFERENCES planted.open (id),
    file_id uuid, PRIMARY KEY (tenant_id, id),
    CONSTRAINT into_files FOREIGN KEY (tenant_id, file_id) REFERENCES files.file (tenant_id, id));
  SELECT platform.protect('planted.crossing');
`;

test("lock 3, database: no table with a tenant is open, and one planted open, unforced or crossing is named", async () => {
  const { looked, faults } = await tableFaults(db.pool);

  expect(faults).toEqual([
    "planted.open does not force row security",
    "planted.open has no policy",
    "planted.open does not lead its key with the tenant",
    "planted.unforced does not force row security",
    "planted.crossing.to_any_tenant points at a row without its tenant",
    "planted.crossing.into_files points into another room's schema",
  ]);
  const migrations = sourcesOf("db/migrations", ".sql");
  const made = migrations.flatMap((text) => [...text.matchAll(/^ {2}tenant_id uuid/gmu)]).length;
  // Every table that went had a tenant.
  const dropped = migrations.flatMap((text) => [...text.matchAll(/^DROP TABLE/gmu)]).length;
  expect(looked).toBe(made - dropped + 3);
});

function sourcesOf(folder: string, ending: string): string[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(path.join(ROOT, folder, name), "utf8"));
}

test("lock 4, architecture: no file of ours climbs, reaches up, takes a connection or reads a neighbour's table", () => {
  const { looked, faults } = importFaults(ROOT);

  expect(faults).toEqual([]);
  expect(looked).toBe(ours);
});

test("lock 4, architecture: whatever is planted is named with its fault, and the harmless file is not", () => {
  const { faults } = importFaults(tree.root);
  const about = (planted: string): string[] => {
    const file = tree.files.get(planted) ?? "";
    return faults.filter((one) => one.startsWith(file)).map((one) => one.slice(file.length + 1));
  };

  expect(about("kernel-reaches-up")).toEqual(["imports #platform/outbox, which lies above it"]);
  expect(about("platform-knows-a-domain")).toEqual([
    "imports #modules/petitions, which lies above it",
  ]);
  expect(about("ui-asks-the-database")).toEqual([
    "imports #platform/database, which lies above it",
  ]);
  expect(about("app-runs-code")).toEqual(["imports #kernel/ids, which lies above it"]);
  for (const climber of [
    "kernel-climbs-up",
    "engine-climbs-to-a-module",
    "module-climbs-to-its-neighbour",
    "page-climbs-to-a-neighbour",
  ])
    expect([climber, about(climber).join("")]).toEqual([
      climber,
      expect.stringContaining("climbs out of its room to src/modules/"),
    ]);
  expect(about("connection-by-hand")).toEqual([
    "takes a connection past withTenant, withApplicant and the named doors",
  ]);
  expect(about("reads-a-neighbour")).toEqual([
    "reaches into dossiers.dossier, a table of src/modules/dossiers",
  ]);
  expect(about("harmless")).toEqual([]);
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

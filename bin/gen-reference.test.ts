import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database";
import { testDatabase } from "../test/world/database.ts";
import { eventsPage } from "./gen-reference-events.ts";
import { type Reference, reference } from "./gen-reference-pages.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
let db: Database;
let made: Reference;
beforeAll(async () => {
  db = await testDatabase();
  made = await reference(ROOT, db);
});
afterAll(() => db.close());

const written = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

test.each([
  "docs/reference/routes.md",
  "docs/reference/settings.md",
  "docs/reference/tables.md",
  "docs/reference/events.md",
  "db/schema.sql",
])("%s is current", (file) => {
  const isCurrent = written(file) === made.files.get(file);
  expect(isCurrent, `${file} is not current: run npm run gen and read what changed`).toBe(true);
});

test("every setting is described, every table says what it holds, every event is written somewhere", () => {
  expect(made.gaps).toEqual([]);
});

test("the reference looked at the whole program: each page has as many lines as there are things", async () => {
  const lines = (file: string): number =>
    (made.files.get(file) ?? "").split("\n").filter((line) => /^\| (?!---)/u.test(line)).length;
  const { rows } = await db.pool.query<{ tables: number; policies: number }>(
    `SELECT (SELECT count(*)::integer FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')) AS tables,
            (SELECT count(*)::integer FROM pg_policy) AS policies`,
  );
  const schema = made.files.get("db/schema.sql") ?? "";

  expect(lines("docs/reference/routes.md")).toBeGreaterThan(50);
  expect(lines("docs/reference/settings.md")).toBeGreaterThan(10);
  expect(schema.match(/^CREATE TABLE /gmu)).toHaveLength(rows[0]?.tables ?? 0);
  expect(schema.match(/^CREATE POLICY /gmu)).toHaveLength(rows[0]?.policies ?? 0);
  expect((await eventsPage(ROOT)).page).toContain("| signing (`src/main/workers.ts`) |");
});

test("the schema is told the same twice, and a table that someone adds is seen", async () => {
  const again = await reference(ROOT, db);
  expect(again.files).toEqual(made.files);

  await db.pool.query(`CREATE TABLE public.planted (id integer PRIMARY KEY)`);
  const grown = await reference(ROOT, db);
  await db.pool.query(`DROP TABLE public.planted`);

  expect(grown.files.get("db/schema.sql")).toContain("CREATE TABLE public.planted");
  expect(grown.gaps.join("\n")).toContain("nobody says what public.planted holds");
});

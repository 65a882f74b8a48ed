import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "#app-kit";
import { day } from "#kernel/calendar-day";
import { createCalendars } from "#modules/deadlines";
import { checkApp } from "#modules/specialist-apps";
import { type Database, type Tx, withTenant } from "#platform/database";
import type { Exchange, Route } from "#platform/http";
import { tenantIdOf } from "#modules/tenancy";
import { newApp } from "../../bin/new-app.ts";
import { FRIDAY_MORNING } from "../world/city.ts";
import { testDatabase } from "../world/database.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const GUIDES = path.join(ROOT, "docs/guides");
mkdirSync(path.join(ROOT, ".cache"), { recursive: true });
/** Inside the project, so that `#app-kit` and the doors resolve as they do for whoever follows a guide. */
const scratch = mkdtempSync(path.join(ROOT, ".cache", "guides-"));
let db: Database;
beforeAll(async () => {
  db = await testDatabase(async (pool) => {
    await pool.query(blocks(guide("add-a-module.md"), "sql").join("\n"));
  });
});
afterAll(async () => {
  await db.close();
  rmSync(scratch, { recursive: true });
});

const guides = readdirSync(GUIDES).map((name) => ({
  name,
  text: readFileSync(path.join(GUIDES, name), "utf8"),
}));

function guide(name: string): string {
  return guides.find((one) => one.name === name)?.text ?? "";
}

/** The blocks of a guide that begin with the name of a file, or of a language, without their indent. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^( *)```(\w+)\n([^]*?)^\1```/gmu)]
    .filter((found) => found[2] === language)
    .map(([, indent = "", , body = ""]) => body.replaceAll(new RegExp(`^${indent}`, "gmu"), ""));
}

/** Writes the files of a guide as its reader would, into the scratch folder. */
function written(text: string): string[] {
  return [...blocks(text, "ts"), ...blocks(text, "tsx")].flatMap((body) => {
    const file = /^\/\/ (\S+)\n/u.exec(body)?.[1];
    if (file === undefined) return [];
    mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
    writeFileSync(path.join(scratch, file), body);
    return [file];
  });
}

async function imported(file: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(pathToFileURL(path.join(scratch, file)).href)) as Record<string, unknown>; // looked at by name below
}

test("a guide is short, and every file and command that it names is there", () => {
  const scripts = Object.keys(
    (JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { scripts: object })
      .scripts,
  );
  const wrong: string[] = [];
  for (const { name, text } of guides) {
    if (text.split("\n").length > 61) wrong.push(`${name} is longer than 60 lines`);
    const made: (string | undefined)[] = [...text.matchAll(/^ *\/\/ (\S+)$/gmu)].map(
      (found) => found[1],
    );
    for (const file of made)
      if (existsSync(path.join(ROOT, file ?? "")))
        wrong.push(`${name} makes ${file}, which is there`);
    for (const [, file = ""] of text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.\w+)`/gu))
      if (!file.includes("0099-") && !made.includes(file) && !isThere(file))
        wrong.push(`${name} names ${file}, which does not exist`);
    for (const [, script = ""] of text.matchAll(/npm run ([\w:]+)/gu))
      if (!scripts.includes(script))
        wrong.push(`${name} calls npm run ${script}, which is no script`);
  }

  expect(wrong).toEqual([]);
  expect(guides.length).toBeGreaterThan(4);
});

/** From the root, or as a part of a module that the guide speaks of (`pages/pages.test.ts`). */
function isThere(file: string): boolean {
  return [ROOT, path.join(ROOT, "src/modules/deadlines")].some((at) =>
    existsSync(path.join(at, file)),
  );
}

/** What a reader of the guide has afterwards: the program's files, with those of the guide in their place and its commands done. */
async function followed(name: string): Promise<App> {
  const text = guide(name);
  const [, folder = "", vi = "", en = "", owner = ""] =
    /node bin\/new-app\.ts (\S+) "([^"]+)" "([^"]+)" (\w+)/u.exec(text) ?? [];
  for (const place of ["apps", "src/main/apps.ts"])
    cpSync(path.join(ROOT, place), path.join(scratch, place), { recursive: true });
  const ownerKind = owner as App["ownerKind"]; // refused by the program unless it is one
  newApp(scratch, { folder, vi, en, ownerKind, on: day("2026-01-01") });
  const made = written(text);
  expect(made.length).toBeGreaterThan(2);
  for (const line of blocks(text, "sh").join("\n").split("\n"))
    if (line.startsWith("sed ")) execFileSync("sh", ["-c", line], { cwd: scratch });
  const exported = Object.values(await imported(`apps/${folder}/app.ts`));
  return exported[0] as App; // an app's file exports the app
}

test("the app of the guide holds as it is written there, under the law and the term that it says", async () => {
  const app = await followed("add-an-app.md");
  expect(await checkApp(app)).toEqual([]);
  expect(app.title.vi).toBe("Thông báo tạm ngừng kinh doanh");
  expect(app.editions[0]?.source.document).toBe("Nghị định 01/2021/NĐ-CP, Điều 91");
});

test("whoever follows the tutorial can license a dragon, and one that breathes fire needs its insurance", async () => {
  const app = await followed("keep-a-dragon.md");
  expect(await checkApp(app)).toEqual([]);
  const [edition] = app.editions;
  expect(edition?.process).toContain("Xem hang rồng");
  expect(edition?.result.record.fields).toEqual([
    "dragonName",
    "visit.area",
    "ownerName",
    "ownerCitizenId",
  ]);
});

test("the page of the guide shows when offices work on the Friday before the long holiday", async () => {
  const text = guide("add-a-page.md");
  const module = "src/modules/deadlines";
  cpSync(path.join(ROOT, module), path.join(scratch, module), { recursive: true });
  expect(written(text)).toEqual([`${module}/pages/today.tsx`]);
  const [, route = ""] = /paths\.ts`: `([^`]+)`/u.exec(text) ?? [];
  const words = [...text.matchAll(/`("today\.\w+": "[^"]+",)`/gu)].map((found) => found[1]);
  insert(`${module}/paths.ts`, "export const paths = {", [route]);
  insert(`${module}/messages.vi.ts`, "export const vi = {", words.slice(0, 2));

  const { todayRoute } = await imported(`${module}/pages/today.tsx`);
  const page = (todayRoute as (deps: object) => Route)({
    calendars: createCalendars(),
    frame: () => ({ language: "vi", path: "/hom-nay", assets: { stylesheet: "/x.css" } }),
  });
  const exchange = { db, now: FRIDAY_MORNING, language: "vi" } as Exchange; // all that the page reads
  const shown = await page.handle(exchange);
  expect(shown.kind === "page" && shown.html).toContain("7:30–11:30, 13:00–17:00");
  expect(shown.kind === "page" && shown.html).toContain("Giờ làm việc");
});

function insert(file: string, after: string, lines: readonly (string | undefined)[]): void {
  const at = path.join(scratch, file);
  writeFileSync(at, readFileSync(at, "utf8").replace(after, `${after}\n  ${lines.join("\n  ")}`));
}

test("the module of the guide keeps its visits, to each agency its own", async () => {
  const text = guide("add-a-module.md");
  expect(written(text)).toHaveLength(3);
  const { bookVisit } = await imported("src/modules/appointments/book-visit.ts");
  const book = bookVisit as (tx: Tx, visit: object) => Promise<{ ok: boolean }>; // as the guide declares it
  const visit = { startsAt: new Date("2025-04-29T08:00:00+07:00"), visitor: "Lê Thị Út" };
  const at = (slug: string): Promise<{ ok: boolean }> =>
    withTenant(
      db,
      { tenantIds: [tenantIdOf(slug)], actor: { kind: "system", job: "guides" } },
      (tx) => book(tx, visit),
    );

  expect([(await at("quan-1")).ok, (await at("quan-1")).ok, (await at("cu-chi")).ok]).toEqual([
    true,
    false,
    true,
  ]);
});

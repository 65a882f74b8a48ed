import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "#app-kit";
import { day } from "#kernel/calendar-day";
import { checkApp } from "#modules/specialist-apps";
import { type NewApp, newApp } from "./new-app.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
mkdirSync(path.join(ROOT, ".cache"), { recursive: true });
/** Inside the project, so that `#app-kit` resolves as it does for whoever calls the program. */
const scratch = mkdtempSync(path.join(ROOT, ".cache", "new-app-"));
const TREES: NewApp = {
  folder: "tree-felling",
  vi: "Cấp giấy phép chặt hạ cây xanh",
  en: "Permit to fell a tree",
  ownerKind: "district",
  on: day("2026-01-01"),
};

beforeAll(() => {
  for (const place of ["apps", "src/main/apps.ts"])
    cpSync(path.join(ROOT, place), path.join(scratch, place), { recursive: true });
});
afterAll(() => rmSync(scratch, { recursive: true }));

test("a new procedure compiles, holds, and stands in the list under an address and a code of its own", async () => {
  const files = newApp(scratch, TREES);
  expect(files).toContain("apps/tree-felling/editions/2026-01-01.ts");
  writeFileSync(
    path.join(scratch, "tsconfig.json"),
    JSON.stringify({ extends: "../../tsconfig.json", include: ["src/main/apps.ts"] }),
  );
  execFileSync(path.join(ROOT, "node_modules/.bin/tsc"), ["-p", scratch], { stdio: "pipe" });

  const listed = (await import(pathToFileURL(path.join(scratch, "src/main/apps.ts")).href)) as {
    APPS: readonly App[];
  }; // the copy of our own list
  const made = listed.APPS.at(-1);
  if (made === undefined) throw new Error("the list is empty");
  expect([made.id, made.procedureCode]).toEqual([
    "cap-giay-phep-chat-ha-cay-xanh",
    "9.000001.000.00.00.H29",
  ]);
  expect(await checkApp(made)).toEqual([]);
  expect(new Set(listed.APPS.map((app) => app.id)).size).toBe(listed.APPS.length);
});

test("a second procedure gets the next code; one that is there, or has no name, is refused and nothing is written", () => {
  newApp(scratch, { ...TREES, folder: "tree-planting", vi: "Cấp giấy phép trồng cây" });
  const second = readFileSync(path.join(scratch, "apps/tree-planting/app.ts"), "utf8");
  expect(second).toContain("9.000002.000.00.00.H29");
  const before = readFileSync(path.join(scratch, "src/main/apps.ts"), "utf8");

  expect(() => newApp(scratch, { ...TREES, vi: "Cấp phép khác" })).toThrow("is there already");
  expect(() => newApp(scratch, { ...TREES, folder: "trees" })).toThrow("another procedure");
  expect(() => newApp(scratch, { ...TREES, folder: "../trees" })).toThrow("no folder name");
  expect(() => newApp(scratch, { ...TREES, folder: "trees", vi: " " })).toThrow("title is empty");
  expect(existsSync(path.join(scratch, "apps/trees"))).toBe(false);
  expect(readFileSync(path.join(scratch, "src/main/apps.ts"), "utf8")).toBe(before);
});

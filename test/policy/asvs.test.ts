import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const page = readFileSync(path.join(ROOT, "docs/reference/asvs.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => /^\| \d/u.test(line))
  .map((line) => line.slice(2, -1).split(" | "));

/** How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has; 70 of level 1 and 183 of level 2 together. */
const CHAPTERS = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7] as const;

/** `1.2.6–1.2.8` is three requirements, `3.3.1, 3.3.3` two. */
function requirementsIn(cell: string): string[] {
  return cell.split(", ").flatMap((part) => {
    const [first = "", last = first] = part.split("–");
    const section = first.slice(0, first.lastIndexOf("."));
    const number = (id: string): number => Number(id.slice(id.lastIndexOf(".") + 1));
    const count = number(last) - number(first) + 1;
    return Array.from({ length: count }, (_, index) => `${section}.${number(first) + index}`);
  });
}

// R41
test("every requirement of levels 1 and 2 is answered once, with yes, partly, not yet or does not apply", () => {
  const answered = rows.flatMap(([ids = ""]) => requirementsIn(ids));
  const perChapter = CHAPTERS.map(
    (_, index) => answered.filter((id) => id.startsWith(`${index + 1}.`)).length,
  );

  expect(answered.filter((id, index) => answered.indexOf(id) !== index)).toEqual([]);
  expect(perChapter).toEqual(CHAPTERS);
  for (const [ids, verdict] of rows)
    expect([ids, ["yes", "part", "no", "n/a"].includes(verdict ?? "")]).toEqual([ids, true]);
});

test("the page counts its own answers rightly, so that nobody has to believe an impression", () => {
  const count = (verdict: string): number =>
    rows.filter((row) => row[1] === verdict).flatMap(([ids = ""]) => requirementsIn(ids)).length;

  expect(page).toContain(
    `${count("yes")} fulfilled, ${count("part")} partly, ${count("no")} not yet, ${count("n/a")} do not apply`,
  );
});

test("every file that the page names exists, and every test has the title it is named by", () => {
  const wrong: string[] = [];
  let named = 0;
  for (const line of page.split("\n")) {
    let file = "";
    for (const [, code, title] of line.matchAll(/`([^`]+)`|"([^"]+)"/gu)) {
      if (code !== undefined && /^[\w.-]+(?:\/[\w.-]+)*\.(?:ts|tsx|md|sql|json|txt)$/u.test(code)) {
        file = path.join(ROOT, code);
        if (code.includes("/") && !existsSync(file)) wrong.push(`${code} does not exist`);
      }
      if (title === undefined || !line.startsWith("| ")) continue;
      named += 1;
      if (!existsSync(file) || !readFileSync(file, "utf8").includes(`"${title}"`))
        wrong.push(`no test of ${path.relative(ROOT, file)} is called "${title}"`);
    }
  }

  expect(wrong).toEqual([]);
  expect(named).toBeGreaterThan(60);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rulesPage } from "./gen-rules.ts";

test("every rule that the product keeps is named by code and proven by a test, and the page says so", () => {
  const { page, gaps } = rulesPage();
  expect(gaps).toEqual([]);
  expect(readFileSync(new URL("../docs/reference/rules.md", import.meta.url), "utf8")).toBe(page);
});

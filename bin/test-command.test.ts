import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";

/** The test command where no program of Debian's is to be found and none may be installed. */
function onBareMachine(...args: readonly string[]) {
  const nothing = mkdtempSync(path.join(tmpdir(), "egov-bare-"));
  const run = spawnSync(process.execPath, [path.join(import.meta.dirname, "test.ts"), ...args], {
    env: { PATH: nothing },
    timeout: 20_000,
  });
  rmSync(nothing, { recursive: true });
  return {
    status: run.status,
    asks: run.stderr.toString().trim().split("\n"),
    lastLine: run.stdout.toString().trim().split("\n").at(-1),
  };
}

test("without Chromium or the PDF programs the test command says at once what to install, and skips nothing", () => {
  const { status, asks, lastLine } = onBareMachine();

  expect(status).toBe(1);
  expect(asks).toContain(
    "For checking printed and signed PDFs install as root: apt-get install poppler-utils qpdf",
  );
  expect(asks).toContain("For journeys in a browser install as root: apt-get install chromium");
  expect(lastLine).toBe(`0 passed, ${asks.length} failed`);
});

test("the quick one needs no browser", () => {
  const { status, asks } = onBareMachine("--quick");

  expect([status, asks]).toEqual([
    1,
    ["For checking printed and signed PDFs install as root: apt-get install poppler-utils qpdf"],
  ]);
});

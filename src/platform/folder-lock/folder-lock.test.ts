import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";

const module = path.join(import.meta.dirname, "folder-lock.ts");

test("a second process is refused while the first lives, and gets the folder once the first was killed", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "lock-"));
  const attempt = `const { holdFolder } = await import(${JSON.stringify(module)}); console.log(holdFolder(${JSON.stringify(folder)}) ? "held" : "refused");`;
  const owner = spawn(process.execPath, [
    "--input-type=module",
    "-e",
    `${attempt} setInterval(() => {}, 1000);`,
  ]);
  await new Promise((resolve) => owner.stdout.once("data", resolve));

  const second = spawnSync(process.execPath, ["--input-type=module", "-e", attempt]);
  owner.kill("SIGKILL");
  await new Promise((resolve) => owner.once("exit", resolve));
  const third = spawnSync(process.execPath, ["--input-type=module", "-e", attempt]);
  rmSync(folder, { recursive: true });

  expect(second.stdout.toString().trim()).toBe("refused");
  expect(third.stdout.toString().trim()).toBe("held");
});

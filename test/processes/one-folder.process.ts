import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, PRODUCTION, refusalOf, type Running, withAddress } from "./installation.ts";

const BIN = path.resolve(import.meta.dirname, "../../bin");
/** Every command that becomes the program and would open the folder, found by what it loads. */
const COMMANDS = readdirSync(BIN).filter((name) =>
  readFileSync(path.join(BIN, name), "utf8").includes("dist/main.js"),
);
const folder = mkdtempSync(path.join(tmpdir(), "egov-one-folder-"));
const settings = {
  ...PRODUCTION,
  EMBEDDED_DATABASE_IN_PRODUCTION: "accepted",
  DATA_FOLDER: folder,
  PORT: "0",
};
let server: Running;
beforeAll(async () => {
  server = await withAddress(launch(settings, path.join(BIN, "start.ts")));
});
afterAll(async () => {
  server.process.kill("SIGKILL");
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
});

test("while a server has the folder, a second start and every command on it refuse in words and touch nothing", async () => {
  expect(COMMANDS.length).toBeGreaterThan(2);
  for (const command of COMMANDS)
    expect([command, await refusalOf(settings, path.join(BIN, command))]).toEqual([
      command,
      {
        status: 1,
        words: `Another process owns ${folder}. Two on one folder would lose rows; stop the other one first.`,
      },
    ]);

  expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({ ready: true });
});

test("server and worker do not run apart on a folder", async () => {
  for (const role of ["server", "worker"])
    expect(await refusalOf({ ...settings, EGOV_PROCESS: role })).toEqual({
      status: 1,
      words: "Server and worker run apart only on a shared DATABASE_URL.",
    });
});

test("after SIGTERM the folder is free: the command that was refused now runs", async () => {
  server.process.kill("SIGTERM");

  expect(await server.ended).toBe(0);
  const checked = await refusalOf(settings, path.join(BIN, "check-counters.ts"));
  expect([checked.status, checked.words.split("\n").at(-1)]).toEqual([
    0,
    "Every counter equals what the events say.",
  ]);
});

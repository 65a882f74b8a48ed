import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countersBetween, countersFromEvents } from "#modules/dossiers";
import { withDoor } from "#platform/database";
import { type OneStopCity, openOneStopCity } from "../world/dossiers.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const DOSSIERS = 60;
const KILLS = 16;
/** A fixed sequence of "random" moments, so that a failure can be seen again. */
const MOMENTS_MS = Array.from({ length: KILLS }, (_, index) => 40 + ((index * 7919) % 263));

let city: OneStopCity;
let clerkUrl: string;
let bundle: string;
const folder = mkdtempSync(path.join(ROOT, ".cache-kills-"));
beforeAll(async () => {
  const admin = process.env["TEST_POSTGRES_URL"];
  if (admin === undefined) throw new Error("TEST_POSTGRES_URL names no server; run npm test");
  city = await openOneStopCity();
  const database = await city.as(city.lanTheReceiver, (tx) =>
    tx.row<{ name: string }>(`SELECT current_database() AS name`),
  );
  const url = new URL(admin);
  url.username = "egov_app";
  url.password = "test";
  url.pathname = `/${database?.name ?? ""}`;
  clerkUrl = url.href;
  for (let made = 0; made < DOSSIERS; made += 1) await city.draft();
  bundle = path.join(folder, "clerk.mjs");
  const built = await rolldown({
    input: path.join(import.meta.dirname, "clerk.ts"),
    platform: "node",
    external: (id) => !id.startsWith(".") && !id.startsWith("#") && !path.isAbsolute(id),
  });
  await built.write({ file: bundle, format: "esm" });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await city.db.close();
});

function clerk(): { process: ChildProcess; ready: Promise<void>; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [bundle], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: clerkUrl },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ready = new Promise<void>((resolve) => child.stdout?.once("data", () => resolve()));
  const ended = new Promise<number | null>((resolve) =>
    child.once("exit", (code) => resolve(code)),
  );
  return { process: child, ready, ended };
}

const numbers = (sql: string): Promise<number[]> =>
  city.as(city.lanTheReceiver, async (tx) =>
    (await tx.rows<{ n: number }>(sql)).map((row) => row.n),
  );

test("a clerk killed sixteen times in the middle of submitting, accepting and signing loses nothing and doubles nothing", async () => {
  for (const momentMs of MOMENTS_MS) {
    const one = clerk();
    await Promise.race([one.ready, one.ended]);
    await wait(momentMs);
    one.process.kill("SIGKILL");
    await one.ended;
  }
  const last = clerk();
  expect(await last.ended).toBe(0);

  const [dossiers] = await numbers(
    `SELECT count(*)::integer AS n FROM dossiers.dossier WHERE state = 'done'`,
  );
  expect(dossiers).toBe(DOSSIERS);
  expect(await numbers(`SELECT count(DISTINCT code)::integer AS n FROM dossiers.dossier`)).toEqual([
    DOSSIERS,
  ]);
  const one = Array.from({ length: DOSSIERS }, (_, index) => index + 1);
  for (const register of ["receipts", "dossier-codes", "household-business-certificates"])
    expect([
      register,
      await numbers(
        `SELECT number AS n FROM numbering.issued_number WHERE name = '${register}' ORDER BY number`,
      ),
    ]).toEqual([register, one]);
  expect(
    await numbers(`SELECT receipt_number AS n FROM dossiers.dossier ORDER BY receipt_number`),
  ).toEqual(one);

  const history = await numbers(
    `SELECT count(*)::integer AS n FROM dossiers.dossier_event GROUP BY dossier_id`,
  );
  expect(history).toEqual(one.map(() => 8));
  for (const table of ["audit.leaf", "outbox.event"])
    expect([
      table,
      await numbers(
        `SELECT count(*)::integer AS n FROM ${table} WHERE subject_kind = 'dossier' GROUP BY subject_id`,
      ),
    ]).toEqual([table, history]);
  expect(
    await numbers(`SELECT count(*)::integer AS n FROM notifications.notice GROUP BY subject_id`),
  ).toEqual(one.map(() => 3));
  expect(
    await numbers(
      `SELECT count(*)::integer AS n FROM files.file WHERE slot = 'result' GROUP BY subject_id`,
    ),
  ).toEqual(one.map(() => 1));
  const read = (reader: typeof countersBetween) =>
    withDoor(city.db, "counters", (tx) => reader(tx, "2025-01-01", "2026-01-01"));
  expect(await read(countersFromEvents)).toEqual(await read(countersBetween));
});

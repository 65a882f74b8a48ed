import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, withTenant } from "#platform/database";
import { testDatabase } from "../../../test/world/database.ts";
import { createJobs, createPulse, type JobDefinition, migrateJobs } from "./index.ts";

const district1 = {
  tenantIds: ["01900000-0000-7000-8000-000000000001"],
  actor: { kind: "system", job: "test" },
} as const;
const failures: unknown[] = [];
const done: unknown[] = [];
const tried: unknown[] = [];
const definitions: readonly JobDefinition[] = [
  {
    name: "print-receipt",
    run: async (data) => {
      done.push(data);
    },
  },
  {
    name: "tell-the-registry",
    run: async (data) => {
      tried.push(data);
      if (tried.length < 3) throw new Error("the registry is away");
    },
  },
];

let db: Database;
beforeAll(async () => {
  db = await testDatabase((migrator) => migrateJobs(migrator, definitions));
});
afterAll(() => db.close());

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries += 1) await wait(50);
}

test("a job sent in a transaction runs once it is committed, and not when the act failed", async () => {
  const jobs = createJobs(db, definitions, (error) => failures.push(error));
  await jobs.start();
  await withTenant(db, district1, (tx) => jobs.send(tx, "print-receipt", { code: "0001" }));
  const failed = withTenant(db, district1, async (tx) => {
    await jobs.send(tx, "print-receipt", { code: "0002" });
    throw new Error("refused");
  });
  await expect(failed).rejects.toThrow("refused");

  await until(() => done.length > 0);
  await wait(300);
  await jobs.stop();

  expect(done).toEqual([{ code: "0001" }]);
  expect(failures).toEqual([]);
});

test("a job that fails is told to whoever watches and tried again later with the same data, until it is done", async () => {
  const told: string[] = [];
  const jobs = createJobs(db, definitions, (error) => told.push(String(error)));
  await jobs.start();
  await withTenant(db, district1, (tx) => jobs.send(tx, "tell-the-registry", { code: "0003" }));
  for (const tries of [1, 2]) {
    await until(() => tried.length === tries);
    expect(await waitingTry()).toMatchObject({ state: "retry", isLater: true });
    await db.pool.query(`UPDATE jobs.job SET start_after = now() WHERE state = 'retry'`);
  }
  await until(() => tried.length === 3);
  await jobs.stop();

  expect(tried).toEqual([{ code: "0003" }, { code: "0003" }, { code: "0003" }]);
  expect(told).toEqual(["Error: the registry is away", "Error: the registry is away"]);
  expect(await waitingTry()).toMatchObject({ state: "completed" });
});

async function waitingTry(): Promise<{ state: string; isLater: boolean } | undefined> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await db.pool.query<{ state: string; isLater: boolean }>(
      `SELECT state::text AS state, start_after > now() + interval '5 seconds' AS "isLater"
       FROM jobs.job WHERE name = 'tell-the-registry'`,
    );
    if (rows[0]?.state !== "active") return rows[0];
    await wait(50);
  }
  return undefined;
}

test("a pulse works on while there is work, goes on after a fault, and stops between beats", async () => {
  const beats: string[] = [];
  const faults: unknown[] = [];
  let left = 3;
  const pulse = createPulse(
    async () => {
      beats.push("beat");
      if (left === 2) {
        left -= 1;
        throw new Error("the database went away for a moment");
      }
      left -= 1;
      return left > 0 ? 1 : 0;
    },
    5,
    (error) => faults.push(error),
  );
  await until(() => left < 0);
  await pulse.stop();
  const seen = beats.length;
  await wait(30);

  expect(faults).toHaveLength(1);
  expect(beats).toHaveLength(seen);
});

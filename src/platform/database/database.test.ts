import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../../../test/world/database.ts";
import { type Database, StaleVersion, withTenant } from "./index.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const system = { kind: "system", job: "test" } as const;
const tenant = "01900000-0000-7000-8000-000000000001";

test("a transaction sees the tenants it was opened for and runs as a role that owns nothing", async () => {
  const row = await withTenant(db, { tenantIds: [tenant], actor: system }, (tx) =>
    tx.row<{ held: string[]; role: string }>(
      `SELECT platform.held_tenants()::text[] AS held, current_user AS role`,
    ),
  );

  expect(row).toEqual({ held: [tenant], role: "egov_app" });
});

test("a transaction that waits for anything but the database is reported, and every test of stores fails for it", async () => {
  const scope = { tenantIds: [tenant], actor: system };
  await withTenant(db, scope, async (tx) => {
    await tx.rows("SELECT 1");
    await wait(300);
    return tx.rows("SELECT 1");
  });
  expect(db.waits.splice(0)).toEqual([
    expect.stringMatching(/^transaction of \{"kind":"system","job":"test"\} waited \d+ ms for/u),
  ]);
  const careless = await testDatabase();
  await withTenant(careless, scope, () => wait(300));
  await expect(careless.close()).rejects.toThrow("for something else than the database");

  await withTenant(db, scope, async (tx) => {
    await tx.rows("SELECT pg_sleep(0.06)");
    const until = performance.now() + 60;
    while (performance.now() < until);
    return tx.rows("SELECT 1");
  });
  expect(db.waits).toEqual([]);
});

test("a transaction open for more than a quarter of a second is reported by whom it was opened for", async () => {
  const heard: string[] = [];
  const watched: Database = { ...db, onSlow: (sentence) => heard.push(sentence) };
  await withTenant(watched, { tenantIds: [tenant], actor: system }, (tx) =>
    tx.rows("SELECT pg_sleep(0.3)"),
  );

  expect(heard).toEqual([
    expect.stringMatching(/^transaction of \{"kind":"system","job":"test"\} took \d{3,} ms$/u),
  ]);
});

test("a transaction inside another one is refused at once, where it would wait for ever for the one connection", async () => {
  const scope = { tenantIds: [tenant], actor: system };
  const nested = withTenant(db, scope, () => withTenant(db, scope, (tx) => tx.rows("SELECT 1")));
  await expect(nested).rejects.toThrow("opened inside another one");

  let later: Promise<unknown> = Promise.resolve();
  await withTenant(db, scope, async (tx) => {
    later = wait(20).then(() => withTenant(db, scope, (after) => after.rows("SELECT 1")));
    return tx.rows("SELECT 1");
  });
  expect(await later).toHaveLength(1);
});

test("nothing of the scope stays on the pooled connection after the transaction", async () => {
  await withTenant(db, { tenantIds: [tenant], actor: system }, (tx) => tx.rows("SELECT 1"));

  const { rows } = await db.pool.query(`SELECT platform.held_tenants()::text[] AS held`);
  expect(rows).toEqual([{ held: [] }]);
});

test("a failed transaction leaves nothing behind and the next one works", async () => {
  const broken = withTenant(db, { tenantIds: [tenant], actor: system }, (tx) =>
    tx.rows("SELECT 1/0"),
  );
  await expect(broken).rejects.toThrow("division by zero");

  const row = await withTenant(db, { tenantIds: [], actor: system }, (tx) =>
    tx.row("SELECT 1 AS one"),
  );
  expect(row).toEqual({ one: 1 });
});

test("Vietnamese text is found without marks, composed or decomposed", async () => {
  const { rows } = await db.pool.query(
    `SELECT platform.folded('Tiệm bánh Đường Hoa') AS a, platform.folded(normalize('Tiệm bánh Đường Hoa', NFD)) AS b`,
  );
  expect(rows[0]).toEqual({ a: "tiem banh duong hoa", b: "tiem banh duong hoa" });
});

test("a statement nobody waited for still fails the whole transaction, with its own error and not the next one's", async () => {
  const act = withTenant(db, { tenantIds: [tenant], actor: system }, async (tx) => {
    await tx.write(`SELECT set_config('app.door', $1, true), 1 / $2::integer`, ["seed", 0]);
    return tx.rows("SELECT 1");
  });
  await expect(act).rejects.toThrow("division by zero");

  const atCommit = withTenant(db, { tenantIds: [tenant], actor: system }, (tx) =>
    tx.write(`SELECT 1 / $1::integer`, [0]),
  );
  await expect(atCommit).rejects.toThrow("division by zero");
});

test("a write that must find a version and does not is stale, and nothing of its act stays", async () => {
  const act = withTenant(db, { tenantIds: [tenant], actor: system }, async (tx) => {
    await tx.write(`SELECT platform.changed($1, 'the dossier of bà Sáu')`, [true]);
    await tx.write(`SELECT platform.changed($1, 'the dossier of bà Sáu')`, [false]);
  });

  await expect(act).rejects.toThrow(StaleVersion);
  await expect(act).rejects.toThrow("the dossier of bà Sáu changed since it was read");
});

test("an error that the work swallowed does not end as if everything had been kept", async () => {
  const act = withTenant(db, { tenantIds: [tenant], actor: system }, async (tx) => {
    await tx.rows("SELECT 1/0").catch(() => undefined);
    return "done";
  });

  await expect(act).rejects.toThrow("division by zero");
});

test("questions asked at once are answered each with its own rows, in one journey", async () => {
  const rows = await withTenant(db, { tenantIds: [tenant], actor: system }, (tx) =>
    Promise.all([1, 2, 3].map((n) => tx.row<{ n: number }>(`SELECT $1::integer AS n`, [n]))),
  );

  expect(rows.map((row) => row?.n)).toEqual([1, 2, 3]);
});

test("what follows a statement that failed is not run, and the same statements work the next time", async () => {
  const act = (divisor: number): Promise<unknown> =>
    withTenant(db, { tenantIds: [tenant], actor: system }, async (tx) => {
      await tx.write(`SELECT 1 / $1::integer`, [divisor]);
      return Promise.all([
        tx.row(`SELECT $1::text AS name`, ["bà Sáu"]),
        tx.row(`SELECT nullif($1::text, '') AS nothing`, [""]),
      ]);
    });

  for (const divisor of [0, 1, 0, 1])
    if (divisor === 0) await expect(act(divisor)).rejects.toThrow("division by zero");
    else expect(await act(divisor)).toEqual([{ name: "bà Sáu" }, { nothing: null }]);
});

test("a value that cannot be written fails its act with words and the connection goes on", async () => {
  const circle: Record<string, unknown> = {};
  circle["itself"] = circle;
  const broken = withTenant(db, { tenantIds: [tenant], actor: system }, (tx) =>
    tx.rows(`SELECT $1::jsonb`, [circle]),
  );
  await expect(broken).rejects.toThrow("circular");
  const rows = await withTenant(db, { tenantIds: [tenant], actor: system }, (tx) =>
    tx.rows(`SELECT $1::integer AS one`, [1]),
  );
  expect(rows).toEqual([{ one: 1 }]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../../test/world/database.ts";
import { type Database, withTenant } from "./index.ts";

let db: Database;
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

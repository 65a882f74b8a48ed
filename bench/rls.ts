import { DISTRICT_SLUGS, cityAgencies } from "#modules/organisation";
import { loadYear } from "#modules/dossiers";
import { tenantIdOf } from "#modules/tenancy";
import { withTenant } from "#platform/database";
import { Client, type PoolClient } from "pg";
import { openOneStopCity } from "../test/world/dossiers.ts";
import { median } from "./rounds.ts";

const ROUNDS = 7;
const READS_A_DESK = 126;
const NOW = new Date("2026-11-23T03:00:00Z");

/** The newest dossiers of a district and one dossier by its key: behind forced row security, and on a copy without any. */
export async function run(url: string): Promise<Record<string, number>> {
  const city = await openOneStopCity();
  const organIds = new Map(
    cityAgencies()
      .filter((agency) => agency.kind === "district")
      .map((agency) => [agency.slug, agency.organId]),
  );
  await loadYear(city.db, NOW, city.deps, {
    appId: "ho-kinh-doanh",
    organIds,
    onSlice: async () => true,
  });
  const tenants = DISTRICT_SLUGS.map(tenantIdOf);
  const keys = await Promise.all(
    tenants.map(async (tenantId) => ({ tenantId, id: await someId(city.db, tenantId) })),
  );
  const name = await withTenant(city.db, city.lanTheReceiver, (tx) =>
    tx.row<{ name: string }>(`SELECT current_database() AS name`),
  );
  const owner = new URL(url);
  owner.pathname = `/${name?.name ?? ""}`;
  const admin = new Client({ connectionString: owner.href });
  await admin.connect();
  await admin.query(`CREATE SCHEMA bench; CREATE TABLE bench.dossier (LIKE dossiers.dossier INCLUDING ALL);
    INSERT INTO bench.dossier SELECT * FROM dossiers.dossier; GRANT USAGE ON SCHEMA bench TO egov_app;
    GRANT SELECT ON bench.dossier TO egov_app; ANALYZE`);
  await admin.end();
  const client = await city.db.pool.connect();
  const forced: number[] = [];
  const unforced: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const order =
      round % 2 === 0 ? (["dossiers", "bench"] as const) : (["bench", "dossiers"] as const);
    for (const schema of order) {
      const rate = await reads(client, schema, keys);
      if (round > 0) (schema === "dossiers" ? forced : unforced).push(rate);
    }
  }
  client.release();
  await city.db.close();
  return {
    forced_reads_per_s: median(forced),
    unforced_reads_per_s: median(unforced),
    forced_per_unforced: median(forced) / median(unforced),
  };
}

async function someId(db: Parameters<typeof withTenant>[0], tenantId: string): Promise<string> {
  const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "bench" } } as const;
  const row = await withTenant(db, scope, (tx) =>
    tx.row<{ id: string }>(`SELECT id FROM dossiers.dossier ORDER BY id LIMIT 1`),
  );
  return row?.id ?? "";
}

/** One connection, one statement at a time, prepared once; a desk's transaction is scoped to the one tenant it works for. */
async function reads(
  client: PoolClient,
  schema: "dossiers" | "bench",
  keys: readonly { readonly tenantId: string; readonly id: string }[],
): Promise<number> {
  const startedAt = performance.now();
  for (const key of keys) {
    await client.query("BEGIN");
    await client.query(`SELECT set_config('app.tenants', $1, true)`, [`{${key.tenantId}}`]);
    for (let read = 0; read < READS_A_DESK; read += 2) {
      await client.query({
        name: `${schema}-newest`,
        text: `SELECT id, code, title, applicant_name, state FROM ${schema}.dossier
               WHERE tenant_id = $1 ORDER BY submitted_at DESC, id DESC LIMIT 25`,
        values: [key.tenantId],
      });
      await client.query({
        name: `${schema}-one`,
        text: `SELECT id, code, title, answers, state FROM ${schema}.dossier WHERE tenant_id = $1 AND id = $2`,
        values: [key.tenantId, key.id],
      });
    }
    await client.query("COMMIT");
  }
  return (READS_A_DESK * keys.length * 1000) / (performance.now() - startedAt);
}

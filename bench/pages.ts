import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { Client } from "pg";
import { tenantIdOf } from "#modules/tenancy";
import { type Ask, loadOne, type Times } from "./load.ts";
import { districtShares, makeDossiers } from "./many-dossiers.ts";
import { buildReactProgram } from "./react-program.ts";
import { flag, median } from "./rounds.ts";
import {
  buildProgram,
  type CityPlace,
  fillCity,
  placeForCity,
  serve,
  type ServedCity,
} from "./served-city.ts";
import { sameText } from "./page-text.ts";

const DOSSIERS = 5_000;
const CONNECTIONS = 8;
const ROUNDS = flag("rounds", 5);
const ROUND_MS = flag("round-ms", 4_000);
const DISTRICT = "quan-1";

/**
 * Four screens of a running city under load, and the same program with the same views rendered by React on the same
 * database: the servers take turns, and both must say the same.
 */
export async function run(url: string): Promise<Record<string, number>> {
  const root = process.cwd();
  const main = buildProgram(root);
  const place = await placeForCity(url);
  const [cookie = ""] = await fillCity(place, main, [`chuyenvien.${DISTRICT}`]);
  await makeDossiers(place.adminUrl, {
    from: 1,
    dossiers: DOSSIERS,
    openShare: 0.1,
    shares: districtShares(),
  });
  const react = await buildReactProgram(root);
  const servers = [await serve(place, main), await serve(place, react.main)];
  try {
    const asks = await screens(place, cookie);
    for (const ask of asks) await sameText(ask, servers);
    const [ours = [], theirs = []] = await rounds(servers, asks);
    return { ...figures(asks, ours, theirs), ...scripts(root) };
  } finally {
    for (const server of servers) await server.stop();
    react.remove();
    place.remove();
  }
}

/** As a specialist and as anybody; each screen under its own address of the person in front of it. */
async function screens(place: CityPlace, cookie: string): Promise<readonly Ask[]> {
  const admin = new Client({ connectionString: place.adminUrl });
  await admin.connect();
  const { rows } = await admin.query<{ id: string }>(
    `SELECT public_id AS id FROM dossiers.dossier
     WHERE tenant_id = $1 AND step = 'examine' AND instance_id IN (SELECT instance_id FROM workflow.history)
     ORDER BY id LIMIT 1`,
    [tenantIdOf(DISTRICT)],
  );
  await admin.end();
  return [
    { page: "worklist", path: "/can-bo/viec", cookie, address: "" },
    { page: "dossier", path: `/can-bo/ho-so/${rows[0]?.id}`, cookie, address: "" },
    { page: "statistics", path: "/can-bo/thong-ke", cookie, address: "" },
    { page: "procedure", path: "/thu-tuc/ho-kinh-doanh", address: "" },
  ];
}

/** By server, then by screen, then by round. The first round warms up and does not count. */
async function rounds(
  servers: readonly ServedCity[],
  asks: readonly Ask[],
): Promise<readonly (readonly (readonly Times[])[])[]> {
  const seen = servers.map(() => asks.map((): Times[] => []));
  let address = 0;
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [screen, ask] of asks.entries())
      for (const [at, server] of servers.entries()) {
        // Many people behind the proxy: nobody alone asks as often as a bench does.
        const people = Array.from({ length: 64 }, () => ({
          ...ask,
          address: `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${(address += 1) & 255}`,
        }));
        const times = await loadOne(server.origin, ROUND_MS, {
          name: "people",
          connections: CONNECTIONS,
          asks: people,
        });
        if (round > 0) seen[at]?.[screen]?.push(times);
      }
  return seen;
}

function figures(
  asks: readonly Ask[],
  ours: readonly (readonly Times[])[],
  theirs: readonly (readonly Times[])[],
): Record<string, number> {
  const rateOf = (times: readonly Times[] = []): number =>
    median(times.map((one) => one.perSecond));
  const shown = asks.flatMap(({ page }, at): [string, number][] => [
    [`${page}_per_s`, rateOf(ours[at])],
    [`${page}_p50_ms`, median(ours[at]?.map((one) => one.p50Ms) ?? [])],
    [`${page}_p99_ms`, median(ours[at]?.map((one) => one.p99Ms) ?? [])],
    [`${page}_per_react`, rateOf(ours[at]) / rateOf(theirs[at])],
  ]);
  // Each screen as often as every other.
  const mixed = (all: readonly (readonly Times[])[]): number =>
    all.length / all.reduce((sum, times) => sum + 1 / rateOf(times), 0);
  return {
    ...Object.fromEntries(shown),
    pages_per_s: mixed(ours),
    react_pages_per_s: mixed(theirs),
    per_react: mixed(ours) / mixed(theirs),
  };
}

/** What a citizen's browser loads to run, compressed as it travels. */
function scripts(root: string): Record<string, number> {
  const assets = JSON.parse(readFileSync(path.join(root, "dist/assets.json"), "utf8")) as Readonly<
    Record<string, string>
  >; // written by our own build
  const file = path.join(root, "dist/assets", path.basename(assets["citizenScript"] ?? ""));
  return { javascript_bytes_citizen: gzipSync(readFileSync(file)).length };
}

import { Client } from "pg";
import { tenantIdOf } from "#modules/tenancy";
import { type Ask, load, type Times } from "./load.ts";
import { districtShares, makeDossiers } from "./many-dossiers.ts";
import { readRows, type RowsRead } from "./rows-read.ts";
import { flag } from "./rounds.ts";
import { buildProgram, type CityPlace, fillCity, placeForCity, serve } from "./served-city.ts";

/** `--sizes=5000,50000` tries it smaller; the goals are about the usual ones. */
const SIZES = (
  process.argv.find((one) => one.startsWith("--sizes="))?.slice(8) ?? "5000,500000,5000000"
)
  .split(",")
  .map(Number);
/** How long the list is whose last page is asked for. */
const LONG_LIST = flag("long-list", 500_000);
const LOAD_MS = flag("load-ms", 20_000);
const CONNECTIONS = 4;
/**
 * Of every twenty dossiers one is still being worked on, but never more than a city has at once that receives a million
 * a year and answers in eighteen days: what grows without end is what is behind.
 */
const openOf = (size: number): number => Math.min(size / 20, 50_000);
/** The largest agency: an eighth of everything is its. */
const LARGEST = "quan-1";

/** The same screens and searches while the city's dossiers grow a thousandfold, and the last page of a very long list. */
export async function run(url: string): Promise<Record<string, number>> {
  await settings(url);
  const main = buildProgram(process.cwd());
  const place = await placeForCity(url);
  try {
    const cookies = await fillCity(place, main, [
      `chuyenvien.${LARGEST}`,
      `truongphong.${LARGEST}`,
    ]);
    const [specialist = "", head = ""] = cookies;
    const measured: Measured[] = [];
    for (const [at, size] of SIZES.entries()) {
      const from = SIZES[at - 1] ?? 0;
      const shares = districtShares();
      const startedAt = performance.now();
      await makeDossiers(place.adminUrl, {
        from: from + 1,
        dossiers: size - from,
        openShare: (openOf(size) - openOf(from)) / (size - from),
        shares,
      });
      console.error(`${size} dossiers after ${secondsSince(startedAt)} s`);
      measured.push(await underLoad(place, main, await screens(place, specialist, head)));
    }
    const deep = await longList(place, main, head);
    return { ...figures(measured), ...deep };
  } finally {
    place.remove();
  }
}

/** What a server of this size is given; all of it can be set while it runs. */
async function settings(url: string): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  for (const one of ["max_wal_size = '8GB'", "checkpoint_timeout = '30min'", "work_mem = '16MB'"])
    await admin.query(`ALTER SYSTEM SET ${one}`);
  await admin.query(`SELECT pg_reload_conf()`);
  await admin.end();
}

const secondsSince = (startedAt: number): string =>
  ((performance.now() - startedAt) / 1000).toFixed(0);

async function screens(
  place: CityPlace,
  specialist: string,
  head: string,
): Promise<readonly Ask[]> {
  const admin = new Client({ connectionString: place.adminUrl });
  await admin.connect();
  const { rows } = await admin.query<{ id: string; code: string; title: string }>(
    `SELECT public_id AS id, code, title FROM dossiers.dossier
     WHERE tenant_id = $1 AND step = 'examine' AND title LIKE '% số %'
     ORDER BY id DESC LIMIT 1`,
    [tenantIdOf(LARGEST)],
  );
  await admin.end();
  const [one] = rows;
  if (one === undefined) throw new Error("nothing is being worked on");
  const asked = encodeURIComponent;
  const ofOfficial = (page: string, path: string, cookie: string) => ({ page, path, cookie });
  return [
    ofOfficial("worklist", "/can-bo/viec", specialist),
    ofOfficial("worklist_search", `/can-bo/viec?tim=${asked(one.title)}`, specialist),
    ofOfficial("search_code", `/can-bo/tim?q=${asked(one.code)}`, specialist),
    ofOfficial("search_name", `/can-bo/tim?q=${asked(one.title)}`, specialist),
    ofOfficial("dossier", `/can-bo/ho-so/${one.id}`, specialist),
    ofOfficial("morning", "/can-bo/hom-nay", head),
    ofOfficial("statistics", "/can-bo/thong-ke", head),
    ofOfficial("behind", "/can-bo/thong-ke/ho-so?loai=tat-ca", head),
    { page: "procedure", path: "/thu-tuc/ho-kinh-doanh" },
  ].map((ask, at) => ({ ...ask, address: `10.1.0.${at}` }));
}

interface Measured {
  readonly pages: Readonly<Record<string, Times>>;
  readonly memoryMib: number;
  readonly rows: RowsRead;
}

/** A fresh server, warmed up; each screen by itself, so that a slow one is not hidden by the others or hides them. */
async function underLoad(
  place: CityPlace,
  program: string,
  asks: readonly Ask[],
): Promise<Measured> {
  const server = await serve(place, program);
  const pages: Record<string, Times> = {};
  const before = await readRows(place.adminUrl);
  let asked = 0;
  for (const ask of asks)
    for (const [forMs, counts] of [
      [LOAD_MS / 4, false],
      [LOAD_MS, true],
    ] as const) {
      const group = { name: ask.page, connections: CONNECTIONS, asks: spread(ask) };
      const times = (await load(server.origin, forMs, [group]))[ask.page]?.[ask.page];
      if (times === undefined) throw new Error(`${ask.page} was not answered in time`);
      asked += Math.round((times.perSecond * forMs) / 1000);
      if (counts) pages[ask.page] = times;
    }
  const memoryMib = server.memoryMib();
  await server.stop();
  const rows = (await readRows(place.adminUrl)).since(before, asked);
  rows.tell();
  return { pages, memoryMib, rows };
}

/** The same page for people behind many addresses. */
function spread(ask: Ask): readonly Ask[] {
  return Array.from({ length: 256 }, (_, at) => ({ ...ask, address: `10.2.${at}.1` }));
}

/** Everything that waits in the largest agency after a standstill: its first page and its last. */
async function longList(
  place: CityPlace,
  program: string,
  head: string,
): Promise<Record<string, number>> {
  await makeDossiers(place.adminUrl, {
    from: (SIZES.at(-1) ?? 0) + 1,
    dossiers: LONG_LIST,
    openShare: 1,
    shares: districtShares().slice(0, 1),
  });
  const admin = new Client({ connectionString: place.adminUrl });
  await admin.connect();
  const { rows } = await admin.query<{ due: Date; id: string }>(
    `SELECT CASE WHEN due_at IS NULL THEN answer_due_at ELSE due_at END AS due, id FROM dossiers.dossier
     WHERE tenant_id = $1 AND step_role IS NOT NULL
     ORDER BY CASE WHEN due_at IS NULL THEN answer_due_at ELSE due_at END DESC, id DESC OFFSET 25 LIMIT 1`,
    [tenantIdOf(LARGEST)],
  );
  await admin.end();
  const path = "/can-bo/viec?cua=co-quan";
  const last = `${path}&sau=${rows[0]?.due.getTime()}_${rows[0]?.id}`;
  const ask = { cookie: head, address: "" };
  const { pages } = await underLoad(place, program, [
    { ...ask, page: "first_page", path },
    { ...ask, page: "last_page", path: last },
  ]);
  const { first_page: first, last_page: deep } = pages;
  return {
    first_page_p50_ms: first?.p50Ms ?? 0,
    last_page_p50_ms: deep?.p50Ms ?? 0,
    deep_page_ratio: (deep?.p50Ms ?? 0) / (first?.p50Ms ?? 0),
  };
}

/** The ratio of each screen, and the worst of them as the one that counts. */
function figures(measured: readonly Measured[]): Record<string, number> {
  const [small] = measured;
  const large = measured.at(-1);
  if (small === undefined || large === undefined) throw new Error("no size was measured");
  const names = Object.keys(small.pages);
  const p99 = (one: Measured, page: string): number => one.pages[page]?.p99Ms ?? 0;
  const ratios = names.map((page) => p99(large, page) / p99(small, page));
  return {
    ...Object.fromEntries(
      names.flatMap((page, at): [string, number][] => [
        ...measured.map((one, size): [string, number] => [
          `${page}_p99_ms_${SIZES[size]}`,
          p99(one, page),
        ]),
        [`${page}_p99_ratio`, ratios[at] ?? 0],
      ]),
    ),
    p99_ratio: Math.max(...ratios),
    rows_read_ratio: large.rows.perAsk / small.rows.perAsk,
    ...Object.fromEntries(
      measured.map((one, size) => [`server_memory_mib_${SIZES[size]}`, one.memoryMib]),
    ),
  };
}

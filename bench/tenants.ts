import { type Ask, type Group, load, type Times } from "./load.ts";
import { type Desk, makeTenants } from "./many-tenants.ts";
import { flag, median } from "./rounds.ts";
import { buildProgram, fillCity, placeForCity, serve, type ServedCity } from "./served-city.ts";

const TENANTS = flag("tenants", 1_000);
const ROUNDS = flag("rounds", 5);
const ROUND_MS = flag("round-ms", 10_000);
/** Well below what the server can do, so that times tell of the work and not of the queue. */
const A_SECOND = flag("per-second", 60);
/** As many as want to at the noisy agency, each asking again at once. */
const NOISY = flag("noisy", 32);
const QUIET_A_SECOND = 10;

/**
 * A thousand agencies beside one that holds the same rows and hears the same questions; then one quiet agency by itself
 * and beside a noisy one that asks for all the server can give.
 */
export async function run(url: string): Promise<Record<string, number>> {
  const main = buildProgram(process.cwd());
  const places = [await placeForCity(url), await placeForCity(url)];
  const desks: (readonly Desk[])[] = [];
  const servers: ServedCity[] = [];
  try {
    for (const [at, place] of places.entries()) {
      await fillCity(place, main, []);
      desks.push(await makeTenants(place, { tenants: at === 0 ? 1 : TENANTS, desks: TENANTS }));
      servers.push(await serve(place, main));
    }
    const [one, many] = servers;
    const [ofOne = [], ofMany = []] = desks;
    if (one === undefined || many === undefined) throw new Error("two cities are served");
    return { ...(await beside(one, ofOne, many, ofMany)), ...(await noise(many, ofMany)) };
  } finally {
    for (const server of servers) await server.stop();
    for (const place of places) place.remove();
  }
}

async function beside(
  one: ServedCity,
  ofOne: readonly Desk[],
  many: ServedCity,
  ofMany: readonly Desk[],
): Promise<Record<string, number>> {
  const paced = { name: "all", connections: 16, perSecond: A_SECOND };
  const oneMs: number[] = [];
  const manyMs: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const p99Ones = p99Of(await load(one.origin, ROUND_MS, [{ ...paced, asks: asksOf(ofOne) }]));
    const p99Many = p99Of(await load(many.origin, ROUND_MS, [{ ...paced, asks: asksOf(ofMany) }]));
    if (round === 0) continue;
    oneMs.push(p99Ones);
    manyMs.push(p99Many);
  }
  return {
    p99_ms_1: median(oneMs),
    p99_ms_1000: median(manyMs),
    p99_1000_per_1: median(manyMs) / median(oneMs),
  };
}

/** The quiet agency asks as often in both cases; the noisy one is another. */
async function noise(server: ServedCity, desks: readonly Desk[]): Promise<Record<string, number>> {
  const quiet: Group = {
    name: "all",
    connections: 4,
    perSecond: QUIET_A_SECOND,
    asks: asksOf(desks.slice(0, 1)),
  };
  const noisy: Group = { name: "noisy", connections: NOISY, asks: asksOf(desks.slice(1, 2)) };
  const alone: number[] = [];
  const disturbed: number[] = [];
  const noise: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const first = await load(server.origin, ROUND_MS, [quiet]);
    const second = await load(server.origin, ROUND_MS, [quiet, noisy]);
    if (round === 0) continue;
    alone.push(p99Of(first));
    disturbed.push(p99Of(second));
    noise.push(second["noisy"]?.["page"]?.perSecond ?? 0);
  }
  return {
    quiet_p99_ms_alone: median(alone),
    quiet_p99_ms_beside_noisy: median(disturbed),
    noisy_pages_per_s: median(noise),
    quiet_beside_noisy: median(disturbed) / median(alone),
  };
}

/** The work list and a dossier of each desk in turn, timed as one kind of page. */
function asksOf(desks: readonly Desk[]): readonly Ask[] {
  return desks.flatMap(({ cookie, dossier }, at) =>
    Array.from({ length: desks.length === 1 ? 256 : 1 }, (_, turn) => turn).flatMap((turn) => {
      const address = `10.${turn}.${at >> 8}.${at & 255}`;
      return ["/can-bo/viec", `/can-bo/ho-so/${dossier}`].map((path) => ({
        page: "page",
        path,
        cookie,
        address,
      }));
    }),
  );
}

function p99Of(groups: Readonly<Record<string, Readonly<Record<string, Times>>>>): number {
  const times = groups["all"]?.["page"];
  if (times === undefined) throw new Error("nothing was asked");
  return times.p99Ms;
}

import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Exchange, Reply, Session } from "#platform/http";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import { testPrinter } from "../../../test/world/papers.ts";
import type { PageDeps } from "./pages/page-deps.ts";
import { registerRoutes } from "./pages/register.tsx";

const COUNT = 60;
let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
  for (let made = 0; made < COUNT; made += 1)
    await city.dossierAt("examine", new Date(FRIDAY_MORNING.getTime() + made * 60_000));
  await city.dossierAt("receive");
}, 60_000);
afterAll(() => city.db.close());

const APRIL_2025 = "tu=01/04/2025&den=30/04/2025";
const MONDAY = new Date("2025-04-28T02:00:00Z");

async function asked(caller: Caller, at: string): Promise<Reply> {
  const deps = {
    dossiers: city.deps,
    printer: testPrinter(),
    origin: () => "https://mot-cua.example",
    frame: () => ({ language: "vi", path: at, assets: { stylesheet: "/x.css" } }),
  } as unknown as PageDeps; // the register asks for nothing else
  const session = {
    ...caller,
    kind: "official",
    name: caller.actor.name,
    agencyName: "Quận 1",
  } as unknown as Session;
  const [path = "", query = ""] = at.split("?");
  const route = registerRoutes(deps).find((one) => one.path === path);
  if (route === undefined) throw new Error(`no route ${path}`);
  return route.handle({
    db: city.db,
    now: MONDAY,
    language: "vi",
    query: new URLSearchParams(query),
    session,
  } as Exchange);
}

async function page(caller: Caller, query: string): Promise<string> {
  const reply = await asked(caller, `/can-bo/so-theo-doi?${query}`);
  return reply.kind === "page" ? reply.html : "";
}

const placesIn = (html: string): number[] =>
  [...html.matchAll(/data-label="TT"[^>]*><div>(\d+)/gu)].map((one) => Number(one[1]));

// R15
test("the register of dossiers counts without a gap over its pages, and holds accepted dossiers only", async () => {
  const first = await page(city.maiTheClerk, APRIL_2025);
  const next = /href="\/can-bo\/so-theo-doi\?([^"]+)" rel="next"/u.exec(first)?.[1] ?? "";
  const second = await page(city.maiTheClerk, next.replaceAll("&amp;", "&"));
  const places = [...placesIn(first), ...placesIn(second)];
  expect(places).toEqual(Array.from({ length: COUNT }, (_, index) => index + 1));
  expect(second).not.toContain('rel="next"');
});

test("a field nobody asked for, days that run backwards and nonsense show the running month", async () => {
  expect(placesIn(await page(city.lanTheReceiver, "tu=30/04/2025&den=01/04/2025"))).toHaveLength(
    50,
  );
  expect(placesIn(await page(city.lanTheReceiver, "tu=gì đó"))).toHaveLength(50);
  expect(placesIn(await page(city.lanTheReceiver, "linh-vuc=khong-co"))).toEqual([]);
  expect(placesIn(await page(city.lanTheReceiver, "linh-vuc=dang-ky-kinh-doanh"))).toHaveLength(50);
  expect(placesIn(await page(city.lanTheReceiver, "tu=01/01/2025&den=31/01/2025"))).toEqual([]);
});

// R15
test("as a table it has every row and the columns of form 06, and that it was taken is on record", async () => {
  const reply = await asked(city.maiTheClerk, `/can-bo/so-theo-doi.csv?${APRIL_2025}`);
  if (reply.kind !== "file") throw new Error("no file came");
  const lines = (await text(reply.stream)).trim().split("\r\n");
  expect(lines).toHaveLength(COUNT + 1);
  expect(lines[0]).toContain("Địa chỉ, số điện thoại");
  expect(lines[1]).toMatch(/^1,.*Trần Minh Quân/u);
  const leaves = await city.as(city.maiTheClerk, (tx) =>
    tx.rows<{ action: string }>(
      `SELECT action FROM audit.leaf WHERE subject_kind = 'dossier-register' LIMIT 5`,
    ),
  );
  expect(leaves).toEqual([{ action: "register-taken" }]);
});

// R15
test("on paper it is A4 across", async () => {
  const reply = await asked(city.maiTheClerk, `/can-bo/so-theo-doi.pdf?${APRIL_2025}`);
  if (reply.kind !== "file") throw new Error("no file came");
  const pdf = await text(reply.stream);
  expect(pdf.startsWith("%PDF")).toBe(true);
  expect(pdf).toMatch(/\/MediaBox \[0 0 841\.\d+ 595\.\d+\]/u);
});

test("another district's register has nothing of Quận 1", async () => {
  expect(placesIn(await page(city.specialistOfCuChi, APRIL_2025))).toEqual([]);
});

test("whoever works one step has no register: it is for the desk, heads, leaders, clerks and inspectors", () => {
  const [route] = registerRoutes({} as PageDeps); // only listed
  expect(route?.roles).toEqual(["receiver", "head", "leader", "clerk", "inspector"]);
});

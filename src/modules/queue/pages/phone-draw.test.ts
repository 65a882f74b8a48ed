import { afterAll, beforeAll, expect, test } from "vitest";
import { createCalendars } from "#modules/deadlines";
import { dayIn } from "#kernel/calendar-day";
import type { Exchange, Reply } from "#platform/http";
import { createLiveUpdates } from "#platform/live-updates";
import { type City, FRIDAY_MORNING, openCity } from "../../../../test/world/city.ts";
import { type Desk, queueRoutes, seedDesks } from "../index.ts";
import { doorToken } from "./page-deps.ts";

let city: City;
let desks: readonly Desk[];
beforeAll(async () => {
  city = await openCity();
  desks = await seedDesks(city.db, FRIDAY_MORNING);
});
afterAll(() => city.db.close());

const routes = queueRoutes({
  live: createLiveUpdates(),
  calendars: createCalendars(),
  frame: ({ language, path, query }) => ({ language, path, query, assets: { stylesheet: "/x" } }),
  origin: () => "http://hcm.example",
  onChanged: () => undefined,
  findSubject: async () => undefined,
  subjectHref: () => undefined,
});

function phone(slug: string, token: string, held?: string, now = FRIDAY_MORNING) {
  const send = async (method: "GET" | "POST"): Promise<Reply> => {
    const path = "/hang-cho/:desk/lay-so";
    const route = routes.find((one) => one.method === method && one.path === path);
    if (route === undefined) throw new Error(path);
    const exchange: Exchange = {
      db: city.db,
      now,
      language: "vi",
      session: undefined,
      method,
      path: `/hang-cho/${slug}/lay-so`,
      params: { desk: slug },
      query: new URLSearchParams({ cua: token }),
      form: new URLSearchParams({ "linh-vuc": "ho-tich", "uu-tien": "" }),
      uploads: new Map(),
      origin: "http://hcm.example",
      address: "203.0.113.7",
      userAgent: "",
      cookies: held === undefined ? {} : { "so-dang-giu": held },
      rawBody: new Uint8Array(),
      header: () => "",
    };
    return route.handle(exchange);
  };
  return { scan: () => send("GET"), draw: () => send("POST") };
}

const tokenOf = (slug: string, now = FRIDAY_MORNING): string => {
  const desk = desks.find((one) => one.slug === slug);
  return desk === undefined ? "" : doorToken(desk, dayIn(now));
};

test("Út scans the code by the door of Quận 1, draws a number, and a second scan leads back to it", async () => {
  const drawn = await phone("quan-1", tokenOf("quan-1")).draw();
  if (drawn.kind !== "redirect") throw new Error(drawn.kind);
  const held = drawn.cookies?.[0]?.value ?? "";
  expect(drawn.to).toBe(`/so-thu-tu/${held}`);

  const again = phone("quan-1", tokenOf("quan-1"), held);
  expect(await again.scan()).toEqual({ kind: "redirect", to: drawn.to });
  expect(await again.draw()).toEqual({ kind: "redirect", to: drawn.to });
});

test("nobody draws by phone with no code, yesterday's code, or that of another desk", async () => {
  const yesterday = new Date(FRIDAY_MORNING.getTime() - 86_400_000);
  for (const token of ["", "x", tokenOf("quan-1", yesterday), tokenOf("cu-chi")]) {
    const answer = await phone("quan-1", token).draw();
    expect(answer.kind === "page" && answer.html.includes("Hãy quét mã QR tại cửa")).toBe(true);
  }
  expect(await phone("khong-co", "x").draw()).toEqual({ kind: "missing" });
});

test("a number of yesterday does not keep anyone from drawing one today", async () => {
  const drawn = await phone("quan-1", tokenOf("quan-1")).draw();
  const held = drawn.kind === "redirect" ? (drawn.cookies?.[0]?.value ?? "") : "";
  const tomorrow = new Date(FRIDAY_MORNING.getTime() + 86_400_000);
  const next = await phone("quan-1", tokenOf("quan-1", tomorrow), held, tomorrow).draw();

  expect(next.kind === "redirect" && next.to !== `/so-thu-tu/${held}`).toBe(true);
});

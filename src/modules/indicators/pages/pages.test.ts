import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Caller, callerOf } from "../../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../../test/world/dossiers.ts";
import { refuseDossier } from "#modules/dossiers";
import { createServer, type Session, SESSION_COOKIE } from "#platform/http";
import { householdBusiness } from "../../../../apps/household-business/app.ts";
import { measureFinished, noteAllFinished } from "../measure.ts";
import { indicatorRoutes } from "../module.ts";

const NOW = new Date("2025-04-25T10:00:00Z");
let city: OneStopCity;
let app: FastifyInstance;
const sessions = new Map<string, Session>();

beforeAll(async () => {
  city = await openOneStopCity();
  const { lanTheReceiver: lan } = city;
  const dossier = await city.dossierAt("receive");
  value(
    await city.as(lan, (tx) =>
      refuseDossier(tx, NOW, city.deps, lan, {
        publicId: dossier.publicId,
        version: dossier.version,
        reason: "Không thuộc thẩm quyền",
      }),
    ),
  );
  await city.dossierAt("review");
  await noteAllFinished(city.db, city.district1);
  await measureFinished(city.db, NOW, city.deps.calendars);
  for (const [name, caller, roles] of [
    ["receiver", lan, lan.roles],
    ["head", city.minhTheHead, city.minhTheHead.roles],
    ["inspector", city.minhTheHead, ["inspector"]],
    ["cu-chi", await callerOf(city.db, "truongphong.cu-chi"), ["inspector"]],
  ] as const)
    sessions.set(name, sessionOf(caller, roles));
  app = await createServer({
    db: city.db,
    routes: indicatorRoutes({
      calendars: city.deps.calendars,
      apps: () => [householdBusiness],
      frame: ({ language, path, session }) => ({
        language,
        path,
        session,
        assets: { stylesheet: "/x.css" },
      }),
      isLoading: () => false,
    }),
    now: () => NOW,
    production: false,
    trustProxy: [],
    assetsFolder: import.meta.dirname,
    resolveSession: async (token) => sessions.get(token),
    renderError: ({ status }) => `error ${status}`,
    renderExpired: () => "",
    log: (entry) => {
      throw new Error(JSON.stringify(entry));
    },
    observe: () => undefined,
  });
});
afterAll(async () => {
  await app.close();
  await city.db.close();
});

function sessionOf(caller: Caller, roles: readonly string[]): Session {
  const { actor, tenantIds } = caller;
  const id = actor.officialId;
  return {
    id,
    accountId: id,
    kind: "official",
    name: actor.name,
    actor,
    tenantIds,
    roles,
    agencyName: "",
    title: "",
    steppedUpAt: NOW,
  };
}

const get = (url: string, token = "") =>
  app.inject({ url, headers: token === "" ? {} : { cookie: `${SESSION_COOKIE}=${token}` } });

test("figures of officials are for the head of their unit and an inspector; a head sees the own unit only", async () => {
  const at = "/can-bo/thong-ke/can-bo";
  expect((await get(at, "receiver")).statusCode).toBe(404);
  expect((await get(at, "head")).payload).not.toContain("Nguyễn Thị Kim Lan");
  expect((await get(at, "inspector")).payload).toContain("Nguyễn Thị Kim Lan");
  expect((await get(at, "cu-chi")).payload).not.toContain("Nguyễn Thị Kim Lan");
  expect((await get("/can-bo/thong-ke", "receiver")).payload).not.toContain(at);
  expect((await get("/can-bo/thong-ke", "head")).payload).toContain(at);
});

test("the desk reads which step used the time of its own dossiers; Củ Chi has none", async () => {
  const own = await get("/can-bo/thong-ke/thoi-gian?ky=2025-04", "receiver");
  expect(own.payload).toMatch(/Tiếp nhận<\/span>.*?Bộ phận Tiếp nhận/su);
  expect(own.payload).toContain("5,5 giờ");
  expect((await get("/can-bo/thong-ke/thoi-gian?ky=2025-04", "cu-chi")).payload).toContain(
    "Kỳ này chưa có số liệu.",
  );
});

test("figures, drawing and download answer the question in the address; no name of a person is in them", async () => {
  const query = "?ky=2025-04&co-quan=quan-1";
  const page = await get(`/thong-ke${query}`);
  const csv = await get(`/thong-ke/so-lieu.csv${query}`);
  expect(page.payload).toContain(`/thong-ke/so-lieu.csv${query.replace("&", "&amp;")}`);
  expect(csv.headers["content-type"]).toContain("text/csv");
  expect(csv.payload.split("\r\n")[1]).toBe("2025-04,Quận 1,2,1,1,1,0,1,0,0,1,100,0.6,1,");
  const xlsx = await get(`/thong-ke/so-lieu.xlsx${query}`);
  expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe("PK");
  for (const { payload } of [page, csv]) expect(payload).not.toContain("Lan");
});

test("an address that asks for what is not there still shows the whole", async () => {
  for (const query of ["?ky=9999", "?theo=x&co-quan=khong-co", "?ky=2030-01&thu-tuc=%3Cx%3E"])
    expect((await get(`/thong-ke${query}`)).statusCode).toBe(200);
});

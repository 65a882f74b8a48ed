import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Caller, callerOf } from "../../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../../test/world/dossiers.ts";
import { refuseDossier } from "#modules/dossiers";
import { createServer, type Session, SESSION_COOKIE } from "#platform/http";
import { householdBusiness } from "../../../../apps/household-business/app.ts";
import { measureFinished, noteAllFinished } from "../measure.ts";
import { simulateOnce } from "../run-simulation.ts";
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
    ["admin", city.minhTheHead, ["administrator"]],
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

const send = (url: string, token: string, fields: Readonly<Record<string, string>>) =>
  app.inject({
    method: "POST",
    url,
    headers: {
      cookie: `${SESSION_COOKIE}=${token}`,
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: new URLSearchParams(fields).toString(),
  });

test("an administrator closes a month that is over, once; a head cannot, and the public reads and downloads it", async () => {
  const at = "/can-bo/thong-ke/khoa-so";
  expect((await get(at, "head")).statusCode).toBe(404);
  expect((await send(at, "head", { thang: "2025-03" })).statusCode).toBe(404);
  expect((await get("/thong-ke/so-lieu-khoa")).payload).toContain("Chưa có tháng nào được khóa");
  const early = await send(at, "admin", { thang: "2025-04" });
  expect([early.statusCode, early.payload]).toEqual([422, expect.stringContaining("chưa hết")]);
  expect((await send(at, "admin", { thang: "2025-03" })).headers.location).toBe(`${at}?da=2025-03`);
  expect((await send(at, "admin", { thang: "2025-03" })).payload).toContain("đã được khóa");

  expect((await get("/thong-ke/so-lieu-khoa")).payload).toContain("/thong-ke/so-lieu-khoa/2025-03");
  expect((await get("/thong-ke/so-lieu-khoa/2025-03")).payload).toContain("đang chờ ký");
  expect(JSON.parse((await get("/thong-ke/so-lieu-khoa/2025-03/tep.json")).payload)).toMatchObject({
    month: "2025-03",
    signature: null,
  });
  for (const month of ["2025-02", "2025-04", "2025", "x"])
    expect((await get(`/thong-ke/so-lieu-khoa/${month}`)).statusCode).toBe(404);
});

// R23

test("the index gives points for what is measured, says of the rest that it is not, and follows new weights from their day on", async () => {
  const { payload } = await get("/thong-ke/chi-so-phuc-vu?ky=2025-04");
  expect(payload).toContain("20,0/20");
  expect(payload).toContain("50,0/50");
  expect(payload).toContain("chưa đo");
  expect(payload).toContain("trên tối đa 50 điểm đo được, trong tổng số 100");
  const at = "/can-bo/thong-ke/trong-so";
  const weights = {
    openness: "10",
    progress: "40",
    online: "10",
    payment: "10",
    satisfaction: "20",
    digitisation: "10",
    from: "2025-04-01",
    source: "Quyết định 1/QĐ-TTg",
  };
  expect((await send(at, "head", weights)).statusCode).toBe(404);
  expect((await send(at, "admin", { ...weights, source: " " })).statusCode).toBe(422);
  expect((await send(at, "admin", { ...weights, progress: "41" })).payload).toContain(
    "phải bằng 100",
  );
  expect((await send(at, "admin", weights)).statusCode).toBe(303);
  expect((await get("/thong-ke/chi-so-phuc-vu?ky=2025-04")).payload).toContain("40,0/40");
  expect((await get("/thong-ke/chi-so-phuc-vu?ky=2025-03")).payload).toContain("Quyết định 766");
  expect(
    (
      await send(at, "admin", {
        "quy-tac": "month-close",
        day: "40",
        from: "2025-04-01",
        source: "x",
      })
    ).statusCode,
  ).toBe(422);
  expect(
    (
      await send(at, "admin", {
        "quy-tac": "month-close",
        day: "7",
        from: "2025-04-01",
        source: "x",
      })
    ).statusCode,
  ).toBe(303);
  expect((await get("/can-bo/thong-ke/khoa-so", "admin")).payload).toContain(
    "vào ngày 7 hằng tháng",
  );
});

test("open data of a month is the same in CSV, JSON and its description, and names what may still change", async () => {
  const at = "/du-lieu-mo/ho-so-theo-thang";
  const { rows, state } = (await get(`${at}/2025-04/so-lieu.json`)).json<{
    rows: Record<string, unknown>[];
    state: string;
  }>();
  const [head, first] = (await get(`${at}/2025-04/so-lieu.csv`)).payload
    .replace("\uFEFF", "")
    .split("\r\n");
  const schema = (await get(`${at}/mo-ta.json`)).json<{
    tableSchema: { columns: { name: string }[] };
  }>();

  expect(state).toBe("provisional");
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ agency: "Quận 1", received: 2, on_time: 1, open: 1 });
  expect(head?.split(",")).toEqual(schema.tableSchema.columns.map((column) => column.name));
  expect(Object.keys(rows[0] ?? {})).toEqual(head?.split(","));
  expect(first).toContain("2025-04,provisional,");
  expect((await get(`${at}/2031-04/so-lieu.json`)).statusCode).toBe(404);
  for (const { name } of schema.tableSchema.columns)
    expect((await get("/du-lieu-mo")).payload).toContain(name);
});

test("behind a figure stand the dossiers of one's own agency, by outcome; the administrator of the city sees none", async () => {
  const at = "/can-bo/thong-ke/ho-so?ky=2025-04";
  expect((await get(`${at}&loai=dung-han`, "head")).payload).toContain("250425-0001");
  expect((await get(at, "head")).payload).toContain("Không có hồ sơ nào");
  expect((await get(`${at}&loai=dung-han`, "cu-chi")).payload).not.toContain("250425-0001");
  expect((await get(at, "admin")).statusCode).toBe(404);
});

test("an administrator tries a shorter term on last year's dossiers and reads what would have become late; a head cannot", async () => {
  const at = "/can-bo/thong-ke/mo-phong";
  const asked = { "thu-tuc": "ho-kinh-doanh", count: "1", unit: "working-hours", fee: "50.000" };
  const period = { from: "2025-04-01", to: "2025-04-30" };
  expect((await send(at, "head", { ...asked, ...period })).statusCode).toBe(404);
  expect((await get(at, "admin")).payload).toContain("Thẩm định");
  const wrong = await send(at, "admin", { ...asked, count: "0", from: "x", to: "2025-04-30" });
  expect([wrong.statusCode, wrong.payload]).toEqual([
    422,
    expect.stringContaining("số nguyên từ 1 đến 999"),
  ]);
  const { location } = (await send(at, "admin", { ...asked, ...period })).headers;
  expect(location).toMatch(/\/mo-phong\/[0-9a-f-]{36}$/u);
  expect((await get(String(location), "admin")).payload).toContain("Đang chạy, đã xét 0/1");
  const { calendars, rules } = city.deps;
  const deps = { calendars, rules, apps: () => [householdBusiness] };
  while ((await simulateOnce(city.db, NOW, deps)) > 0);
  const shown = (await get(String(location), "admin")).payload;
  expect(shown).toContain("Điều mô phỏng không nói được");
  expect(shown).toContain("Hồ sơ không mô phỏng được");
  expect((await get(String(location), "head")).statusCode).toBe(404);
  expect((await get(`${at}/01900000-0000-7000-8000-000000000000`, "admin")).statusCode).toBe(404);
  expect((await get(`${at}/x`, "admin")).statusCode).toBe(404);
});

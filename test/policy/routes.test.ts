import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, dayIn } from "#kernel/calendar-day";
import { ALL_SCOPES, type ApiTokens } from "#modules/api-tokens";
import { leafHash, sequenceOnce, verifyConsistency, verifyInclusion } from "#platform/audit-log";
import { type Route, type Session, SESSION_COOKIE } from "#platform/http";
import { openStore, openWholeServer, type WholeServer } from "./whole-server.ts";
import { type Caller, FRIDAY_MORNING } from "../world/city.ts";
import { type OneStopCity, openOneStopCity } from "../world/dossiers.ts";

const { folder, store } = openStore();
let city: OneStopCity;
let whole: WholeServer;
let app: FastifyInstance;
let routes: readonly Route[];
let dossierId: string;
let dossierCode: string;
let tokens: ApiTokens;
const sessions = new Map<string, Session>();

beforeAll(async () => {
  city = await openOneStopCity();
  const examined = await city.dossierAt("examine");
  dossierId = examined.publicId;
  dossierCode = examined.code;
  sessions.set("applicant", applicant("01900000-0000-7000-8000-0000000000cc"));
  sessions.set("cu-chi", official(city.specialistOfCuChi));
  sessions.set("clerk", official(city.maiTheClerk));
  whole = await openWholeServer(city, {
    folder,
    store,
    sessions,
    now: () => FRIDAY_MORNING,
  });
  ({ app, routes, tokens } = whole);
});
afterAll(() => whole.close());

function applicant(accountId: string): Session {
  const base = { id: accountId, accountId, kind: "applicant", name: "Người lạ" } as const;
  return {
    ...base,
    actor: { kind: "applicant", accountId, name: base.name },
    tenantIds: [],
    roles: [],
    agencyName: "",
    title: "",
    steppedUpAt: FRIDAY_MORNING,
  };
}

function official(caller: Caller): Session {
  return {
    id: caller.actor.officialId,
    accountId: caller.actor.officialId,
    kind: "official",
    name: caller.actor.name,
    actor: caller.actor,
    tenantIds: caller.tenantIds,
    roles: caller.roles,
    agencyName: "",
    title: "",
    steppedUpAt: FRIDAY_MORNING,
  };
}

async function call(route: Route, token?: string): Promise<{ status: number; location: string }> {
  const url = route.path
    .replace(":id", dossierId)
    .replace(":app", "ho-kinh-doanh")
    .replace(":step", "chu-ho")
    .replace(":file", "01900000-0000-7000-8000-0000000000ff");
  const answer = await app.inject({
    method: route.method,
    url,
    headers: {
      "sec-fetch-site": "same-origin",
      ...(token === undefined ? {} : { cookie: `${SESSION_COOKIE}=${token}` }),
      ...(route.method === "POST" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    },
    ...(route.method === "POST" ? { payload: "version=2" } : {}),
  });
  return { status: answer.statusCode, location: answer.headers.location ?? "" };
}

const name = (route: Route): string => `${route.method} ${route.path}`;

test("without a session nobody passes a door that is not public: pages ask to sign in, sent forms are kept", async () => {
  const guarded = routes.filter((route) => route.access !== "public" && route.access !== "token");
  expect(guarded.length).toBeGreaterThan(30);
  for (const route of guarded) {
    const { status, location } = await call(route);
    if (route.method === "GET")
      expect([name(route), status, location.slice(0, 10)]).toEqual([
        name(route),
        303,
        "/dang-nhap",
      ]);
    else expect([name(route), status]).toEqual([name(route), 401]);
  }
});

test("an applicant finds no official's page, and an official no applicant's", async () => {
  for (const route of routes.filter((one) => one.access === "official"))
    expect([name(route), (await call(route, "applicant")).status]).toEqual([name(route), 404]);
  for (const route of routes.filter((one) => one.access === "applicant"))
    expect([name(route), (await call(route, "clerk")).status]).toEqual([name(route), 404]);
});

test("a stranger finds nothing of someone else's dossier or draft under any address", async () => {
  const own = routes.filter((one) => one.access === "applicant" && one.path.includes(":id"));
  expect(own.length).toBeGreaterThan(10);
  for (const route of own)
    expect([name(route), (await call(route, "applicant")).status]).toEqual([name(route), 404]);
});

test("an official of another agency finds no dossier of Quận 1 and can do nothing to it", async () => {
  const staff = routes.filter((one) => one.access === "official" && one.path.includes(":id"));
  expect(staff.length).toBeGreaterThan(10);
  for (const route of staff)
    expect([name(route), (await call(route, "cu-chi")).status]).toEqual([name(route), 404]);
});

test("nobody opens what another was told: not a stranger, not a colleague, not an official of another agency", async () => {
  const notice = await city.as(city.maiTheClerk, async (tx) => {
    await tx.write(
      `INSERT INTO notifications.notice (tenant_id, id, official_id, position_id, template, language, params, subject_kind,
         subject_id, href, created_at)
       VALUES ($1, $2, $3, $4, 'named', 'vi', '{"code": "of-minh"}', 'dossier', $2, '/can-bo/viec', $5)`,
      [
        city.district1,
        "01900000-0000-7000-8000-0000000000fe",
        city.minhTheHead.actor.officialId,
        city.minhTheHead.actor.positionId,
        FRIDAY_MORNING,
      ],
    );
    return "01900000-0000-7000-8000-0000000000fe";
  });
  const ask = (method: "GET" | "POST", url: string, token: string) =>
    app.inject({
      method,
      url,
      headers: {
        "sec-fetch-site": "same-origin",
        cookie: `${SESSION_COOKIE}=${token}`,
        ...(method === "POST" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      },
      ...(method === "POST" ? { payload: `den=${notice}` } : {}),
    });
  for (const token of ["applicant", "clerk", "cu-chi"]) {
    expect((await ask("GET", "/thong-bao", token)).payload).not.toContain("of-minh");
    expect((await ask("POST", `/thong-bao/${notice}/mo`, token)).statusCode).toBe(404);
    expect((await ask("POST", "/thong-bao/da-doc", token)).statusCode).toBe(303);
  }
  sessions.set("head", official(city.minhTheHead));
  expect((await ask("GET", "/thong-bao", "head")).payload).toContain("of-minh");
  expect((await ask("POST", `/thong-bao/${notice}/mo`, "head")).headers.location).toBe(
    "/can-bo/viec",
  );
});

test("a clerk of the same agency sees the dossier but cannot examine, accept, sign or ask", async () => {
  const before = await city.as(city.maiTheClerk, (tx) =>
    tx.row(`SELECT version, state FROM dossiers.dossier WHERE public_id = $1`, [dossierId]),
  );
  for (const act of ["tiep-nhan", "bo-sung", "tu-choi", "tham-dinh", "xem-xet", "ky"]) {
    const route = routes.find((one) => one.path === `/can-bo/ho-so/:id/${act}`);
    if (route === undefined) throw new Error(act);
    expect([act, (await call(route, "clerk")).status]).toEqual([act, 404]);
  }
  const after = await city.as(city.maiTheClerk, (tx) =>
    tx.row(`SELECT version, state FROM dossiers.dossier WHERE public_id = $1`, [dossierId]),
  );
  expect(after).toEqual(before);
});

test("a form from another site is refused whoever is signed in", async () => {
  for (const route of routes.filter((one) => one.method === "POST")) {
    const answer = await app.inject({
      method: "POST",
      url: route.path.replaceAll(/:\w+/gu, "x"),
      headers: { "sec-fetch-site": "cross-site", cookie: `${SESSION_COOKIE}=clerk` },
    });
    expect([name(route), answer.statusCode]).toEqual([name(route), 403]);
  }
});

test("the public interface describes every route it has, and answers problems as problems", async () => {
  const described = (await app.inject({ url: "/api/openapi.json" })).json<{
    openapi: string;
    paths: Record<string, unknown>;
  }>();
  const served = routes.filter(
    (one) => one.path.startsWith("/api/") && one.path !== "/api/openapi.json",
  );
  expect(described.openapi).toBe("3.1.0");
  expect(Object.keys(described.paths).toSorted()).toEqual(
    served.map((one) => one.path.replaceAll(/:(\w+)/gu, "{$1}")).toSorted(),
  );
  const wrong = await app.inject({ url: "/api/statistics?month=soon" });
  expect([wrong.statusCode, wrong.headers["content-type"]]).toEqual([
    422,
    expect.stringContaining("application/problem+json"),
  ]);
  expect((await app.inject({ url: "/api/statistics?month=2025-04" })).json()).toMatchObject({
    month: "2025-04",
    city: { received: 1 },
  });
  expect((await app.inject({ url: "/api/dossiers?code=x&lookup=y" })).statusCode).toBe(404);
  expect((await app.inject({ url: "/api/nowhere" })).headers["content-type"]).toContain(
    "problem+json",
  );
});

test("a stranger who kept a root has it proven that the log only grew since, and learns nothing else", async () => {
  const get = async (at: string): Promise<Record<string, string | number | string[]>> =>
    (await app.inject({ url: `/api/audit-log/${at}` })).json();
  const { privateKey } = generateKeyPairSync("ed25519");
  while ((await sequenceOnce(city.db, FRIDAY_MORNING, privateKey)) > 0);
  const hashes = (proof: unknown): Buffer[] =>
    (proof as string[]).map((hash) => Buffer.from(hash, "base64"));
  const rootIn = (one: Awaited<ReturnType<typeof get>>) => ({
    size: Number(one["size"]),
    root: Buffer.from(String(one["root"]), "base64"),
  });
  const kept = await get("checkpoint");
  const before = rootIn(kept);
  await city.dossierAt("receive");
  while ((await sequenceOnce(city.db, FRIDAY_MORNING, privateKey)) > 0);
  const after = rootIn(await get("checkpoint"));

  expect(after.size).toBeGreaterThan(before.size);
  const { proof } = await get(`consistency?before=${before.size}&after=${after.size}`);
  expect(verifyConsistency(before, after, hashes(proof))).toBe(true);
  const { proof: way } = await get(`inclusion?index=0&size=${after.size}`);
  const { rows } = await city.db.pool.query<{ commitment: Buffer }>(
    `SELECT l.commitment FROM audit.leaf l JOIN audit.place p ON p.leaf_id = l.id WHERE p.log_index = 0`,
  );
  const leaf = leafHash(rows[0]?.commitment ?? Buffer.alloc(0));
  expect(verifyInclusion(leaf, 0, after.size, hashes(way), after.root)).toBe(true);
  for (const wrong of [
    "inclusion?index=5",
    "inclusion?index=x&size=1",
    "consistency?before=0&after=1",
  ])
    expect((await app.inject({ url: `/api/audit-log/${wrong}` })).statusCode).toBe(422);
});

test("who asks more than six thousand times a minute from one address is told to wait, with a page", async () => {
  let refused = 0;
  for (let asked = 0; asked < 6_100; asked += 1) {
    const { statusCode } = await app.inject({ url: "/healthz", remoteAddress: "198.51.100.77" });
    if (statusCode === 429) refused += 1;
  }
  expect(refused).toBeGreaterThanOrEqual(100);
  expect((await app.inject({ url: "/healthz", remoteAddress: "198.51.100.78" })).statusCode).toBe(
    200,
  );
});

/** An administrator of an agency gives a system a token; the day is the last it is good for. */
async function tokenFor(caller: Caller, scopes: readonly string[], on = FRIDAY_MORNING, days = 30) {
  const session = { ...official(caller), roles: ["administrator"] };
  const issued = await tokens.issue(on, session, {
    tenantId: caller.tenantIds[0] ?? "",
    systemName: "Kho dữ liệu dùng chung",
    scopes,
    expiresOn: addDays(dayIn(on), days),
  });
  if (!issued.ok) throw new Error(String(issued.error));
  return { token: issued.value, session };
}

const ask = (url: string, token?: string) =>
  app.inject({
    url,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });

test("a system without a token, with one made up, lapsed, revoked or for something else, gets the very same answer everywhere", async () => {
  const forSystems = routes.filter((one) => one.access === "token");
  expect(forSystems.length).toBeGreaterThan(1);
  const weekAgo = new Date(FRIDAY_MORNING.getTime() - 7 * 86_400_000);
  const lapsed = await tokenFor(city.maiTheClerk, ALL_SCOPES, weekAgo, 1);
  const revoked = await tokenFor(city.maiTheClerk, ALL_SCOPES);
  const [newest] = await tokens.list(revoked.session);
  await tokens.revoke(FRIDAY_MORNING, revoked.session, newest?.id ?? "");
  for (const route of forSystems) {
    const others = ALL_SCOPES.filter((scope) => scope !== route.scope);
    const elsewhere = await tokenFor(city.maiTheClerk, others);
    const url = route.path.replace(":code", dossierCode);
    const answers = [];
    for (const token of [undefined, "", "egov_x", lapsed.token, revoked.token, elsewhere.token]) {
      const { statusCode, headers, payload } = await ask(url, token);
      answers.push({ statusCode, type: headers["content-type"], payload });
    }
    expect([name(route), answers[0]?.statusCode]).toEqual([name(route), 401]);
    for (const answer of answers) expect([name(route), answer]).toEqual([name(route), answers[0]]);
    const byCookie = await app.inject({ url, headers: { cookie: `${SESSION_COOKIE}=clerk` } });
    expect(byCookie.statusCode).toBe(401);
  }
});

// R22
test("a system of Quận 1 follows what changed and reads it in the portal's names; one of Củ Chi finds nothing of it", async () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  await sequenceOnce(city.db, FRIDAY_MORNING, privateKey);
  const own = await tokenFor(city.maiTheClerk, ALL_SCOPES);
  const foreign = await tokenFor(city.specialistOfCuChi, ALL_SCOPES);
  const first = (await ask("/api/dossiers/changes", own.token)).json<{
    next: number;
    items: { MaHoSo: string }[];
  }>();
  expect(first.items).toContainEqual(
    expect.objectContaining({ MaHoSo: dossierCode, TrangThaiHoSo: "2" }),
  );
  expect(JSON.stringify(first)).not.toContain("Quân");
  expect((await ask(`/api/dossiers/changes?since=${first.next}`, own.token)).json()).toEqual({
    next: first.next,
    hasMore: false,
    items: [],
  });
  expect((await ask("/api/dossiers/changes?since=x", own.token)).statusCode).toBe(422);
  const record = await ask(`/api/dossiers/${dossierCode}`, own.token);
  expect(record.json()).toMatchObject({
    MaHoSo: dossierCode,
    TrangThaiHoSo: "2",
    DonViXuLy: "Quận 1",
    NgayHenTra: expect.stringMatching(/^\d{14}$/u),
    DanhSachGiayToKetQua: [],
  });
  const reading = await city.as(city.maiTheClerk, (tx) =>
    tx.row<{ n: number }>(
      `SELECT count(*)::integer AS n FROM audit.leaf WHERE action = 'dossier-read-by-system'`,
    ),
  );
  expect(reading?.n).toBe(1);

  const from = `/api/portal/DongBoHoSoMC?since=${first.next - 1}`;
  expect((await ask("/api/portal/DongBoHoSoMC", own.token)).json()).toMatchObject({
    next: first.next,
    hasMore: false,
    items: expect.arrayContaining([record.json()]),
  });
  expect((await ask(from, foreign.token)).json()).toMatchObject({ items: [] });
  const steps = await ask("/api/portal/CapNhatTienDoHoSoMC", own.token);
  expect(steps.json<{ items: object[] }>().items).toContainEqual(
    expect.objectContaining({
      MaHoSo: dossierCode,
      NoiDungXuLy: "Tiếp nhận hồ sơ",
      TrangThaiHoSo: "2",
    }),
  );
  const found = await ask(`/api/portal/TraCuuHoSo?MaHoSo=${dossierCode}`, own.token);
  expect(found.json()).toMatchObject({ MaHoSo: dossierCode, DonViXuLy: "Quận 1" });
  expect(steps.payload + found.payload).not.toContain("Quân");
  const procedures = (await ask("/api/portal/LayDanhSachTTHC", own.token)).json<
    { MaTTHC: string; MaLinhVuc: string }[]
  >();
  const { MaTTHC } = record.json<{ MaTTHC: string }>();
  expect(procedures).toContainEqual(
    expect.objectContaining({ MaTTHC, MaLinhVuc: "DANG-KY-KINH-DOANH" }),
  );
  expect((await ask(`/api/portal/LayThuTuc?MaTTHC=${MaTTHC}`, own.token)).json()).toMatchObject({
    MaTTHC,
    ThanhPhanHoSo: expect.arrayContaining([expect.anything()]),
  });
  expect((await ask("/api/portal/LayThuTuc?MaTTHC=9.999999", own.token)).statusCode).toBe(404);
  const { paths: described } = (await ask("/api/openapi.json")).json<{
    paths: Record<
      string,
      { get: { responses: { 200: { content: Record<string, { schema: object }> } } } }
    >;
  }>();
  const judge = new Ajv2020({ strict: false });
  for (const [path, query] of [
    ["/api/portal/DongBoHoSoMC", ""],
    ["/api/portal/CapNhatTienDoHoSoMC", ""],
    ["/api/portal/TraCuuHoSo", `?MaHoSo=${dossierCode}`],
    ["/api/portal/LayThuTuc", `?MaTTHC=${MaTTHC}`],
    ["/api/portal/LayDanhSachTTHC", ""],
  ] as const) {
    const schema = described[path]?.get.responses[200].content["application/json"]?.schema;
    const answer = (await ask(`${path}${query}`, own.token)).json<unknown>();
    expect([path, judge.validate(schema ?? false, answer), judge.errors]).toEqual([
      path,
      true,
      null,
    ]);
  }
  for (const service of ["DongBoHoSoMC", "CapNhatTienDoHoSoMC"])
    expect((await ask(`/api/portal/${service}?since=x`, own.token)).statusCode).toBe(422);
  expect(
    (await ask(`/api/portal/TraCuuHoSo?MaHoSo=${dossierCode}`, foreign.token)).statusCode,
  ).toBe(404);

  const missing = await ask("/api/dossiers/000.01.01.H29-000000-0000", foreign.token);
  const hidden = await ask(`/api/dossiers/${dossierCode}`, foreign.token);
  expect([hidden.statusCode, hidden.payload]).toEqual([404, missing.payload]);
  expect((await ask("/api/dossiers/changes", foreign.token)).json()).toMatchObject({ items: [] });
});

test("a system that asks more than six hundred times a minute is told to wait; another one is not", async () => {
  const busy = await tokenFor(city.maiTheClerk, ["dossiers:status"]);
  const calm = await tokenFor(city.maiTheClerk, ["dossiers:status"]);
  for (let asked = 0; asked < 600; asked += 1)
    await tokens.resolve(busy.token, "dossiers:status", FRIDAY_MORNING);
  const refused = await ask("/api/dossiers/changes", busy.token);

  expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([429, "60"]);
  expect((await ask("/api/dossiers/changes", calm.token)).statusCode).toBe(200);
});

test("only an administrator issues and revokes, for records the agency holds; the token itself is kept nowhere", async () => {
  const { token, session } = await tokenFor(city.maiTheClerk, ["dossiers:status"]);
  const wanted = {
    tenantId: city.district1,
    systemName: "Kho",
    scopes: ["dossiers:status"],
    expiresOn: addDays(dayIn(FRIDAY_MORNING), 30),
  };
  const clerk = official(city.maiTheClerk);
  const [newest] = await tokens.list(session);
  const foreign = { ...official(city.specialistOfCuChi), roles: ["administrator"] };

  expect(await tokens.issue(FRIDAY_MORNING, clerk, wanted)).toMatchObject({ error: "missing" });
  expect(await tokens.issue(FRIDAY_MORNING, foreign, wanted)).toMatchObject({ error: "missing" });
  for (const other of [clerk, foreign])
    expect(await tokens.revoke(FRIDAY_MORNING, other, newest?.id ?? "")).toMatchObject({
      error: "missing",
    });
  const faults = { systemName: "", scopes: ["moi-thu"], expiresOn: addDays(wanted.expiresOn, 400) };
  expect(await tokens.issue(FRIDAY_MORNING, session, { ...wanted, ...faults })).toMatchObject({
    error: ["systemName", "scopes", "expiresOn"],
  });
  const row = await city.as(city.maiTheClerk, (tx) =>
    tx.row<{ row: string }>(`SELECT t::text AS row FROM api.token t WHERE id = $1`, [newest?.id]),
  );
  expect(row?.row).not.toContain(token.slice(5, 40));
});

test("what each scope opens is what was reviewed in scopes.txt, and no scope opens nothing", () => {
  const lines = ALL_SCOPES.map((scope) => {
    const opened = routes.filter((one) => one.access === "token" && one.scope === scope);
    return `${scope.padEnd(18)}${opened.map(name).toSorted().join(", ")}`;
  });
  const reviewed = readFileSync(path.join(import.meta.dirname, "scopes.txt"), "utf8");
  expect(`${lines.join("\n")}\n`).toBe(reviewed);
  expect(routes.filter((one) => one.access === "token").map((one) => one.scope ?? "")).toSatisfy(
    (used: readonly string[]) => used.every((one) => ALL_SCOPES.some((k) => k === one)),
  );
});

import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPrinter } from "#engines/printing";
import { createIdentity } from "#modules/identity";
import { leafHash, sequenceOnce, verifyConsistency, verifyInclusion } from "#platform/audit-log";
import { createLiveUpdates } from "#platform/live-updates";
import { createDiskStore, noScanner } from "#platform/files";
import { createServer, type Route, type Session, SESSION_COOKIE } from "#platform/http";
import { createMetrics } from "../../src/main/health.ts";
import { readConfig } from "../../src/main/config.ts";
import { allRoutes } from "../../src/main/serve.ts";
import { type Caller, FRIDAY_MORNING } from "../world/city.ts";
import { type OneStopCity, openOneStopCity } from "../world/dossiers.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-policy-"));
let city: OneStopCity;
let app: FastifyInstance;
let routes: readonly Route[];
let dossierId: string;
const sessions = new Map<string, Session>();

beforeAll(async () => {
  city = await openOneStopCity();
  dossierId = (await city.dossierAt("examine")).publicId;
  sessions.set("applicant", applicant("01900000-0000-7000-8000-0000000000cc"));
  sessions.set("cu-chi", official(city.specialistOfCuChi));
  sessions.set("clerk", official(city.maiTheClerk));
  const identity = createIdentity({
    db: city.db,
    origin: () => "http://hcm.example",
    secretKey: Buffer.alloc(32),
    acceptsApplicantPasswords: true,
    requiresSecondFactor: false,
    resolveOfficial: async () => undefined,
  });
  const deps = {
    config: readConfig({}, folder),
    db: city.db,
    now: () => FRIDAY_MORNING,
    assets: { stylesheet: "/x.css" },
    assetsFolder: folder,
    identity,
    metrics: createMetrics(),
    checkpointKey: "",
    pages: {
      dossiers: city.deps,
      store: createDiskStore(folder, Buffer.alloc(32, 1)),
      scanner: noScanner(),
      printer: createPrinter(
        new URL("../../src/engines/printing/print-worker.ts", import.meta.url),
      ),
      origin: () => "http://hcm.example",
      isLoading: () => false,
    },
    live: createLiveUpdates(),
    onChanged: () => undefined,
    gateway: undefined,
    onOrdered: () => undefined,
    isStopping: () => false,
    log: () => undefined,
  };
  routes = allRoutes(deps);
  app = await createServer({
    ...deps,
    routes,
    production: false,
    trustProxy: [],
    resolveSession: async (token) => sessions.get(token),
    renderError: ({ status }) => `error ${status}`,
    renderExpired: () => "sign in and go on",
    observe: () => undefined,
  });
});
afterAll(async () => {
  await app.close();
  await city.db.close();
  rmSync(folder, { recursive: true, force: true });
});

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
  const guarded = routes.filter((route) => route.access !== "public");
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
  expect(Object.keys(described.paths).toSorted()).toEqual(served.map((one) => one.path).toSorted());
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

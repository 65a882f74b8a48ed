import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#platform/database";
import { createServer, type Route, SESSION_COOKIE } from "#platform/http";

const folder = mkdtempSync(path.join(tmpdir(), "egov-headers-"));
const logged: Readonly<Record<string, unknown>>[] = [];
let app: FastifyInstance;

const get = (address: string, handle: Route["handle"]): Route => ({
  method: "GET",
  path: address,
  access: "public",
  handle,
});

const ROUTES: readonly Route[] = [
  get("/trang", async () => ({
    kind: "page",
    html: "<h1>Một cửa</h1>",
    cookies: [{ name: SESSION_COOKIE, value: "khoa", maxAgeSeconds: 60 }],
  })),
  get("/tep", async () => ({
    kind: "file",
    stream: (await import("node:stream")).Readable.from(["%PDF"]),
    type: "application/pdf",
    name: 'giấy "phép"\r\nX-Xau: 1.pdf',
    inline: true,
  })),
  get("/hong", async () => {
    throw new Error("SELECT secret FROM identity.account failed");
  }),
  get("/dia-chi", async ({ address }) => ({ kind: "text", type: "text/plain", body: address })),
  { ...get("/gui", async () => ({ kind: "redirect", to: "/trang" })), method: "POST" },
];

beforeAll(async () => {
  mkdirSync(path.join(folder, "con"));
  writeFileSync(path.join(folder, "style.css"), "h1{}");
  app = await createServer({
    db: {} as Database, // no route of this test opens a transaction
    routes: ROUTES,
    now: () => new Date("2025-04-25T03:00:00Z"),
    production: true,
    origin: "https://mot-cua.example",
    trustProxy: [],
    assetsFolder: folder,
    resolveSession: async () => undefined,
    renderError: ({ status, reference }) => `lỗi ${status} ${reference}`,
    renderExpired: () => "",
    log: (entry) => logged.push(entry),
    observe: () => undefined,
  });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

test("every answer of a city in production, a page, a file, a picture, a mistake or nothing, tells the browser to be strict", async () => {
  for (const url of ["/trang", "/tep", "/hong", "/khong-co", "/tai-nguyen/style.css"]) {
    const { headers } = await app.inject({ url });
    const policy = String(headers["content-security-policy"]);
    expect([url, policy]).toEqual([url, expect.stringContaining("default-src 'none'")]);
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers).toMatchObject({
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    expect(headers["x-powered-by"] ?? headers["server"]).toBeUndefined();
  }
});

test("what is shown to one person is kept by no cache, and the cookie of the session goes to this host alone and to no script", async () => {
  const page = await app.inject({ url: "/trang" });
  const file = await app.inject({ url: "/tep" });

  expect(page.headers["cache-control"]).toBe("no-store");
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(file.headers["cache-control"]).toBe("private, no-store");
  expect(page.headers["set-cookie"]).toBe(
    `__Host-${SESSION_COOKIE}=khoa; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax`,
  );
});

test("the name of a file adds no header, whatever its sender wrote", async () => {
  const { headers } = await app.inject({ url: "/tep" });

  expect(headers["content-disposition"]).toBe(
    "inline; filename*=UTF-8''gi%E1%BA%A5y%20%22ph%C3%A9p%22%0D%0AX-Xau%3A%201.pdf",
  );
  expect(headers["x-xau"]).toBeUndefined();
});

test("a fault of ours shows a reference number and nothing else, and the log has the fault under it", async () => {
  const { statusCode, body } = await app.inject({ url: "/hong" });

  expect(statusCode).toBe(500);
  expect(body).not.toContain("SELECT");
  const found = logged.find((entry) => body.includes(String(entry["reference"])));
  expect(String(found?.["error"])).toContain("SELECT secret");
});

test("forms come from our own address only, however they are disguised", async () => {
  const send = async (headers: Record<string, string>): Promise<number> =>
    (await app.inject({ method: "POST", url: "/gui", headers })).statusCode;

  expect(await send({ origin: "https://mot-cua.example" })).toBe(303);
  expect(await send({ origin: "https://mot-cua.example.xau.example" })).toBe(403);
  expect(await send({ origin: "null" })).toBe(403);
  expect(await send({ "sec-fetch-site": "same-site" })).toBe(403);
  expect(await send({ cookie: "egov=khoa" })).toBe(403);
});

test("TRACE, folders and forwarded addresses from strangers are not believed or served", async () => {
  const traced = await app.inject({ method: "TRACE" as "GET", url: "/trang" });
  const listed = await app.inject({ url: "/tai-nguyen/con/" });
  const climbed = await app.inject({ url: "/tai-nguyen/..%2f..%2fetc%2fpasswd" });
  const forged = await app.inject({
    url: "/dia-chi",
    remoteAddress: "203.0.113.9",
    headers: { "x-forwarded-for": "198.51.100.1" },
  });

  expect([traced.statusCode, listed.statusCode, climbed.statusCode]).toEqual([404, 400, 404]);
  expect(forged.body).toBe("203.0.113.9");
});

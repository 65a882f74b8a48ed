import fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMetrics } from "./health.ts";
import { addMetrics } from "./metrics-route.ts";

const TOKEN = "6f1d2c8be07a4935b1ce80d47f3a9265";

let app: FastifyInstance;
let closed: FastifyInstance;
beforeAll(() => {
  app = fastify();
  addMetrics(app, createMetrics(), TOKEN);
  closed = fastify();
  addMetrics(closed, createMetrics(), undefined);
});
afterAll(async () => {
  await app.close();
  await closed.close();
});

async function status(
  from: string,
  headers: Readonly<Record<string, string>> = {},
  at = app,
): Promise<number> {
  const answer = await at.inject({ url: "/metrics", remoteAddress: from, headers });
  return answer.statusCode;
}

test("the figures are told to the machine itself and to whoever brings the token", async () => {
  const own = await app.inject({ url: "/metrics", remoteAddress: "127.0.0.1" });

  expect(own.body).toContain("egov_http_request_seconds");
  expect(await status("::1")).toBe(200);
  expect(await status("::ffff:127.0.0.1")).toBe(200);
  expect(await status("203.0.113.7", { authorization: `Bearer ${TOKEN}` })).toBe(200);
});

test("to anyone else there is no such page: no token, a wrong one, or a proxy on the machine that passes a stranger on", async () => {
  expect(await status("203.0.113.7")).toBe(404);
  expect(await status("::ffff:10.0.0.8")).toBe(404);
  expect(await status("203.0.113.7", { authorization: `Bearer ${TOKEN.slice(1)}` })).toBe(404);
  expect(await status("203.0.113.7", { authorization: `Basic ${TOKEN}` })).toBe(404);
  for (const header of ["x-forwarded-for", "forwarded", "via", "x-real-ip"])
    expect([header, await status("127.0.0.1", { [header]: "127.0.0.1" })]).toEqual([header, 404]);
});

test("without a token in the settings no token opens them", async () => {
  for (const given of ["Bearer undefined", "Bearer ", `Bearer ${TOKEN}`])
    expect(await status("203.0.113.7", { authorization: given }, closed)).toBe(404);
});

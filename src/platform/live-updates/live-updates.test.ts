import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { type Database, withTenant } from "#platform/database";
import { createServer } from "#platform/http";
import { emit, relayOnce } from "#platform/outbox";
import { testDatabase } from "../../../test/world/database.ts";
import { createLiveUpdates, hearOthers, liveTopic, type LiveUpdates, passOn } from "./index.ts";

const district1 = "01900000-0000-7000-8000-000000000001";
const cuChi = "01900000-0000-7000-8000-000000000002";
const now = new Date("2025-04-25T03:00:00Z");

function textOf(stream: Readable | undefined): () => string {
  let text = "";
  stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries += 1) await wait(20);
  expect(condition()).toBe(true);
}

const changes = (text: string): number => text.split("event: changed").length - 1;

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

test("a page hears of its own topic only, and of no content", async () => {
  const live = createLiveUpdates();
  const seen = textOf(live.open(liveTopic(district1, "ticket")));
  live.publish(liveTopic(cuChi, "ticket"));
  live.publish(liveTopic(district1, "dossier"));
  live.publish(liveTopic(district1, "ticket"));
  await until(() => changes(seen()) === 2);

  expect(seen()).toMatch(/^retry: \d+\n\nevent: changed\ndata: 0\n\nevent: changed\ndata: 3\n\n$/u);
  live.close();
});

test("a full house opens no more pages, and a page that leaves makes room", async () => {
  const live = createLiveUpdates({ most: 2 });
  const first = live.open("a");
  expect([live.open("a") !== undefined, live.open("b")]).toEqual([true, undefined]);
  first?.destroy();
  await until(() => live.size === 1);

  expect(live.open("b")).toBeDefined();
  live.close();
});

test("a page that does not read is cut off, and those who read hear on", async () => {
  const live = createLiveUpdates();
  const deaf = live.open("a");
  const seen = textOf(live.open("a"));
  for (let index = 0; index < 500; index += 1) {
    live.publish("a");
    await Promise.resolve();
    if (index % 20 === 0) await wait(1);
  }
  await until(() => deaf?.destroyed === true);

  expect(changes(seen())).toBeGreaterThan(400);
  live.close();
});

test("a silent line is kept open by a heartbeat", async () => {
  const live = createLiveUpdates({ heartbeatMs: 10 });
  const seen = textOf(live.open("a"));
  await until(() => seen().includes(": ~\n\n"));
  live.close();
});

test("a server that stops ends its streams at once and opens no new one", async () => {
  const live = createLiveUpdates();
  const folder = import.meta.dirname;
  const app: FastifyInstance = await createServer({
    db,
    routes: [
      {
        method: "GET",
        path: "/su-kien",
        access: "public",
        handle: async () => {
          const stream = live.open("a");
          return stream === undefined ? { kind: "missing" } : { kind: "events", stream };
        },
      },
    ],
    now: () => now,
    production: false,
    trustProxy: [],
    assetsFolder: folder,
    resolveSession: async () => undefined,
    renderError: () => "",
    renderExpired: () => "",
    log: () => undefined,
    observe: () => undefined,
  });
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const answer = await fetch(`${address}/su-kien`);
  expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(answer.headers.get("content-encoding")).toBeNull();
  const reading = answer.text();
  live.publish("a");
  live.close();

  expect(changes(await reading)).toBe(2);
  expect((await fetch(`${address}/su-kien`)).status).toBe(404);
  await app.close();
});

/** Two processes: each hears for its own pages; one of them relays. */
test("what one process relays the pages of every process hear, once a batch, and nothing of an act that failed", async () => {
  const houses: LiveUpdates[] = [createLiveUpdates(), createLiveUpdates()];
  const [own] = houses;
  if (own === undefined) throw new Error("no house");
  const isServer = db.kind === "server";
  const stops = await Promise.all(houses.map((live) => hearOthers(db, live, () => undefined)));
  const seen = houses.map((live) => textOf(live.open(liveTopic(district1, "ticket"))));
  const scope = { tenantIds: [district1], actor: { kind: "system", job: "test" } } as const;
  const event = (sequence: number) => ({
    name: "ticket-drawn",
    subjectKind: "ticket",
    subjectId: district1,
    sequence,
    body: {},
  });
  await withTenant(db, scope, async (tx) => {
    await emit(tx, now, event(1));
    await emit(tx, now, event(2));
  });
  await withTenant(db, scope, async (tx) => {
    await emit(tx, now, event(3));
    throw new Error("refused");
  }).catch(() => undefined);
  expect(await relayOnce(db, now, (tx, one) => passOn(db, tx, own, one))).toBe(2);
  await until(() => changes(seen[0]?.() ?? "") >= 2);
  if (isServer) await until(() => changes(seen[1]?.() ?? "") === 2);

  for (const stop of stops) await stop();
  for (const live of houses) live.close();
});

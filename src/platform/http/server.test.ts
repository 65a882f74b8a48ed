import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "#platform/database";
import { createServer, type Exchange, type Route, UPLOAD_LIMIT_BYTES } from "./index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-http-"));
const arrived: Exchange[] = [];
const logged: unknown[] = [];
const uploads = mkdtempSync(path.join(folder, "uploads-"));
const usualFolder = process.env["TMPDIR"];
process.env["TMPDIR"] = uploads; // where this process, and no other, keeps what arrives
let app: FastifyInstance;
let port: number;

const take: Route["handle"] = async (exchange) => {
  arrived.push(exchange);
  return { kind: "text", type: "text/plain", body: "taken" };
};
const ROUTES: readonly Route[] = [
  { method: "GET", path: "/ho-so/:id", access: "public", handle: take },
  { method: "POST", path: "/ho-so", access: "public", uploads: true, handle: take },
  { method: "POST", path: "/cua-toi", access: "applicant", handle: take },
  {
    method: "GET",
    path: "/su-kien",
    access: "public",
    handle: async () => ({ kind: "events", stream: openStream() }),
  },
];

/** Says one thing and then stays open, as pages that show changes by themselves keep it. */
function openStream(): Readable {
  const stream = new Readable({ read: () => undefined });
  stream.push("event: changed\ndata: 0\n\n");
  return stream;
}

beforeAll(async () => {
  app = await createServer({
    db: {} as Database, // no handler here asks it
    routes: ROUTES,
    now: () => new Date("2025-04-25T03:00:00Z"),
    production: false,
    trustProxy: [],
    assetsFolder: folder,
    resolveSession: async () => undefined,
    renderError: ({ status }) => `error ${status}`,
    renderExpired: ({ kept }) => `kept ${JSON.stringify(kept)}`,
    log: (entry) => logged.push(entry),
    observe: () => undefined,
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const address = app.server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(async () => {
  if (usualFolder === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = usualFolder;
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  arrived.length = 0;
  logged.length = 0;
});

async function post(payload: string | Buffer, type = "application/x-www-form-urlencoded") {
  const answer = await app.inject({
    method: "POST",
    url: "/ho-so",
    headers: { "content-type": type, "sec-fetch-site": "same-origin" },
    payload,
  });
  return `${answer.statusCode} ${answer.payload}`;
}

const BOUNDARY = "ranh-gioi";
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;
function paper(content: Buffer, ending = `\r\n--${BOUNDARY}--\r\n`): Buffer {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="giay"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from(ending)]);
}
const leftovers = (): string[] => readdirSync(uploads);

test("a name in broken UTF-8 is answered as unreadable, and no handler sees a mangled name", async () => {
  expect(await post("ten=Nguy%E1%BB")).toBe("400 error 400");
  expect(await post(Buffer.from([0x74, 0x65, 0x6e, 0x3d, 0xc3, 0x28]))).toBe("400 error 400");
  expect(await post("ten=B%00nh")).toBe("400 error 400");
  expect(arrived).toEqual([]);
  expect(logged).toEqual([]);
});

test("the same name typed on another keyboard arrives composed", async () => {
  const typed = "Tiệm bánh Đường Hoa".normalize("NFD");
  expect(await post(`ten=${encodeURIComponent(typed)}`)).toBe("200 taken");
  expect(arrived[0]?.form.get("ten")).toBe("Tiệm bánh Đường Hoa");
});

test("an address with bytes that no address of ours has is not found, and never reaches the database", async () => {
  for (const url of ["/ho-so/%00", "/ho-so/%EF%BF%BD", "/ho-so/%C3%28"])
    expect([url, (await app.inject({ url })).statusCode < 500]).toEqual([url, true]);
  expect((await app.inject({ url: "/ho-so/a?tim=%00" })).statusCode).toBe(400);
  expect(arrived).toEqual([]);
});

test("a form as long as a book is refused as too large", async () => {
  expect(await post(`ten=${"a".repeat(600_000)}`)).toBe("413 error 413");
});

test("a file beyond the limit is handed on as cut off, never whole and never kept", async () => {
  expect(await post(paper(Buffer.alloc(UPLOAD_LIMIT_BYTES + 1)), MULTIPART)).toBe("200 taken");
  const [upload] = arrived[0]?.uploads.get("giay") ?? [];
  expect(upload).toMatchObject({ name: "a.pdf", truncated: true });
  await expect.poll(leftovers).toEqual([]);
});

test("an upload whose end never came is refused, and leaves no file behind", async () => {
  expect(await post(paper(Buffer.from("%PDF-1.7"), ""), MULTIPART)).toMatch(/^400/u);
  expect(arrived).toEqual([]);
  await expect.poll(leftovers).toEqual([]);
});

test("an applicant whose line breaks in the middle of an upload leaves nothing behind, and the next one is served", async () => {
  await new Promise<void>((resolve) => {
    const line = connect(port, "127.0.0.1", () => {
      line.write(
        `POST /ho-so HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\ncontent-type: ${MULTIPART}\r\ncontent-length: 9000000\r\n\r\n`,
      );
      line.write(paper(Buffer.alloc(100_000), ""), () => setTimeout(() => line.destroy(), 100));
    });
    line.on("close", () => resolve());
  });
  await expect.poll(leftovers).toEqual([]);

  expect(arrived).toEqual([]);
  expect(await post("ten=Hoa")).toBe("200 taken");
});

test("a form sent from another site is refused, whoever is signed in", async () => {
  const from = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (
      await app.inject({
        method: "POST",
        url: "/ho-so",
        headers: { ...headers, cookie: "egov=x", host: "motcua.example" },
      })
    ).statusCode;

  expect(await from({ "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await from({ "sec-fetch-site": "same-site" })).toBe(403);
  expect(await from({ origin: "https://evil.example" })).toBe(403);
  expect(await from({ origin: "null" })).toBe(403);
  expect(await from({})).toBe(403);
  expect(await from({ origin: "http://motcua.example" })).toBe(200);
});

test("a form whose sender is no longer signed in comes back with everything that was typed", async () => {
  const answer = await app.inject({
    method: "POST",
    url: "/cua-toi",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
    },
    payload: "ten=Hoa&ten=Lan",
  });

  expect(answer.statusCode).toBe(401);
  expect(answer.payload).toContain('[["ten","Hoa"],["ten","Lan"]]');
});

test("pages that an agency keeps open to see changes hold no turn: its next page comes at once", async () => {
  const headers = { cookie: "egov=of-somebody-at-the-counter" };
  const closing = new AbortController();
  const opened = await Promise.all(
    Array.from({ length: 8 }, () =>
      fetch(`http://127.0.0.1:${port}/su-kien`, { headers, signal: closing.signal }),
    ),
  );
  expect(opened.map((one) => one.status)).toEqual(Array.from({ length: 8 }, () => 200));
  const next = await fetch(`http://127.0.0.1:${port}/ho-so/1`, {
    headers,
    signal: AbortSignal.timeout(5_000),
  });
  expect(await next.text()).toBe("taken");
  closing.abort();
});

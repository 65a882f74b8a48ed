import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import { withDoor, withTenant } from "#platform/database";
import { createServer, type Session, SESSION_COOKIE } from "#platform/http";
import { type Caller, type City, FRIDAY_MORNING, openCity } from "../../../../test/world/city.ts";
import { createBell, MOST_UNREAD_COUNTED, noticeRoutes, notify } from "../index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-notices-"));
let city: City;
let app: FastifyInstance;
const sessions = new Map<string, Session>();
/** Each test has a reader of its own, so that nobody's notices get in the way. */
let ha: Caller;
let hoa: string;

beforeAll(async () => {
  city = await openCity();
  const bell = createBell();
  const routes = noticeRoutes({
    frame: (exchange) => ({
      language: exchange.language,
      path: exchange.path,
      query: exchange.query,
      session: exchange.session,
      unread: bell.unread(exchange),
      assets: { stylesheet: "/x.css" },
    }),
  });
  app = await createServer({
    db: city.db,
    routes: routes.map((route) => bell.counted(route)),
    now: () => FRIDAY_MORNING,
    production: false,
    trustProxy: [],
    assetsFolder: folder,
    resolveSession: async (token) => sessions.get(token),
    renderError: ({ status }) => `error ${status}`,
    renderExpired: () => "sign in and go on",
    log: () => undefined,
    observe: () => undefined,
  });
});
afterAll(async () => {
  await app.close();
  await city.db.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  const { actor, ...rest } = city.haTheSpecialist;
  ha = { ...rest, actor: { ...actor, positionId: uuidv7(FRIDAY_MORNING.getTime()) } };
  hoa = uuidv7(FRIDAY_MORNING.getTime());
  sessions.set("ha", sessionOf(ha));
  sessions.set("hoa", {
    ...sessionOf(ha),
    accountId: hoa,
    kind: "applicant",
    name: "Bùi Thị Hoa",
    actor: { kind: "applicant", accountId: hoa, name: "Bùi Thị Hoa" },
    tenantIds: [],
    roles: [],
  });
});

function sessionOf(caller: Caller): Session {
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

/** Dossiers 1, 2, 3 … were handed to Hà, or accepted for Hoa, a second apart. */
const tell = (token: "ha" | "hoa", count = 1, first = 1) =>
  withTenant(city.db, city.lanTheReceiver, async (tx) => {
    for (let n = first; n < first + count; n += 1)
      await notify(tx, new Date(FRIDAY_MORNING.getTime() + n * 1000), {
        ...(token === "ha"
          ? { officialId: ha.actor.officialId, positionId: ha.actor.positionId }
          : { accountId: hoa }),
        template: token === "ha" ? "handed-over" : "accepted",
        language: "vi",
        params: { code: `[${n}]`, title: "Tiệm bánh Hoa Sen", dueOn: "29/04/2025" },
        subjectKind: "dossier",
        subjectId: "01900000-0000-7000-8000-0000000000dd",
        href: token === "ha" ? `/can-bo/ho-so/${n}` : `/ho-so-cua-toi/${n}`,
      });
  });
const ask = async (token: string, url: string, method: "GET" | "POST" = "GET", body = "") => {
  const answer = await app.inject({
    method,
    url,
    headers: {
      "sec-fetch-site": "same-origin",
      cookie: `${SESSION_COOKIE}=${token}`,
      ...(method === "POST" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    },
    ...(method === "POST" ? { payload: body } : {}),
  });
  const html = answer.payload;
  return {
    status: answer.statusCode,
    location: answer.headers.location,
    html,
    /** Numbers of the dossiers spoken of, in the order of the page. */
    spoken: [...html.matchAll(/Hồ sơ \[(\d+)\] (?:\(|đã được tiếp nhận\.)/gu)].map((one) => one[1]),
    forms: [...html.matchAll(/action="(\/thong-bao\/[^"]+\/mo)"/gu)].map((one) => one[1] ?? ""),
    newest: /name="den" value="([^"]+)"/u.exec(html)?.[1] ?? "",
    older: /href="(\/thong-bao\?sau=[^"]+)" rel="next"/u.exec(html)?.[1],
    bell: /<span class="sr">[ (]*([^<]*chưa đọc)/u.exec(html)?.[1],
  };
};

test("Hà reads the newest first, each unread one said in words, and looking at the page marks nothing", async () => {
  await tell("ha", 3);
  await ask("ha", "/thong-bao");
  const page = await ask("ha", "/thong-bao");

  expect(page.spoken).toEqual(["3", "2", "1"]);
  expect(page.html.match(/>Chưa đọc</gu)).toHaveLength(3);
  expect(page.bell).toBe("3 chưa đọc");
});

test("opening a notice marks it read and leads to its dossier; afterwards it is a plain link", async () => {
  await tell("ha", 2);
  const before = await ask("ha", "/thong-bao");
  const opened = await ask("ha", before.forms[0] ?? "", "POST");
  const page = await ask("ha", "/thong-bao");

  expect([opened.status, opened.location]).toEqual([303, "/can-bo/ho-so/2"]);
  expect(page.html).toContain('href="/can-bo/ho-so/2"');
  expect(page.html).toContain(">Đã đọc<");
  expect(page.forms).toEqual(before.forms.slice(1));
  expect(page.bell).toBe("1 chưa đọc");
});

test("an address that opens a notice does nothing when a browser only looks ahead", async () => {
  await tell("ha");
  const { forms } = await ask("ha", "/thong-bao");

  expect((await ask("ha", forms[0] ?? "")).status).toBe(404);
  expect((await ask("ha", "/thong-bao")).bell).toBe("1 chưa đọc");
});

test("mark all as read ends at what was on the screen; what came meanwhile stays unread", async () => {
  await tell("hoa", 2);
  const { newest } = await ask("hoa", "/thong-bao");
  await tell("hoa", 1, 3);
  const marked = await ask("hoa", "/thong-bao/da-doc", "POST", `den=${newest}`);
  const page = await ask("hoa", "/thong-bao");

  expect([marked.status, marked.location]).toEqual([303, "/thong-bao"]);
  expect(page.bell).toBe("1 chưa đọc");
  await ask("hoa", "/thong-bao/da-doc", "POST", `den=${page.newest}`);
  const done = await ask("hoa", "/thong-bao");
  expect(done.bell).toBeUndefined();
  expect(done.html).toContain("Bạn đã đọc hết thông báo.");
  expect(done.html).not.toContain("da-doc");
});

test("forty-one notices are three pages, walked by the last one shown: none twice, none left out", async () => {
  await tell("hoa", 41);
  const seen: (string | undefined)[] = [];
  let next: string | undefined = "/thong-bao";
  let pages = 0;
  while (next !== undefined && pages < 10) {
    const page = await ask("hoa", next);
    seen.push(...page.spoken);
    next = page.older;
    pages += 1;
  }

  expect(pages).toBe(3);
  expect(seen).toEqual(Array.from({ length: 41 }, (_, n) => String(41 - n)));
});

test("who was told nothing reads when one is told, and an address that was made up shows no older ones", async () => {
  expect((await ask("ha", "/thong-bao")).html).toContain("Chưa có thông báo nào");
  expect((await ask("hoa", "/thong-bao?lang=en")).html).toContain("No notices yet");
  await tell("ha");
  for (const made of ["x", "01900000-0000-7000-8000-0000000000aa", "'; --"]) {
    const page = await ask("ha", `/thong-bao?sau=${encodeURIComponent(made)}`);
    expect([page.status, page.spoken]).toEqual([200, []]);
    expect(page.html).toContain("Không còn thông báo cũ hơn");
  }
});

test("beyond ninety-nine the bell counts no further and says so in words", async () => {
  await tell("ha", MOST_UNREAD_COUNTED + 5);
  const page = await ask("ha", "/thong-bao");

  expect(page.bell).toBe("hơn 99 chưa đọc");
  expect(page.html).toContain('<span aria-hidden="true">99+</span>');
});

test("Hà in her next position reads nothing of the one she left, and without a role there is no such page", async () => {
  await tell("ha");
  const { forms } = await ask("ha", "/thong-bao");
  const moved = { ...ha, actor: { ...ha.actor, positionId: uuidv7(FRIDAY_MORNING.getTime()) } };
  sessions.set("moved", sessionOf(moved));
  sessions.set("not-enrolled", sessionOf({ ...ha, roles: [], tenantIds: [] }));

  expect((await ask("moved", "/thong-bao")).spoken).toEqual([]);
  for (const token of ["moved", "not-enrolled", "hoa"])
    expect((await ask(token, forms[0] ?? "", "POST")).status).toBe(404);
  expect((await ask("not-enrolled", "/thong-bao")).status).toBe(404);
  expect((await ask("not-enrolled", "/thong-bao/da-doc", "POST")).status).toBe(404);
  expect((await ask("ha", "/thong-bao")).bell).toBe("1 chưa đọc");
});

test("a mail that failed for good is said beside its notice, and no other", async () => {
  await tell("hoa", 2);
  expect((await ask("hoa", "/thong-bao")).html).not.toContain("Không gửi được thư");
  await withDoor(city.db, "outbox", (tx) =>
    tx.rows(
      `UPDATE notifications.delivery SET state = 'failed', last_error = 'no such user'
       WHERE notice_id IN (SELECT id FROM notifications.notice WHERE account_id = $1 AND href = '/ho-so-cua-toi/1')`,
      [hoa],
    ),
  );
  const { html } = await ask("hoa", "/thong-bao");

  expect(html.match(/Không gửi được thư/gu)).toHaveLength(1);
  expect(html).not.toContain("no such user");
});

test("English says the same things", async () => {
  await tell("ha", 2);
  const { html } = await ask("ha", "/thong-bao?lang=en");

  for (const words of ["Notices", "Unread", "Mark all as read", "was handed to you", "2 unread"])
    expect(html).toContain(words);
  expect(html).not.toContain("Chưa đọc");
});

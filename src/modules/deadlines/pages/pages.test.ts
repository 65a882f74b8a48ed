import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayIn } from "#kernel/calendar-day";
import { agenciesOn, agencyIdOf } from "#modules/organisation";
import { withDoor, withTenant } from "#platform/database";
import { createServer, type Session, SESSION_COOKIE } from "#platform/http";
import {
  type Caller,
  callerOf,
  type City,
  FRIDAY_MORNING,
  openCity,
} from "../../../../test/world/city.ts";
import { createCalendars, deadlineRoutes } from "../index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-days-off-"));
const CITY_RECORDS = "00000000-0000-0000-0000-000000000000";
let city: City;
let app: FastifyInstance;
const sessions = new Map<string, Session>();

beforeAll(async () => {
  city = await openCity();
  const administrator = await callerOf(city.db, "quantri.van-phong");
  sessions.set("administrator", sessionOf({ ...administrator, tenantIds: [] }));
  sessions.set("receiver", sessionOf(city.lanTheReceiver));
  app = await createServer({
    db: city.db,
    routes: deadlineRoutes({
      calendars: createCalendars(),
      agencies: ({ db, now }) => withDoor(db, "directory", (tx) => agenciesOn(tx, dayIn(now))),
      frame: ({ language, path: at, query, session }) => ({
        language,
        path: at,
        query,
        session,
        assets: { stylesheet: "/x.css" },
      }),
    }),
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

async function get(url: string, token?: string): Promise<{ status: number; html: string }> {
  const answer = await app.inject({
    method: "GET",
    url,
    headers: token === undefined ? {} : { cookie: `${SESSION_COOKIE}=${token}` },
  });
  return { status: answer.statusCode, html: answer.payload };
}

async function send(
  token: string,
  fields: Readonly<Record<string, string>>,
  url = "/can-bo/lich-nghi",
) {
  const answer = await app.inject({
    method: "POST",
    url,
    headers: {
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
      cookie: `${SESSION_COOKIE}=${token}`,
    },
    payload: new URLSearchParams(fields).toString(),
  });
  return {
    status: answer.statusCode,
    html: answer.payload,
    location: answer.headers.location ?? "",
  };
}

const notice = {
  nam: "2025",
  version: "0",
  tet: "-2",
  beside: "before",
  swaps: "02/05/2025 - 26/04/2025",
  extra: "28/04/2025; Ngày nghỉ minh họa; Illustrative day off",
  document: "Quyết định minh họa",
  certainty: "M",
  reason: "Thêm ngày nghỉ minh họa",
};
const worked = "/tinh-ngay-hen?on=25/4/2025&at=09:00&count=3&unit=working-days";

test("anyone reads the days off of 2025 with the document of each, in both languages, before anything was published", async () => {
  const vi = await get("/lich-nghi?nam=2025");
  expect(vi.status).toBe(200);
  expect(vi.html).toContain("ngày làm bù cho 02/05/2025");
  expect(vi.html).toContain("Thông báo nghỉ Tết Nguyên đán và Quốc khánh năm 2025");
  const en = await get("/lich-nghi?nam=2025&lang=en");
  expect(en.html).toContain("make-up working day for 02/05/2025");
});

test("only an administrator finds the page that publishes", async () => {
  expect((await get("/can-bo/lich-nghi", "receiver")).status).toBe(404);
  expect((await send("receiver", { ...notice, act: "ban-hanh" })).status).toBe(404);
  expect((await get("/can-bo/lich-nghi")).status).toBe(303);
  expect((await get("/can-bo/lich-nghi?nam=2025", "administrator")).html).toContain(
    "02/05/2025 - 26/04/2025",
  );
});

test("what cannot be read is kept and explained beside its field", async () => {
  const { status, html } = await send("administrator", {
    ...notice,
    swaps: "02/05/2025",
    reason: "",
  });

  expect(status).toBe(422);
  expect(html).toContain("Mỗi dòng hoán đổi phải có đúng hai ngày");
  expect(html).toContain("Phải ghi lý do ban hành.");
  expect(html).toContain("Quyết định minh họa");
});

test("a swap the wrong way round is refused with words, not stored", async () => {
  const refused = await send("administrator", {
    ...notice,
    swaps: "26/04/2025 - 02/05/2025",
    act: "ban-hanh",
  });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain("làm bù phải là thứ Bảy hoặc Chủ nhật");
  expect((await get("/lich-nghi?nam=2025")).html).not.toContain("Ngày nghỉ minh họa");
});

test("an administrator sees which days change, publishes, and the next due date follows at once", async () => {
  expect((await get(worked)).html).toContain("17:00, thứ Ba 29/04/2025");

  const preview = await send("administrator", notice);
  expect(preview.status).toBe(200);
  expect(preview.html).toContain("Những ngày thay đổi");
  expect((await get(worked)).html).toContain("17:00, thứ Ba 29/04/2025");

  const published = await send("administrator", { ...notice, act: "ban-hanh" });
  expect([published.status, published.location]).toEqual([303, "/can-bo/lich-nghi?nam=2025&da=1"]);
  expect((await get(published.location, "administrator")).html).toContain(
    "Đã ban hành phiên bản mới",
  );
  expect((await get("/lich-nghi?nam=2025")).html).toContain("Ngày nghỉ minh họa");
  expect((await get(worked)).html).toContain("17:00, thứ Hai 05/05/2025");
});

test("two administrators who began from the same edition: the second is told, and loses nothing", async () => {
  const second = await send("administrator", {
    ...notice,
    reason: "Đồng thời",
    act: "ban-hanh",
  });

  expect(second.status).toBe(422);
  expect(second.html).toContain("Người khác vừa ban hành một phiên bản mới");
  expect(second.html).toContain("Đồng thời");
});

test("the log tells who published, in which position, and why", async () => {
  const leaves = await withTenant(
    city.db,
    { tenantIds: [CITY_RECORDS], actor: { kind: "system", job: "test" } },
    (tx) =>
      tx.rows<{ action: string; actor: string; position: string; body: string }>(
        `SELECT l.action, l.actor_ref AS actor, l.position_id AS position, p.body
         FROM audit.leaf l JOIN audit.payload p ON p.tenant_id = l.tenant_id AND p.leaf_id = l.id`,
      ),
  );

  expect(leaves).toHaveLength(1);
  expect(leaves[0]).toMatchObject({ action: "calendar-published" });
  expect(leaves[0]?.actor).toBe(`official:${sessions.get("administrator")?.accountId}`);
  expect(leaves[0]?.position).not.toBeNull();
  expect(leaves[0]?.body).toContain("Thêm ngày nghỉ minh họa");
});

test("nobody writes a calendar past the door: the row policy refuses", async () => {
  const sneak = withTenant(city.db, city.lanTheReceiver, (tx) =>
    tx.rows(
      `INSERT INTO deadlines.calendar_edition (version, name, decrees, reason, published_at) VALUES (99, 'x', '[]', 'x', $1)`,
      [FRIDAY_MORNING],
    ),
  );
  await expect(sneak).rejects.toThrow("row-level security");
  const change = withDoor(city.db, "directory", (tx) =>
    tx.rows(`UPDATE deadlines.calendar_edition SET reason = 'y'`),
  );
  await expect(change).rejects.toThrow("permission denied");
});

const HOURS = "/can-bo/gio-lam-viec";
const shortFriday = {
  "co-quan": agencyIdOf("cu-chi"),
  "thu-2": "7:30-11:30, 13:00-17:00",
  "thu-3": "7:30-11:30, 13:00-17:00",
  "thu-4": "7:30-11:30, 13:00-17:00",
  "thu-5": "7:30-11:30, 13:00-17:00",
  "thu-6": "7:30-11:30",
  "thu-7": "",
  "chu-nhat": "",
  "lam-bu": "7:30-11:30, 13:00-17:00",
  source: "Quyết định giờ làm việc minh họa",
  reason: "Củ Chi làm việc buổi sáng thứ Sáu",
};

test("an administrator gives Củ Chi hours of its own; a mistake is explained beside its day and nothing is lost", async () => {
  expect((await get(HOURS, "receiver")).status).toBe(404);
  expect((await get(HOURS, "administrator")).html).toContain("7:30-11:30, 13:00-17:00");
  const wrong = await send(
    "administrator",
    { ...shortFriday, "thu-6": "11:30-7:30", reason: "" },
    HOURS,
  );
  expect(wrong.status).toBe(422);
  expect(wrong.html).toContain("theo thứ tự và không chồng nhau");
  expect(wrong.html).toContain("Quyết định giờ làm việc minh họa");

  const published = await send("administrator", shortFriday, HOURS);
  expect(published.status).toBe(303);
  const shown = await get(published.location, "administrator");
  expect(shown.html).toContain("Đã ban hành giờ làm việc");
  expect(shown.html).toContain("Quyết định giờ làm việc minh họa");
  expect((await get(HOURS, "administrator")).html).not.toContain(
    "Quyết định giờ làm việc minh họa",
  );

  const twice = await send("administrator", shortFriday, HOURS);
  expect([twice.status, twice.html.includes("đã được ban hành một lần")]).toEqual([422, true]);
  const nowhere = await send("administrator", { ...shortFriday, "co-quan": "none" }, HOURS);
  expect(nowhere.status).toBe(404);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { withDoor } from "#platform/database";
import { createServer, type Session, SESSION_COOKIE } from "#platform/http";
import {
  type Caller,
  callerOf,
  type City,
  FRIDAY_MORNING,
  openCity,
} from "../../../../test/world/city.ts";
import { agencyIdOf, officialIdOf, organisationRoutes, reorganise } from "../index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-organisation-"));
let city: City;
/** Delegations whose stand-ins were told. */
const told: string[] = [];
let app: FastifyInstance;
const sessions = new Map<string, Session>();

beforeAll(async () => {
  city = await openCity();
  sessions.set("hung", sessionOf(city.hungTheLeader));
  sessions.set("mai", sessionOf(city.maiTheClerk));
  sessions.set("administrator", sessionOf(await callerOf(city.db, "quantri.van-phong")));
  app = await createServer({
    db: city.db,
    routes: organisationRoutes({
      onDelegated: async (_, id) => void told.push(id),
      procedures: () => [
        { id: "ho-kinh-doanh", title: { vi: "Đăng ký hộ kinh doanh", en: "Household business" } },
      ],
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
  const { actor, tenantIds, roles } = caller;
  return {
    id: actor.officialId,
    accountId: actor.officialId,
    kind: "official",
    name: actor.name,
    actor,
    tenantIds,
    roles,
    agencyName: "Quận 1",
    title: "",
    positions: [position(actor.positionId, "Vị trí của mình", true)],
    steppedUpAt: undefined,
  };
}

function position(positionId: string, title: string, isCurrent: boolean) {
  return {
    positionId,
    title,
    unitName: "",
    agencyName: "Quận 1",
    isDelegated: !isCurrent,
    isCurrent,
  };
}

async function ask(
  token: string,
  url: string,
  fields?: Readonly<Record<string, string>>,
): Promise<{ status: number; html: string; location: string }> {
  const answer = await app.inject({
    method: fields === undefined ? "GET" : "POST",
    url,
    headers: {
      "sec-fetch-site": "same-origin",
      cookie: `${SESSION_COOKIE}=${token}`,
      ...(fields === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    },
    ...(fields === undefined ? {} : { payload: new URLSearchParams(fields).toString() }),
  });
  const { statusCode: status, payload: html } = answer;
  return { status, html, location: answer.headers.location ?? "" };
}

test("Mai reads the 66 departments and the 24 districts of today; before the city there was none", async () => {
  expect((await ask("mai", "/can-bo/to-chuc?loai=department")).html).toContain("25/04/2025: 66");
  const districts = await ask("mai", "/can-bo/to-chuc?loai=district&ngay=25/04/2025");
  expect(districts.html).toContain("25/04/2025: 24");
  expect(districts.html).toContain("Huyện Củ Chi");
  expect((await ask("mai", "/can-bo/to-chuc?ngay=31/12/2014")).html).toContain("chưa có");
  const none = await ask("mai", "/can-bo/to-chuc?ngay=30/02/2025");
  expect([none.status, none.html.includes("không có thật")]).toEqual([422, true]);
});

test("an agency shows who held what on a day, and is missing on a day when it is no more", async () => {
  const today = await ask("mai", "/can-bo/to-chuc/quan-1");
  expect(today.html).toContain("Phạm Hữu Hùng");
  expect(today.html).toContain("Lãnh đạo Ủy ban nhân dân");
  await withDoor(city.db, "directory", (tx) =>
    reorganise(tx, FRIDAY_MORNING, {
      on: day("2025-07-01"),
      decision: "1685/NQ-UBTVQH15",
      endedAgencyIds: [agencyIdOf("quan-3")],
      begun: [],
    }),
  );
  expect((await ask("mai", "/can-bo/to-chuc/quan-3?ngay=30/06/2025")).status).toBe(200);
  expect((await ask("mai", "/can-bo/to-chuc/quan-3?ngay=01/07/2025")).status).toBe(404);
  expect((await ask("mai", "/can-bo/to-chuc/khong-co")).status).toBe(404);
});

test("Hùng delegates on the page of his agency, mends what was wrong with nothing lost, and takes it back; Mai has no form", async () => {
  const place = "/can-bo/to-chuc/quan-1";
  expect((await ask("mai", place)).html).not.toContain("Số, ký hiệu giấy ủy quyền");
  const fields = {
    "vi-tri": city.hungTheLeader.actor.positionId,
    nguoi: officialIdOf("chuyenvien.quan-1"),
    "van-ban": "",
    tu: "28/04/2025",
    den: "29/04/2025",
    "thu-tuc": "ho-kinh-doanh",
  };
  const refused = await ask("hung", `${place}/uy-quyen`, fields);
  expect(refused.status).toBe(422);
  expect(told).toEqual([]);
  expect(refused.html).toContain('href="#van-ban"');
  expect(refused.html).toContain('value="29/04/2025"');
  expect((await ask("mai", `${place}/uy-quyen`, { ...fields, "van-ban": "1" })).status).toBe(404);

  const given = await ask("hung", `${place}/uy-quyen`, { ...fields, "van-ban": "12/GUQ-UBND" });
  expect([given.status, given.location]).toEqual([303, `${place}?da=uy-quyen`]);
  expect(told).toHaveLength(1);
  const shown = (await ask("mai", place)).html;
  for (const words of ["12/GUQ-UBND", "28/04/2025 – 29/04/2025", "Đăng ký hộ kinh doanh"])
    expect(shown).toContain(words);
  expect(shown).toContain("chưa đến ngày");
  expect(shown).not.toContain("thu-hoi");
  const revoke = /\/can-bo\/uy-quyen\/[0-9a-f-]+\/thu-hoi/u.exec(
    (await ask("hung", place)).html,
  )?.[0];
  expect((await ask("mai", revoke ?? "", {})).status).toBe(404);
  expect((await ask("hung", revoke ?? "", { "co-quan": "quan-1" })).location).toBe(
    `${place}?da=thu-hoi`,
  );
  expect((await ask("mai", place)).html).toContain("đã thu hồi");
});

test("an administrator delegates any position of an agency from a paper", async () => {
  const place = "/can-bo/to-chuc/quan-1";
  const { html } = await ask("administrator", place);
  expect(html).toContain("Số, ký hiệu giấy ủy quyền");
  const given = await ask("administrator", `${place}/uy-quyen`, {
    "vi-tri": city.maiTheClerk.actor.positionId,
    nguoi: officialIdOf("tiepnhan.quan-1"),
    "van-ban": "13/GUQ-UBND",
    tu: "25/04/2025",
    den: "25/04/2025",
  });
  expect(given.status).toBe(303);
  expect((await ask("mai", place)).html).toContain("đang có hiệu lực");
});

test("an official with two positions chooses one of the two and no other", async () => {
  const mine = city.lanTheReceiver.actor.positionId;
  const other = city.maiTheClerk.actor.positionId;
  sessions.set("lan", {
    ...sessionOf(city.lanTheReceiver),
    positions: [position(mine, "Công chức tiếp nhận", true), position(other, "Văn thư", false)],
  });
  const page = await ask("lan", "/can-bo/vi-tri");
  expect(page.html).toContain("Văn thư (theo ủy quyền)");
  expect(page.html).toContain("Đổi vị trí");
  expect((await ask("lan", "/can-bo/vi-tri", { "vi-tri": other })).location).toBe("/can-bo/viec");
  const strange = { "vi-tri": city.hungTheLeader.actor.positionId };
  expect((await ask("lan", "/can-bo/vi-tri", strange)).status).toBe(404);
  expect((await ask("mai", "/can-bo/vi-tri")).html).toContain("Bạn đang giữ một vị trí.");
});

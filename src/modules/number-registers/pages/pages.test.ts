import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer, type Session, SESSION_COOKIE } from "#platform/http";
import { householdBusiness } from "../../../../apps/household-business/app.ts";
import { type Caller, FRIDAY_MORNING } from "../../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../../test/world/dossiers.ts";
import { numberRegisterRoutes, registerKinds } from "../index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "egov-registers-"));
const RECEIPTS = "/can-bo/so-cap-so/receipts/2025";
let city: OneStopCity;
let app: FastifyInstance;
const sessions = new Map<string, Session>();

beforeAll(async () => {
  city = await openOneStopCity();
  for (let made = 0; made < 52; made += 1) await city.dossierAt("examine");
  sessions.set("mai", sessionOf(city.maiTheClerk));
  sessions.set("minh", sessionOf(city.minhTheHead));
  sessions.set("lan", sessionOf(city.lanTheReceiver));
  app = await createServer({
    db: city.db,
    routes: numberRegisterRoutes({
      kinds: () => registerKinds([householdBusiness]),
      tenants: async () => [
        { id: city.district1, name: "Quận 1" },
        { id: city.cuChi, name: "Củ Chi" },
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

function sessionOf({ actor, tenantIds, roles }: Caller): Session {
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
    steppedUpAt: undefined,
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

test("Mai sees the registers of Quận 1 and pages through the receipts, fifty at a time, the last number first", async () => {
  const registers = await ask("mai", "/can-bo/so-cap-so");
  expect(registers.html).toContain("Giấy tiếp nhận hồ sơ và hẹn trả kết quả");
  const first = await ask("mai", RECEIPTS);
  expect([first.html.includes(">52<"), first.html.includes(">02<")]).toEqual([true, false]);
  const next = /href="([^"]+sau=3)"/u.exec(first.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const second = await ask("mai", next);
  expect([second.html.includes(">02<"), second.html.includes(">52<")]).toEqual([true, false]);
});

test("Minh reads and has no form, Lan finds no such page, and nobody reads the registers of another agency", async () => {
  expect((await ask("minh", RECEIPTS)).html).not.toContain("Hủy số này");
  expect((await ask("minh", `${RECEIPTS}/huy`, { "so-huy": "1", "ly-do": "x" })).status).toBe(404);
  expect((await ask("lan", RECEIPTS)).status).toBe(404);
  for (const at of [
    `${RECEIPTS}?cua=${city.cuChi}`,
    `/can-bo/so-cap-so?cua=${city.cuChi}`,
    "/can-bo/so-cap-so/khong-co/2025",
    "/can-bo/so-cap-so/receipts/nam-nay",
  ])
    expect([at, (await ask("mai", at)).status]).toEqual([at, 404]);
});

test("what is wrong stands beside its field with nothing lost; done right, the number is said", async () => {
  const wrong = await ask("mai", `${RECEIPTS}/cap`, { ngay: "24/04/2025", cho: "Giấy của bà Út" });
  expect(wrong.status).toBe(422);
  for (const words of ['href="#quyet-dinh"', 'value="Giấy của bà Út"', "cần ghi quyết định"])
    expect(wrong.html).toContain(words);
  const given = await ask("mai", `${RECEIPTS}/cap`, {
    ngay: "24/04/2025",
    cho: "Giấy của bà Út",
    "quyet-dinh": "07/QĐ-UBND",
  });
  expect(given.location).toContain("da=cap-53");
  expect((await ask("mai", given.location)).html).toContain("Đã cấp số 53");

  const none = await ask("mai", `${RECEIPTS}/huy`, { "so-huy": "một", "ly-do": "x" });
  expect([none.status, none.html.includes('href="#so-huy"')]).toEqual([422, true]);
  const voided = await ask("mai", `${RECEIPTS}/huy`, { "so-huy": "53", "ly-do": "Ghi nhầm" });
  expect((await ask("mai", voided.location)).html).toContain("Ghi nhầm");
});

test("a register is moved here from its old number on the page as well", async () => {
  const fields = { so: "household-business-certificates", "so-dau": "318", "van-ban": "" };
  const refused = await ask("mai", "/can-bo/so-cap-so/bat-dau", fields);
  expect([refused.status, refused.html.includes('href="#van-ban"')]).toEqual([422, true]);
  const started = await ask("mai", "/can-bo/so-cap-so/bat-dau", {
    ...fields,
    "van-ban": "09/QĐ-UBND",
  });
  const shown = (await ask("mai", started.location)).html;
  expect([shown.includes("318"), shown.includes("09/QĐ-UBND")]).toEqual([true, true]);
});

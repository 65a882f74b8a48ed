import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App, Edition } from "#app-kit";
import { withDoor } from "#platform/database";
import { createServer, type Session, SESSION_COOKIE } from "#platform/http";
import { constructionPermit } from "../../../../apps/construction-permit/app.ts";
import { type Caller, callerOf, FRIDAY_MORNING, openCity } from "../../../../test/world/city.ts";
import type { City } from "../../../../test/world/city.ts";
import { forkEdition } from "../edit-draft.ts";
import { editionRoutes } from "../module.ts";
import { draftById } from "../store.ts";

let city: City;
let server: FastifyInstance;
let draft: string;
const sessions = new Map<string, Session>();
const simulated: { readonly app: App; readonly after: Edition }[] = [];

beforeAll(async () => {
  city = await openCity();
  const minh = await callerOf(city.db, "quantri.van-phong");
  const control = await callerOf(city.db, "kiemtra.van-phong");
  sessions.set("administrator", sessionOf(minh, minh.roles));
  sessions.set("inspector", sessionOf(control, control.roles));
  sessions.set("of-district", sessionOf(city.minhTheHead, ["administrator", "inspector"]));
  const forked = await forkEdition(city.db, FRIDAY_MORNING, minh.actor, {
    app: constructionPermit,
    from: constructionPermit.editions[0]?.inForceFrom ?? fail(),
    title: "Phí mới",
  });
  draft = `/can-bo/ban-thao/${forked.ok ? forked.value : fail()}`;
  server = await createServer({
    db: city.db,
    routes: editionRoutes({
      frame: ({ language, path, session }) => ({
        language,
        path,
        session,
        assets: { stylesheet: "/x.css" },
      }),
      apps: () => [constructionPermit],
      publish: async () => undefined,
      onPublished: async () => undefined,
      simulate: async (_, __, change) => {
        simulated.push(change);
        return "/can-bo/thong-ke/mo-phong/1";
      },
    }),
    now: () => FRIDAY_MORNING,
    production: false,
    trustProxy: [],
    assetsFolder: import.meta.dirname,
    resolveSession: async (token) => sessions.get(token),
    renderError: ({ status }) => `error ${status}`,
    renderExpired: () => "",
    log: (entry) => {
      throw new Error(JSON.stringify(entry));
    },
    observe: () => undefined,
  });
});
afterAll(async () => {
  await server.close();
  await city.db.close();
});

function fail(): never {
  throw new Error("the city lacks what this test begins with");
}

function sessionOf({ actor, tenantIds }: Caller, roles: readonly string[]): Session {
  return {
    id: `session-${actor.officialId}`,
    accountId: `account-${actor.officialId}`,
    kind: "official",
    name: actor.name,
    actor,
    tenantIds,
    roles,
    agencyName: "Văn phòng",
    title: "Quản trị viên",
    steppedUpAt: undefined,
  };
}

async function get(who: string, url: string): Promise<{ status: number; body: string }> {
  const cookies = { [SESSION_COOKIE]: who };
  const answer = await server.inject({ method: "GET", url, cookies });
  return { status: answer.statusCode, body: answer.body };
}

async function post(
  who: string,
  url: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ status: number; body: string; to: string }> {
  const answer = await server.inject({
    method: "POST",
    url,
    cookies: { [SESSION_COOKIE]: who },
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: "http://localhost",
      host: "localhost",
    },
    payload: new URLSearchParams(fields).toString(),
  });
  const to = answer.headers.location;
  return { status: answer.statusCode, body: answer.body, to: typeof to === "string" ? to : "" };
}

async function current(): Promise<{ version: string; edition: Edition }> {
  const id = draft.split("/").at(-1) ?? "";
  const found = await withDoor(city.db, "directory", (tx) => draftById(tx, id));
  if (found === undefined) throw new Error("the draft is there");
  return { version: String(found.version), edition: found.edition };
}

/** What is sent where nothing but the given fields is changed. */
async function sent(at: string, fields: Readonly<Record<string, string>>) {
  const { version } = await current();
  return post("administrator", `${draft}/${at}`, { version, ...fields });
}

test("an administrator of a district finds no procedures and no drafts; who controls procedures reads and does not write", async () => {
  for (const url of ["/can-bo/thu-tuc", draft, `${draft}/phi`]) {
    expect((await get("of-district", url)).status).toBe(404);
    expect((await get("inspector", url)).status).toBe(200);
  }
  const { version } = await current();
  const fee = { version, fee: "1" };
  expect((await post("inspector", `${draft}/phi`, fee)).status).toBe(404);
  expect((await post("of-district", `${draft}/phi`, fee)).status).toBe(404);
  expect((await current()).version).toBe(version);
  expect((await get("administrator", "/can-bo/ban-thao/1")).status).toBe(404);
});

const ROWS = {
  fee: "0",
  "o.0.0": '"person"',
  "o.0.1": '"new"',
  "o.0.2": "90000",
  "o.1.0": '"person"',
  "o.1.1": '"alter"',
  "o.1.2": "15000",
  "o.2.0": '"business"',
  "o.2.1": "-",
  "o.2.2": "150000",
};

test("a row of the fee table is changed on screen; a cell that cannot be read is named and nothing is lost", async () => {
  const wrong = await sent("phi", { ...ROWS, "o.0.0": "hơn mười" });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain("hơn mười");
  expect((await sent("phi", ROWS)).status).toBe(303);
  expect((await get("administrator", draft)).body).toContain(
    "Thêm dòng của bảng tính phí: Chủ đầu tư &quot;person&quot;, Loại giấy phép &quot;new&quot; → 90000",
  );
  const gap = Object.fromEntries(
    Object.entries(ROWS).map(([key, text]) => [key, key.startsWith("o.2") ? "" : text]),
  );
  expect((await sent("phi", gap)).status).toBe(303);
  expect((await get("administrator", draft)).body).toContain("không dòng nào đúng khi");
  expect((await sent("phi", ROWS)).status).toBe(303);
});

test("a paper is added with a condition, moved and taken out; without its English it is refused", async () => {
  const paper = { "title.vi": "Ảnh biển hiệu", "explain.vi": "Rõ chữ.", "explain.en": "Readable." };
  const refused = await sent("giay-to/moi", { ...paper, "title.en": "", copies: "2" });
  expect(refused.body).toContain("Hãy ghi nội dung tiếng Anh.");
  expect(refused.body).toContain("Ảnh biển hiệu");
  const added = await sent("giay-to/moi", {
    ...paper,
    "title.en": "Picture of the sign",
    copies: "2",
    required: "on",
    when: "works=new",
  });
  expect(added.to).toContain(`${draft}/giay-to?da=`);
  const last = async () => (await current()).edition.papers.at(-1);
  expect(await last()).toMatchObject({
    id: "anh-bien-hieu",
    copies: 2,
    when: { field: "works", equals: "new" },
  });
  await sent("giay-to", { lam: "len:anh-bien-hieu" });
  expect((await last())?.id).not.toBe("anh-bien-hieu");
  await sent("giay-to", { lam: "bo:anh-bien-hieu" });
  expect((await current()).edition.papers).toEqual(constructionPermit.editions[0]?.papers);
});

test("a choice is added to the form and asked for by the schema; the field that names dossiers cannot go", async () => {
  const field = { "label.vi": "Mái nhà", "label.en": "Roof", kind: "choice", "max-length": "20" };
  const wrong = await sent("bieu-mau/moi", { ...field, options: "ngói | Ngói" });
  expect(wrong.body).toContain("cách nhau bằng dấu |");
  const options = "tile | Ngói | Tiles\nflat | Bằng | Flat";
  expect((await sent("bieu-mau/moi", { ...field, options, required: "on" })).status).toBe(303);
  const { edition } = await current();
  expect(edition.schema["required"]).toContain("maiNha");
  expect((await get("administrator", draft)).body).toContain("Thêm trường: Mái nhà");
  const gone = await sent("bieu-mau", { lam: `bo:${edition.form.titleField}` });
  expect(gone.status).toBe(422);
  expect((await sent("bieu-mau", { lam: "bo:maiNha" })).status).toBe(303);
});

test("the simulation is asked with the edition as it is drafted", async () => {
  expect((await post("administrator", `${draft}/mo-phong`, {})).to).toBe(
    "/can-bo/thong-ke/mo-phong/1",
  );
  expect(simulated[0]?.after.rules?.["fee"]).toContain("90000");
});

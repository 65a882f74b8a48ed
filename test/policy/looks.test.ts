import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "#app-kit";
import { recordOfOrigin } from "#engines/records";
import { openPlacedTasks } from "#engines/workflow";
import { viewsOfPerson } from "#modules/access-log";
import { acceptDossier, type Dossier, workStep } from "#modules/dossiers";
import { withApplicant, withTenant } from "#platform/database";
import { filesOf, keepBytes, recordFile } from "#platform/files";
import { type Route, type Session, SESSION_COOKIE } from "#platform/http";
import { constructionPermit } from "../../apps/construction-permit/app.ts";
import { openStore, openWholeServer, type WholeServer } from "./whole-server.ts";
import { type Caller, callerOf, FRIDAY_MORNING } from "../world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../world/dossiers.ts";
import { releasedDossier } from "../world/released.ts";

/** Pages that name many people and open nobody's dossier, each with its reason. */
const LISTS: Readonly<Record<string, string>> = {
  "/can-bo/viec": "the work that waits, by code and name",
  "/can-bo/hom-nay": "what a head or leader begins the day with",
  "/can-bo/tim": "the quick search, by code, name and subject",
  "/can-bo/so-theo-doi": "form 06, a line each; taking it along is on record",
  "/can-bo/so-theo-doi.csv": "the same; that it was taken is on record",
  "/can-bo/so-theo-doi.xlsx": "the same; that it was taken is on record",
  "/can-bo/so-theo-doi.pdf": "the same; that it was taken is on record",
  "/can-bo/y-kien": "questions that wait, by code",
  "/can-bo/ho-so-giay": "where paper is, by code and name",
  "/can-bo/ho-so-giay/con-giu-ban-chinh": "whose originals are still kept, by code and name",
  "/can-bo/ho-so-giay/ban-giao/lap": "what lies in a unit, by code and name",
  "/can-bo/ho-so-giay/cho-tra": "results that wait, by code and name",
  "/can-bo/ho-so-giay/nhan.pdf": "labels for a shelf, with code and name",
  "/can-bo/so-ket-qua/:app":
    "what was released, by number and name; each search is in the audit log",
  "/can-bo/thu-phi": "what is owed, by code and name of who pays",
};
const HOUR_MS = 3_600_000;
const permit: App = {
  ...constructionPermit,
  editions: constructionPermit.editions.map((edition) => ({ ...edition, isFeeDueFirst: false })),
};
const { folder, store } = openStore();
const sessions = new Map<string, Session>();
let moment = FRIDAY_MORNING;
let city: OneStopCity;
let whole: WholeServer;
let app: FastifyInstance;
let routes: readonly Route[];
/** What stands for the parts of an address, by how it begins. */
let places: readonly { readonly under: string; readonly id: string; readonly file: string }[];
let dossier: Dossier;
/** What tells on a page that it is about Quân: name and codes. */
let marks: readonly string[];

beforeAll(async () => {
  city = await openOneStopCity([permit]);
  dossier = await city.dossierAt("sign");
  const file = await paperOf("dossier", dossier.id, city.maiTheClerk);
  const planner = await callerOf(city.db, "chuyenvien.so-quy-hoach-kien-truc");
  const asked = await askedAbout(planner);
  marks = [city.quan.name, dossier.code, asked.code];
  const about = await paperOf("consultation", asked.id, planner);
  const fee = await city.as(city.maiTheClerk, (tx) =>
    tx.row<{ id: string }>(`SELECT public_id AS id FROM payments.charge WHERE label = $1`, [
      dossier.code,
    ]),
  );
  const released = await releasedDossier(city, FRIDAY_MORNING);
  const origin = { tenantId: released.tenantId, kind: "dossier", id: released.id };
  const record = await city.as(city.maiTheClerk, (tx) => recordOfOrigin(tx, origin));
  const signed = await keepBytes(store, released.tenantId, Buffer.from("%PDF-1.7 kết quả"), {
    name: "ket-qua.pdf",
    type: "application/pdf",
    pages: 1,
  });
  const slot = {
    subjectKind: "dossier",
    subjectId: released.id,
    slot: "result",
    applicantId: null,
  };
  const later = new Date(FRIDAY_MORNING.getTime() + HOUR_MS);
  await city.as(city.maiTheClerk, (tx) => recordFile(tx, later, signed, slot));
  places = [
    { under: "/can-bo/ket-qua/", id: record?.publicId ?? "", file: released.publicId },
    { under: "/can-bo/thu-phi/", id: fee?.id ?? "", file: "" },
    { under: "/can-bo/y-kien/", id: asked.id, file: about },
    { under: "/can-bo/", id: dossier.publicId, file },
  ];
  const tenantIds = [city.district1, ...planner.tenantIds];
  const everything = ["receiver", "specialist", "head", "leader", "clerk", "inspector"];
  sessions.set("all", official(city.hungTheLeader, { tenantIds, roles: everything }));
  sessions.set("inspector", official(await callerOf(city.db, "kiemtra.van-phong"), {}));
  whole = await openWholeServer(city, { folder, store, sessions, now: () => moment });
  ({ app, routes } = whole);
});
afterAll(() => whole.close());

function official(caller: Caller, more: Partial<Session>): Session {
  return {
    id: caller.actor.officialId,
    accountId: caller.actor.officialId,
    kind: "official",
    name: caller.actor.name,
    actor: caller.actor,
    tenantIds: caller.tenantIds,
    roles: caller.roles,
    agencyName: "Ủy ban nhân dân Quận 1",
    title: "Phó Chủ tịch",
    steppedUpAt: FRIDAY_MORNING,
    ...more,
  };
}

/** A paper whose bytes are there; gives its address. */
async function paperOf(subjectKind: string, subjectId: string, caller: Caller): Promise<string> {
  const [tenantId = ""] = caller.tenantIds;
  const kept = await keepBytes(store, tenantId, Buffer.from("%PDF-1.7 giấy"), {
    name: "giay-to.pdf",
    type: "application/pdf",
    pages: 1,
  });
  const of = { subjectKind, subjectId, slot: "can-cuoc", applicantId: null };
  const id = await withTenant(city.db, caller, (tx) => recordFile(tx, FRIDAY_MORNING, kept, of));
  const files = await withTenant(city.db, caller, (tx) => filesOf(tx, subjectKind, subjectId));
  return files.find((one) => one.id === id)?.publicId ?? "";
}

/** Quân's house, inspected, and the question that the planning department was asked about it. */
async function askedAbout(planner: Caller): Promise<{ id: string; code: string }> {
  const { lanTheReceiver: lan, haTheSpecialist: ha } = city;
  const filed = await city.file(permit, "Ông Quân sửa nhà");
  const on = (one: Dossier) => ({ publicId: one.publicId, version: one.version });
  const received = value(
    await city.as(lan, (tx) => acceptDossier(tx, FRIDAY_MORNING, city.deps, lan, on(filed))),
  );
  await city.as(ha, (tx) =>
    recordFile(
      tx,
      FRIDAY_MORNING,
      {
        sha256: "cd".repeat(32),
        sizeBytes: 9,
        type: "image/jpeg",
        name: "mat-tien.jpg",
        pages: null,
        scan: "clean",
      },
      { subjectKind: "dossier", subjectId: filed.id, slot: "inspect.anh", applicantId: null },
    ),
  );
  value(
    await city.as(ha, (tx) =>
      workStep(tx, FRIDAY_MORNING, city.deps, ha, {
        ...on(received),
        step: "inspect",
        outcome: "inspected",
        answers: {
          inspectedOn: "2025-04-25",
          place: "10.77689; 106.70042",
          measuredArea: 80.5,
          level: 1.2,
          observed: "Đất trống",
        },
        note: "",
      }),
    ),
  );
  const tasks = await withTenant(city.db, planner, (tx) =>
    openPlacedTasks(tx, { roles: ["specialist"], limit: 5 }),
  );
  return { id: tasks[0]?.id ?? "", code: filed.code };
}

/** Quân's own reading of the log, newest first. */
const looks = () =>
  withApplicant(city.db, { tenantIds: [], actor: { kind: "applicant", ...city.quan } }, (tx) =>
    viewsOfPerson(tx, city.quan.accountId, { limit: 500 }),
  );

/** Opens an address an hour later than the last one, so that no two looks are one line. */
async function open(route: Route, token = "all") {
  moment = new Date(moment.getTime() + HOUR_MS);
  const place = places.find((one) => route.path.startsWith(one.under));
  const url = route.path
    .replace(":id", place?.id ?? "x")
    .replace(":file", place?.file ?? "x")
    .replace(":app", "ho-kinh-doanh")
    .replace(":code", dossier.code);
  const before = (await looks()).length;
  const answer = await app.inject({ url, headers: { cookie: `${SESSION_COOKIE}=${token}` } });
  const type = String(answer.headers["content-type"]);
  const showsQuan =
    answer.statusCode === 200 &&
    (/pdf|image/u.test(type) || marks.some((mark) => answer.payload.includes(mark)));
  return { showsQuan, noted: (await looks()).length - before, status: answer.statusCode };
}

test("whatever page, paper or print of a dossier an official opens, the person concerned finds the look in the log; only the named lists leave none", async () => {
  const shown: string[] = [];
  const without: string[] = [];
  for (const route of routes) {
    if (route.access !== "official" || route.method !== "GET") continue;
    const { showsQuan, noted } = await open(route);
    if (!showsQuan) continue;
    (noted === 0 ? without : shown).push(route.path);
  }
  expect(without.filter((one) => LISTS[one] === undefined)).toEqual([]);
  expect(shown.toSorted()).toEqual(
    expect.arrayContaining([
      "/can-bo/ho-so/:id",
      "/can-bo/ho-so/:id/ban-in.pdf",
      "/can-bo/ho-so/:id/tep/:file",
      "/can-bo/ket-qua/:id",
      "/can-bo/ket-qua/:id/dinh-chinh",
      "/can-bo/ket-qua/:id/tep/:file",
      "/can-bo/so-ket-qua/:app/so-ket-qua.csv",
      "/can-bo/thu-phi/:id",
      "/can-bo/y-kien/:id",
      "/can-bo/y-kien/:id/tep/:file",
    ]),
  );
});

test("the same look within a quarter of an hour is one line, a later one and another thing are lines of their own", async () => {
  const page = routes.find((one) => one.path === "/can-bo/ho-so/:id" && one.method === "GET");
  if (page === undefined) throw new Error("no page");
  expect((await open(page)).noted).toBe(1);
  const before = (await looks()).length;
  const again = () =>
    app.inject({
      url: `/can-bo/ho-so/${dossier.publicId}`,
      headers: { cookie: `${SESSION_COOKIE}=all` },
    });
  moment = new Date(moment.getTime() + 60_000);
  await again();
  expect((await looks()).length).toBe(before);
  await app.inject({
    method: "POST",
    url: `/can-bo/ho-so/${dossier.publicId}/so-dinh-danh`,
    headers: {
      cookie: `${SESSION_COOKIE}=all`,
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: "",
  });
  const [newest] = await looks();
  expect(newest).toMatchObject({
    thing: "numbers",
    right: "handling",
    subjectCode: dossier.code,
    agencyName: "Ủy ban nhân dân Quận 1",
    positionTitle: "Phó Chủ tịch",
  });
});

test("what is refused leaves no line: a stranger's agency, a made-up paper, a dossier that is not there", async () => {
  sessions.set("cu-chi", official(city.specialistOfCuChi, {}));
  const before = (await looks()).length;
  for (const [url, token] of [
    [`/can-bo/ho-so/${dossier.publicId}`, "cu-chi"],
    [`/can-bo/ho-so/${dossier.publicId}/tep/khong-co`, "all"],
    ["/can-bo/ho-so/khong-co", "all"],
  ] as const) {
    const answer = await app.inject({ url, headers: { cookie: `${SESSION_COOKIE}=${token}` } });
    expect([url, answer.statusCode]).toEqual([url, 404]);
  }
  expect((await looks()).length).toBe(before);
});

test("nobody changes or removes a line, not even with the program's own rights; another person reads none of them", async () => {
  const [line] = await looks();
  for (const sql of [
    `UPDATE access_log.view SET agency_name = '' WHERE id = $1`,
    `DELETE FROM access_log.view WHERE id = $1`,
  ])
    await expect(city.as(city.hungTheLeader, (tx) => tx.rows(sql, [line?.id]))).rejects.toThrow(
      "permission denied",
    );
  const hoa = "01900000-0000-7000-8000-0000000000cc";
  const stranger = { kind: "applicant", accountId: hoa, name: "Hoa" } as const;
  const read = await withApplicant(city.db, { tenantIds: [], actor: stranger }, (tx) =>
    viewsOfPerson(tx, city.quan.accountId, { limit: 500 }),
  );
  expect(read).toEqual([]);
});

test("an inspector of the city searches a dossier's looks by its code, is noted for it, and one of Củ Chi finds nothing", async () => {
  const search = (token: string) =>
    app.inject({
      url: `/can-bo/nhat-ky-xem?ma=${dossier.code.toLowerCase()}`,
      headers: { cookie: `${SESSION_COOKIE}=${token}` },
    });
  sessions.set("elsewhere", official(city.specialistOfCuChi, { roles: ["inspector"] }));
  moment = new Date(moment.getTime() + HOUR_MS);
  const before = (await looks()).length;
  const nothing = await search("elsewhere");
  expect([nothing.statusCode, nothing.payload]).toEqual([
    200,
    expect.stringContaining("Không có lần xem nào"),
  ]);
  expect((await looks()).length).toBe(before);

  const found = await search("inspector");
  expect(found.payload).toContain(city.hungTheLeader.actor.name);
  expect(found.payload).toContain("Số định danh đầy đủ");
  const [newest] = await looks();
  expect(newest).toMatchObject({ thing: "access-log", right: "inspection" });

  sessions.set("lan", official(city.lanTheReceiver, {}));
  expect((await search("lan")).statusCode).toBe(404);
});

test("the person reads office and position, never the official's name", async () => {
  const { accountId, name } = city.quan;
  sessions.set("quan", {
    id: accountId,
    accountId,
    kind: "applicant",
    name,
    actor: { kind: "applicant", accountId, name },
    tenantIds: [],
    roles: [],
    agencyName: "",
    title: "",
    steppedUpAt: FRIDAY_MORNING,
  });
  const mine = (language: string) =>
    app.inject({
      url: `/ai-da-xem?ho-so=${dossier.code}&lang=${language}`,
      headers: { cookie: `${SESSION_COOKIE}=quan` },
    });
  const page = await mine("vi");
  expect(page.payload).toContain("Phó Chủ tịch, Ủy ban nhân dân Quận 1");
  expect(page.payload).toContain("giay-to.pdf");
  expect(page.payload).not.toContain(city.hungTheLeader.actor.name);
  expect((await mine("en")).payload).toContain("Personal numbers in full");
});

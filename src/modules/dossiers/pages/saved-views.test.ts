import { afterAll, beforeAll, expect, test } from "vitest";
import { officialIdOf } from "#modules/organisation";
import type { Exchange, Reply, Route, Session } from "#platform/http";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../../test/world/dossiers.ts";
import { MOST_VIEWS, viewsFor } from "../saved-view-store.ts";
import type { PageDeps } from "./page-deps.ts";
import { savedViewRoutes } from "./saved-views.tsx";
import { worklistRoutes } from "./worklist.tsx";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

const UNIT = "Phòng Tài chính - Kế hoạch";

async function sent(
  caller: Caller,
  at: string,
  form?: Readonly<Record<string, string>>,
  { unit = UNIT, isDelegated = false } = {},
): Promise<Reply | undefined> {
  const [path = "", query = ""] = at.split("?");
  const deps = {
    dossiers: city.deps,
    frame: () => ({ language: "vi", path, assets: { stylesheet: "/x.css" } }),
  } as unknown as PageDeps; // the list asks for nothing else
  const session = {
    ...caller,
    kind: "official",
    name: caller.actor.name,
    title: "Trưởng phòng",
    positions: [{ unitName: unit, isCurrent: true, isDelegated }],
  } as unknown as Session;
  const routes: readonly Route[] = [...savedViewRoutes(), ...worklistRoutes(deps)];
  const route = routes.find((one) =>
    new RegExp(`^${one.path.replace(":view", "[^/]+")}$`, "u").test(path),
  );
  return route?.handle({
    db: city.db,
    now: FRIDAY_MORNING,
    language: "vi",
    query: new URLSearchParams(query),
    params: { view: path.split("/").at(-1) ?? "" },
    form: new URLSearchParams(form),
    session,
  } as unknown as Exchange);
}

const save = (
  caller: Caller,
  ten: string,
  query: string,
  more: Readonly<Record<string, string>> = {},
) => sent(caller, "/can-bo/viec/luu", { ten, query, ...more });

const viewsOf = (caller: Caller, unit?: string) =>
  city.as(caller, (tx) => viewsFor(tx, caller.tenantIds, caller.actor.officialId, unit));

const page = async (caller: Caller, at = "/can-bo/viec?cua=vi-tri"): Promise<string> => {
  const reply = await sent(caller, at);
  return reply?.kind === "page" ? reply.html : "";
};

test("Hà keeps two lists, puts them in her own order, and opens one of them first", async () => {
  const { haTheSpecialist: ha } = city;
  await save(ha, "Quá hạn của tôi", "cua=toi&han=qua&sau=1_2&la=gi");
  await save(ha, "Chờ ký", "cho=ky");
  const [late, signing] = await viewsOf(ha);
  expect(late).toMatchObject({ name: "Quá hạn của tôi", query: "cua=toi&han=qua" });
  const change = (viec: string) =>
    sent(ha, `/can-bo/viec/danh-sach/${signing?.id}`, { viec, query: "" });
  await change("len");
  expect((await viewsOf(ha)).map((one) => one.name)).toEqual(["Chờ ký", "Quá hạn của tôi"]);
  await change("dau");
  expect(await sent(ha, "/can-bo/viec")).toEqual({ kind: "redirect", to: "/can-bo/viec?cho=ky" });
  expect(await page(ha, "/can-bo/viec?cho=ky")).toContain("★ Chờ ký");
  await change("bo-dau");
  expect((await sent(ha, "/can-bo/viec"))?.kind).toBe("page");
  await change("xoa");
  expect((await viewsOf(ha)).map((one) => one.name)).toEqual(["Quá hạn của tôi"]);
});

test("the head's shared list is the unit's: no other unit, district or specialist gets it, nor may a specialist share", async () => {
  const { minhTheHead: minh, haTheSpecialist: ha, specialistOfCuChi } = city;
  await save(minh, "Phòng: quá hạn", "cua=phong&han=qua", { chung: "co" });
  expect(await page(ha)).toContain("Phòng: quá hạn");
  expect((await viewsOf(ha, "Phòng Quản lý đô thị")).map((one) => one.name)).not.toContain(
    "Phòng: quá hạn",
  );
  expect(await page(specialistOfCuChi)).not.toContain("Phòng: quá hạn");
  expect(await save(ha, "Của cả phòng", "cua=toi", { chung: "co" })).toEqual({ kind: "missing" });
});

test("nobody changes a list of somebody else, and one without a name is not kept", async () => {
  const { minhTheHead: minh, haTheSpecialist: ha } = city;
  const [shared] = await viewsOf(minh);
  const at = `/can-bo/viec/danh-sach/${shared?.id}`;
  expect(await sent(ha, at, { viec: "xoa" })).toEqual({ kind: "missing" });
  expect(await sent(minh, at, { viec: "gi-do" })).toEqual({ kind: "missing" });
  expect(await viewsOf(minh)).toHaveLength(1);
  expect(await save(minh, "   ", "han=nay")).toMatchObject({
    to: "/can-bo/viec?han=nay&loi=name-missing",
  });
  expect(await page(minh, "/can-bo/viec?han=nay&loi=name-missing")).toContain(
    "Hãy đặt tên cho danh sách.",
  );
});

test("twenty lists are enough", async () => {
  const lan = city.lanTheReceiver;
  for (let made = 0; made < MOST_VIEWS; made += 1) await save(lan, `Danh sách ${made}`, "");
  expect(await save(lan, "Một nữa", "han=nay")).toMatchObject({
    to: "/can-bo/viec?han=nay&loi=too-many",
  });
  expect((await viewsOf(lan))[0]?.query).toBe("cua=vi-tri");
});

test("who stands in for Minh reads whose work it is", async () => {
  const { minhTheHead: minh } = city;
  const other = await callerOf(city.db, "chuyenvien2.quan-1");
  const actor = { ...other.actor, positionId: minh.actor.positionId };
  expect(actor.officialId).toBe(officialIdOf("chuyenvien2.quan-1"));
  const reply = await sent(
    { ...other, actor, roles: minh.roles },
    "/can-bo/viec?cua=vi-tri",
    undefined,
    { isDelegated: true },
  );
  const html = reply?.kind === "page" ? reply.html : "";
  expect(html).toContain(`Bạn đang làm thay cho ${minh.actor.name}, Trưởng phòng`);
  expect(await page(minh)).not.toContain("Bạn đang làm thay cho");
});

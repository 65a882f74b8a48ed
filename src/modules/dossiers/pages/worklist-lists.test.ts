import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "#app-kit";
import type { Exchange, Route, Session } from "#platform/http";
import { recordFile } from "#platform/files";
import { constructionPermit } from "../../../../apps/construction-permit/app.ts";
import { type Caller, callerOf, FRIDAY_MORNING } from "../../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../../../../test/world/dossiers.ts";
import { acceptDossier } from "../accept-dossier.ts";
import { askSupplement } from "../ask-supplement.ts";
import type { Dossier } from "../dossier.ts";
import { claimDossier } from "../hold-dossier.ts";
import { workStep } from "../work-step.ts";
import { findRoutes } from "./find.tsx";
import type { PageDeps } from "./page-deps.ts";
import { worklistRoutes } from "./worklist.tsx";

/** The permit as it is, but for the fee: paying is told elsewhere. */
const permit: App = {
  ...constructionPermit,
  editions: constructionPermit.editions.map((edition) => ({ ...edition, isFeeDueFirst: false })),
};

let city: OneStopCity;
let asked: Dossier;
let supplemented: Dossier;
beforeAll(async () => {
  city = await openOneStopCity([permit]);
  asked = await askedElsewhere();
  const { lanTheReceiver: lan, haTheSpecialist: ha } = city;
  const filed = await city.dossierAt("receive");
  const defects = [{ field: "ownerName", words: "Xin ghi lại" }];
  supplemented = value(
    await city.as(lan, (tx) =>
      askSupplement(tx, FRIDAY_MORNING, city.deps, lan, { ...on(filed), defects }),
    ),
  );
  const held = await city.dossierAt("examine");
  value(await city.as(ha, (tx) => claimDossier(tx, FRIDAY_MORNING, ha, held)));
  await city.dossierAt("examine");
  await city.dossierAt("sign");
});
afterAll(() => city.db.close());

const on = (dossier: Dossier) => ({ publicId: dossier.publicId, version: dossier.version });

/** A house of Quận 1 that is altered, inspected, about which two departments have just been asked. */
async function askedElsewhere(): Promise<Dossier> {
  const { lanTheReceiver: lan, haTheSpecialist: ha } = city;
  const filed = await city.file(permit, "Ông Quân sửa nhà");
  const photo = {
    sha256: "cd".repeat(32),
    sizeBytes: 10,
    type: "image/jpeg",
    name: "mat-tien.jpg",
    pages: null,
    scan: "clean",
  } as const;
  await city.as(ha, (tx) =>
    recordFile(tx, FRIDAY_MORNING, photo, {
      subjectKind: "dossier",
      subjectId: filed.id,
      slot: "inspect.anh",
      applicantId: null,
    }),
  );
  const accepted = value(
    await city.as(lan, (tx) => acceptDossier(tx, FRIDAY_MORNING, city.deps, lan, on(filed))),
  );
  return value(
    await city.as(ha, (tx) =>
      workStep(tx, FRIDAY_MORNING, city.deps, ha, {
        ...on(accepted),
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
}

async function opened(caller: Caller, at: string, unit?: string): Promise<string> {
  const deps = {
    dossiers: city.deps,
    frame: () => ({ language: "vi", path: at, assets: { stylesheet: "/x.css" } }),
  } as unknown as PageDeps; // the lists ask for nothing else
  const session = {
    ...caller,
    kind: "official",
    name: caller.actor.name,
    positions: unit === undefined ? [] : [{ unitName: unit, isCurrent: true }],
  } as unknown as Session; // nor of the session
  const [path = "", query = ""] = at.split("?");
  const routes: readonly Route[] = [...worklistRoutes(deps), ...findRoutes(deps)];
  const reply = await routes
    .find((one) => one.path === path)
    ?.handle({
      db: city.db,
      now: FRIDAY_MORNING,
      language: "vi",
      query: new URLSearchParams(query),
      session,
    } as Exchange);
  return reply?.kind === "page" ? reply.html : "";
}

const codesIn = (html: string): string[] =>
  [...html.matchAll(/data-label="Mã hồ sơ"[^>]*><div><a[^>]*>([^<]+)/gu)].map(
    (one) => one[1] ?? "",
  );

/** What a shortcut of the list says it has. */
function countOf(html: string, words: string): string | undefined {
  return new RegExp(`>${words} <span class="count num">([^<]+)`, "u").exec(html)?.[1];
}

test("what other agencies were asked about and what waits for the applicant is found, by whoever sees dossiers", async () => {
  const { haTheSpecialist: ha } = city;
  const list = await opened(ha, "/can-bo/viec");
  expect(codesIn(list)).not.toContain(asked.code);
  expect(countOf(list, "Chờ ý kiến cơ quan khác")).toBe("1");
  expect(countOf(list, "Chờ người nộp")).toBe("1");
  expect(countOf(list, "Chờ ký")).toBe("1");
  expect(codesIn(await opened(ha, "/can-bo/viec?cho=y-kien"))).toEqual([asked.code]);
  expect(codesIn(await opened(ha, "/can-bo/viec?cho=nguoi-nop"))).toEqual([supplemented.code]);
  expect(await opened(ha, "/can-bo/viec?cho=y-kien")).toContain("cơ quan được lấy ý kiến");
});

test("each shortcut counts the list it leads to", async () => {
  const { haTheSpecialist: ha, minhTheHead: minh } = city;
  const list = await opened(ha, "/can-bo/viec");
  expect(countOf(list, "Tất cả việc của vị trí")).toBe("2");
  expect(countOf(list, "Việc của tôi")).toBe("1");
  expect(countOf(list, "Quá hạn")).toBe("0");
  expect(countOf(list, "Cả cơ quan")).toBeUndefined();
  expect(countOf(await opened(minh, "/can-bo/viec"), "Cả cơ quan")).toBe("3");
});

test("the unit's list has what its officials hold, and nothing of another unit", async () => {
  const { haTheSpecialist: ha } = city;
  const unit = "Phòng Tài chính - Kế hoạch";
  const list = await opened(ha, "/can-bo/viec?cua=phong", unit);
  expect(countOf(list, "Việc của phòng")).toBe("1");
  expect(codesIn(list)).toHaveLength(1);
  expect(await opened(ha, "/can-bo/viec?cua=phong", "Phòng Quản lý đô thị")).not.toContain(
    "Việc của phòng",
  );
});

test("another district counts and finds nothing of Quận 1", async () => {
  const cuChi = city.specialistOfCuChi;
  const list = await opened(cuChi, "/can-bo/viec?cho=y-kien");
  expect(codesIn(list)).toEqual([]);
  expect(countOf(list, "Chờ ý kiến cơ quan khác")).toBe("0");
  expect(await opened(cuChi, `/can-bo/tim?q=${asked.code}`)).not.toContain(asked.publicId);
});

test("the quick search finds a dossier by its name without marks, pages, and what can be done with the open one", async () => {
  const { haTheSpecialist: ha } = city;
  const byName = await opened(ha, "/can-bo/tim?q=tran minh quan");
  expect(byName).toContain(asked.publicId);
  const pages = await opened(ha, `/can-bo/tim?q=thong ke&ho-so=${asked.publicId}`);
  expect(pages).toContain('href="/can-bo/thong-ke"');
  expect(pages).not.toContain("Với hồ sơ đang mở");
  const acts = await opened(ha, `/can-bo/tim?q=trao doi&ho-so=${asked.publicId}`);
  expect(acts).toContain(`href="/can-bo/ho-so/${asked.publicId}#trao-doi"`);
  expect(await opened(ha, "/can-bo/tim?q=ab")).toContain("ít nhất ba chữ");
});

test("a whole code finds its own dossier alone, however it was typed", async () => {
  const found = await opened(city.haTheSpecialist, `/can-bo/tim?q=${asked.code.toLowerCase()}`);
  expect(found).toContain(asked.publicId);
  expect(found).not.toContain(supplemented.publicId);
});

test("a clerk of the city's administration who sees no dossiers finds none", async () => {
  const admin = await callerOf(city.db, "quantri.van-phong");
  const elsewhere = { ...admin, tenantIds: [city.district1] };
  expect(await opened(elsewhere, "/can-bo/tim?q=tran minh quan")).not.toContain(asked.publicId);
});

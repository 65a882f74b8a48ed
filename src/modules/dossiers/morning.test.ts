import { afterAll, beforeAll, expect, test } from "vitest";
import { claimDossier } from "#modules/dossiers";
import type { Exchange, Session } from "#platform/http";
import { type Caller, FRIDAY_MORNING } from "../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../test/world/dossiers.ts";
import { morningMoments, WORKING_ROLES } from "./morning.ts";
import { heldFigures, MOST_COUNTED, type MorningMoments, morningFigures } from "./morning-store.ts";
import { morningRoutes } from "./pages/morning.tsx";
import type { PageDeps } from "./pages/page-deps.ts";
import { worklistRoutes } from "./pages/worklist.tsx";
import type { Dossier } from "./dossier.ts";

let city: OneStopCity;
let held: Dossier;
let moments: MorningMoments;
beforeAll(async () => {
  city = await openOneStopCity();
  held = await city.dossierAt("examine");
  await city.dossierAt("examine");
  await city.dossierAt("review");
  await city.dossierAt("sign");
  const { haTheSpecialist: ha } = city;
  const claimed = await city.as(ha, (tx) => claimDossier(tx, FRIDAY_MORNING, ha, held));
  if (!claimed.ok) throw new Error(claimed.error);
  const { time } = await city.as(ha, (tx) =>
    city.deps.calendars.workingTime(tx, FRIDAY_MORNING, ha.actor.agencyId),
  );
  moments = morningMoments(FRIDAY_MORNING, time);
});
afterAll(() => city.db.close());

const scopeOf = (caller: Caller) => ({ tenantIds: caller.tenantIds, roles: WORKING_ROLES });

async function opened(caller: Caller, at: string, now = FRIDAY_MORNING): Promise<string> {
  const deps = {
    dossiers: city.deps,
    frame: () => ({ language: "vi", path: at, assets: { stylesheet: "/x.css" } }),
  } as unknown as PageDeps; // the pages ask for nothing else
  const session = { ...caller, kind: "official", name: caller.actor.name } as unknown as Session;
  const [path = "", query = ""] = at.split("?");
  const route = [...morningRoutes(deps), ...worklistRoutes(deps)].find((one) => one.path === path);
  const reply = await route?.handle({
    db: city.db,
    now,
    language: "vi",
    query: new URLSearchParams(query),
    session,
  } as Exchange);
  return reply?.kind === "page" ? reply.html : (reply?.kind ?? "");
}

test("two working days after the Friday before Reunification Day end with Monday, the Saturday being made up for", () => {
  expect(moments.endOfToday).toEqual(new Date("2025-04-25T17:00:00Z"));
  expect(moments.endOfSecondDay).toEqual(new Date("2025-04-28T17:00:00Z"));
});

test("the leader of Quận 1 sees one dossier to sign, one held by Hà, the rest held by nobody", async () => {
  const { hungTheLeader: hung, haTheSpecialist: ha } = city;
  const figures = await city.as(hung, (tx) =>
    morningFigures(tx, scopeOf(hung), moments, hung.actor.officialId),
  );
  expect(figures).toMatchObject({ late: 0, free: 3, toSign: 1, toReview: 1 });
  const [ofHa] = await city.as(hung, (tx) =>
    heldFigures(tx, scopeOf(hung), moments, [ha.actor.officialId]),
  );
  expect(ofHa).toMatchObject({ officialId: ha.actor.officialId, open: 1, late: 0 });
});

test("weeks later all four are overdue, by the same list that the figure leads to", async () => {
  const later = new Date("2025-05-26T03:00:00Z");
  const page = await opened(city.minhTheHead, "/can-bo/hom-nay", later);
  expect(page).toContain(`href="/can-bo/viec?cua=co-quan&amp;han=qua"`);
  expect(page).toContain(city.haTheSpecialist.actor.name);
  const list = await opened(city.minhTheHead, "/can-bo/viec?cua=co-quan&han=qua", later);
  expect(list.match(/data-label="Mã hồ sơ"/gu)).toHaveLength(4);
});

test("another agency's leader counts nothing of Quận 1, and a limited mandate only its procedures", async () => {
  const { hungTheLeader: hung } = city;
  const own = hung.actor.officialId;
  const ofCuChi = { ...scopeOf(hung), tenantIds: [city.cuChi] };
  const limited = { ...scopeOf(hung), appIds: ["giay-phep-xay-dung"] };
  for (const scope of [ofCuChi, limited]) {
    const figures = await city.as(hung, (tx) => morningFigures(tx, scope, moments, own));
    expect(Object.values(figures).every((count) => count === 0)).toBe(true);
  }
});

test("a specialist has no morning page of the agency, and asking for the whole agency lists the own position only", async () => {
  expect(await opened(city.haTheSpecialist, "/can-bo/hom-nay")).toBe("missing");
  const list = await opened(city.haTheSpecialist, "/can-bo/viec?cua=co-quan");
  expect(list.match(/data-label="Mã hồ sơ"/gu)).toHaveLength(2);
});

test("the list is narrowed by official, nobody, step, procedure and state; what is not known narrows to nothing", async () => {
  const { minhTheHead: minh, haTheSpecialist: ha } = city;
  const count = async (filter: string): Promise<number> => {
    const html = await opened(minh, `/can-bo/viec?cua=co-quan&${filter}`);
    return html.match(/data-label="Mã hồ sơ"/gu)?.length ?? 0;
  };
  expect(await count(`nguoi=${ha.actor.officialId}`)).toBe(1);
  expect(await count("nguoi=chua-ai")).toBe(3);
  expect(await count("buoc=sign")).toBe(1);
  expect(await count("thu-tuc=ho-kinh-doanh")).toBe(4);
  expect(await count("thu-tuc=khong-co")).toBe(0);
  expect(await count("tinh-trang=submitted")).toBe(0);
});

test("a figure stops one after a hundred, and the page says more than 100", async () => {
  for (let made = 0; made <= MOST_COUNTED; made += 1) await city.dossierAt("receive");
  const page = await opened(city.minhTheHead, "/can-bo/hom-nay");
  expect(page).toContain("hơn 100");
}, 120_000);

import { afterAll, beforeAll, expect, test } from "vitest";
import { officialIdOf } from "#modules/organisation";
import type { Exchange, Reply, Session } from "#platform/http";
import { type Caller, FRIDAY_MORNING } from "../../../../test/world/city.ts";
import { type OneStopCity, openOneStopCity } from "../../../../test/world/dossiers.ts";
import type { Dossier } from "../dossier.ts";
import { dossierByPublicId } from "../store.ts";
import { handOverManyRoutes } from "./hand-over-many.tsx";
import type { PageDeps } from "./page-deps.ts";

let city: OneStopCity;
beforeAll(async () => {
  city = await openOneStopCity();
});
afterAll(() => city.db.close());

const colleague = officialIdOf("chuyenvien2.quan-1");
const box = (one: Dossier, version = one.version): string =>
  `${one.publicId} ${version} ${one.code}`;

async function sent(
  caller: Caller,
  boxes: readonly string[],
  to = colleague,
): Promise<Reply | undefined> {
  const deps = {
    dossiers: city.deps,
    frame: () => ({ language: "vi", path: "/can-bo/viec", assets: { stylesheet: "/x.css" } }),
  } as unknown as PageDeps; // the report asks for nothing else
  const form = new URLSearchParams([["to", to], ...boxes.map((one) => ["ho-so", one])]);
  const session = { ...caller, kind: "official", name: caller.actor.name } as unknown as Session;
  const [route] = handOverManyRoutes(deps);
  return route?.handle({
    db: city.db,
    now: FRIDAY_MORNING,
    language: "vi",
    query: new URLSearchParams(),
    params: {},
    form,
    session,
  } as unknown as Exchange);
}

const holderOf = async (one: Dossier): Promise<string | null | undefined> =>
  (await city.as(city.haTheSpecialist, (tx) => dossierByPublicId(tx, one.publicId)))?.holderId;

test("Hà hands two dossiers to her colleague at once", async () => {
  const both = [await city.dossierAt("examine"), await city.dossierAt("examine")];
  const reply = await sent(
    city.haTheSpecialist,
    both.map((one) => box(one)),
  );
  expect(reply?.kind).toBe("redirect");
  for (const one of both) expect(await holderOf(one)).toBe(colleague);
});

test("what moved on meanwhile stays and is named with the reason, the rest goes", async () => {
  const [moved, fresh] = [await city.dossierAt("examine"), await city.dossierAt("examine")];
  const reply = await sent(city.haTheSpecialist, [box(moved, moved.version - 1), box(fresh)]);
  const html = reply?.kind === "page" ? reply.html : "";
  expect(html).toContain("Số hồ sơ đã chuyển: 1");
  expect(html).toContain(moved.code);
  expect(html).not.toContain(fresh.code);
  expect([await holderOf(moved), await holderOf(fresh)]).toEqual([null, colleague]);
});

test("nobody hands work of Quận 1 over from Củ Chi, nor to somebody outside the role, and nothing chosen is said", async () => {
  const dossier = await city.dossierAt("examine");
  await sent(city.specialistOfCuChi, [box(dossier)]);
  await sent(city.haTheSpecialist, [box(dossier)], city.maiTheClerk.actor.officialId);
  expect(await holderOf(dossier)).toBeNull();
  const nothing = await sent(city.haTheSpecialist, ["not a box"]);
  expect(nothing).toMatchObject({ kind: "page", status: 422 });
});

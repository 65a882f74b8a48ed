import { afterAll, beforeAll, expect, test } from "vitest";
import { withTenant } from "#platform/database";
import { type Caller, type City, FRIDAY_MORNING, openCity } from "../../../test/world/city.ts";
import { value } from "../../../test/world/dossiers.ts";
import { countersOf, servicesOf } from "./desk-store.ts";
import { drawTicket, extendDesk, openDesk } from "./index.ts";
import { type NewDesk, servicesIn } from "./open-desk.ts";

let city: City;
let administrator: Caller;
beforeAll(async () => {
  city = await openCity();
  administrator = { ...city.lanTheReceiver, roles: ["administrator"] };
});
afterAll(() => city.db.close());

const now = FRIDAY_MORNING;
const lines =
  "A; ho-tich; Hộ tịch, chứng thực; Civil status\nB; kinh-doanh; Đăng ký kinh doanh; Business";
const desk = (slug: string, more: Partial<NewDesk> = {}): NewDesk => ({
  tenantId: city.district1,
  slug,
  nameVi: "Bộ phận Một cửa Quận 1",
  nameEn: "One-stop desk, District 1",
  counters: 2,
  services: servicesIn(lines) ?? [],
  ...more,
});
const open = (next: NewDesk, who = administrator) =>
  withTenant(city.db, who, (tx) => openDesk(tx, now, who, next));

test("an administrator opens a desk, and the first number of its first service is A001", async () => {
  const opened = value(await open(desk("quan-1")));
  const drawn = await withTenant(city.db, administrator, (tx) =>
    drawTicket(tx, now, opened, { serviceCode: "ho-tich", way: "kiosk", priority: null }),
  );

  expect(value(drawn).label).toBe("A001");
  expect(opened.kioskKey).toMatch(/^[\w-]{22}$/u);
  expect(await open(desk("quan-1"))).toEqual({ ok: false, error: "desk-exists" });
});

test("a receiver opens no desk, and a letter that stands twice opens none either", async () => {
  const twice = servicesIn(`${lines}\nA; dat-dai; Đất đai; Land`) ?? [];

  expect(await open(desk("khac"), city.lanTheReceiver)).toEqual({ ok: false, error: "missing" });
  expect(await open(desk("khac", { services: twice }))).toEqual({
    ok: false,
    error: "service-twice",
  });
});

test("a desk that grows goes on with the next counter, and refuses a letter that it has", async () => {
  const opened = value(await open(desk("quan-1-co-so-2")));
  const extend = (text: string, counters: number) =>
    withTenant(city.db, administrator, (tx) =>
      extendDesk(tx, now, administrator, {
        desk: opened,
        services: servicesIn(text) ?? [],
        counters,
      }),
    );
  expect((await extend("C; dat-dai; Đất đai; Land", 1)).ok).toBe(true);
  expect(await extend("C; xa-hoi; Xã hội; Welfare", 0)).toEqual({
    ok: false,
    error: "service-twice",
  });
  const seen = await withTenant(city.db, administrator, async (tx) => ({
    counters: (await countersOf(tx, opened)).map((one) => one.number),
    services: (await servicesOf(tx, opened)).map((one) => one.prefix),
  }));

  expect(seen).toEqual({ counters: [1, 2, 3], services: ["A", "B", "C"] });
});

test("services are read a line each, all or none", () => {
  expect(servicesIn(lines)).toHaveLength(2);
  expect(servicesIn("")).toEqual([]);
  for (const wrong of ["A; ho tich; Hộ tịch; x", "AA; x; y; z", "A; x; y", "A; x; y; z; w"])
    expect(servicesIn(`${lines}\n${wrong}`)).toBeUndefined();
});

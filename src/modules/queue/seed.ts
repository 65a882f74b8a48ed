import { createHash } from "node:crypto";
import { dayIn } from "#kernel/calendar-day";
import { publicId } from "#kernel/ids";
import { cityAgencies } from "#modules/organisation";
import { tenantIdOf } from "#modules/tenancy";
import { type Database, withTenant } from "#platform/database";
import type { Desk, Service } from "./desk.ts";
import { saveReception } from "./booking-store.ts";
import { insertDesk } from "./desk-store.ts";
import { drawTicket } from "./draw-ticket.ts";
import type { Reception } from "./reception.ts";
import type { Priority } from "./ticket.ts";

/** The desks of the demo city that have a queue. */
export const SEEDED_DESKS = ["quan-1", "cu-chi", "tan-binh"] as const;

const SERVICES = [
  ["A", "ho-tich", "Hộ tịch, chứng thực", "Civil status, certification"],
  ["B", "kinh-doanh", "Đăng ký kinh doanh", "Business registration"],
  ["C", "dat-dai", "Đất đai, xây dựng", "Land and construction"],
  ["D", "xa-hoi", "Lao động, bảo trợ xã hội", "Labour and social welfare"],
] as const;

/** Counters 1 and 2 take everything, 3 business and land. */
const COUNTERS: readonly (readonly string[])[] = [[], [], ["kinh-doanh", "dat-dai"]];

/** Weekdays and, beyond the counting calendar, Saturday morning (R40; Decision 14/2010 [M]). */
const MORNING = [450, 690] as const;
const WHOLE_DAY = [MORNING, [780, 1020]] as const;
const RECEPTION: Omit<Reception, "validFrom"> = {
  week: { 1: WHOLE_DAY, 2: WHOLE_DAY, 3: WHOLE_DAY, 4: WHOLE_DAY, 5: WHOLE_DAY, 6: [MORNING] },
  slotMinutes: 30,
  capacity: 3,
  cutOffMinutes: 120,
  daysAhead: 14,
  source: "Dữ liệu minh họa: giờ tiếp nhận, gồm sáng thứ Bảy",
};

/** A fixed id for a named thing of a seeded desk, so that seed and tests agree. */
export function queueIdOf(slug: string, name: string): string {
  const hex = createHash("sha256").update(`hcm-egov demo queue ${slug} ${name}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The three desks with services and counters. Each in its own records, once. */
export async function seedDesks(db: Database, now: Date): Promise<readonly Desk[]> {
  const desks: Desk[] = [];
  for (const slug of SEEDED_DESKS) {
    const agency = cityAgencies().find((one) => one.slug === slug);
    const desk: Desk = {
      tenantId: tenantIdOf(slug),
      id: queueIdOf(slug, "desk"),
      slug,
      kioskKey: publicId(),
      nameVi: `Bộ phận Một cửa ${agency?.name ?? ""}`,
      nameEn: `One-stop desk, ${agency?.nameEn ?? ""}`,
    };
    const services: Service[] = SERVICES.map(([prefix, code, nameVi, nameEn]) => ({
      id: queueIdOf(slug, code),
      deskId: desk.id,
      code,
      prefix,
      nameVi,
      nameEn,
    }));
    const counters = COUNTERS.map((codes, index) => ({
      id: queueIdOf(slug, `counter ${index + 1}`),
      number: index + 1,
      serviceIds: codes.map((code) => queueIdOf(slug, code)),
    }));
    await withTenant(db, seedScope(desk), async (tx) => {
      await insertDesk(tx, now, { desk, services, counters });
      await saveReception(tx, now, desk, { ...RECEPTION, validFrom: dayIn(now) });
    });
    desks.push(desk);
  }
  return desks;
}

const WAITING: readonly (readonly [service: string, priority: Priority | null])[] = [
  ["ho-tich", null],
  ["kinh-doanh", null],
  ["ho-tich", "elderly"],
  ["dat-dai", null],
];

/** A few people who wait at each desk. */
export async function seedWaiting(db: Database, now: Date, desks: readonly Desk[]): Promise<void> {
  for (const desk of desks)
    for (const [serviceCode, priority] of WAITING)
      await withTenant(db, seedScope(desk), (tx) =>
        drawTicket(tx, now, desk, { serviceCode, way: "kiosk", priority }),
      );
}

function seedScope(desk: Desk) {
  return { tenantIds: [desk.tenantId], actor: { kind: "system", job: "seed" } } as const;
}

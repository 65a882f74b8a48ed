import { createHash } from "node:crypto";
import { day } from "#kernel/calendar-day";
import type { NewAgencyFact } from "../store.ts";
import { CORPORATIONS, PUBLIC_CENTRES } from "./corporations.ts";
import { CONSULTED_DEPARTMENTS, DEPARTMENTS, ONE_STOP_DEPARTMENTS } from "./departments.ts";
import { DISTRICTS } from "./districts.ts";
import { WARDS_OF_DISTRICT_1 } from "./wards.ts";

/** The demo city's facts hold from this day on. */
export const CITY_FOUNDED = day("2015-01-01");
const SOURCE = "Dữ liệu minh họa: tổ chức Thành phố năm 2015";
export const DISTRICT_SLUGS = DISTRICTS.map(([slug]) => slug);

/** A fixed id for a named thing of the demo city, so that seed and tests agree (RFC 9562 §5.8, custom). */
export function namedId(kind: string, name: string): string {
  const hex = createHash("sha256").update(`hcm-egov demo ${kind} ${name}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function agencyIdOf(slug: string): string {
  return namedId("agency", slug);
}

/** All 177 units that exchange documents; 31 take part in the one-stop shop. Identifiers are demo data (R20, H29). */
export function cityAgencies(): NewAgencyFact[] {
  const office = fact("van-phong", "000.00.01.H29", {
    name: "Văn phòng Ủy ban nhân dân Thành phố",
    nameEn: "City People's Committee Office",
    kind: "city-office",
  });
  const under = { parentId: office.id };
  return [
    office,
    ...DEPARTMENTS.map(([name, nameEn], index) =>
      fact(slugOf(name), organId("000.00", index + 2), {
        name,
        nameEn,
        kind: "department",
        isOneStop: ONE_STOP_DEPARTMENTS.includes(name),
        ...under,
      }),
    ),
    ...DISTRICTS.map(([slug, name, nameEn], index) =>
      fact(slug, organId("000.01", index + 1), {
        name,
        nameEn,
        kind: "district",
        isOneStop: true,
        ...under,
      }),
    ),
    ...CORPORATIONS.map(([name, nameEn], index) =>
      fact(slugOf(name), organId("000.02", index + 1), {
        name,
        nameEn,
        kind: "corporation",
        ...under,
      }),
    ),
    ...PUBLIC_CENTRES.map(([name, nameEn], index) =>
      fact(slugOf(name), organId("000.03", index + 1), { name, nameEn, kind: "centre", ...under }),
    ),
  ];
}

/** The wards of the demo city, each with a desk of its own: below the 177, in their district. */
export function cityWards(): NewAgencyFact[] {
  return WARDS_OF_DISTRICT_1.map(([slug, name, nameEn], index) =>
    fact(slug, `${String(index + 1).padStart(3, "0")}.01.01.H29`, {
      name,
      nameEn,
      kind: "ward",
      isOneStop: true,
      parentId: agencyIdOf("quan-1"),
    }),
  );
}

/** Every agency of the demo city. */
export function demoAgencies(): NewAgencyFact[] {
  return [...cityAgencies(), ...cityWards()];
}

/** Whether an agency of the demo city has records of its own: it has a desk, or others ask it. */
export function keepsRecords({ isOneStop, name }: NewAgencyFact): boolean {
  return isOneStop || CONSULTED_DEPARTMENTS.includes(name);
}

type FactInput = Pick<NewAgencyFact, "name" | "nameEn" | "kind"> &
  Partial<Pick<NewAgencyFact, "parentId" | "isOneStop">>;

function fact(slug: string, organ: string, given: FactInput): NewAgencyFact {
  return {
    id: agencyIdOf(slug),
    slug,
    organId: organ,
    parentId: null,
    isOneStop: false,
    from: CITY_FOUNDED,
    source: SOURCE,
    ...given,
  };
}

function organId(prefix: string, number: number): string {
  return `${prefix}.${String(number).padStart(2, "0")}.H29`;
}

function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/giu, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-");
}

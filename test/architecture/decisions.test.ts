import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import { type Dossier, examineDossier } from "#modules/dossiers";
import { agencyIdOf, reorganise } from "#modules/organisation";
import { transferCustody } from "#modules/tenancy";
import { withDoor, withTenant } from "#platform/database";
import { officialScope } from "../../src/main/official-scope.ts";
import type { Caller } from "../world/city.ts";
import { type OneStopCity, openOneStopCity, value } from "../world/dossiers.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("each of the ten decisions is visible in code and proven by a test of just that name", () => {
  const page = readFileSync(path.join(ROOT, "ARCHITECTURE.md"), "utf8");
  const section = page.slice(page.indexOf("## The ten decisions"));
  const rows = [...section.matchAll(/^\| ([^|]+) \| ([^|]+) \| “([^”]+)” \(`([^`]+)`\) \|$/gmu)];
  const tests = ["src", "test"].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => /\.test\.tsx?$/u.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  const gaps = rows.flatMap(([, decision, code = "", title = "", file = ""]) => [
    ...[...code.matchAll(/`([^`]+)`/gu)]
      .filter(([, place = ""]) => !existsSync(path.join(ROOT, place)))
      .map(([, place]) => `${decision}: ${place} is not there`),
    ...(tests.some(
      (one) => path.basename(one) === file && readFileSync(one, "utf8").includes(`"${title}"`),
    )
      ? []
      : [`${decision}: no test “${title}” in ${file}`]),
  ]);

  expect(gaps).toEqual([]);
  expect(rows).toHaveLength(10);
});

const LAST_DAY = new Date("2025-06-30T02:00:00Z");
const FIRST_DAY = new Date("2025-07-01T02:00:00Z");
const WARD = "phuong-sai-gon";
const lyOfTheWard = uuidv7(1);
let city: OneStopCity;
let bakery: Dossier;
beforeAll(async () => {
  city = await openOneStopCity();
  bakery = await city.dossierAt("examine");
});
afterAll(() => city.db.close());

/** Where each row of every tenant table lies and which transaction wrote it: what a rewritten row cannot keep. */
async function rowsAsWritten(): Promise<readonly string[]> {
  const { rows: tables } = await city.db.pool.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.oid <> 'tenancy.custody'::regclass
     ORDER BY 1`,
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    const { rows } = await city.db.pool.query<{ line: string }>(
      `SELECT $1 || ' ' || ctid::text || ' ' || xmin::text AS line FROM ${name} ORDER BY ctid`,
      [name],
    );
    lines.push(...rows.map(({ line }) => line));
  }
  return lines;
}

async function callerAt(officialId: string, at: Date): Promise<Caller | undefined> {
  const scope = await officialScope(city.db, officialId, at, randomUUID());
  return scope as Caller | undefined; // an official's scope is of an official
}

test("the ward goes on with a dossier of the district that ended, under its own rights, and no row of it was rewritten", async () => {
  const before = await rowsAsWritten();
  await withDoor(city.db, "directory", async (tx) => {
    const on = day("2025-07-01");
    const decision = "1685/NQ-UBTVQH15";
    const ward = {
      id: agencyIdOf(WARD),
      slug: WARD,
      organId: "000.04.01.H29",
      name: "Phường Sài Gòn",
      nameEn: "Sai Gon Ward",
      kind: "ward",
      parentId: agencyIdOf("van-phong"),
      isOneStop: true,
    } as const;
    await reorganise(tx, LAST_DAY, {
      on,
      decision,
      endedAgencyIds: [agencyIdOf("quan-1")],
      begun: [ward],
    });
    await tx.rows(
      `WITH official AS (INSERT INTO organisation.official (id, name) VALUES ($1, 'Vũ Thị Lý')),
            position AS (INSERT INTO organisation.position (id, agency_id, unit_name, title, title_en, role, valid)
                         VALUES ($2, $3, 'Phòng Kinh tế', 'Chuyên viên', 'Specialist', 'specialist', '[2025-07-01,)'))
       INSERT INTO organisation.holding (id, position_id, official_id, valid, recorded)
       VALUES ($4, $2, $1, '[2025-07-01,)', tstzrange($5, NULL))`,
      [lyOfTheWard, uuidv7(2), ward.id, uuidv7(3), LAST_DAY],
    );
    const moved = { tenantId: city.district1, toAgencyId: ward.id, on, decision };
    value(await transferCustody(tx, moved));
  });

  expect(await rowsAsWritten()).toEqual(before);
  expect(before.filter((line) => line.startsWith("dossiers.dossier "))).toHaveLength(1);
  const { officialId } = city.haTheSpecialist.actor;
  expect((await callerAt(officialId, LAST_DAY))?.tenantIds).toEqual([city.district1]);
  expect(await callerAt(officialId, FIRST_DAY)).toBeUndefined();
  expect(await callerAt(lyOfTheWard, LAST_DAY)).toBeUndefined();
  const ly = await callerAt(lyOfTheWard, FIRST_DAY);
  if (ly === undefined) throw new Error("Lý holds her position from the first day");
  const examined = await withTenant(city.db, ly, (tx) =>
    examineDossier(tx, FIRST_DAY, city.deps, ly, {
      publicId: bakery.publicId,
      version: bakery.version,
      proposal: "Đủ điều kiện",
    }),
  );
  expect(value(examined)).toMatchObject({ code: bakery.code, tenantId: city.district1 });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { uuidv7 } from "#kernel/ids";
import type { Dossier } from "#modules/dossiers";
import { FRIDAY_MORNING } from "../world/city.ts";
import { type OneStopCity, openOneStopCity } from "../world/dossiers.ts";

const TABLES = ["dossiers.dossier", "files.file"] as const;
type Table = (typeof TABLES)[number];

let city: OneStopCity;
let bakery: Dossier;
/** One record of Củ Chi itself in each table, written by its own official. */
const ownId = uuidv7(FRIDAY_MORNING.getTime());
beforeAll(async () => {
  city = await openOneStopCity();
  bakery = await city.dossierAt("examine");
  await city.as(city.specialistOfCuChi, async (tx) => {
    for (const table of TABLES) await tx.rows(INSERTS[table], [city.cuChi, ownId]);
  });
});
afterAll(() => city.db.close());

interface Attempt {
  readonly deed: string;
  readonly sql: string;
  readonly values: readonly unknown[];
}

const INSERTS: Readonly<Record<Table, string>> = {
  "dossiers.dossier": `INSERT INTO dossiers.dossier (tenant_id, id, public_id, code, lookup_code, app_id, edition, account_id,
      applicant_name, title, search_text, answers, state, submitted_at, answer_due_at, instance_id, answer_clock_id)
    VALUES ($1, $2::uuid, $2::uuid::text, $2::uuid::text, 'AAAA', 'household-business', '2025-01-01', $2,
      'Lê Văn Khống', 'Quán không có thật', 'quan', '{}', 'submitted', now(), now(), $2, $2)`,
  "files.file": `INSERT INTO files.file (tenant_id, id, public_id, subject_kind, subject_id, slot, sha256, size_bytes, type, name, scan, added_at)
    VALUES ($1, $2::uuid, $2::uuid::text, 'dossier', $2, 'result', repeat('a', 64), 9, 'application/pdf', 'giả.pdf', 'clean', now())`,
};
const CHANGES: Readonly<Record<Table, string>> = {
  "dossiers.dossier": `applicant_name = 'Lê Văn Khống'`,
  "files.file": `sha256 = repeat('b', 64)`,
};
const BAKERY: Readonly<Record<Table, string>> = {
  "dossiers.dossier": "id",
  "files.file": "subject_id",
};

/** Everything an official of Củ Chi may try who knows the identity of the bakery's dossier in Quận 1. */
function attemptsOn(table: Table): readonly Attempt[] {
  const theBakery = `tenant_id = $1 AND ${BAKERY[table]} = $2`;
  const values = [city.district1, bakery.id];
  return [
    { deed: "select", sql: `SELECT id FROM ${table} WHERE ${theBakery}`, values },
    {
      deed: "select all others",
      sql: `SELECT id FROM ${table} WHERE tenant_id <> $1`,
      values: [city.cuChi],
    },
    { deed: "lock", sql: `SELECT id FROM ${table} WHERE ${theBakery} FOR UPDATE`, values },
    {
      deed: "update",
      sql: `UPDATE ${table} SET ${CHANGES[table]} WHERE ${theBakery} RETURNING id`,
      values,
    },
    {
      deed: "insert",
      sql: `${INSERTS[table]} RETURNING id`,
      values: [city.district1, uuidv7(FRIDAY_MORNING.getTime())],
    },
    {
      deed: "push its own across",
      sql: `UPDATE ${table} SET tenant_id = $1 WHERE tenant_id = $2 AND id = $3 RETURNING id`,
      values: [city.district1, city.cuChi, ownId],
    },
  ];
}

class Undone extends Error {
  override readonly name = "Undone";
}

/** Tries it in the transaction an official of Củ Chi has, says what came of it, and undoes it. */
async function outcomeOf(attempt: Attempt): Promise<string> {
  let touched = 0;
  const undone = await city
    .as(city.specialistOfCuChi, async (tx) => {
      touched = (await tx.rows(attempt.sql, attempt.values)).length;
      throw new Undone();
    })
    .catch((error: unknown) => error);
  if (undone instanceof Undone) return touched === 0 ? "nothing" : "reaches";
  const words = undone instanceof Error ? undone.message : String(undone);
  if (words.includes("violates row-level security policy")) return "refused";
  throw undone;
}

async function outcomesOn(table: Table): Promise<Readonly<Record<string, string>>> {
  const outcomes: Record<string, string> = {};
  for (const attempt of attemptsOn(table)) outcomes[attempt.deed] = await outcomeOf(attempt);
  return outcomes;
}

/** Does what only the owner of the tables may, looks, and puts it back. */
async function whileOwnerHas<T>(done: string, undone: string, look: () => Promise<T>): Promise<T> {
  await city.db.pool.query(done);
  try {
    return await look();
  } finally {
    await city.db.pool.query(undone);
  }
}

const HOLDS = {
  select: "nothing",
  "select all others": "nothing",
  lock: "nothing",
  update: "nothing",
  insert: "refused",
  "push its own across": "refused",
};
const LEAKS = Object.fromEntries(Object.keys(HOLDS).map((deed) => [deed, "reaches"]));

test.each(TABLES)(
  "an official of Củ Chi sees, changes and forges nothing of Quận 1 in %s",
  async (table) => {
    expect(await outcomesOn(table)).toEqual(HOLDS);
  },
);

test.each(TABLES)("the same official reads and changes a record of Củ Chi in %s", async (table) => {
  const values = [city.cuChi, ownId];
  const own = "WHERE tenant_id = $1 AND id = $2";

  expect(await outcomeOf({ deed: "select", sql: `SELECT id FROM ${table} ${own}`, values })).toBe(
    "reaches",
  );
  expect(
    await outcomeOf({
      deed: "update",
      sql: `UPDATE ${table} SET ${CHANGES[table]} ${own} RETURNING id`,
      values,
    }),
  ).toBe("reaches");
});

test.each(TABLES)(
  "the attack succeeds in every way once the owner switches row security of %s off, and stops when it is back",
  async (table) => {
    const leaked = await whileOwnerHas(
      `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
      `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
      () => outcomesOn(table),
    );

    expect(leaked).toEqual(LEAKS);
    expect(await outcomesOn(table)).toEqual(HOLDS);
  },
);

test.each(TABLES)("one careless policy beside the good ones opens %s", async (table) => {
  const leaked = await whileOwnerHas(
    `CREATE POLICY careless ON ${table} USING (true)`,
    `DROP POLICY careless ON ${table}`,
    () => outcomesOn(table),
  );

  expect(leaked).toEqual(LEAKS);
});

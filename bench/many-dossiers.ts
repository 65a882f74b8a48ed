import { Client } from "pg";
import { definitionHash } from "#engines/workflow";
import { DISTRICT_SLUGS, cityAgencies, officialIdOf } from "#modules/organisation";
import { tenantIdOf } from "#modules/tenancy";
import { householdBusiness } from "../apps/household-business/app.ts";

/** A record-holder, its officials, and how many of a thousand dossiers are its. */
export interface Share {
  readonly tenantId: string;
  readonly organId: string;
  readonly receiver: string;
  readonly specialist: string;
  readonly head: string;
  readonly leader: string;
  readonly perThousand: number;
}

export interface Lot {
  /** Numbers the dossiers from here on; lots of one database do not overlap. */
  readonly from: number;
  readonly dossiers: number;
  /** The newest part, which is still being worked on. */
  readonly openShare: number;
  readonly shares: readonly Share[];
}

/** The 24 districts as unequal as they are: the first takes an eighth of everything, the last a fiftieth. */
export function districtShares(): readonly Share[] {
  const organIds = new Map(cityAgencies().map((agency) => [agency.slug, agency.organId]));
  const rest = DISTRICT_SLUGS.length - 1;
  return DISTRICT_SLUGS.map((slug, place) => ({
    tenantId: tenantIdOf(slug),
    organId: organIds.get(slug) ?? "",
    receiver: officialIdOf(`tiepnhan.${slug}`),
    specialist: officialIdOf(`chuyenvien.${slug}`),
    head: officialIdOf(`truongphong.${slug}`),
    leader: officialIdOf(`lanhdao.${slug}`),
    perThousand: place === 0 ? 125 : Math.round(19 + ((rest - place) * 38) / rest),
  }));
}

/** The tables that are filled here, in the order of their references. */
const TABLES = [
  "dossiers.dossier",
  "dossiers.dossier_event",
  "deadlines.clock",
  "workflow.instance",
  "workflow.history",
  "workflow.token",
  "indicators.finished_dossier",
] as const;

/** From this size on it is faster to build the indexes afterwards. */
const LARGE = 100_000;

/**
 * Dossiers with their history, clocks and processes as the program writes them, set by set, as the owner of the server:
 * no trigger looks at them, so what is written here has to be right.
 */
export async function makeDossiers(adminUrl: string, lot: Lot): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`SET session_replication_role = replica; SET synchronous_commit = off;
      SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SET max_parallel_maintenance_workers = 2`);
    const indexes = lot.dossiers >= LARGE ? await dropIndexes(admin) : [];
    await admin.query(SETUP);
    await admin.query(SLOTS, [
      JSON.stringify(
        lot.shares.flatMap((share) => Array.from({ length: share.perThousand }, () => share)),
      ),
    ]);
    await admin.query(made(lot));
    const process = definitionHash(householdBusiness.editions.at(-1)?.process ?? "");
    for (const statement of statements(process, householdBusiness.editions.at(-1)?.inForceFrom))
      await admin.query(statement);
    await admin.query(`DROP SCHEMA made CASCADE`);
    for (const index of indexes) await admin.query(index);
    for (const table of [...TABLES, "dossiers.counter"])
      await admin.query(`VACUUM ANALYZE ${table}`);
    await admin.query(`CHECKPOINT`);
  } finally {
    await admin.end();
  }
}

/** Drops what is not a constraint; gives how to make it again. */
async function dropIndexes(admin: Client): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i
     WHERE i.indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [TABLES],
  );
  const { rows: constraints } = await admin.query<{
    tbl: string;
    name: string;
    definition: string;
  }>(
    `SELECT conrelid::regclass::text AS tbl, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint
     WHERE conrelid = ANY ($1::regclass[]) AND contype IN ('p', 'u', 'f')
     ORDER BY contype <> 'f'`,
    [TABLES],
  );
  const { rows: inward } = await admin.query<{ tbl: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS tbl, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint
     WHERE confrelid = ANY ($1::regclass[]) AND contype = 'f' AND conrelid <> ALL ($1::regclass[])`,
    [TABLES],
  );
  const all = [...inward, ...constraints];
  for (const { tbl, name } of all) await admin.query(`ALTER TABLE ${tbl} DROP CONSTRAINT ${name}`);
  for (const { name } of rows) await admin.query(`DROP INDEX ${name}`);
  const added = all
    .toReversed()
    .toSorted((one, other) => Number(isForeign(one)) - Number(isForeign(other)));
  return [
    ...rows.map((row) => row.definition),
    ...added.map(
      (one) =>
        `ALTER TABLE ${one.tbl} ADD CONSTRAINT ${one.name} ${one.definition}${isForeign(one) ? " NOT VALID" : ""}`,
    ),
  ];
}

const isForeign = (one: { readonly definition: string }): boolean =>
  one.definition.startsWith("FOREIGN KEY");

/** Ids that tell their moment as those of the program do, and come out the same each time. */
const SETUP = `
  CREATE SCHEMA made;
  CREATE FUNCTION made.id(n bigint, at timestamptz, kind text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n || kind), 2, 3)
      || '8' || substr(md5(n || kind), 6, 15))::uuid $$;
  CREATE TABLE made.slot (place integer, tenant_id uuid, organ_id text, receiver uuid, specialist uuid, head uuid, leader uuid)`;

/** A thousand places, each a record-holder's; a dossier's number says which is its. */
const SLOTS = `
  INSERT INTO made.slot
  SELECT place - 1, s.*
  FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS a (share, place),
    jsonb_to_record(share) AS s ("tenantId" uuid, "organId" text, receiver uuid, specialist uuid, head uuid, leader uuid)`;

function made({ from, dossiers, openShare }: Lot): string {
  const firstOpen = from + Math.round(dossiers * (1 - openShare));
  return `
  CREATE UNLOGGED TABLE made.dossier AS
  SELECT n, tenant_id, organ_id, made.id(n, submitted_at, 'd') AS id, made.id(n, submitted_at, 'c') AS clock_id,
         made.id(n, submitted_at, 'i') AS instance_id, made.id(n, submitted_at, 't') AS task_id,
         submitted_at, submitted_at + interval '2 hours' AS accepted_at, due_at, released_at, stage,
         CASE WHEN released_at IS NULL THEN NULL WHEN released_at > due_at THEN 'late'
              WHEN released_at < due_at - interval '1 day' THEN 'early' ELSE 'on-time' END AS outcome,
         (ARRAY['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi'])[1 + n % 8] || ' '
           || (ARRAY['Thị Kim', 'Văn', 'Ngọc', 'Minh', 'Thanh', 'Hoài', 'Quốc'])[1 + n % 7] || ' '
           || (ARRAY['Lan', 'Hà', 'Hùng', 'Mai', 'Tuấn', 'Thảo', 'Dũng', 'Yến', 'Khoa', 'Trang', 'Phúc'])[1 + n % 11] AS applicant,
         (ARRAY['Quán cà phê', 'Tiệm bánh', 'Cửa hàng gạo', 'Tiệm sửa xe', 'Quán phở', 'Nhà thuốc'])[1 + n % 6] || ' số ' || n AS title,
         receiver, specialist, head, leader
  FROM (
    SELECT n, s.*, stage,
           date_trunc('milliseconds', CASE WHEN n < ${firstOpen}
             THEN now() - interval '10 days' - (${firstOpen} - n) * (interval '5 years' / ${Math.max(1, firstOpen - from)})
             ELSE now() - interval '3 days' + (n - ${firstOpen}) * (interval '3 days' / ${from + dossiers - firstOpen + 1}) END) AS submitted_at,
           CASE WHEN n < ${firstOpen} THEN NULL ELSE 1 END AS open
    FROM (SELECT n, CASE WHEN n < ${firstOpen} THEN 9 ELSE (ARRAY[0, 1, 1, 1, 2, 3])[1 + n % 6] END AS stage
          FROM generate_series(${from}::bigint, ${from + dossiers - 1}::bigint) AS n) AS number
    JOIN made.slot s ON s.place = (n * 7919) % (SELECT count(*) FROM made.slot)
  ) AS begun,
  LATERAL (SELECT date_trunc('milliseconds', CASE WHEN open IS NULL THEN submitted_at + interval '3 days'
                    ELSE now() + ((n * 48271) % 9973 / 9973.0 - 0.06) * interval '10 days' END) AS due_at) AS due,
  LATERAL (SELECT CASE WHEN open IS NULL THEN submitted_at + interval '1 day' + (n * 69621) % 2153 * interval '1 minute' END AS released_at) AS released`;
}

/** One statement a table, each from what was decided in \`made.dossier\`. */
function statements(process: string, edition: string | undefined): readonly string[] {
  const step = (kind: "step" | "role" | "name"): string =>
    ({
      step: `(ARRAY['receive', 'examine', 'review', 'sign'])[1 + stage]`,
      role: `(ARRAY['receiver', 'specialist', 'head', 'leader'])[1 + stage]`,
      name: `(ARRAY['Tiếp nhận', 'Thẩm định', 'Xem xét', 'Ký giấy chứng nhận'])[1 + stage]`,
    })[kind];
  const holder = `CASE n % 3 WHEN 0 THEN NULL ELSE (ARRAY[receiver, specialist, head, leader])[1 + stage] END`;
  const isAccepted = `stage > 0`;
  return [
    `INSERT INTO dossiers.dossier (tenant_id, id, public_id, code, lookup_code, app_id, edition, account_id, applicant_name, title,
       search_text, answers, state, submitted_at, answer_due_at, accepted_at, due_at, first_due_at, released_at, outcome,
       result_number, instance_id, answer_clock_id, processing_clock_id, task_id, step, step_role, holder_id, step_since, version)
     SELECT tenant_id, id, substr(md5('p' || n), 1, 22), code, '4679', 'ho-kinh-doanh', '${edition}', md5('a' || n / 3)::uuid,
       applicant, title, platform.folded(code || ' ' || applicant || ' ' || title),
       jsonb_build_object('businessName', title, 'ownerName', applicant),
       CASE stage WHEN 0 THEN 'submitted' WHEN 1 THEN 'received' WHEN 9 THEN 'done' ELSE 'processing' END,
       submitted_at, coalesce(due_at, accepted_at), CASE WHEN ${isAccepted} THEN accepted_at END, CASE WHEN ${isAccepted} THEN due_at END,
       CASE WHEN ${isAccepted} THEN due_at END, released_at, outcome, CASE stage WHEN 9 THEN n || '/GCN-HKD' END, instance_id, clock_id,
       CASE WHEN ${isAccepted} THEN clock_id END, CASE WHEN stage < 9 THEN task_id END, ${step("step")}, ${step("role")}, ${holder},
       CASE WHEN stage < 9 THEN submitted_at END, least(1 + stage, 5)
     FROM (SELECT *, organ_id || '-' || to_char(submitted_at, 'YYMMDD') || '-' || n AS code FROM made.dossier) AS d`,
    `INSERT INTO dossiers.dossier_event (tenant_id, id, dossier_id, sequence, name, from_state, to_state, actor_ref, actor_name, at)
     SELECT tenant_id, made.id(n, at, sequence::text), id, sequence, name, from_state, to_state, 'system:bench', '', at
     FROM made.dossier, LATERAL (VALUES
       (1, 'dossier-submitted', NULL, 'submitted', submitted_at), (2, 'dossier-accepted', 'submitted', 'received', accepted_at),
       (3, 'result-released', 'received', 'done', released_at)) AS e (sequence, name, from_state, to_state, at)
     WHERE sequence = 1 OR (sequence = 2 AND ${isAccepted}) OR stage = 9`,
    `INSERT INTO deadlines.clock (tenant_id, id, subject_kind, subject_id, purpose, state, term_unit, term_count, started_at, due_at,
       first_due_at, stopped_at, calendar_version)
     SELECT tenant_id, clock_id, 'dossier', id, CASE WHEN ${isAccepted} THEN 'processing' ELSE 'answer' END,
       CASE stage WHEN 9 THEN 'stopped' ELSE 'running' END, 'working-days', 3, accepted_at, due_at, due_at, released_at, 1000000
     FROM made.dossier`,
    `INSERT INTO workflow.instance (tenant_id, id, definition_hash, subject_kind, subject_id, state, variables, started_at, ended_at, version)
     SELECT tenant_id, instance_id, '${process}', 'dossier', id, CASE stage WHEN 9 THEN 'ended' ELSE 'running' END, '{}', submitted_at,
       released_at, 4
     FROM made.dossier`,
    `INSERT INTO workflow.history (tenant_id, id, instance_id, sequence, node_id, name, role, entered_at, left_at, holder_id, by_ref, outcome)
     SELECT tenant_id, made.id(n, submitted_at, 'h' || sequence), instance_id, sequence, node, name, role,
       submitted_at + (sequence - 1) * interval '5 hours', submitted_at + sequence * interval '5 hours', official, 'official:' || official, said
     FROM made.dossier, LATERAL (VALUES
       (1, 'receive', 'Tiếp nhận', 'receiver', receiver, 'accept'), (2, 'examine', 'Thẩm định', 'specialist', specialist, NULL),
       (3, 'review', 'Xem xét', 'head', head, 'approve'), (4, 'sign', 'Ký giấy chứng nhận', 'leader', leader, NULL))
       AS h (sequence, node, name, role, official, said)
     WHERE sequence <= stage`,
    `INSERT INTO workflow.token (tenant_id, id, instance_id, node_id, kind, name, role, holder_id, since)
     SELECT tenant_id, task_id, instance_id, ${step("step")}, 'user', ${step("name")}, ${step("role")}, ${holder}, submitted_at
     FROM made.dossier
     WHERE stage < 9`,
    `INSERT INTO indicators.finished_dossier (tenant_id, dossier_id, measured_at)
     SELECT tenant_id, id, released_at FROM made.dossier WHERE stage = 9`,
    `INSERT INTO dossiers.counter AS c (tenant_id, app_id, month, metric, amount)
     SELECT tenant_id, 'ho-kinh-doanh', date_trunc('month', at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, metric, count(*)
     FROM made.dossier, LATERAL (VALUES ('received', submitted_at), ('released', released_at),
       (CASE outcome WHEN 'late' THEN 'late' ELSE 'on-time' END, released_at),
       (CASE outcome WHEN 'early' THEN 'early' END, released_at)) AS m (metric, at)
     WHERE at IS NOT NULL AND metric IS NOT NULL
     GROUP BY 1, 2, 3, 4
     ON CONFLICT (tenant_id, app_id, month, metric) DO UPDATE SET amount = c.amount + excluded.amount`,
  ];
}

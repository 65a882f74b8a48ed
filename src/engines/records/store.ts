import type { Answers } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type {
  PersonKey,
  RecordState,
  RecordType,
  RecordVersion,
  RegisterRecord,
} from "./record.ts";
import type { RecordChange } from "./keep-record.ts";

export async function insertType(tx: Tx, now: Date, type: RecordType): Promise<void> {
  await tx.write(
    `INSERT INTO records.type (hash, id, schema, published_at)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (hash) DO NOTHING`,
    [type.hash, type.id, JSON.stringify(type.schema), now],
  );
}

export interface NewRecord {
  readonly id: string;
  readonly versionId: string;
  readonly publicId: string;
  readonly originId: string;
  readonly number: string;
  readonly title: string;
  readonly searchText: string;
  readonly issuedOn: CalendarDay;
  readonly content: Answers;
  readonly persons: readonly PersonKey[];
  readonly recordedAt: Date;
}

/** Records, first versions and keys in one statement; an origin that has its record gets none of the three again. */
export async function insertRecords(
  tx: Tx,
  tenantId: string,
  type: RecordType,
  by: {
    readonly originKind: string;
    readonly act: string;
    readonly ref: string;
    readonly name: string;
  },
  rows: readonly NewRecord[],
): Promise<void> {
  await tx.write(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, "versionId" uuid, "publicId" text, "originId" uuid, number text,
         title text, "searchText" text, "issuedOn" date, content jsonb, persons jsonb, "recordedAt" timestamptz)
     ), entered AS (
       INSERT INTO records.record (tenant_id, id, public_id, type_id, origin_kind, origin_id, number, title, search_text, issued_on, state)
       SELECT $1, id, "publicId", $2, $4, "originId", number, title, platform.folded("searchText"), "issuedOn", 'valid'
       FROM given
       ON CONFLICT (tenant_id, origin_kind, origin_id) DO NOTHING
       RETURNING id
     ), first AS (
       INSERT INTO records.version (tenant_id, id, record_id, version, type_hash, act, decision, state, content, valid_from, recorded_at, by_ref, by_name)
       SELECT $1, g."versionId", g.id, 1, $5, $6, g.number, 'valid', g.content, g."issuedOn", g."recordedAt", $7, $8
       FROM given g
       JOIN entered e ON e.id = g.id
     )
     INSERT INTO records.search_key (tenant_id, record_id, kind, value)
     SELECT DISTINCT $1::uuid, g.id, p.kind, p.value
     FROM given g
     JOIN entered e ON e.id = g.id,
     LATERAL jsonb_to_recordset(g.persons) AS p (kind text, value text)`,
    [tenantId, type.id, JSON.stringify(rows), by.originKind, type.hash, by.act, by.ref, by.name],
  );
}

/** Row, version and keys move together; a stale version changes nothing and is told. */
export async function changeRecord(
  tx: Tx,
  now: Date,
  type: RecordType,
  given: {
    readonly before: RegisterRecord;
    readonly next: RegisterRecord;
    readonly change: RecordChange;
    readonly by: { readonly ref: string; readonly name: string };
    readonly searchText: string;
  },
): Promise<void> {
  const { before, next, change, by, searchText } = given;
  const keys = JSON.stringify(change.persons);
  await tx.write(
    `WITH changed AS (
       UPDATE records.record SET number = $4, title = $5, search_text = platform.folded($6), state = $7, version = $8
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING id
     ), told AS (
       INSERT INTO records.version (tenant_id, id, record_id, version, type_hash, act, decision, state, content, valid_from, recorded_at, by_ref, by_name)
       SELECT $1, $9, id, $8, $10, $11, $12, $7, $13, $14, $15, $16, $17
       FROM changed
     ), ended AS (
       UPDATE records.search_key k SET ended_at = $15
       WHERE tenant_id = $1 AND record_id = $2 AND ended_at IS NULL
         AND NOT EXISTS (SELECT FROM jsonb_to_recordset($18::jsonb) AS p (kind text, value text) WHERE p.kind = k.kind AND p.value = k.value)
     ), begun AS (
       INSERT INTO records.search_key (tenant_id, record_id, kind, value)
       SELECT DISTINCT $1::uuid, $2::uuid, kind, value FROM jsonb_to_recordset($18::jsonb) AS p (kind text, value text)
       ON CONFLICT (tenant_id, record_id, kind, value) DO UPDATE SET ended_at = NULL
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $19)`,
    [
      before.tenantId,
      before.id,
      before.version,
      next.number,
      next.title,
      searchText,
      next.state,
      next.version,
      uuidv7(now.getTime()),
      type.hash,
      change.act,
      change.decision,
      JSON.stringify(change.content),
      change.validFrom,
      now,
      by.ref,
      by.name,
      keys,
      `record ${before.number}`,
    ],
  );
}

const RECORD = `
  r.tenant_id AS "tenantId", r.id, r.public_id AS "publicId", r.type_id AS "typeId", r.origin_kind AS "originKind",
  r.origin_id AS "originId", r.number, r.title, to_char(r.issued_on, 'YYYY-MM-DD') AS "issuedOn", r.state, r.version`;

const NEWEST = `JOIN records.version v ON v.tenant_id = r.tenant_id AND v.record_id = r.id AND v.version = r.version`;

export function recordByPublicId(tx: Tx, id: string): Promise<RegisterRecord | undefined> {
  return tx.row<RegisterRecord>(
    `SELECT ${RECORD}, v.content
     FROM records.record r
     ${NEWEST}
     WHERE r.public_id = $1`,
    [id],
  );
}

export function recordById(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<RegisterRecord | undefined> {
  return tx.row<RegisterRecord>(
    `SELECT ${RECORD}, v.content
     FROM records.record r
     ${NEWEST}
     WHERE r.tenant_id = $1 AND r.id = $2`,
    [tenantId, id],
  );
}

export function recordOfOrigin(
  tx: Tx,
  origin: { readonly tenantId: string; readonly kind: string; readonly id: string },
): Promise<RegisterRecord | undefined> {
  return tx.row<RegisterRecord>(
    `SELECT ${RECORD}, v.content
     FROM records.record r
     ${NEWEST}
     WHERE r.tenant_id = $1 AND r.origin_kind = $2 AND r.origin_id = $3`,
    [origin.tenantId, origin.kind, origin.id],
  );
}

/** The latest with this number: numbers begin again each year. */
export function recordNumbered(
  tx: Tx,
  typeId: string,
  number: string,
): Promise<RegisterRecord | undefined> {
  return tx.row<RegisterRecord>(
    `SELECT ${RECORD}, v.content
     FROM records.record r
     ${NEWEST}
     WHERE r.type_id = $1 AND r.number = $2
     ORDER BY r.issued_on DESC, r.id DESC
     LIMIT 1`,
    [typeId, number],
  );
}

const MOST_OF_ONE_PERSON = 200;

/** Whatever is kept about one person or organisation where the transaction may look, of some types or of all; the latest first. */
export function recordsWithKey(
  tx: Tx,
  key: PersonKey,
  typeIds?: readonly string[],
): Promise<RegisterRecord[]> {
  return tx.rows<RegisterRecord>(
    `SELECT ${RECORD}, v.content
     FROM records.search_key k
     JOIN records.record r ON r.tenant_id = k.tenant_id AND r.id = k.record_id
     ${NEWEST}
     WHERE k.value = $1 AND k.kind = $2 AND k.ended_at IS NULL
       AND ($3::text[] IS NULL OR r.type_id = ANY ($3))
     ORDER BY r.issued_on DESC, r.id DESC
     LIMIT ${MOST_OF_ONE_PERSON}`,
    [key.value, key.kind, typeIds ?? null],
  );
}

export function versionsOf(
  tx: Tx,
  record: Pick<RegisterRecord, "tenantId" | "id">,
): Promise<RecordVersion[]> {
  return tx.rows<RecordVersion>(
    `SELECT version, act, decision, state, content, to_char(valid_from, 'YYYY-MM-DD') AS "validFrom",
            recorded_at AS "recordedAt", by_name AS "byName"
     FROM records.version
     WHERE tenant_id = $1 AND record_id = $2
     ORDER BY version
     LIMIT 200`,
    [record.tenantId, record.id],
  );
}

export interface RegisterFilter {
  readonly typeId: string;
  readonly state?: RecordState | undefined;
  /** Part of a number or name, with or without its marks. */
  readonly words?: string | undefined;
  /** A whole citizen number or tax code. */
  readonly key?: string | undefined;
  readonly after?: { readonly issuedOn: CalendarDay; readonly id: string } | undefined;
  readonly limit: number;
}

/** A page of a register, the latest first; keyset over record_of_register. */
export function registerPage(
  tx: Tx,
  tenantIds: readonly string[],
  filter: RegisterFilter,
): Promise<RegisterRecord[]> {
  const values: unknown[] = [tenantIds, filter.typeId];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [`r.tenant_id = ANY ($1::uuid[])`, `r.type_id = $2`];
  if (filter.state !== undefined) conditions.push(`r.state = ${bind(filter.state)}`);
  if (filter.words !== undefined)
    conditions.push(
      `r.search_text LIKE '%' || platform.folded(${bind(filter.words.replace(/[\\%_]/gu, (mark) => `\\${mark}`))}) || '%'`,
    );
  if (filter.key !== undefined)
    conditions.push(
      `EXISTS (SELECT FROM records.search_key k WHERE k.tenant_id = r.tenant_id AND k.record_id = r.id
               AND k.value = ${bind(filter.key)} AND k.ended_at IS NULL)`,
    );
  if (filter.after !== undefined)
    conditions.push(
      `(r.issued_on, r.id) < (${bind(filter.after.issuedOn)}, ${bind(filter.after.id)})`,
    );
  return tx.rows<RegisterRecord>(
    `SELECT ${RECORD}, v.content
     FROM records.record r
     ${NEWEST}
     WHERE ${conditions.join(" AND ")}
     ORDER BY r.issued_on DESC, r.id DESC
     LIMIT ${bind(filter.limit)}`,
    values,
  );
}

/** The latest of each register that has any, in the order asked for. */
export function latestOfTypes(
  tx: Tx,
  tenantId: string,
  typeIds: readonly string[],
): Promise<{ typeId: string; number: string; issuedOn: CalendarDay }[]> {
  return tx.rows(
    `SELECT t.id AS "typeId", r.number, to_char(r.issued_on, 'YYYY-MM-DD') AS "issuedOn"
     FROM unnest($2::text[]) WITH ORDINALITY AS t (id, place)
     JOIN LATERAL (
       SELECT number, issued_on
       FROM records.record
       WHERE tenant_id = $1 AND type_id = t.id
       ORDER BY issued_on DESC, id DESC
       LIMIT 1
     ) AS r ON true
     ORDER BY t.place`,
    [tenantId, typeIds],
  );
}

/** Which of these origins have their record. */
export async function recordedOrigins(
  tx: Tx,
  { tenantId, kind }: { readonly tenantId: string; readonly kind: string },
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT origin_id AS id
     FROM records.record
     WHERE tenant_id = $1 AND origin_kind = $2 AND origin_id = ANY ($3::uuid[])`,
    [tenantId, kind, ids],
  );
  return new Set(rows.map((one) => one.id));
}

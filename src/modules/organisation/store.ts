import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import type { Agency, HeldPosition, Holder, Mandate, Role } from "./agency.ts";

interface AgencyFilter {
  readonly id?: string;
  readonly slug?: string;
  readonly recordedAt?: Date | undefined;
}

export function agencyFacts(tx: Tx, on: CalendarDay, filter: AgencyFilter): Promise<Agency[]> {
  return tx.rows<Agency>(
    `SELECT a.id, a.organ_id AS "organId", a.slug, f.name, f.name_en AS "nameEn", f.kind, f.parent_id AS "parentId",
            f.is_one_stop AS "isOneStop"
     FROM organisation.agency a
     JOIN organisation.agency_fact f ON f.agency_id = a.id
     WHERE f.valid @> $1::date
       AND CASE WHEN $2::timestamptz IS NULL THEN upper_inf(f.recorded) ELSE f.recorded @> $2::timestamptz END
       AND ($3::uuid IS NULL OR a.id = $3)
       AND ($4::text IS NULL OR a.slug = $4)`,
    [on, filter.recordedAt ?? null, filter.id ?? null, filter.slug ?? null],
  );
}

const POSITION_COLUMNS = `p.id AS "positionId", p.title, p.title_en AS "titleEn", p.role, p.agency_id AS "agencyId",
  f.name AS "agencyName", f.name_en AS "agencyNameEn", p.unit_name AS "unitName"`;

export function heldPositions(
  tx: Tx,
  officialId: string,
  on: CalendarDay,
): Promise<HeldPosition[]> {
  return tx.rows<HeldPosition>(
    `SELECT ${POSITION_COLUMNS}, json_build_object('kind', 'holding', 'id', h.id) AS mandate,
            NULL AS "appIds"
     FROM organisation.holding h
     JOIN organisation.position p ON p.id = h.position_id AND p.valid @> $2::date
     JOIN organisation.agency_fact f ON f.agency_id = p.agency_id AND f.valid @> $2::date AND upper_inf(f.recorded)
     WHERE h.official_id = $1 AND h.valid @> $2::date AND upper_inf(h.recorded)
     ORDER BY p.id`,
    [officialId, on],
  );
}

export function delegatedPositions(
  tx: Tx,
  officialId: string,
  on: CalendarDay,
  at: Date,
): Promise<HeldPosition[]> {
  return tx.rows<HeldPosition>(
    `SELECT ${POSITION_COLUMNS}, json_build_object('kind', 'delegation', 'id', d.id) AS mandate,
            d.app_ids AS "appIds"
     FROM organisation.delegation d
     JOIN organisation.position p ON p.id = d.position_id AND p.valid @> $2::date
     JOIN organisation.agency_fact f ON f.agency_id = p.agency_id AND f.valid @> $2::date AND upper_inf(f.recorded)
     WHERE d.to_official_id = $1 AND d.valid @> $2::date AND (d.revoked_at IS NULL OR d.revoked_at > $3)
     ORDER BY p.id`,
    [officialId, on, at],
  );
}

export function roleHolders(
  tx: Tx,
  agencyId: string,
  role: Role,
  on: CalendarDay,
  at: Date,
): Promise<Holder[]> {
  return tx.rows<Holder>(
    `SELECT o.id AS "officialId", o.name, p.id AS "positionId", p.title
     FROM organisation.position p
     CROSS JOIN LATERAL (
       SELECT official_id FROM organisation.holding
       WHERE position_id = p.id AND valid @> $3::date AND upper_inf(recorded)
       UNION
       SELECT to_official_id FROM organisation.delegation
       WHERE position_id = p.id AND valid @> $3::date AND (revoked_at IS NULL OR revoked_at > $4)) AS acting
     JOIN organisation.official o ON o.id = acting.official_id
     WHERE p.agency_id = $1 AND p.role = $2 AND p.valid @> $3::date
     ORDER BY o.name, p.id
     LIMIT 200`,
    [agencyId, role, on, at],
  );
}

export interface ActingUnit {
  readonly officialId: string;
  readonly role: Role;
  readonly unitName: string;
  readonly agencyId: string;
}

/** In which units officials ever acted, by the position they held or stood in for; the latest position first. */
export function unitRows(tx: Tx, officialIds: readonly string[]): Promise<ActingUnit[]> {
  return tx.rows<ActingUnit>(
    `SELECT acting.official_id AS "officialId", p.role, p.unit_name AS "unitName", p.agency_id AS "agencyId"
     FROM (SELECT official_id, position_id, valid FROM organisation.holding WHERE upper_inf(recorded)
           UNION ALL
           SELECT to_official_id, position_id, valid FROM organisation.delegation) AS acting
     JOIN organisation.position p ON p.id = acting.position_id
     WHERE acting.official_id = ANY ($1::uuid[])
     ORDER BY lower(acting.valid) DESC, p.id
     LIMIT 500`,
    [officialIds],
  );
}

export function unitsOfRoles(
  tx: Tx,
  agencyId: string,
  on: CalendarDay,
): Promise<{ role: Role; unitName: string }[]> {
  return tx.rows(
    `SELECT DISTINCT role, unit_name AS "unitName" FROM organisation.position
     WHERE agency_id = $1 AND valid @> $2::date
     ORDER BY unit_name
     LIMIT 200`,
    [agencyId, on],
  );
}

export function namesOf(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return tx.rows(`SELECT id, name FROM organisation.official WHERE id = ANY ($1::uuid[])`, [ids]);
}

export async function mandateIsValid(
  tx: Tx,
  mandate: Mandate,
  officialId: string,
  on: CalendarDay,
  at: Date,
): Promise<boolean> {
  const row =
    mandate.kind === "holding"
      ? await tx.row(
          `SELECT id FROM organisation.holding
           WHERE id = $1 AND official_id = $2 AND valid @> $3::date AND upper_inf(recorded)`,
          [mandate.id, officialId, on],
        )
      : await tx.row(
          `SELECT id FROM organisation.delegation
           WHERE id = $1 AND to_official_id = $2 AND valid @> $3::date AND (revoked_at IS NULL OR revoked_at > $4)`,
          [mandate.id, officialId, on, at],
        );
  return row !== undefined;
}

/** Ends what is believed of an agency from a day on: the old record is closed, its part before the day recorded anew. */
export async function closeAgencyFact(
  tx: Tx,
  now: Date,
  agencyId: string,
  on: CalendarDay,
): Promise<void> {
  await tx.write(
    `WITH closed AS (
       UPDATE organisation.agency_fact SET recorded = tstzrange(lower(recorded), $2)
       WHERE agency_id = $1 AND upper_inf(recorded) AND valid @> $3::date
       RETURNING agency_id, name, name_en, kind, parent_id, is_one_stop, valid, source
     )
     INSERT INTO organisation.agency_fact (agency_id, name, name_en, kind, parent_id, is_one_stop, valid, recorded, source)
     SELECT agency_id, name, name_en, kind, parent_id, is_one_stop, daterange(lower(valid), $3::date), tstzrange($2, NULL), source
     FROM closed
     WHERE lower(valid) < $3::date`,
    [agencyId, now, on],
  );
}

export interface NewAgencyFact extends Omit<Agency, "parentId"> {
  readonly parentId: string | null;
  readonly from: CalendarDay;
  readonly source: string;
}

export async function insertAgencies(
  tx: Tx,
  now: Date,
  facts: readonly NewAgencyFact[],
): Promise<void> {
  await tx.write(
    `INSERT INTO organisation.agency (id, slug, organ_id)
     SELECT id, slug, "organId" FROM jsonb_to_recordset($1::jsonb) AS f (id uuid, slug text, "organId" text)
     ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(facts)],
  );
  await tx.write(
    `INSERT INTO organisation.agency_fact (agency_id, name, name_en, kind, parent_id, is_one_stop, valid, recorded, source)
     SELECT id, name, "nameEn", kind, "parentId", "isOneStop", daterange("from", NULL), tstzrange($2, NULL), source
     FROM jsonb_to_recordset($1::jsonb) AS f
       (id uuid, name text, "nameEn" text, kind text, "parentId" uuid, "isOneStop" boolean, "from" date, source text)`,
    [JSON.stringify(facts), now],
  );
}

export interface NewHolding {
  readonly holdingId: string;
  readonly positionId: string;
  readonly officialId: string;
  readonly agencyId: string;
  readonly unitName: string;
  readonly title: string;
  readonly titleEn: string;
  readonly role: Role;
  readonly name: string;
  readonly from: CalendarDay;
}

/** Positions with the officials who hold them, set by set. */
export async function insertHoldings(
  tx: Tx,
  now: Date,
  holdings: readonly NewHolding[],
): Promise<void> {
  const rows = JSON.stringify(holdings);
  await tx.write(
    `INSERT INTO organisation.official (id, name)
     SELECT "officialId", name FROM jsonb_to_recordset($1::jsonb) AS h ("officialId" uuid, name text)
     ON CONFLICT (id) DO NOTHING`,
    [rows],
  );
  await tx.write(
    `INSERT INTO organisation.position (id, agency_id, unit_name, title, title_en, role, valid)
     SELECT "positionId", "agencyId", "unitName", title, "titleEn", role, daterange("from", NULL)
     FROM jsonb_to_recordset($1::jsonb) AS h
       ("positionId" uuid, "agencyId" uuid, "unitName" text, title text, "titleEn" text, role text, "from" date)
     ON CONFLICT (id) DO NOTHING`,
    [rows],
  );
  await tx.write(
    `INSERT INTO organisation.holding (id, position_id, official_id, valid, recorded)
     SELECT "holdingId", "positionId", "officialId", daterange("from", NULL), tstzrange($2, NULL)
     FROM jsonb_to_recordset($1::jsonb) AS h ("holdingId" uuid, "positionId" uuid, "officialId" uuid, "from" date)`,
    [rows, now],
  );
}

/** Ends a holding from a day on; what was recorded before stays readable. */
export async function endHoldings(
  tx: Tx,
  now: Date,
  agencyId: string,
  on: CalendarDay,
): Promise<void> {
  await tx.write(
    `WITH closed AS (
       UPDATE organisation.holding SET recorded = tstzrange(lower(recorded), $2)
       WHERE upper_inf(recorded) AND valid @> $3::date
         AND position_id IN (SELECT id FROM organisation.position WHERE agency_id = $1)
       RETURNING position_id, official_id, valid
     )
     INSERT INTO organisation.holding (id, position_id, official_id, valid, recorded)
     SELECT gen_random_uuid(), position_id, official_id, daterange(lower(valid), $3::date), tstzrange($2, NULL)
     FROM closed
     WHERE lower(valid) < $3::date`,
    [agencyId, now, on],
  );
}

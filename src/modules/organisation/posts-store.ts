import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import type { Role } from "./agency.ts";

/** A position on one day, with who holds it; vacant where nobody does. */
export interface Post {
  readonly positionId: string;
  readonly title: string;
  readonly titleEn: string;
  readonly unitName: string;
  readonly role: Role;
  readonly holderId: string | null;
  readonly holderName: string | null;
  readonly heldFrom: CalendarDay | null;
}

export function postsOf(tx: Tx, agencyId: string, on: CalendarDay): Promise<Post[]> {
  return tx.rows<Post>(
    `SELECT p.id AS "positionId", p.title, p.title_en AS "titleEn", p.unit_name AS "unitName", p.role,
            o.id AS "holderId", o.name AS "holderName", to_char(lower(h.valid), 'YYYY-MM-DD') AS "heldFrom"
     FROM organisation.position p
     LEFT JOIN organisation.holding h ON h.position_id = p.id AND h.valid @> $2::date AND upper_inf(h.recorded)
     LEFT JOIN organisation.official o ON o.id = h.official_id
     WHERE p.agency_id = $1 AND p.valid @> $2::date
     ORDER BY p.unit_name, p.title, o.name
     LIMIT 300`,
    [agencyId, on],
  );
}

export function postById(
  tx: Tx,
  positionId: string,
  on: CalendarDay,
): Promise<{ agencyId: string; role: Role } | undefined> {
  return tx.row(
    `SELECT agency_id AS "agencyId", role FROM organisation.position WHERE id = $1 AND valid @> $2::date`,
    [positionId, on],
  );
}

export interface DelegationRow {
  readonly id: string;
  readonly positionId: string;
  readonly title: string;
  readonly titleEn: string;
  readonly toName: string;
  readonly decision: string;
  readonly from: CalendarDay;
  /** First day on which it no longer holds. */
  readonly until: CalendarDay;
  readonly revokedAt: Date | null;
  readonly appIds: readonly string[] | null;
}

/** Delegations of an agency's positions that hold on a day or later, revoked ones included: they explain who acted. */
export function delegationsOf(tx: Tx, agencyId: string, on: CalendarDay): Promise<DelegationRow[]> {
  return tx.rows<DelegationRow>(
    `SELECT d.id, d.position_id AS "positionId", p.title, p.title_en AS "titleEn", o.name AS "toName", d.decision,
            to_char(lower(d.valid), 'YYYY-MM-DD') AS "from", to_char(upper(d.valid), 'YYYY-MM-DD') AS "until",
            d.revoked_at AS "revokedAt", d.app_ids AS "appIds"
     FROM organisation.delegation d
     JOIN organisation.position p ON p.id = d.position_id
     JOIN organisation.official o ON o.id = d.to_official_id
     WHERE p.agency_id = $1 AND upper(d.valid) > $2::date
     ORDER BY lower(d.valid), d.id
     LIMIT 200`,
    [agencyId, on],
  );
}

/** What whoever stands in is told of a delegation. */
export interface GivenDelegation {
  readonly toOfficialId: string;
  readonly agencyId: string;
  readonly title: string;
  readonly holderName: string;
  readonly decision: string;
  readonly from: CalendarDay;
  /** First day on which it no longer holds. */
  readonly until: CalendarDay;
}

export function givenDelegation(
  tx: Tx,
  id: string,
  on: CalendarDay,
): Promise<GivenDelegation | undefined> {
  return tx.row<GivenDelegation>(
    `SELECT d.to_official_id AS "toOfficialId", p.agency_id AS "agencyId", p.title, coalesce(o.name, '') AS "holderName", d.decision,
            to_char(lower(d.valid), 'YYYY-MM-DD') AS "from", to_char(upper(d.valid), 'YYYY-MM-DD') AS "until"
     FROM organisation.delegation d
     JOIN organisation.position p ON p.id = d.position_id
     LEFT JOIN organisation.holding h ON h.position_id = p.id AND h.valid @> $2::date AND upper_inf(h.recorded)
     LEFT JOIN organisation.official o ON o.id = h.official_id
     WHERE d.id = $1`,
    [id, on],
  );
}

export function delegationById(
  tx: Tx,
  id: string,
): Promise<{ positionId: string; decision: string } | undefined> {
  return tx.row(
    `SELECT position_id AS "positionId", decision FROM organisation.delegation WHERE id = $1`,
    [id],
  );
}

/** False when the same official already stands in for the position on one of these days. */
export async function insertDelegation(
  tx: Tx,
  delegation: {
    readonly id: string;
    readonly positionId: string;
    readonly toOfficialId: string;
    readonly decision: string;
    readonly from: CalendarDay;
    readonly until: CalendarDay;
    readonly appIds?: readonly string[] | null;
  },
): Promise<boolean> {
  const rows = await tx.rows(
    `INSERT INTO organisation.delegation (id, position_id, to_official_id, decision, valid, app_ids)
     VALUES ($1, $2, $3, $4, daterange($5::date, $6::date), $7::text[])
     ON CONFLICT ON CONSTRAINT delegation_one_at_a_time DO NOTHING
     RETURNING id`,
    [
      delegation.id,
      delegation.positionId,
      delegation.toOfficialId,
      delegation.decision,
      delegation.from,
      delegation.until,
      delegation.appIds ?? null,
    ],
  );
  return rows.length === 1;
}

export async function markRevoked(tx: Tx, now: Date, id: string): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE organisation.delegation SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id`,
    [id, now],
  );
  return rows.length === 1;
}

export async function chosenPosition(tx: Tx, sessionId: string): Promise<string | undefined> {
  const row = await tx.row<{ positionId: string }>(
    `SELECT position_id AS "positionId" FROM organisation.acting_position WHERE session_id = $1`,
    [sessionId],
  );
  return row?.positionId;
}

export async function choosePosition(
  tx: Tx,
  now: Date,
  chosen: {
    readonly sessionId: string;
    readonly officialId: string;
    readonly positionId: string;
  },
): Promise<void> {
  await tx.write(
    `INSERT INTO organisation.acting_position (session_id, official_id, position_id, chosen_at)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (session_id) DO UPDATE SET position_id = $3, chosen_at = $4`,
    [chosen.sessionId, chosen.officialId, chosen.positionId, now],
  );
}

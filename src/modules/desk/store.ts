import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import type { Entry } from "./entry.ts";

const COLUMNS = `tenant_id AS "tenantId", id, public_id AS "publicId", agency_id AS "agencyId", agency_name AS "agencyName",
  taking_tenant_id AS "takingTenantId", taking_agency_id AS "takingAgencyId", taking_agency_name AS "takingAgencyName",
  app_id AS "appId", account_id AS "accountId", applicant_name AS "applicantName", channel, posted_on::text AS "postedOn",
  arrived_at AS "arrivedAt", reply_address AS "replyAddress", entered_by AS "enteredBy", entered_name AS "enteredName",
  position_id AS "positionId", started_at AS "startedAt", submitted_at AS "submittedAt"`;

export async function insertEntry(tx: Tx, entry: Entry): Promise<void> {
  await tx.write(
    `INSERT INTO desk.entry (tenant_id, id, public_id, agency_id, agency_name, taking_tenant_id, taking_agency_id, taking_agency_name,
       app_id, account_id, applicant_name, channel, posted_on, arrived_at, reply_address, entered_by, entered_name, position_id, started_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      entry.tenantId,
      entry.id,
      entry.publicId,
      entry.agencyId,
      entry.agencyName,
      entry.takingTenantId,
      entry.takingAgencyId,
      entry.takingAgencyName,
      entry.appId,
      entry.accountId,
      entry.applicantName,
      entry.channel,
      entry.postedOn,
      entry.arrivedAt,
      entry.replyAddress,
      entry.enteredBy,
      entry.enteredName,
      entry.positionId,
      entry.startedAt,
    ],
  );
}

/** An entry of a desk whose agency's records are held. */
export function entryByPublicId(
  tx: Tx,
  takingTenantIds: readonly string[],
  publicId: string,
): Promise<Entry | undefined> {
  return tx.row<Entry>(
    `SELECT ${COLUMNS}
     FROM desk.entry
     WHERE public_id = $1 AND taking_tenant_id = ANY ($2::uuid[])`,
    [publicId, takingTenantIds],
  );
}

/** The place of an entry in its desk's list. */
export type EntryPlace = Pick<Entry, "startedAt" | "id">;

/** What a desk took in, newest first; keyset on (started_at, id) over index entry_of_desk. */
export function entriesOfDesk(
  tx: Tx,
  takingTenantIds: readonly string[],
  filter: { readonly forOthers: boolean; readonly after?: EntryPlace; readonly limit: number },
): Promise<Entry[]> {
  const { forOthers, after, limit } = filter;
  return tx.rows<Entry>(
    `SELECT ${COLUMNS}
     FROM desk.entry
     WHERE taking_tenant_id = ANY ($1::uuid[])
       AND (NOT $2::boolean OR agency_id <> taking_agency_id)
       AND ($3::timestamptz IS NULL OR (started_at, id) < ($3, $4::uuid))
     ORDER BY started_at DESC, id DESC
     LIMIT $5`,
    [takingTenantIds, forOthers, after?.startedAt ?? null, after?.id ?? null, limit],
  );
}

export async function markSubmitted(tx: Tx, now: Date, entry: Entry): Promise<void> {
  await tx.write(
    `UPDATE desk.entry SET submitted_at = $3
     WHERE tenant_id = $1 AND id = $2 AND submitted_at IS NULL`,
    [entry.tenantId, entry.id, now],
  );
}

/** The rule by which a desk takes in for any competent agency on a day; undefined before there was one (R16). */
export function intakeRuleOn(tx: Tx, on: CalendarDay): Promise<{ source: string } | undefined> {
  return tx.row(
    `SELECT source
     FROM desk.intake_rule
     WHERE from_on <= $1::date AND (until_on IS NULL OR until_on > $1::date)
     ORDER BY from_on DESC
     LIMIT 1`,
    [on],
  );
}

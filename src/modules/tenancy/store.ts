import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import type { Tenant } from "./tenancy.ts";

export function tenantsOf(tx: Tx, agencyId: string, on: CalendarDay): Promise<Tenant[]> {
  return tx.rows<Tenant>(
    `SELECT t.id, t.code, t.name
     FROM tenancy.custody c
     JOIN tenancy.tenant t ON t.id = c.tenant_id
     WHERE c.agency_id = $1 AND c.valid @> $2::date
     ORDER BY lower(c.valid), t.code`,
    [agencyId, on],
  );
}

export function custodyOn(
  tx: Tx,
  tenantId: string,
  on: CalendarDay,
): Promise<{ agencyId: string } | undefined> {
  return tx.row(
    `SELECT agency_id AS "agencyId" FROM tenancy.custody WHERE tenant_id = $1 AND valid @> $2::date`,
    [tenantId, on],
  );
}

export function custodiesOn(
  tx: Tx,
  on: CalendarDay,
): Promise<{ tenantId: string; agencyId: string }[]> {
  return tx.rows(
    `SELECT tenant_id AS "tenantId", agency_id AS "agencyId"
     FROM tenancy.custody
     WHERE valid @> $1::date`,
    [on],
  );
}

export async function closeCustody(tx: Tx, tenantId: string, on: CalendarDay): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE tenancy.custody SET valid = daterange(lower(valid), $2::date)
     WHERE tenant_id = $1 AND valid @> $2::date AND lower(valid) < $2::date
     RETURNING tenant_id`,
    [tenantId, on],
  );
  return rows.length === 1;
}

export interface NewCustody {
  readonly tenantId: string;
  readonly agencyId: string;
  readonly from: CalendarDay;
  readonly decision: string;
}

export async function insertCustody(tx: Tx, custody: readonly NewCustody[]): Promise<void> {
  await tx.write(
    `INSERT INTO tenancy.custody (tenant_id, agency_id, valid, decision)
     SELECT "tenantId", "agencyId", daterange("from", NULL), decision
     FROM jsonb_to_recordset($1::jsonb) AS c ("tenantId" uuid, "agencyId" uuid, "from" date, decision text)`,
    [JSON.stringify(custody)],
  );
}

export async function insertTenants(tx: Tx, tenants: readonly Tenant[]): Promise<void> {
  await tx.write(
    `INSERT INTO tenancy.tenant (id, code, name)
     SELECT id, code, name FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, code text, name text)`,
    [JSON.stringify(tenants)],
  );
}

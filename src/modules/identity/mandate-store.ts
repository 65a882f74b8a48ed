import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";

export type MandateKind = "family" | "staff";

export interface Mandate {
  readonly id: string;
  readonly code: string;
  readonly proxyId: string;
  readonly proxyName: string;
  readonly representedCitizenId: string;
  readonly representedName: string;
  readonly representedId: string | null;
  readonly kind: MandateKind;
  readonly organisation: string | null;
  /** Empty: every procedure. */
  readonly appIds: readonly string[];
  readonly validFrom: CalendarDay;
  readonly validUntil: CalendarDay;
  readonly consent: "sign-in" | "paper" | null;
  readonly consentedAt: Date | null;
  readonly paper: string | null;
  readonly endedAt: Date | null;
  readonly askedAt: Date;
}

const MANDATE_COLUMNS = `m.id, m.code, m.proxy_id AS "proxyId", p.name AS "proxyName",
  m.represented_citizen_id AS "representedCitizenId", m.represented_name AS "representedName",
  m.represented_id AS "representedId", m.kind, m.organisation, m.app_ids AS "appIds",
  m.valid_from::text AS "validFrom", m.valid_until::text AS "validUntil", m.consent, m.consented_at AS "consentedAt",
  m.paper, m.ended_at AS "endedAt", m.asked_at AS "askedAt"`;

/** Nobody files for more people than this at once; a service that does is an organisation of its own. */
const MOST = 50;

export function mandatesOfProxy(tx: Tx, accountId: string): Promise<Mandate[]> {
  return tx.rows<Mandate>(
    `SELECT ${MANDATE_COLUMNS}
     FROM identity.mandate m
     JOIN identity.account p ON p.id = m.proxy_id
     WHERE m.proxy_id = $1
     ORDER BY m.asked_at DESC
     LIMIT ${MOST}`,
    [accountId],
  );
}

export function mandatesGivenBy(tx: Tx, citizenId: string): Promise<Mandate[]> {
  return tx.rows<Mandate>(
    `SELECT ${MANDATE_COLUMNS}
     FROM identity.mandate m
     JOIN identity.account p ON p.id = m.proxy_id
     WHERE m.represented_citizen_id = $1
     ORDER BY m.asked_at DESC
     LIMIT ${MOST}`,
    [citizenId],
  );
}

export function mandateById(tx: Tx, id: string): Promise<Mandate | undefined> {
  return tx.row<Mandate>(
    `SELECT ${MANDATE_COLUMNS}
     FROM identity.mandate m
     JOIN identity.account p ON p.id = m.proxy_id
     WHERE m.id = $1`,
    [id],
  );
}

export function mandateByCode(tx: Tx, code: string): Promise<Mandate | undefined> {
  return tx.row<Mandate>(
    `SELECT ${MANDATE_COLUMNS}
     FROM identity.mandate m
     JOIN identity.account p ON p.id = m.proxy_id
     WHERE m.code = $1`,
    [code],
  );
}

export async function insertMandate(
  tx: Tx,
  mandate: Omit<
    Mandate,
    "proxyName" | "representedId" | "consent" | "consentedAt" | "paper" | "endedAt"
  >,
): Promise<void> {
  await tx.write(
    `INSERT INTO identity.mandate (id, code, proxy_id, represented_citizen_id, represented_name, kind, organisation, app_ids,
       valid_from, valid_until, asked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      mandate.id,
      mandate.code,
      mandate.proxyId,
      mandate.representedCitizenId,
      mandate.representedName,
      mandate.kind,
      mandate.organisation,
      mandate.appIds,
      mandate.validFrom,
      mandate.validUntil,
      mandate.askedAt,
    ],
  );
}

/** False when it was consented to or ended before. */
export async function consentRow(
  tx: Tx,
  now: Date,
  id: string,
  consent: {
    readonly kind: "sign-in" | "paper";
    readonly by: string;
    readonly representedId: string;
    readonly paper: string | null;
  },
): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE identity.mandate SET consent = $2, consented_at = $3, consented_by = $4, represented_id = $5, paper = $6
     WHERE id = $1 AND consent IS NULL AND ended_at IS NULL
     RETURNING id`,
    [id, consent.kind, now, consent.by, consent.representedId, consent.paper],
  );
  return rows.length === 1;
}

export async function endRow(tx: Tx, now: Date, id: string, by: string): Promise<boolean> {
  const rows = await tx.rows(
    `UPDATE identity.mandate SET ended_at = $2, ended_by = $3
     WHERE id = $1 AND ended_at IS NULL
     RETURNING id`,
    [id, now, by],
  );
  return rows.length === 1;
}

/** The account that is a citizen's: linked to the national identity first, then the oldest. */
export function accountOfCitizen(tx: Tx, citizenId: string): Promise<{ id: string } | undefined> {
  return tx.row(
    `SELECT a.id
     FROM identity.account a
     LEFT JOIN identity.linked_identity l ON l.account_id = a.id
     WHERE a.citizen_id = $1 AND a.kind = 'applicant'
     ORDER BY l.account_id IS NULL, a.created_at
     LIMIT 1`,
    [citizenId],
  );
}

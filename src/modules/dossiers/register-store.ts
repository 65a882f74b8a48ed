import type { Tx } from "#platform/database";
import type { Channel, DossierState } from "./dossier.ts";

export interface RegisterRow {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly code: string;
  readonly appId: string;
  readonly applicantName: string;
  readonly address: string;
  readonly phone: string;
  readonly channel: Channel;
  readonly state: DossierState;
  readonly acceptedAt: Date;
  readonly dueAt: Date;
  readonly releasedAt: Date | null;
  readonly outcome: "early" | "on-time" | "late" | null;
}

export interface RegisterPeriod {
  readonly from: Date;
  readonly until: Date;
  /** Procedures of one field, or that the mandate is limited to. */
  readonly appIds?: readonly string[] | undefined;
}

export interface RegisterPlace {
  readonly acceptedAt: Date;
  readonly id: string;
}

/** Accepted dossiers in the order of acceptance, a page after a place; each record-holder's by index dossier_accepted. */
export function registerRows(
  tx: Tx,
  tenantIds: readonly string[],
  { from, until, appIds }: RegisterPeriod,
  after: RegisterPlace | undefined,
  limit: number,
): Promise<RegisterRow[]> {
  return tx.rows<RegisterRow>(
    `SELECT d.*
     FROM unnest($1::uuid[]) AS t (id)
     CROSS JOIN LATERAL (
       SELECT tenant_id AS "tenantId", id, public_id AS "publicId", code, app_id AS "appId", applicant_name AS "applicantName",
              coalesce(answers ->> 'ownerAddress', '') AS address, coalesce(answers ->> 'ownerPhone', '') AS phone, channel, state,
              accepted_at AS "acceptedAt", due_at AS "dueAt", released_at AS "releasedAt", outcome
       FROM dossiers.dossier
       WHERE tenant_id = t.id AND accepted_at >= $2 AND accepted_at < $3
         AND ($4::text[] IS NULL OR app_id = ANY ($4::text[]))
         AND (accepted_at, id) > ($5::timestamptz, $6::uuid)
       ORDER BY accepted_at, id
       LIMIT $7) AS d
     ORDER BY d."acceptedAt", d.id
     LIMIT $7`,
    [
      tenantIds,
      from,
      until,
      appIds ?? null,
      after?.acceptedAt ?? new Date(0),
      after?.id ?? "00000000-0000-0000-0000-000000000000",
      limit,
    ],
  );
}

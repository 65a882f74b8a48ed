import type { Tx } from "#platform/database";
import { LIST_DUE } from "./list-due.ts";

/** A count on a screen goes no further: beyond it stands "more than 100", however many there are. */
export const MOST_COUNTED = 100;

export interface OpenScope {
  readonly tenantIds: readonly string[];
  readonly roles: readonly string[];
  /** Procedures that the mandate is limited to. */
  readonly appIds?: readonly string[] | undefined;
}

export interface MorningMoments {
  readonly now: Date;
  /** The end of today, and the end of the second working day after it. */
  readonly endOfToday: Date;
  readonly endOfSecondDay: Date;
}

/** What waits in an agency as of now; each figure stops one after `MOST_COUNTED`. */
export interface MorningFigures {
  readonly late: number;
  readonly today: number;
  readonly soon: number;
  readonly free: number;
  readonly toSign: number;
  readonly toReview: number;
}

const ANY_APP = `($3::text[] IS NULL OR app_id = ANY ($3::text[]))`;
const TENANTS = `unnest($1::uuid[]) AS of_tenant`;

/**
 * Counts at most one row more than is shown, so that its cost has a bound. Each list that lies in the order of an index is
 * asked in that order, so that no plan hopes to meet enough rows by walking the table.
 */
function bounded(lists: string, condition: string, name: string): string {
  return `(SELECT count(*)::integer
     FROM (SELECT FROM ${lists}, LATERAL (
             SELECT FROM dossiers.dossier
             WHERE tenant_id = of_tenant AND ${condition} AND ${ANY_APP}
             ORDER BY ${LIST_DUE}, id
             LIMIT ${MOST_COUNTED + 1}) AS listed
           LIMIT ${MOST_COUNTED + 1}) AS counted) AS "${name}"`;
}

/** By index dossier_worklist. */
function ofRoles(condition: string, name: string): string {
  const lists = `${TENANTS}, unnest($2::text[]) AS of_role`;
  return bounded(lists, `step_role = of_role AND ${condition}`, name);
}

/** By index dossier_of_holder. */
function ofHolder(holder: string, condition: string, name: string): string {
  return bounded(TENANTS, `${holder} AND step_role = ANY ($2::text[]) AND ${condition}`, name);
}

/** Walks indexes dossier_worklist and dossier_of_holder, in one round trip. */
export async function morningFigures(
  tx: Tx,
  scope: OpenScope,
  moments: MorningMoments,
  officialId: string,
): Promise<MorningFigures> {
  const mine = `(holder_id IS NULL OR holder_id = $7)`;
  const found = await tx.row<MorningFigures>(
    `SELECT ${[
      ofRoles(`${LIST_DUE} < $4`, "late"),
      ofRoles(`${LIST_DUE} >= $4 AND ${LIST_DUE} < $5`, "today"),
      ofRoles(`${LIST_DUE} >= $5 AND ${LIST_DUE} < $6`, "soon"),
      ofHolder(`holder_id IS NULL`, `true`, "free"),
      bounded(TENANTS, `step_role = 'leader' AND step = 'sign' AND ${mine}`, "toSign"),
      bounded(TENANTS, `step_role = 'head' AND ${mine}`, "toReview"),
    ].join(",\n")}`,
    [
      scope.tenantIds,
      scope.roles,
      scope.appIds ?? null,
      moments.now,
      moments.endOfToday,
      moments.endOfSecondDay,
      officialId,
    ],
  );
  if (found === undefined) throw new Error("a row of figures has no row");
  return found;
}

export interface HeldFigures {
  readonly officialId: string;
  readonly late: number;
  readonly soon: number;
  readonly open: number;
}

/** What each official holds, by index dossier_of_holder. */
export function heldFigures(
  tx: Tx,
  scope: OpenScope,
  moments: MorningMoments,
  officialIds: readonly string[],
): Promise<HeldFigures[]> {
  const held = `holder_id = o.id`;
  return tx.rows<HeldFigures>(
    `SELECT o.id AS "officialId",
       ${ofHolder(held, `${LIST_DUE} < $5`, "late")},
       ${ofHolder(held, `${LIST_DUE} >= $5 AND ${LIST_DUE} < $6`, "soon")},
       ${ofHolder(held, `true`, "open")}
     FROM unnest($4::uuid[]) AS o (id)`,
    [
      scope.tenantIds,
      scope.roles,
      scope.appIds ?? null,
      officialIds,
      moments.now,
      moments.endOfSecondDay,
    ],
  );
}

import type { Tx } from "#platform/database";
import type { DossierState } from "./dossier.ts";
import { escapedForLike } from "./store.ts";

export interface FoundDossier {
  readonly publicId: string;
  readonly code: string;
  readonly title: string;
  readonly applicantName: string;
  readonly state: DossierState;
}

/** Shorter words have no index to walk. */
export const SHORTEST_SEARCH = 3;
const LOOKED_AT = 200;
const SHOWN = 8;

/** Dossiers of any age by a piece of their code, title or applicant, newest first among the first that index dossier_search gives. */
export function dossiersFound(
  tx: Tx,
  tenantIds: readonly string[],
  appIds: readonly string[] | undefined,
  text: string,
): Promise<FoundDossier[]> {
  return tx.rows<FoundDossier>(
    `SELECT public_id AS "publicId", code, title, applicant_name AS "applicantName", state
     FROM (SELECT public_id, code, title, applicant_name, state, submitted_at
           FROM dossiers.dossier
           WHERE tenant_id = ANY ($1::uuid[])
             AND ($2::text[] IS NULL OR app_id = ANY ($2::text[]))
             AND search_text LIKE '%' || platform.folded($3) || '%'
           LIMIT ${LOOKED_AT}) AS found
     ORDER BY submitted_at DESC, code
     LIMIT ${SHOWN}`,
    [tenantIds, appIds ?? null, escapedForLike(text)],
  );
}

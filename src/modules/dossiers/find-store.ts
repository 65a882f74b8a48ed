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

/** Shorter words are in nearly everything. */
export const SHORTEST_SEARCH = 3;
const SHOWN = 8;
const COLUMNS = `public_id AS "publicId", code, title, applicant_name AS "applicantName", state, submitted_at`;

/**
 * Dossiers of any age, newest first: by a whole code at once, by a piece of their code, title or applicant in the order of
 * index dossier_newest, so that names met often are found soon. A piece that nothing recent has walks the agency's whole
 * past: behind row security no index may answer LIKE (migration 0061).
 */
export async function dossiersFound(
  tx: Tx,
  tenantIds: readonly string[],
  appIds: readonly string[] | undefined,
  text: string,
): Promise<FoundDossier[]> {
  const named = await tx.rows<FoundDossier>(
    `SELECT ${COLUMNS}
     FROM dossiers.dossier
     WHERE code = upper($3) AND tenant_id = ANY ($1::uuid[]) AND ($2::text[] IS NULL OR app_id = ANY ($2::text[]))`,
    [tenantIds, appIds ?? null, text],
  );
  if (named.length > 0) return named;
  return tx.rows<FoundDossier>(
    `SELECT found.*
     FROM unnest($1::uuid[]) AS of_tenant, LATERAL (
       SELECT ${COLUMNS}
       FROM dossiers.dossier
       WHERE tenant_id = of_tenant
         AND ($2::text[] IS NULL OR app_id = ANY ($2::text[]))
         AND search_text LIKE '%' || platform.folded($3) || '%'
       ORDER BY submitted_at DESC, id DESC
       LIMIT ${SHOWN}) AS found
     ORDER BY submitted_at DESC, code
     LIMIT ${SHOWN}`,
    [tenantIds, appIds ?? null, escapedForLike(text)],
  );
}

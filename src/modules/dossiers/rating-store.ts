import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { Dossier } from "./dossier.ts";
import type { CounterChange } from "./store.ts";

/** True when the rating was kept, with its counter; a second rating changes nothing. */
export async function insertRating(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  rating: { readonly stars: number; readonly words: string; readonly counter: CounterChange },
): Promise<boolean> {
  const rows = await tx.rows(
    `WITH kept AS (
       INSERT INTO dossiers.rating (tenant_id, dossier_id, stars, words, at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING
       RETURNING tenant_id
     ), counted AS (
       INSERT INTO dossiers.counter_delta (tenant_id, id, app_id, month, metric, amount)
       SELECT tenant_id, $6, $7, $8, $9, $10 FROM kept
     )
     SELECT tenant_id FROM kept`,
    [
      dossier.tenantId,
      dossier.id,
      rating.stars,
      rating.words,
      now,
      uuidv7(now.getTime()),
      dossier.appId,
      rating.counter.month,
      rating.counter.metric,
      rating.counter.amount,
    ],
  );
  return rows.length === 1;
}

export function ratingOf(
  tx: Tx,
  tenantId: string,
  dossierId: string,
): Promise<{ stars: number } | undefined> {
  return tx.row(`SELECT stars FROM dossiers.rating WHERE tenant_id = $1 AND dossier_id = $2`, [
    tenantId,
    dossierId,
  ]);
}

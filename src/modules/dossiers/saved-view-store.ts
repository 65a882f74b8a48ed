import type { Tx } from "#platform/database";

export interface SavedView {
  readonly id: string;
  readonly tenantId: string;
  readonly ownerId: string;
  readonly unitName: string | null;
  readonly name: string;
  /** The questions of the list, as they stand in its address. */
  readonly query: string;
  readonly place: number;
  readonly isStart: boolean;
}

const SAVED_VIEW = `
  SELECT id, tenant_id AS "tenantId", owner_id AS "ownerId", unit_name AS "unitName", name, query, place, is_start AS "isStart"
  FROM dossiers.saved_view`;

/** More than anybody finds their way in. */
export const MOST_VIEWS = 20;

/** An official's own views in their order, then those shared with the unit. */
export function viewsFor(
  tx: Tx,
  tenantIds: readonly string[],
  ownerId: string,
  unitName: string | undefined,
): Promise<SavedView[]> {
  return tx.rows<SavedView>(
    `(${SAVED_VIEW}
      WHERE tenant_id = ANY ($1::uuid[]) AND owner_id = $2
      ORDER BY place, id
      LIMIT ${MOST_VIEWS})
     UNION ALL
     (${SAVED_VIEW}
      WHERE tenant_id = ANY ($1::uuid[]) AND unit_name = $3 AND owner_id <> $2
      ORDER BY name, id
      LIMIT ${MOST_VIEWS})`,
    [tenantIds, ownerId, unitName ?? null],
  );
}

export async function insertView(
  tx: Tx,
  now: Date,
  view: Omit<SavedView, "isStart">,
): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.saved_view (tenant_id, id, owner_id, unit_name, name, query, place, saved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [view.tenantId, view.id, view.ownerId, view.unitName, view.name, view.query, view.place, now],
  );
}

export async function deleteView(tx: Tx, view: SavedView): Promise<void> {
  await tx.write(`DELETE FROM dossiers.saved_view WHERE tenant_id = $1 AND id = $2`, [
    view.tenantId,
    view.id,
  ]);
}

/** Two views of one owner change places. */
export async function swapPlaces(tx: Tx, one: SavedView, other: SavedView): Promise<void> {
  await tx.write(
    `UPDATE dossiers.saved_view SET place = CASE id WHEN $2 THEN $4::integer ELSE $5::integer END
     WHERE tenant_id = $1 AND id IN ($2, $3)`,
    [one.tenantId, one.id, other.id, other.place, one.place],
  );
}

/** The list begins with one view at most; undefined is with none. */
export async function startWith(
  tx: Tx,
  tenantId: string,
  ownerId: string,
  id: string | undefined,
): Promise<void> {
  await tx.write(
    `UPDATE dossiers.saved_view SET is_start = false WHERE tenant_id = $1 AND owner_id = $2 AND is_start`,
    [tenantId, ownerId],
  );
  if (id !== undefined)
    await tx.write(
      `UPDATE dossiers.saved_view SET is_start = true WHERE tenant_id = $1 AND owner_id = $2 AND id = $3`,
      [tenantId, ownerId, id],
    );
}

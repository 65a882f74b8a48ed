import type { Tx } from "#platform/database";
import type { HandOverItem, PaperHandOver } from "./hand-over.ts";

const SLIP = `tenant_id AS "tenantId", id, public_id AS "publicId", year, number, from_unit AS "fromUnit", to_unit AS "toUnit",
  made_at AS "madeAt", made_by AS "madeBy", made_name AS "madeName", open_items AS "openItems", version`;

/** The slip with all that is on it, in one statement. */
export async function insertHandOver(
  tx: Tx,
  slip: PaperHandOver,
  items: readonly Pick<HandOverItem, "id" | "folderId" | "fromPlace">[],
): Promise<void> {
  await tx.write(
    `WITH made AS (
       INSERT INTO paper_handling.hand_over (tenant_id, id, public_id, year, number, from_unit, to_unit, made_at, made_by,
         made_name, open_items)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     )
     INSERT INTO paper_handling.hand_over_item (tenant_id, id, hand_over_id, folder_id, ordinal, from_place, state)
     SELECT $1, one.id, $2, one.folder_id, one.ordinal, one.from_place, 'sent'
     FROM unnest($12::uuid[], $13::uuid[], $14::text[]) WITH ORDINALITY AS one (id, folder_id, from_place, ordinal)`,
    [
      slip.tenantId,
      slip.id,
      slip.publicId,
      slip.year,
      slip.number,
      slip.fromUnit,
      slip.toUnit,
      slip.madeAt,
      slip.madeBy,
      slip.madeName,
      slip.openItems,
      items.map((one) => one.id),
      items.map((one) => one.folderId),
      items.map((one) => one.fromPlace),
    ],
  );
}

export function handOverByPublicId(
  tx: Tx,
  publicId: string,
  options: { readonly lock?: boolean } = {},
): Promise<PaperHandOver | undefined> {
  return tx.row<PaperHandOver>(
    `SELECT ${SLIP}
     FROM paper_handling.hand_over
     WHERE public_id = $1${options.lock === true ? " FOR UPDATE" : ""}`,
    [publicId],
  );
}

export function itemsOf(
  tx: Tx,
  slip: Pick<PaperHandOver, "tenantId" | "id">,
): Promise<HandOverItem[]> {
  return tx.rows<HandOverItem>(
    `SELECT i.id, i.folder_id AS "folderId", f.public_id AS "publicId", f.code, f.applicant_name AS "applicantName", f.kept,
            i.ordinal, i.from_place AS "fromPlace", i.state, i.reason, i.answered_at AS "answeredAt",
            i.answered_name AS "answeredName"
     FROM paper_handling.hand_over_item i
     JOIN paper_handling.folder f ON f.tenant_id = i.tenant_id AND f.id = i.folder_id
     WHERE i.tenant_id = $1 AND i.hand_over_id = $2
     ORDER BY i.ordinal
     LIMIT 200`,
    [slip.tenantId, slip.id],
  );
}

/** Slips of an office, the newest first; those that wait for a unit over index hand_over_open. */
export function handOverRows(
  tx: Tx,
  tenantIds: readonly string[],
  filter: {
    /** Only what this unit has not answered. */
    readonly waitingFor?: string;
    readonly after?: { readonly at: Date; readonly id: string };
    readonly limit: number;
  },
): Promise<PaperHandOver[]> {
  return tx.rows<PaperHandOver>(
    `SELECT ${SLIP}
     FROM paper_handling.hand_over
     WHERE tenant_id = ANY ($1::uuid[])
       AND ($2::text IS NULL OR (to_unit = $2 AND open_items > 0))
       AND ($3::timestamptz IS NULL OR (made_at, id) < ($3, $4::uuid))
     ORDER BY made_at DESC, id DESC
     LIMIT $5`,
    [
      tenantIds,
      filter.waitingFor ?? null,
      filter.after?.at ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
}

export interface ItemAnswer {
  readonly id: string;
  readonly state: "confirmed" | "refused";
  readonly reason: string | null;
}

/** What a unit says of several folders of a slip; the slip is stale when it was answered since it was read. */
export async function saveAnswers(
  tx: Tx,
  slip: PaperHandOver,
  answers: readonly ItemAnswer[],
  by: { readonly at: Date; readonly name: string },
): Promise<void> {
  await tx.write(
    `WITH changed AS (
       UPDATE paper_handling.hand_over SET open_items = open_items - cardinality($4::uuid[]), version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING id
     ), answered AS (
       UPDATE paper_handling.hand_over_item i
       SET state = one.state, reason = one.reason, answered_at = $7, answered_name = $8
       FROM unnest($4::uuid[], $5::text[], $6::text[]) AS one (id, state, reason)
       WHERE i.tenant_id = $1 AND i.id = one.id AND i.hand_over_id IN (SELECT id FROM changed) AND i.state = 'sent'
     )
     SELECT platform.changed(EXISTS (SELECT FROM changed), $9)`,
    [
      slip.tenantId,
      slip.id,
      slip.version,
      answers.map((one) => one.id),
      answers.map((one) => one.state),
      answers.map((one) => one.reason),
      by.at,
      by.name,
      `hand-over ${slip.publicId}`,
    ],
  );
}

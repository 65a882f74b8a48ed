import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import { quarterOf, type Right, type Viewer, type Viewing } from "./view.ts";

export async function insertView(
  tx: Tx,
  now: Date,
  viewer: Viewer,
  { tenantId, personId, subject, thing, one, right }: Viewing,
): Promise<void> {
  await tx.write(
    `INSERT INTO access_log.view (tenant_id, id, person_id, subject_kind, subject_id, subject_href, subject_code, thing,
       thing_id, thing_name, by_right, viewer_ref, position_id, position_title, agency_name, quarter, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     ON CONFLICT ON CONSTRAINT view_once_a_quarter DO NOTHING`,
    [
      tenantId,
      uuidv7(now.getTime()),
      personId,
      subject.kind,
      subject.id,
      subject.href,
      subject.code,
      thing,
      one?.id ?? "",
      one?.name ?? "",
      right,
      viewer.ref,
      viewer.positionId,
      viewer.title,
      viewer.agencyName,
      quarterOf(now),
      now,
    ],
  );
}

/** A line as it is read. */
export interface ViewRow {
  readonly id: string;
  readonly tenantId: string;
  readonly personId: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectHref: string;
  readonly subjectCode: string;
  readonly thing: string;
  readonly thingName: string;
  readonly right: Right;
  readonly viewerRef: string;
  readonly positionTitle: string;
  readonly agencyName: string;
  readonly at: Date;
}

/** Where a list goes on. */
export interface After {
  readonly at: Date;
  readonly id: string;
}

export interface ViewFilter {
  /** Only of what is called so. */
  readonly code?: string | undefined;
  readonly after?: After | undefined;
  readonly limit: number;
}

const VIEW_COLUMNS = `id, tenant_id AS "tenantId", person_id AS "personId", subject_kind AS "subjectKind", subject_id AS "subjectId",
  subject_href AS "subjectHref", subject_code AS "subjectCode", thing, thing_name AS "thingName", by_right AS "right",
  viewer_ref AS "viewerRef", position_title AS "positionTitle", agency_name AS "agencyName", at`;

/** What was looked at about a person, newest first; keyset on (at, id) over index view_of_person. */
export function viewsOfPerson(tx: Tx, personId: string, filter: ViewFilter): Promise<ViewRow[]> {
  return viewRows(tx, "person_id = $1", personId, filter);
}

/** Who looked at what is called so, in the records of these holders; keyset on (at, id) over index view_of_subject. */
export function viewsOfSubject(
  tx: Tx,
  tenantIds: readonly string[],
  filter: ViewFilter,
): Promise<ViewRow[]> {
  return viewRows(tx, "tenant_id = ANY ($1::uuid[])", tenantIds, filter);
}

function viewRows(
  tx: Tx,
  whose: string,
  value: unknown,
  { code, after, limit }: ViewFilter,
): Promise<ViewRow[]> {
  const values: unknown[] = [value];
  const bind = (one: unknown): string => `$${values.push(one)}`;
  const conditions = [whose];
  if (code !== undefined) conditions.push(`subject_code = ${bind(code)}`);
  if (after !== undefined) conditions.push(`(at, id) < (${bind(after.at)}, ${bind(after.id)})`);
  return tx.rows<ViewRow>(
    `SELECT ${VIEW_COLUMNS}
     FROM access_log.view
     WHERE ${conditions.join(" AND ")}
     ORDER BY at DESC, id DESC
     LIMIT ${bind(limit)}`,
    values,
  );
}

import type { Edition } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import type { Tx } from "#platform/database";
import type { EditionEventName } from "./events.ts";
import type { Draft, OpenDraft, PublishedEdition } from "./draft.ts";

const DRAFT = `d.id, d.app_id AS "appId", to_char(d.forked_from, 'YYYY-MM-DD') AS "forkedFrom", d.title, d.state, d.version,
  to_char(d.starts_on, 'YYYY-MM-DD') AS "startsOn", d.decision, d.proposed_by AS "proposedBy", d.changed_at AS "changedAt"`;

export async function insertDraft(
  tx: Tx,
  draft: Pick<Draft, "id" | "appId" | "forkedFrom" | "title" | "changedAt">,
): Promise<void> {
  await tx.write(
    `INSERT INTO specialist_apps.draft (id, app_id, forked_from, title, state, version, changed_at)
     VALUES ($1, $2, $3, $4, 'open', 1, $5)`,
    [draft.id, draft.appId, draft.forkedFrom, draft.title, draft.changedAt],
  );
}

export async function insertVersion(
  tx: Tx,
  row: {
    readonly draftId: string;
    readonly version: number;
    readonly edition: Edition;
    readonly act: string;
    readonly note: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.write(
    `INSERT INTO specialist_apps.draft_version (draft_id, version, content, act, note, changed_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [row.draftId, row.version, JSON.stringify(row.edition), row.act, row.note, row.by, row.at],
  );
}

/** The draft with its newest content. */
export function draftById(tx: Tx, id: string): Promise<OpenDraft | undefined> {
  return tx.row<OpenDraft>(
    `SELECT ${DRAFT}, v.content AS edition, v.changed_by AS "changedBy"
     FROM specialist_apps.draft d
     JOIN specialist_apps.draft_version v ON v.draft_id = d.id AND v.version = d.version
     WHERE d.id = $1`,
    [id],
  );
}

/** The same, held until this transaction ends. */
export async function lockedDraft(tx: Tx, id: string): Promise<OpenDraft | undefined> {
  await tx.rows(`SELECT 1 FROM specialist_apps.draft WHERE id = $1 FOR UPDATE`, [id]);
  return draftById(tx, id);
}

export async function contentAt(
  tx: Tx,
  draftId: string,
  version: number,
): Promise<Edition | undefined> {
  const row = await tx.row<{ content: Edition }>(
    `SELECT content FROM specialist_apps.draft_version WHERE draft_id = $1 AND version = $2`,
    [draftId, version],
  );
  return row?.content;
}

/** Who changed what, the newest first. */
export function versionsOf(
  tx: Tx,
  draftId: string,
  limit: number,
): Promise<
  { version: number; act: EditionEventName; note: string; changedBy: string; changedAt: Date }[]
> {
  return tx.rows(
    `SELECT version, act, note, changed_by AS "changedBy", changed_at AS "changedAt"
     FROM specialist_apps.draft_version
     WHERE draft_id = $1
     ORDER BY version DESC
     LIMIT $2`,
    [draftId, limit],
  );
}

/** The newest drafts of a procedure; those that were discarded are left out. */
export function draftsOf(tx: Tx, appId: string, limit: number): Promise<Draft[]> {
  return tx.rows<Draft>(
    `SELECT ${DRAFT}
     FROM specialist_apps.draft d
     WHERE d.app_id = $1 AND d.state <> 'discarded'
     ORDER BY d.changed_at DESC
     LIMIT $2`,
    [appId, limit],
  );
}

export async function updateDraft(
  tx: Tx,
  draft: Pick<
    Draft,
    "id" | "state" | "version" | "startsOn" | "decision" | "proposedBy" | "changedAt"
  >,
): Promise<void> {
  await tx.write(
    `UPDATE specialist_apps.draft
     SET state = $2, version = $3, starts_on = $4, decision = $5, proposed_by = $6, changed_at = $7
     WHERE id = $1`,
    [
      draft.id,
      draft.state,
      draft.version,
      draft.startsOn,
      draft.decision,
      draft.proposedBy,
      draft.changedAt,
    ],
  );
}

const PUBLISHED = `number, app_id AS "appId", to_char(in_force_from, 'YYYY-MM-DD') AS "inForceFrom", draft_id AS "draftId", decision,
  proposed_by AS "proposedBy", published_by AS "publishedBy", published_at AS "publishedAt",
  withdrawn_at AS "withdrawnAt", withdrawn_by AS "withdrawnBy", withdrawn_reason AS "withdrawnReason"`;

/** The number of the last act: it rises whenever an edition is published or withdrawn. */
export async function lastNumber(tx: Tx): Promise<number> {
  const row = await tx.row<{ last: number }>(
    `SELECT greatest(
       (SELECT number FROM specialist_apps.edition ORDER BY number DESC LIMIT 1),
       (SELECT withdrawn_number FROM specialist_apps.edition WHERE withdrawn_number IS NOT NULL ORDER BY withdrawn_number DESC LIMIT 1),
       0) AS last`,
  );
  return row?.last ?? 0;
}

export async function insertEdition(
  tx: Tx,
  edition: Omit<PublishedEdition, "withdrawnAt" | "withdrawnBy" | "withdrawnReason"> & {
    readonly content: Edition;
  },
): Promise<void> {
  await tx.write(
    `INSERT INTO specialist_apps.edition (number, app_id, in_force_from, content, draft_id, decision, proposed_by, published_by, published_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      edition.number,
      edition.appId,
      edition.inForceFrom,
      JSON.stringify(edition.content),
      edition.draftId,
      edition.decision,
      edition.proposedBy,
      edition.publishedBy,
      edition.publishedAt,
    ],
  );
}

export async function withdrawEditionRow(
  tx: Tx,
  row: {
    readonly number: number;
    readonly withdrawnNumber: number;
    readonly by: string;
    readonly at: Date;
    readonly reason: string;
  },
): Promise<void> {
  await tx.write(
    `UPDATE specialist_apps.edition
     SET withdrawn_number = $2, withdrawn_by = $3, withdrawn_at = $4, withdrawn_reason = $5
     WHERE number = $1`,
    [row.number, row.withdrawnNumber, row.by, row.at, row.reason],
  );
}

/** The edition, held until this transaction ends. */
export async function lockedEdition(tx: Tx, number: number): Promise<PublishedEdition | undefined> {
  await tx.rows(`SELECT 1 FROM specialist_apps.edition WHERE number = $1 FOR UPDATE`, [number]);
  return editionByNumber(tx, number);
}

export function editionByNumber(tx: Tx, number: number): Promise<PublishedEdition | undefined> {
  return tx.row<PublishedEdition>(
    `SELECT ${PUBLISHED} FROM specialist_apps.edition WHERE number = $1`,
    [number],
  );
}

/** What was published of a procedure, the newest first, with what was withdrawn. */
export function editionsOf(tx: Tx, appId: string, limit: number): Promise<PublishedEdition[]> {
  return tx.rows<PublishedEdition>(
    `SELECT ${PUBLISHED}
     FROM specialist_apps.edition
     WHERE app_id = $1
     ORDER BY number DESC
     LIMIT $2`,
    [appId, limit],
  );
}

/** Every edition that stands, with its content: what a process holds in memory. */
export function standingEditions(
  tx: Tx,
): Promise<{ appId: string; inForceFrom: CalendarDay; publishedAt: Date; content: Edition }[]> {
  return tx.rows(
    `SELECT app_id AS "appId", to_char(in_force_from, 'YYYY-MM-DD') AS "inForceFrom", published_at AS "publishedAt", content
     FROM specialist_apps.edition
     WHERE withdrawn_at IS NULL
     ORDER BY number`,
  );
}

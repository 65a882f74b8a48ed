import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import type { Dossier, DossierState } from "./dossier.ts";
import { LIST_DUE } from "./list-due.ts";

const DOSSIER_COLUMNS = `
  tenant_id AS "tenantId", id, public_id AS "publicId", code, lookup_code AS "lookupCode", channel,
  paper_receipt AS "paperReceipt", taken_by AS "takenBy", app_id AS "appId", edition,
  account_id AS "accountId", applicant_name AS "applicantName", title, answers, state, submitted_at AS "submittedAt",
  answer_due_at AS "answerDueAt", accepted_at AS "acceptedAt", due_at AS "dueAt", first_due_at AS "firstDueAt",
  released_at AS "releasedAt", outcome, receipt_number AS "receiptNumber", result_number AS "resultNumber",
  instance_id AS "instanceId", answer_clock_id AS "answerClockId", processing_clock_id AS "processingClockId",
  task_id AS "taskId", step, step_role AS "stepRole", holder_id AS "holderId", step_since AS "stepSince",
  supplement_asked_at AS "supplementAskedAt", version`;

export function dossierByCode(tx: Tx, code: string): Promise<Dossier | undefined> {
  return tx.row<Dossier>(
    `SELECT ${DOSSIER_COLUMNS}
     FROM dossiers.dossier
     WHERE code = $1`,
    [code],
  );
}

export function dossierByPublicId(tx: Tx, publicId: string): Promise<Dossier | undefined> {
  return tx.row<Dossier>(
    `SELECT ${DOSSIER_COLUMNS}
     FROM dossiers.dossier
     WHERE public_id = $1`,
    [publicId],
  );
}

export function dossierById(tx: Tx, tenantId: string, id: string): Promise<Dossier | undefined> {
  return tx.row<Dossier>(
    `SELECT ${DOSSIER_COLUMNS}
     FROM dossiers.dossier
     WHERE tenant_id = $1 AND id = $2`,
    [tenantId, id],
  );
}

/** What a desk may know of a dossier that it took in, for another agency too: nothing of its content. */
export interface TakenInFacts {
  readonly id: string;
  readonly code: string;
  readonly state: DossierState;
  readonly promisedAt: Date;
  readonly isAccepted: boolean;
}

/** Door `intake`: only of one's own records, and of what one's own desk took in for another agency (R16). */
export function takenInFacts(
  tx: Tx,
  desk: { readonly agencyId: string; readonly tenantIds: readonly string[] },
  dossiers: readonly { readonly tenantId: string; readonly id: string }[],
): Promise<TakenInFacts[]> {
  return tx.rows<TakenInFacts>(
    `SELECT d.id, d.code, d.state, coalesce(d.due_at, d.answer_due_at) AS "promisedAt", d.accepted_at IS NOT NULL AS "isAccepted"
     FROM unnest($2::uuid[], $3::uuid[]) AS asked (tenant_id, id)
     JOIN dossiers.dossier d ON d.tenant_id = asked.tenant_id AND d.id = asked.id
     WHERE d.taken_by = $1 OR d.tenant_id = ANY ($4::uuid[])`,
    [
      desk.agencyId,
      dossiers.map((one) => one.tenantId),
      dossiers.map((one) => one.id),
      desk.tenantIds,
    ],
  );
}

export function dossiersOfAccount(tx: Tx, accountId: string): Promise<Dossier[]> {
  return tx.rows<Dossier>(
    `SELECT ${DOSSIER_COLUMNS}
     FROM dossiers.dossier
     WHERE account_id = $1 AND channel <> 'linked'
     ORDER BY submitted_at DESC
     LIMIT 50`,
    [accountId],
  );
}

export interface WorklistFilter {
  /** Whom the step waits for; null is other agencies, who were asked and have not answered. */
  readonly roles: readonly string[] | null;
  /** Procedures that the mandate is limited to. */
  readonly appIds?: readonly string[];
  /** Whose work; null is nobody's. */
  readonly holderId?: string | null;
  /** Held by any of these. */
  readonly holderIds?: readonly string[];
  readonly appId?: string;
  readonly step?: string;
  /** At any of these steps. */
  readonly steps?: readonly string[];
  readonly state?: DossierState;
  readonly dueFrom?: Date;
  readonly dueBefore?: Date;
  readonly search?: string;
  readonly after?: { readonly listDue: Date; readonly id: string };
  readonly limit: number;
}

export interface WorklistRow {
  readonly id: string;
  readonly publicId: string;
  readonly appId: string;
  readonly edition: string;
  readonly code: string;
  readonly title: string;
  readonly applicantName: string;
  readonly state: DossierState;
  readonly step: string;
  /** Null while other agencies are asked. */
  readonly stepRole: string | null;
  readonly holderId: string | null;
  readonly stepSince: Date | null;
  readonly submittedAt: Date;
  readonly listDue: Date;
  readonly accepted: boolean;
  readonly version: number;
}

/**
 * Open work of the given roles, nearest due moment first; keyset on (list_due, id) over index dossier_worklist, of holders
 * over dossier_of_holder, for what is asked elsewhere over dossier_asking. PostgreSQL keeps the order of an index only
 * under one value of each leading column, so each tenant and role gives its own first rows, and the first of those count.
 */
export function worklistRows(
  tx: Tx,
  tenantIds: readonly string[],
  filter: WorklistFilter,
): Promise<WorklistRow[]> {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const { from, condition } = orderedParts(tenantIds, filter, bind);
  const limit = bind(filter.limit);
  return tx.rows<WorklistRow>(
    `SELECT listed.*
     FROM ${from}, LATERAL (
       SELECT id, public_id AS "publicId", app_id AS "appId", edition, code, title, applicant_name AS "applicantName", state, step, step_role AS "stepRole",
              holder_id AS "holderId", step_since AS "stepSince", submitted_at AS "submittedAt",
              ${LIST_DUE} AS "listDue", accepted_at IS NOT NULL AS accepted, version
       FROM dossiers.dossier
       WHERE ${condition}
       ORDER BY ${LIST_DUE}, id
       LIMIT ${limit}) AS listed
     ORDER BY "listDue", id
     LIMIT ${limit}`,
    values,
  );
}

/** The lists that each lie in the order of an index, and what a row of one of them must be. */
function orderedParts(
  tenantIds: readonly string[],
  filter: Omit<WorklistFilter, "limit">,
  bind: (value: unknown) => string,
): { readonly from: string; readonly condition: string } {
  const from = [`unnest(${bind(tenantIds)}::uuid[]) AS of_tenant`];
  const conditions = [`tenant_id = of_tenant`];
  const { holderIds, ...rest } = filter;
  if (holderIds !== undefined) {
    from.push(`unnest(${bind(holderIds)}::uuid[]) AS of_holder`);
    conditions.push(`holder_id = of_holder`, ...worklistConditions(rest, bind));
  } else if (filter.holderId === undefined && filter.roles !== null) {
    from.push(`unnest(${bind(filter.roles)}::text[]) AS of_role`);
    conditions.push(`step_role = of_role`, ...narrowing(filter, bind));
  } else conditions.push(...worklistConditions(filter, bind));
  return { from: from.join(", "), condition: conditions.join(" AND ") };
}

/**
 * The first rows of a list and no columns, as SQL whose values go through `bind`, for counting up to a bound. Asked for in
 * the order of the index, so that no plan hopes to meet enough of them by walking the table.
 */
export function firstOfWorklist(
  tenantIds: readonly string[],
  filter: WorklistFilter,
  bind: (value: unknown) => string,
): string {
  const { from, condition } = orderedParts(tenantIds, filter, bind);
  return `SELECT FROM ${from}, LATERAL (
    SELECT FROM dossiers.dossier
    WHERE ${condition}
    ORDER BY ${LIST_DUE}, id
    LIMIT ${filter.limit}) AS listed
  LIMIT ${filter.limit}`;
}

function worklistConditions(
  filter: Omit<WorklistFilter, "limit">,
  bind: (value: unknown) => string,
): readonly string[] {
  return [
    filter.roles === null
      ? `step IS NOT NULL AND step_role IS NULL`
      : `step_role = ANY (${bind(filter.roles)}::text[])`,
    ...narrowing(filter, bind),
  ];
}

/** Everything but whose rows they are. */
function narrowing(
  filter: Omit<WorklistFilter, "limit" | "roles">,
  bind: (value: unknown) => string,
): readonly string[] {
  const conditions: string[] = [];
  const when = <T>(value: T | undefined, condition: (value: T) => string): void => {
    if (value !== undefined) conditions.push(condition(value));
  };
  when(filter.appIds, (ids) => `app_id = ANY (${bind(ids)}::text[])`);
  when(filter.holderId, (id) => (id === null ? `holder_id IS NULL` : `holder_id = ${bind(id)}`));
  when(filter.holderIds, (ids) => `holder_id = ANY (${bind(ids)}::uuid[])`);
  when(filter.appId, (id) => `app_id = ${bind(id)}`);
  when(filter.step, (step) => `step = ${bind(step)}`);
  when(filter.steps, (steps) => `step = ANY (${bind(steps)}::text[])`);
  when(filter.state, (state) => `state = ${bind(state)}`);
  when(filter.dueFrom, (from) => `${LIST_DUE} >= ${bind(from)}`);
  when(filter.dueBefore, (before) => `${LIST_DUE} < ${bind(before)}`);
  when(
    filter.search,
    (text) => `search_text LIKE '%' || platform.folded(${bind(escapedForLike(text))}) || '%'`,
  );
  when(filter.after, ({ listDue, id }) => `(${LIST_DUE}, id) > (${bind(listDue)}, ${bind(id)})`);
  return conditions;
}

export function escapedForLike(text: string): string {
  return text.replace(/[\\%_]/g, (mark) => `\\${mark}`);
}

export interface NewDossier {
  readonly dossier: Dossier;
  readonly searchText: string;
}

export async function insertDossier(tx: Tx, { dossier: d, searchText }: NewDossier): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.dossier (tenant_id, id, public_id, code, lookup_code, app_id, edition, account_id, applicant_name,
       title, search_text, answers, state, submitted_at, answer_due_at, instance_id, answer_clock_id, task_id, step, step_role, step_since, channel,
       paper_receipt, taken_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, platform.folded($11), $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)`,
    [
      d.tenantId,
      d.id,
      d.publicId,
      d.code,
      d.lookupCode,
      d.appId,
      d.edition,
      d.accountId,
      d.applicantName,
      d.title,
      searchText,
      JSON.stringify(d.answers),
      d.state,
      d.submittedAt,
      d.answerDueAt,
      d.instanceId,
      d.answerClockId,
      d.taskId,
      d.step,
      d.stepRole,
      d.stepSince,
      d.channel,
      d.paperReceipt,
      d.takenBy,
    ],
  );
}

export interface HistoryEntry {
  readonly name: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly actorRef: string;
  readonly actorName: string;
  readonly positionId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** The reason an entry gives, in the words of whoever acted. */
export function reasonIn(entry: HistoryEntry | undefined): string {
  const reason = entry?.detail["reason"];
  return typeof reason === "string" ? reason : "";
}

/** The agency whose desk took a dossier in for the one that answers, as the first entry names it (R16); else empty. */
export function takenByIn(history: readonly HistoryEntry[]): string {
  const takenBy = history[0]?.detail["takenBy"];
  return typeof takenBy === "string" ? takenBy : "";
}

export interface CounterChange {
  readonly month: string;
  readonly metric: string;
  readonly amount: number;
}

export function historyOf(tx: Tx, tenantId: string, dossierId: string): Promise<HistoryEntry[]> {
  return tx.rows<HistoryEntry>(
    `SELECT name, from_state AS "fromState", to_state AS "toState", actor_ref AS "actorRef", actor_name AS "actorName",
            position_id AS "positionId", detail, at
     FROM dossiers.dossier_event
     WHERE tenant_id = $1 AND dossier_id = $2
     ORDER BY sequence
     LIMIT 500`,
    [tenantId, dossierId],
  );
}

export interface Comment {
  readonly authorName: string;
  readonly body: string;
  readonly at: Date;
}

export async function insertComment(
  tx: Tx,
  now: Date,
  dossier: Dossier,
  author: { ref: string; name: string },
  body: string,
): Promise<void> {
  await tx.write(
    `INSERT INTO dossiers.comment (tenant_id, id, dossier_id, author_ref, author_name, body, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [dossier.tenantId, uuidv7(now.getTime()), dossier.id, author.ref, author.name, body, now],
  );
}

export function commentsOf(tx: Tx, tenantId: string, dossierId: string): Promise<Comment[]> {
  return tx.rows<Comment>(
    `SELECT author_name AS "authorName", body, at
     FROM dossiers.comment
     WHERE tenant_id = $1 AND dossier_id = $2
     ORDER BY at
     LIMIT 200`,
    [tenantId, dossierId],
  );
}

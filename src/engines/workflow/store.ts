import { theTenant, type Tx } from "#platform/database";
import type { Variables } from "./condition.ts";
import type { Token } from "./token.ts";

export interface StoredToken extends Token {
  readonly name: string;
  readonly role: string;
  readonly holderId: string | null;
  readonly since: Date;
  readonly dueAt: Date | null;
}

/** A token as it is written first: a message with a key finds it. */
export interface OpenedToken extends StoredToken {
  readonly message: string | null;
  readonly messageKey: string | null;
}

export interface Instance {
  readonly id: string;
  readonly definitionHash: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly state: "running" | "ended" | "error";
  readonly variables: Variables;
  readonly version: number;
  /** The token, in another process of this tenant, that waits for this one. */
  readonly callerTokenId: string | null;
  /** The version it last moved away from. */
  readonly migratedFrom: string | null;
  readonly tokens: readonly StoredToken[];
}

const INSTANCE_WITH_TOKENS = `
  SELECT i.id, i.definition_hash AS "definitionHash", i.subject_kind AS "subjectKind", i.subject_id AS "subjectId", i.state,
         i.variables, i.version, i.caller_token_id AS "callerTokenId", i.migrated_from AS "migratedFrom",
         coalesce((SELECT json_agg(json_build_object('id', t.id, 'nodeId', t.node_id, 'kind', t.kind, 'scopeId', t.scope_id,
                     'attachedTo', t.attached_to, 'flowId', t.flow_id, 'local', t.local, 'name', t.name, 'role', t.role, 'holderId', t.holder_id,
                     'since', t.since, 'dueAt', t.due_at) ORDER BY t.since, t.id)
                   FROM workflow.token t WHERE t.tenant_id = i.tenant_id AND t.instance_id = i.id), '[]') AS tokens
  FROM workflow.instance i`;

export async function instanceByToken(tx: Tx, tokenId: string): Promise<Instance | undefined> {
  const row = await tx.row<RawInstance>(
    `${INSTANCE_WITH_TOKENS}
     WHERE i.tenant_id = $1
       AND i.id = (SELECT instance_id FROM workflow.token WHERE tenant_id = $1 AND id = $2)`,
    [theTenant(tx), tokenId],
  );
  return row === undefined ? undefined : instanceOf(row);
}

export async function instanceById(tx: Tx, id: string): Promise<Instance | undefined> {
  const row = await tx.row<RawInstance>(
    `${INSTANCE_WITH_TOKENS} WHERE i.tenant_id = $1 AND i.id = $2`,
    [theTenant(tx), id],
  );
  return row === undefined ? undefined : instanceOf(row);
}

export async function instanceOfSubject(
  tx: Tx,
  subjectKind: string,
  subjectId: string,
): Promise<Instance | undefined> {
  const row = await tx.row<RawInstance>(
    `${INSTANCE_WITH_TOKENS}
     WHERE i.tenant_id = ANY ($1::uuid[]) AND i.subject_kind = $2 AND i.subject_id = $3 AND i.caller_token_id IS NULL
     ORDER BY i.started_at DESC
     LIMIT 1`,
    [tx.tenantIds, subjectKind, subjectId],
  );
  return row === undefined ? undefined : instanceOf(row);
}

/** The processes that tokens called, whether they still run or not. */
export async function instancesCalledBy(
  tx: Tx,
  tokenIds: readonly string[],
): Promise<readonly Instance[]> {
  const rows = await tx.rows<RawInstance>(
    `${INSTANCE_WITH_TOKENS}
     WHERE i.tenant_id = ANY ($1::uuid[]) AND i.caller_token_id = ANY ($2::uuid[])`,
    [tx.tenantIds, tokenIds],
  );
  return rows.map(instanceOf);
}

/** Lets two who move the same process at once do so one after the other. Travels with the next question. */
export function lockInstanceOfToken(tx: Tx, tokenId: string): Promise<void> {
  return tx.write(
    `SELECT FROM workflow.instance
     WHERE tenant_id = $1 AND id = (SELECT instance_id FROM workflow.token WHERE tenant_id = $1 AND id = $2)
     FOR UPDATE`,
    [theTenant(tx), tokenId],
  );
}

interface RawInstance extends Omit<Instance, "tokens"> {
  readonly tokens: readonly (Omit<StoredToken, "since" | "dueAt"> & {
    readonly since: string;
    readonly dueAt: string | null;
  })[];
}

function instanceOf(row: RawInstance): Instance {
  return {
    ...row,
    tokens: row.tokens.map((token) => ({
      ...token,
      since: new Date(token.since),
      dueAt: token.dueAt === null ? null : new Date(token.dueAt),
    })),
  };
}

export interface LeftToken {
  readonly historyId: string;
  readonly token: StoredToken;
  /** False where nobody worked and nothing was undone: a frame, an event, a branch at its join. */
  readonly isStep: boolean;
  readonly byRef: string | null;
  readonly outcome: string | null;
  /** For which of several items. */
  readonly item: string | null;
  readonly itemPlace: number | null;
}

export interface Movement {
  readonly instance: Omit<Instance, "tokens">;
  readonly isNew: boolean;
  readonly opened: readonly OpenedToken[];
  /** Tokens that live on with other content. */
  readonly changed: readonly Token[];
  readonly left: readonly LeftToken[];
}

/**
 * Writes a whole movement and gives the version it made. The process comes first: one that was moved since it was read is
 * stale, and nothing behind it is written. A row is a statement of its own, whose plan is kept: most movements leave one task
 * and open one, and all of them travel together.
 */
export async function saveMovement(tx: Tx, now: Date, movement: Movement): Promise<number> {
  const { instance, isNew, left, opened, changed } = movement;
  const version = isNew ? instance.version : instance.version + 1;
  const of = [theTenant(tx), instance.id] as const;
  await tx.write(isNew ? INSERT_INSTANCE : UPDATE_INSTANCE, [
    ...of,
    instance.version,
    instance.state,
    JSON.stringify(instance.variables),
    now,
    instance.definitionHash,
    ...(isNew
      ? [instance.subjectKind, instance.subjectId, instance.callerTokenId]
      : [`process ${instance.id}`]),
  ]);
  if (left.length > 0) await tx.write(DELETE_TOKENS, [...of, left.map((one) => one.token.id)]);
  for (const one of left)
    if (one.isStep) await tx.write(INSERT_STEP, [...of, version, now, ...stepRow(one)]);
  for (const token of opened) await tx.write(INSERT_TOKEN, [...of, now, ...tokenRow(token)]);
  if (changed.length > 0) await changeTokens(tx, changed);
  return version;
}

function stepRow({ historyId, token: t, byRef, outcome, item, itemPlace }: LeftToken): unknown[] {
  return [
    historyId,
    t.nodeId,
    t.name,
    t.role,
    t.since,
    t.holderId,
    byRef,
    outcome,
    item,
    itemPlace,
  ];
}

function tokenRow(t: OpenedToken): unknown[] {
  const local = t.local === null ? null : JSON.stringify(t.local);
  const where = [t.id, t.nodeId, t.kind, t.scopeId, t.attachedTo, t.flowId, local];
  return [...where, t.name, t.role, t.dueAt, t.message, t.messageKey];
}

/** After the instance was found unmoved, in the same transaction. */
function changeTokens(tx: Tx, changed: readonly Token[]): Promise<void> {
  return tx.write(
    `UPDATE workflow.token t SET kind = c.kind, scope_id = c."scopeId", local = c.local
     FROM jsonb_to_recordset($2::jsonb) AS c (id uuid, kind text, "scopeId" uuid, local jsonb)
     WHERE t.tenant_id = $1 AND t.id = c.id`,
    [theTenant(tx), JSON.stringify(changed)],
  );
}

const INSERT_INSTANCE = `
  INSERT INTO workflow.instance (tenant_id, id, version, state, variables, started_at, ended_at, definition_hash, subject_kind, subject_id, caller_token_id)
  VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $4::text <> 'running' THEN $6::timestamptz END, $7, $8, $9, $10)`;

const UPDATE_INSTANCE = `
  WITH moved AS (
    UPDATE workflow.instance SET state = $4, variables = $5, version = version + 1,
      ended_at = CASE WHEN $4::text <> 'running' THEN $6::timestamptz END
    WHERE tenant_id = $1 AND id = $2 AND version = $3 AND definition_hash = $7
    RETURNING id
  )
  SELECT platform.changed(EXISTS (SELECT FROM moved), $8)`;

const DELETE_TOKENS = `
  DELETE FROM workflow.token
  WHERE tenant_id = $1 AND instance_id = $2 AND id = ANY ($3::uuid[])`;

const INSERT_STEP = `
  INSERT INTO workflow.history (tenant_id, instance_id, sequence, left_at, id, node_id, name, role, entered_at, holder_id, by_ref, outcome,
    item, item_place)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

const INSERT_TOKEN = `
  INSERT INTO workflow.token (tenant_id, instance_id, since, id, node_id, kind, scope_id, attached_to, flow_id, local, name, role,
    due_at, message, message_key)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

/** Whom a task may be taken from: nobody or oneself, or whoever holds it. */
export type TakenFrom = "free-or-own" | "anyone";

/** Changes who holds an open task. The holder is no movement: the instance's version stays. */
export async function setHolder(
  tx: Tx,
  change: {
    readonly taskId: string;
    readonly holderId: string | null;
    readonly by: string | null;
    readonly from: TakenFrom;
  },
): Promise<"done" | "taken" | "not-open"> {
  const row = await tx.row<{ isOpen: boolean; isDone: boolean }>(
    `WITH changed AS (
       UPDATE workflow.token SET holder_id = $3
       WHERE tenant_id = $1 AND id = $2 AND kind = 'user'
         AND ($5 = 'anyone' OR holder_id IS NULL OR holder_id = $4)
       RETURNING id
     ), changed_here AS (
       UPDATE workflow.placed_task SET holder_id = $3
       WHERE tenant_id = $1 AND id = $2 AND answered_at IS NULL AND closed_at IS NULL
         AND ($5 = 'anyone' OR holder_id IS NULL OR holder_id = $4)
       RETURNING id
     )
     SELECT EXISTS (SELECT FROM workflow.token WHERE tenant_id = $1 AND id = $2 AND kind = 'user')
              OR EXISTS (SELECT FROM workflow.placed_task
                         WHERE tenant_id = $1 AND id = $2 AND answered_at IS NULL AND closed_at IS NULL) AS "isOpen",
            EXISTS (SELECT FROM changed) OR EXISTS (SELECT FROM changed_here) AS "isDone"`,
    [theTenant(tx), change.taskId, change.holderId, change.by, change.from],
  );
  if (row?.isDone === true) return "done";
  return row?.isOpen === true ? "taken" : "not-open";
}

export async function insertDefinition(
  tx: Tx,
  now: Date,
  hash: string,
  xml: string,
): Promise<void> {
  await tx.write(
    `INSERT INTO workflow.definition (hash, xml, published_at) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING`,
    [hash, xml, now],
  );
}

export async function definitionXml(tx: Tx, hash: string): Promise<string | undefined> {
  const row = await tx.row<{ xml: string }>(`SELECT xml FROM workflow.definition WHERE hash = $1`, [
    hash,
  ]);
  return row?.xml;
}

export interface HistoryStep {
  readonly nodeId: string;
  readonly name: string;
  readonly role: string;
  readonly enteredAt: Date;
  readonly leftAt: Date;
  readonly holderId: string | null;
  readonly byRef: string | null;
  readonly outcome: string | null;
  /** For which of several items it was done. */
  readonly item: string | null;
  readonly itemPlace: number | null;
}

export function historySteps(tx: Tx, instanceId: string): Promise<HistoryStep[]> {
  return tx.rows<HistoryStep>(
    `SELECT node_id AS "nodeId", name, role, entered_at AS "enteredAt", left_at AS "leftAt", holder_id AS "holderId",
            by_ref AS "byRef", outcome, item, item_place AS "itemPlace"
     FROM workflow.history
     WHERE tenant_id = ANY ($1::uuid[]) AND instance_id = $2
     ORDER BY sequence, id
     LIMIT 500`,
    [tx.tenantIds, instanceId],
  );
}

/** Steps of the processes that were called for the subject of this one and are over, in the order they were left. */
export function stepsOfEndedCalls(
  tx: Tx,
  { subjectKind, subjectId }: Pick<Instance, "subjectKind" | "subjectId">,
): Promise<HistoryStep[]> {
  return tx.rows<HistoryStep>(
    `SELECT h.node_id AS "nodeId", h.name, h.role, h.entered_at AS "enteredAt", h.left_at AS "leftAt", h.holder_id AS "holderId",
            h.by_ref AS "byRef", h.outcome, h.item, h.item_place AS "itemPlace"
     FROM workflow.instance i
     JOIN workflow.history h ON h.tenant_id = i.tenant_id AND h.instance_id = i.id
     WHERE i.tenant_id = ANY ($1::uuid[]) AND i.subject_kind = $2 AND i.subject_id = $3
       AND i.caller_token_id IS NOT NULL AND i.state <> 'running'
     ORDER BY h.left_at, h.instance_id, h.sequence, h.id
     LIMIT 500`,
    [tx.tenantIds, subjectKind, subjectId],
  );
}

export interface DueTimer {
  readonly tenantId: string;
  readonly id: string;
  readonly dueAt: Date;
}

/** Timers that are due, of every tenant, after the last one that was looked at. Door `deadlines`. */
export function dueTimers(
  tx: Tx,
  now: Date,
  after: Pick<DueTimer, "dueAt" | "id"> | undefined,
  limit: number,
): Promise<DueTimer[]> {
  return tx.rows(
    `SELECT tenant_id AS "tenantId", id, due_at AS "dueAt" FROM workflow.token
     WHERE due_at IS NOT NULL AND due_at <= $1
       AND ($2::timestamptz IS NULL OR (due_at, id) > ($2::timestamptz, $3::uuid))
     ORDER BY due_at, id
     LIMIT $4`,
    [now, after?.dueAt ?? null, after?.id ?? null, limit],
  );
}

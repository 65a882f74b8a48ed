import { theTenant, type Tx } from "#platform/database";
import type { Variables } from "./condition.ts";

/** A task of a process that lives in another tenant, as the tenant sees it that works it. */
export interface PlacedTask {
  readonly tenantId: string;
  readonly id: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly elementId: string;
  readonly name: string;
  readonly role: string;
  /** For which of several items, as people call it. */
  readonly item: string | null;
  /** What the process tells with the question. */
  readonly input: Variables;
  readonly holderId: string | null;
  readonly since: Date;
  readonly dueAt: Date | null;
  readonly answeredAt: Date | null;
  readonly byRef: string | null;
  readonly answer: Variables | null;
  readonly closedAs: "collected" | "withdrawn" | null;
}

const PLACED_TASK = `
  SELECT tenant_id AS "tenantId", id, subject_kind AS "subjectKind", subject_id AS "subjectId", node_id AS "elementId", name, role,
         item, input, holder_id AS "holderId", since, due_at AS "dueAt", answered_at AS "answeredAt", by_ref AS "byRef", answer,
         closed_as AS "closedAs"
  FROM workflow.placed_task`;

export type NewPlacedTask = Omit<
  PlacedTask,
  "holderId" | "answeredAt" | "byRef" | "answer" | "closedAs"
>;

/** Puts tasks where they are worked; the transaction is the asking tenant's. */
export function insertPlacedTasks(
  tx: Tx,
  instanceId: string,
  tasks: readonly NewPlacedTask[],
): Promise<void> {
  return tx.write(
    `INSERT INTO workflow.placed_task (tenant_id, id, process_tenant_id, instance_id, subject_kind, subject_id, node_id, name, role,
       item, input, since, due_at)
     SELECT t."tenantId", t.id, $1, $2, t."subjectKind", t."subjectId", t."elementId", t.name, t.role, t.item, t.input, t.since, t."dueAt"
     FROM jsonb_to_recordset($3::jsonb) AS t
       ("tenantId" uuid, id uuid, "subjectKind" text, "subjectId" uuid, "elementId" text, name text, role text, item text, input jsonb,
        since timestamptz, "dueAt" timestamptz)`,
    [theTenant(tx), instanceId, JSON.stringify(tasks)],
  );
}

/** Closes tasks for the process that asked: their answers went into it, or nobody waits for them any more. */
export function closePlacedTasks(
  tx: Tx,
  now: Date,
  ids: readonly string[],
  as: "collected" | "withdrawn",
): Promise<{ readonly tenantId: string; readonly id: string }[]> {
  return tx.rows(
    `UPDATE workflow.placed_task SET closed_at = $3, closed_as = $4
     WHERE process_tenant_id = $1 AND id = ANY ($2::uuid[]) AND closed_at IS NULL
     RETURNING tenant_id AS "tenantId", id`,
    [theTenant(tx), ids, now, as],
  );
}

export function placedTaskById(tx: Tx, id: string): Promise<PlacedTask | undefined> {
  return tx.row(`${PLACED_TASK} WHERE tenant_id = ANY ($1::uuid[]) AND id = $2`, [
    tx.tenantIds,
    id,
  ]);
}

/** As the process that asked sees it. */
export function placedTaskOfProcess(tx: Tx, id: string): Promise<PlacedTask | undefined> {
  return tx.row(`${PLACED_TASK} WHERE process_tenant_id = $1 AND id = $2`, [theTenant(tx), id]);
}

export function placedTasksOfInstance(tx: Tx, instanceId: string): Promise<PlacedTask[]> {
  return tx.rows(
    `${PLACED_TASK}
     WHERE process_tenant_id = ANY ($1::uuid[]) AND instance_id = $2
     ORDER BY since, id
     LIMIT 500`,
    [tx.tenantIds, instanceId],
  );
}

/** Open tasks that others placed here, the longest waiting first; a page after the last one that was seen. */
export function openPlacedTasks(
  tx: Tx,
  page: {
    readonly roles: readonly string[];
    readonly after?: Pick<PlacedTask, "since" | "id"> | undefined;
    readonly limit: number;
  },
): Promise<PlacedTask[]> {
  return tx.rows(
    `${PLACED_TASK}
     WHERE tenant_id = ANY ($1::uuid[]) AND answered_at IS NULL AND closed_at IS NULL AND role = ANY ($2)
       AND ($3::timestamptz IS NULL OR (since, id) > ($3::timestamptz, $4::uuid))
     ORDER BY since, id
     LIMIT $5`,
    [tx.tenantIds, page.roles, page.after?.since ?? null, page.after?.id ?? null, page.limit],
  );
}

/** Writes the answer; undefined when the task is no longer open or a colleague holds it. */
export function saveAnswer(
  tx: Tx,
  now: Date,
  given: {
    readonly taskId: string;
    readonly by: string;
    readonly officialId: string;
    readonly answer: Variables;
  },
): Promise<{ readonly isOpen: boolean; readonly isDone: boolean } | undefined> {
  return tx.row(
    `WITH answered AS (
       UPDATE workflow.placed_task SET answered_at = $3, by_ref = $4, answer = $6::jsonb
       WHERE tenant_id = $1 AND id = $2 AND answered_at IS NULL AND closed_at IS NULL
         AND (holder_id IS NULL OR holder_id = $5)
       RETURNING id
     )
     SELECT EXISTS (SELECT FROM answered) AS "isDone",
            EXISTS (SELECT FROM workflow.placed_task
                    WHERE tenant_id = $1 AND id = $2 AND answered_at IS NULL AND closed_at IS NULL) AS "isOpen"`,
    [theTenant(tx), given.taskId, now, given.by, given.officialId, JSON.stringify(given.answer)],
  );
}

export interface WaitingAnswer {
  readonly processTenantId: string;
  readonly id: string;
  readonly answeredAt: Date;
}

/** Answers of every tenant that have not gone into their process yet, after the last one that was looked at. Door `answers`. */
export function waitingAnswers(
  tx: Tx,
  after: Pick<WaitingAnswer, "answeredAt" | "id"> | undefined,
  limit: number,
): Promise<WaitingAnswer[]> {
  return tx.rows(
    `SELECT process_tenant_id AS "processTenantId", id, answered_at AS "answeredAt" FROM workflow.placed_task
     WHERE answered_at IS NOT NULL AND closed_at IS NULL
       AND ($1::timestamptz IS NULL OR (answered_at, id) > ($1::timestamptz, $2::uuid))
     ORDER BY answered_at, id
     LIMIT $3`,
    [after?.answeredAt ?? null, after?.id ?? null, limit],
  );
}

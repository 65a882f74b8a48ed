import { uuidv7 } from "#kernel/ids";
import { theTenant, type Tx } from "#platform/database";
import type { HistoryStep } from "./store.ts";

/** A step that was done once; of one that was done for several items, each is a step. */
export type PastStep = Omit<HistoryStep, "item" | "itemPlace">;

export interface PastProcess {
  readonly id: string;
  readonly definitionHash: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly steps: readonly PastStep[];
}

/** Processes that ended before this engine ran them, as an earlier system's or a demo's; set by set. */
export async function recordPastProcesses(
  tx: Tx,
  processes: readonly PastProcess[],
): Promise<void> {
  const tenantId = theTenant(tx);
  await tx.write(
    `INSERT INTO workflow.instance (tenant_id, id, definition_hash, subject_kind, subject_id, state, variables, started_at, ended_at, version)
     SELECT $1, id, "definitionHash", "subjectKind", "subjectId", 'ended', '{}', "startedAt", "endedAt", steps
     FROM jsonb_to_recordset($2::jsonb) AS p
       (id uuid, "definitionHash" text, "subjectKind" text, "subjectId" uuid, "startedAt" timestamptz, "endedAt" timestamptz, steps integer)`,
    [
      tenantId,
      JSON.stringify(processes.map((one) => ({ ...one, steps: Math.max(1, one.steps.length) }))),
    ],
  );
  await tx.write(
    `INSERT INTO workflow.history (tenant_id, id, instance_id, sequence, node_id, name, role, entered_at, left_at, holder_id, by_ref, outcome)
     SELECT $1, id, "instanceId", sequence, "nodeId", name, role, "enteredAt", "leftAt", "holderId", "byRef", outcome
     FROM jsonb_to_recordset($2::jsonb) AS h
       (id uuid, "instanceId" uuid, sequence integer, "nodeId" text, name text, role text, "enteredAt" timestamptz,
        "leftAt" timestamptz, "holderId" uuid, "byRef" text, outcome text)`,
    [
      tenantId,
      JSON.stringify(
        processes.flatMap((one) =>
          one.steps.map((step, at) => ({
            ...step,
            id: uuidv7(step.leftAt.getTime()),
            instanceId: one.id,
            sequence: at + 1,
          })),
        ),
      ),
    ],
  );
}

/** The steps of many processes at once, each process's in its order; for figures. */
export async function stepsOfProcesses(
  tx: Tx,
  tenantIds: readonly string[],
  instanceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PastStep[]>> {
  const rows = await tx.rows<PastStep & { readonly instanceId: string }>(
    `SELECT instance_id AS "instanceId", node_id AS "nodeId", name, role, entered_at AS "enteredAt", left_at AS "leftAt",
            holder_id AS "holderId", by_ref AS "byRef", outcome
     FROM workflow.history
     WHERE tenant_id = ANY ($1::uuid[]) AND instance_id = ANY ($2::uuid[])
     ORDER BY tenant_id, instance_id, sequence, id`,
    [tenantIds, instanceIds],
  );
  return Map.groupBy(rows, (row) => row.instanceId);
}

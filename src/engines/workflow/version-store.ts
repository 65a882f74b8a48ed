import { theTenant, type Tx } from "#platform/database";
import type { Instance, StoredToken } from "./store.ts";

/** A running process that moved to another version: when, by whom and why. */
export interface VersionChange {
  readonly fromHash: string;
  readonly toHash: string;
  readonly mapping: Readonly<Record<string, string>>;
  readonly byRef: string;
  readonly reason: string;
  readonly changedAt: Date;
}

export function versionChanges(tx: Tx, instanceId: string): Promise<VersionChange[]> {
  return tx.rows(
    `SELECT from_hash AS "fromHash", to_hash AS "toHash", mapping, by_ref AS "byRef", reason, changed_at AS "changedAt"
     FROM workflow.version_change
     WHERE tenant_id = ANY ($1::uuid[]) AND instance_id = $2
     ORDER BY sequence
     LIMIT 100`,
    [tx.tenantIds, instanceId],
  );
}

/** Moves an instance and its tokens; one that was moved since it was read is stale and nothing is written. */
export function saveVersionChange(
  tx: Tx,
  now: Date,
  change: {
    readonly id: string;
    readonly instance: Instance;
    readonly toHash: string;
    readonly mapping: VersionChange["mapping"];
    readonly byRef: string;
    readonly reason: string;
    readonly kept: readonly (StoredToken & { readonly message: string | null })[];
    readonly dropped: readonly string[];
  },
): Promise<void> {
  const { instance } = change;
  return tx.write(
    `WITH instance AS (
       UPDATE workflow.instance SET definition_hash = $4, migrated_from = definition_hash, version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $3
       RETURNING version
     ), gone AS (
       DELETE FROM workflow.token t USING instance
       WHERE t.tenant_id = $1 AND t.instance_id = $2 AND t.id = ANY ($5::uuid[])
     ), kept AS (
       UPDATE workflow.token t SET node_id = k."nodeId", flow_id = k."flowId", name = k.name, role = k.role,
         message = CASE WHEN t.message_key IS NOT NULL THEN k.message END
       FROM instance, jsonb_to_recordset($6::jsonb) AS k (id uuid, "nodeId" text, "flowId" text, name text, role text, message text)
       WHERE t.tenant_id = $1 AND t.instance_id = $2 AND t.id = k.id
     ), placed AS (
       UPDATE workflow.placed_task p SET node_id = k."nodeId", name = k.name, role = k.role
       FROM instance, jsonb_to_recordset($6::jsonb) AS k (id uuid, "nodeId" text, name text, role text)
       WHERE p.process_tenant_id = $1 AND p.instance_id = $2 AND p.id = k.id
     ), version_change AS (
       INSERT INTO workflow.version_change (tenant_id, id, instance_id, sequence, from_hash, to_hash, mapping, by_ref, reason, changed_at)
       SELECT $1, $7, $2, instance.version, $8, $4, $9::jsonb, $10, $11, $12
       FROM instance
     )
     SELECT platform.changed(EXISTS (SELECT FROM instance), $13)`,
    [
      theTenant(tx),
      instance.id,
      instance.version,
      change.toHash,
      change.dropped,
      JSON.stringify(change.kept),
      change.id,
      instance.definitionHash,
      JSON.stringify(change.mapping),
      change.byRef,
      change.reason,
      now,
      `process ${instance.id}`,
    ],
  );
}

/** Running processes of one version, for whoever moves them; a page after the last one that was seen. */
export function instancesOfVersion(
  tx: Tx,
  page: {
    readonly definitionHash: string;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<Pick<Instance, "id" | "subjectKind" | "subjectId" | "version">[]> {
  return tx.rows(
    `SELECT id, subject_kind AS "subjectKind", subject_id AS "subjectId", version FROM workflow.instance
     WHERE tenant_id = ANY ($1::uuid[]) AND definition_hash = $2 AND state = 'running' AND ($3::uuid IS NULL OR id > $3::uuid)
     ORDER BY id
     LIMIT $4`,
    [tx.tenantIds, page.definitionHash, page.after ?? null, page.limit],
  );
}

/**
 * The steps that running processes of a version wait at, each with how many do. It walks no more processes than `limit`, oldest
 * first: where as many came together there may be more.
 */
export function waitingInVersion(
  tx: Tx,
  asked: { readonly definitionHash: string; readonly limit: number },
): Promise<{ nodeId: string; waiting: number }[]> {
  return tx.rows(
    `SELECT t.node_id AS "nodeId", count(DISTINCT t.instance_id)::integer AS waiting
     FROM (SELECT tenant_id, id
           FROM workflow.instance
           WHERE tenant_id = ANY ($1::uuid[]) AND definition_hash = $2 AND state = 'running'
           ORDER BY id
           LIMIT $3) i
     JOIN workflow.token t ON t.tenant_id = i.tenant_id AND t.instance_id = i.id
     WHERE t.attached_to IS NULL AND t.kind IN ('user', 'receive', 'message', 'timer', 'placed', 'call')
     GROUP BY t.node_id
     ORDER BY t.node_id`,
    [tx.tenantIds, asked.definitionHash, asked.limit],
  );
}

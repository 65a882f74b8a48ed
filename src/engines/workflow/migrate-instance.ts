import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { StaleVersion, type Tx } from "#platform/database";
import { move, type Moved } from "./cascade.ts";
import { type ElementMapping, migrated, type Migration } from "./migration.ts";
import type { WorkflowDeps } from "./movement.ts";
import type { UnsupportedElement } from "./node.ts";
import { type Instance, instanceById, type StoredToken } from "./store.ts";
import { saveVersionChange } from "./version-store.ts";

export interface VersionMove {
  readonly instanceId: string;
  readonly toHash: string;
  readonly mapping: ElementMapping;
  readonly by: string;
  readonly reason: string;
  readonly expectedVersion?: number;
}

export type MoveRefusal =
  | { readonly kind: "missing" | "not-running" | "same-version" }
  | { readonly kind: "stands-on-nothing"; readonly elements: readonly UnsupportedElement[] };

/**
 * Moves a running process to another published version: never by itself, always by somebody and for a reason. Refused by
 * name where a token stands on an element that is gone and not mapped. Timers keep their moments, tasks their holders.
 */
export async function migrateInstance(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  asked: VersionMove,
): Promise<Result<Moved, MoveRefusal>> {
  const instance = await instanceById(tx, asked.instanceId);
  if (instance === undefined) return refused({ kind: "missing" });
  if (asked.expectedVersion !== undefined && asked.expectedVersion !== instance.version)
    throw new StaleVersion(`process ${instance.id} moved since it was shown`);
  const plan = await planMove(tx, deps, instance, asked);
  if (!plan.ok) return plan;
  const { kept, dropped, hung } = plan.value;
  await saveVersionChange(tx, now, {
    ...asked,
    id: uuidv7(now.getTime()),
    instance,
    byRef: asked.by,
    kept: kept.map(({ node, ...token }) => ({
      ...token,
      name: node.name,
      role: node.role,
      message: node.message ?? null,
    })),
    dropped: dropped.map((token) => token.id),
  });
  await appendLeaf(tx, now, {
    action: "process-moved-to-version",
    subjectKind: instance.subjectKind,
    subjectId: instance.subjectId,
    payload: { ...asked, fromHash: instance.definitionHash },
  });
  const after = await instanceById(tx, instance.id);
  if (after === undefined) throw new Error(`process ${instance.id} is gone`);
  return ok(await move(tx, now, deps, after, { kind: "resume", hang: hung }, { by: asked.by }));
}

/** What such a move would do to a process, or every element that stands in its way; nothing is changed. */
export async function planMigration(
  tx: Tx,
  deps: WorkflowDeps,
  asked: Pick<VersionMove, "instanceId" | "toHash" | "mapping">,
): Promise<Result<Migration<StoredToken>, MoveRefusal>> {
  const instance = await instanceById(tx, asked.instanceId);
  return instance === undefined
    ? refused({ kind: "missing" })
    : planMove(tx, deps, instance, asked);
}

async function planMove(
  tx: Tx,
  deps: WorkflowDeps,
  instance: Instance,
  asked: Pick<VersionMove, "toHash" | "mapping">,
): Promise<Result<Migration<StoredToken>, MoveRefusal>> {
  if (instance.state !== "running") return refused({ kind: "not-running" });
  if (asked.toHash === instance.definitionHash) return refused({ kind: "same-version" });
  const from = await deps.definitions.get(tx, instance.definitionHash);
  const to = await deps.definitions.get(tx, asked.toHash);
  const plan = migrated(from, to, instance.tokens, asked.mapping);
  return plan.ok ? plan : refused({ kind: "stands-on-nothing", elements: plan.error });
}

import { refused, ok, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { move, type Moved } from "./cascade.ts";
import type { WorkflowDeps } from "./movement.ts";
import { instanceById } from "./store.ts";

/**
 * Ends a running process from outside, because its subject is over: every step it waited at is on record as interrupted,
 * processes it called end with it, and tasks it put into other tenants are withdrawn there.
 */
export async function cancelInstance(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  ended: { readonly instanceId: string; readonly by: string },
): Promise<Result<Moved, "not-running">> {
  const instance = await instanceById(tx, ended.instanceId);
  if (instance?.state !== "running") return refused("not-running");
  return ok(await move(tx, now, deps, instance, { kind: "cancel" }, { by: ended.by }));
}

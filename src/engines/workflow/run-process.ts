import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { StaleVersion, type Tx } from "#platform/database";
import { collectWaiting } from "./answer-task.ts";
import { joined, move, type Moved, type MovedSubject } from "./cascade.ts";
import type { Variables } from "./condition.ts";
import type { WorkflowDeps } from "./movement.ts";
import { type Instance, instanceById, instanceByToken, lockInstanceOfToken } from "./store.ts";
import type { Trigger } from "./token.ts";

/**
 * Starts a process for a subject and runs it to where it first waits. It keeps this definition for life. With `at` it begins
 * at that node: what lies before was done before this system was there.
 */
export async function startInstance(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  start: {
    readonly definitionHash: string;
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly variables: Variables;
    readonly at?: string;
  },
): Promise<Moved> {
  const { at, ...given } = start;
  const instance: Instance = {
    ...given,
    id: uuidv7(now.getTime()),
    state: "running",
    version: 1,
    callerTokenId: null,
    migratedFrom: null,
    tokens: [],
  };
  return move(
    tx,
    now,
    deps,
    instance,
    { kind: "start", ...(at === undefined ? {} : { at }) },
    { isNew: true },
  );
}

/** Completes an open task with what was decided there, and runs on. Throws `StaleVersion` for an older screen. */
export async function completeTask(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  done: {
    readonly taskId: string;
    readonly by: string;
    readonly variables: Variables;
    readonly expectedVersion?: number;
  },
): Promise<Result<Moved, "not-open">> {
  const instance = await openInstance(tx, done.taskId);
  const task = instance?.tokens.find((token) => token.id === done.taskId);
  if (instance === undefined || task?.kind !== "user") return refused("not-open");
  if (done.expectedVersion !== undefined && done.expectedVersion !== instance.version)
    if (!hasItems(instance))
      throw new StaleVersion(`process ${instance.id} moved since it was shown`);
  const outcome = done.variables["outcome"];
  const trigger: Trigger = { kind: "complete", tokenId: task.id, variables: done.variables };
  return ok(
    await move(tx, now, deps, instance, trigger, {
      by: done.by,
      ...(typeof outcome === "string" ? { outcome } : {}),
    }),
  );
}

/**
 * The instance of a token. Where several work at once, each answers for one item and none makes the others' screens old:
 * they go one after the other, and what stands in the way is only that their task is no longer open.
 */
async function openInstance(tx: Tx, tokenId: string): Promise<Instance | undefined> {
  const instance = await instanceByToken(tx, tokenId);
  if (instance === undefined || !hasItems(instance)) return instance;
  await lockInstanceOfToken(tx, tokenId);
  return instanceByToken(tx, tokenId);
}

function hasItems(instance: Instance): boolean {
  return instance.tokens.some((token) => token.kind === "multi");
}

/** Tells that a task failed: its error event catches it, or one of the subprocesses around it, or the process ends in error. */
export async function throwError(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  failed: { readonly taskId: string; readonly code: string; readonly by: string },
): Promise<Result<Moved, "not-open">> {
  const instance = await instanceByToken(tx, failed.taskId);
  const task = instance?.tokens.find((token) => token.id === failed.taskId);
  if (instance === undefined || (task?.kind !== "user" && task?.kind !== "receive"))
    return refused("not-open");
  const trigger: Trigger = { kind: "error", tokenId: task.id, code: failed.code };
  const how = { by: failed.by, outcome: `error:${failed.code}` };
  return ok(await move(tx, now, deps, instance, trigger, how));
}

/** Delivers a message to the task or event that waits for it. */
export async function deliverMessage(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  sent: { readonly instanceId: string; readonly message: string; readonly variables: Variables },
): Promise<Result<Moved, "not-waiting">> {
  const instance = await instanceById(tx, sent.instanceId);
  if (instance === undefined) return refused("not-waiting");
  const definition = await deps.definitions.get(tx, instance.definitionHash);
  const waiting = instance.tokens.find(
    (token) => definition.nodes.get(token.nodeId)?.message === sent.message,
  );
  if (waiting === undefined) return refused("not-waiting");
  const { variables } = sent;
  return ok(await move(tx, now, deps, instance, { kind: "fire", tokenId: waiting.id, variables }));
}

/** Fires one timer; undefined when it was gone already. An answer that was given before the time was over still counts. */
export async function fireTimer(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  tokenId: string,
): Promise<MovedSubject | undefined> {
  const found = await instanceByToken(tx, tokenId);
  if (found === undefined) return undefined;
  const collected = await collectWaiting(tx, now, deps, found);
  const instance = collected === undefined ? found : await instanceByToken(tx, tokenId);
  if (instance === undefined) return collected;
  const { subjectKind, subjectId } = instance;
  const moved = await move(tx, now, deps, instance, { kind: "fire", tokenId });
  return {
    subjectKind,
    subjectId,
    moved: collected === undefined ? moved : joined(collected.moved, moved),
  };
}

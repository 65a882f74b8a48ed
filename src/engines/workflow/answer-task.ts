import { ok, refused, type Result } from "#kernel/result";
import { type Database, StaleVersion, type Tx, withDoor, withTenant } from "#platform/database";
import { joined, move, type MovedSubject } from "./cascade.ts";
import type { Variables } from "./condition.ts";
import type { OnMoved } from "./fire-timers.ts";
import type { WorkflowDeps } from "./movement.ts";
import {
  closePlacedTasks,
  placedTaskOfProcess,
  placedTasksOfInstance,
  saveAnswer,
  waitingAnswers,
  type WaitingAnswer,
} from "./placed-store.ts";
import { type Instance, instanceByToken, lockInstanceOfToken } from "./store.ts";

/**
 * Answers a task that another tenant's process placed here: a row of the answering tenant and nothing else. The process
 * takes the answer in by `collectAnswers`, so no agency's transaction ever writes into another's process.
 */
export async function answerTask(
  tx: Tx,
  now: Date,
  given: {
    readonly taskId: string;
    readonly by: string;
    /** Who answers; a task that a colleague holds is left to the colleague. */
    readonly officialId: string;
    readonly variables: Variables;
  },
): Promise<Result<null, "taken" | "not-open">> {
  const saved = await saveAnswer(tx, now, { ...given, answer: given.variables });
  if (saved?.isDone === true) return ok(null);
  return refused(saved?.isOpen === true ? "taken" : "not-open");
}

/** Answers looked at in one query; each then moves its process in a transaction of its own. */
const BATCH = 100;

/**
 * Takes every answer of a consulted agency into the process that asked, each once and in the asking tenant's transaction;
 * gives how many. A process that cannot move holds up no other: its answer waits, and the errors are told at the end.
 */
export async function collectAnswers(
  db: Database,
  now: Date,
  deps: WorkflowDeps & { readonly onMoved?: OnMoved },
): Promise<number> {
  let collected = 0;
  const failures: unknown[] = [];
  for (let last: WaitingAnswer | undefined; ;) {
    const waiting = await withDoor(db, "answers", (tx) => waitingAnswers(tx, last, BATCH));
    for (const answer of waiting)
      try {
        if (await collectOne(db, now, deps, answer)) collected += 1;
      } catch (cause) {
        failures.push(new Error(`answer ${answer.id} of ${answer.processTenantId}`, { cause }));
      }
    last = waiting.at(-1);
    if (waiting.length < BATCH) break;
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} answers wait, ${collected} went in`);
  return collected;
}

async function collectOne(
  db: Database,
  now: Date,
  deps: WorkflowDeps & { readonly onMoved?: OnMoved },
  answer: WaitingAnswer,
): Promise<boolean> {
  const actor = { kind: "system", job: "answers" } as const;
  const scope = { tenantIds: [answer.processTenantId], actor };
  try {
    return await withTenant(db, scope, async (tx) => {
      const subject = await collectAnswer(tx, now, deps, answer.id);
      if (subject !== undefined) await deps.onMoved?.(tx, subject);
      return subject !== undefined;
    });
  } catch (error) {
    if (error instanceof StaleVersion) return false; // it was moved just now; the next round takes the answer in
    throw error;
  }
}

/** Takes one answer in; undefined when it is in already, or nobody waits for it any more. */
export async function collectAnswer(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  taskId: string,
): Promise<MovedSubject | undefined> {
  await lockInstanceOfToken(tx, taskId);
  const instance = await instanceByToken(tx, taskId);
  const task = await placedTaskOfProcess(tx, taskId);
  if (task === undefined || task.answer === null || task.closedAs !== null) return undefined;
  if (instance === undefined) {
    await closePlacedTasks(tx, now, [taskId], "withdrawn");
    return undefined;
  }
  const { answer, byRef } = task;
  const outcome = answer["outcome"];
  const moved = await move(
    tx,
    now,
    deps,
    instance,
    { kind: "complete", tokenId: taskId, variables: answer },
    { by: byRef ?? "", ...(typeof outcome === "string" ? { outcome } : {}) },
  );
  await closePlacedTasks(tx, now, [taskId], "collected");
  const { subjectKind, subjectId } = instance;
  return { subjectKind, subjectId, moved };
}

/** Takes in whatever was answered for one process by now; undefined where nothing was. */
export async function collectWaiting(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  instance: Instance,
): Promise<MovedSubject | undefined> {
  if (!instance.tokens.some((token) => token.kind === "placed")) return undefined;
  let all: MovedSubject | undefined;
  for (const task of await placedTasksOfInstance(tx, instance.id)) {
    if (task.answeredAt === null || task.closedAs !== null) continue;
    const one = await collectAnswer(tx, now, deps, task.id);
    if (one !== undefined)
      all = all === undefined ? one : { ...all, moved: joined(all.moved, one.moved) };
  }
  return all;
}

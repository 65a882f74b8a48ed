import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { type Database, type Tx, withDoor, withTenant } from "#platform/database";
import type { Variables } from "./condition.ts";
import type { Definition } from "./definition.ts";
import type { Definitions } from "./definitions.ts";
import {
  dueTimers,
  type Instance,
  instanceById,
  instanceByToken,
  saveMovement,
  setHolder,
  type StoredToken,
} from "./store.ts";
import { advance, type Advance, type Token, type Trigger } from "./token-engine.ts";

export interface WorkflowDeps {
  readonly definitions: Definitions;
  /** The moment a term of the legal clock ends, for timers: `working-days:1` from `now`. */
  dueMoment(tx: Tx, now: Date, term: string): Promise<Date>;
  /** Service tasks by act: pure decisions that add variables. */
  readonly decide?: Readonly<Record<string, (variables: Variables) => Variables>>;
}

/** Work that waits for a person (`user`) or for a message (`receive`). */
export interface OpenTask {
  readonly id: string;
  readonly elementId: string;
  readonly name: string;
  readonly role: string;
  readonly kind: "user" | "receive";
}

export interface Moved {
  readonly instanceId: string;
  readonly opened: readonly OpenTask[];
  readonly calls: Advance["calls"];
  readonly state: Advance["state"];
}

/** Starts a process for a subject and runs it to where it first waits. It keeps this definition for life. */
export async function startInstance(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  start: {
    readonly definitionHash: string;
    readonly subjectKind: string;
    readonly subjectId: string;
    readonly variables: Variables;
  },
): Promise<Moved> {
  const instance: Instance = {
    ...start,
    id: uuidv7(now.getTime()),
    state: "running",
    version: 1,
    tokens: [],
  };
  return move(tx, now, deps, instance, { kind: "start" }, { isNew: true });
}

/** Completes an open task with what was decided there, and runs on. */
export async function completeTask(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  done: { readonly taskId: string; readonly by: string; readonly variables: Variables },
): Promise<Result<Moved, "not-open">> {
  const instance = await instanceByToken(tx, done.taskId);
  const task = instance?.tokens.find((token) => token.id === done.taskId);
  if (instance === undefined || task?.kind !== "user") return refused("not-open");
  const known = { ...instance, variables: { ...instance.variables, ...done.variables } };
  const outcome = done.variables["outcome"];
  return ok(
    await move(
      tx,
      now,
      deps,
      known,
      { kind: "complete", tokenId: task.id },
      {
        by: done.by,
        ...(typeof outcome === "string" ? { outcome } : {}),
      },
    ),
  );
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
  const known = { ...instance, variables: { ...instance.variables, ...sent.variables } };
  return ok(await move(tx, now, deps, known, { kind: "fire", tokenId: waiting.id }, {}));
}

/** Fires the timers that are due, each once and in its own tenant's transaction; gives how many were looked at. */
export async function fireDueTimers(db: Database, now: Date, deps: WorkflowDeps): Promise<number> {
  const due = await withDoor(db, "deadlines", (tx) => dueTimers(tx, now, TIMER_BATCH));
  for (const { tenantId, id } of due) {
    const scope = { tenantIds: [tenantId], actor: { kind: "system", job: "timers" } } as const;
    await withTenant(db, scope, async (tx) => {
      const instance = await instanceByToken(tx, id);
      if (instance === undefined) return;
      await move(tx, now, deps, instance, { kind: "fire", tokenId: id }, {});
    });
  }
  return due.length;
}

const TIMER_BATCH = 100;

/** Takes a free task; taking what one already holds changes nothing. */
export async function claimTask(
  tx: Tx,
  claim: { readonly taskId: string; readonly officialId: string },
): Promise<Result<null, "taken">> {
  return (await setHolder(tx, claim.taskId, claim.officialId, true)) ? ok(null) : refused("taken");
}

export async function handOverTask(
  tx: Tx,
  handing: { readonly taskId: string; readonly toOfficialId: string },
): Promise<Result<null, "not-open">> {
  const done = await setHolder(tx, handing.taskId, handing.toOfficialId, false);
  return done ? ok(null) : refused("not-open");
}

interface MoveOptions {
  readonly isNew?: boolean;
  readonly by?: string;
  readonly outcome?: string;
}

async function move(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  instance: Instance,
  trigger: Trigger,
  options: MoveOptions,
): Promise<Moved> {
  const definition = await deps.definitions.get(tx, instance.definitionHash);
  const newId = (): string => uuidv7(now.getTime());
  const advanced = advance(definition, instance, trigger, { newId, decide: deps.decide ?? {} });
  const opened: StoredToken[] = [];
  for (const token of advanced.opened) opened.push(await stored(tx, now, deps, definition, token));
  const triggerId = trigger.kind === "start" ? undefined : trigger.tokenId;
  const closed = new Set(advanced.closed.map((token) => token.id));
  await saveMovement(tx, now, {
    instance: { ...instance, variables: advanced.variables, state: advanced.state },
    isNew: options.isNew === true,
    opened,
    left: instance.tokens
      .filter((token) => closed.has(token.id))
      .map((token) => ({
        historyId: newId(),
        token,
        byRef: token.id === triggerId ? (options.by ?? null) : null,
        outcome: token.id === triggerId ? (options.outcome ?? null) : null,
      })),
  });
  return {
    instanceId: instance.id,
    opened: opened.flatMap(taskOf),
    calls: advanced.calls,
    state: advanced.state,
  };
}

async function stored(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  definition: Definition,
  token: Token,
): Promise<StoredToken> {
  const node = definition.nodes.get(token.nodeId);
  const timer = token.kind === "timer" || token.kind === "boundary" ? node?.timer : undefined;
  return {
    ...token,
    name: node?.name ?? "",
    role: node?.role ?? "",
    holderId: null,
    since: now,
    dueAt: timer === undefined ? null : await deps.dueMoment(tx, now, timer),
  };
}

function taskOf(token: StoredToken): OpenTask[] {
  if (token.kind !== "user" && token.kind !== "receive") return [];
  const { id, nodeId, name, role, kind } = token;
  return [{ id, elementId: nodeId, name, role, kind }];
}

import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { StaleVersion, type Tx } from "#platform/database";
import type { Variables } from "./condition.ts";
import type { Definition } from "./definition.ts";
import type { Definitions } from "./definitions.ts";
import {
  type Instance,
  instanceById,
  instanceByToken,
  saveMovement,
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
  readonly openedAt: Date;
}

export interface Moved {
  readonly instanceId: string;
  /** The version this movement made; a caller that shows a form hands it back as `expectedVersion`. */
  readonly version: number;
  readonly opened: readonly OpenTask[];
  /** Ids of tasks that are no longer open: the one that was completed, and those that an event ended. */
  readonly closed: readonly string[];
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
  const instance = await instanceByToken(tx, done.taskId);
  const task = instance?.tokens.find((token) => token.id === done.taskId);
  if (instance === undefined || task?.kind !== "user") return refused("not-open");
  if (done.expectedVersion !== undefined && done.expectedVersion !== instance.version)
    throw new StaleVersion(`process ${instance.id} moved since it was shown`);
  const known = { ...instance, variables: { ...instance.variables, ...done.variables } };
  const outcome = done.variables["outcome"];
  const trigger: Trigger = { kind: "complete", tokenId: task.id };
  return ok(
    await move(tx, now, deps, known, trigger, {
      by: done.by,
      ...(typeof outcome === "string" ? { outcome } : {}),
    }),
  );
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
  const known = { ...instance, variables: { ...instance.variables, ...sent.variables } };
  return ok(await move(tx, now, deps, known, { kind: "fire", tokenId: waiting.id }, {}));
}

/** A process that moved by itself, and whose it is. */
export interface MovedSubject {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly moved: Moved;
}

/** Fires one timer; undefined when it was gone already. */
export async function fireTimer(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  tokenId: string,
): Promise<MovedSubject | undefined> {
  const instance = await instanceByToken(tx, tokenId);
  if (instance === undefined) return undefined;
  const { subjectKind, subjectId } = instance;
  const moved = await move(tx, now, deps, instance, { kind: "fire", tokenId }, {});
  return { subjectKind, subjectId, moved };
}

/** The outcome in history of work that somebody held and an event, an error or an end took away. */
const INTERRUPTED = "interrupted";

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
  const newId = ascendingIds(now);
  const advanced = advance(definition, instance, trigger, { newId, decide: deps.decide ?? {} });
  const opened: StoredToken[] = [];
  for (const token of advanced.opened) opened.push(await stored(tx, now, deps, definition, token));
  const triggerId = trigger.kind === "start" ? undefined : trigger.tokenId;
  const closed = new Set(advanced.closed.map((token) => token.id));
  const left = instance.tokens.filter((token) => closed.has(token.id));
  const version = await saveMovement(tx, now, {
    instance: { ...instance, variables: advanced.variables, state: advanced.state },
    isNew: options.isNew === true,
    opened,
    left: left.map((token) => ({
      historyId: newId(),
      token,
      byRef: token.id === triggerId ? (options.by ?? null) : null,
      outcome: token.id === triggerId ? (options.outcome ?? null) : INTERRUPTED,
    })),
  });
  return {
    instanceId: instance.id,
    version,
    opened: opened.flatMap(taskOf),
    closed: left.flatMap(taskOf).map((task) => task.id),
    calls: advanced.calls,
    state: advanced.state,
  };
}

/** Tail of an id that counts up: 48 bits. */
const TAIL_DIGITS = 12;

/**
 * Ids of one movement in the order they were drawn, so that rows of one moment keep the order of the diagram: a version 7
 * id whose random tail counts up from there (RFC 9562, 6.2).
 */
function ascendingIds(now: Date): () => string {
  const first = uuidv7(now.getTime());
  let tail = Number.parseInt(first.slice(-TAIL_DIGITS), 16);
  return () => {
    tail = (tail + 1) % 16 ** TAIL_DIGITS;
    return first.slice(0, -TAIL_DIGITS) + tail.toString(16).padStart(TAIL_DIGITS, "0");
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
  const { id, nodeId, name, role, kind, since } = token;
  return [{ id, elementId: nodeId, name, role, kind, openedAt: since }];
}

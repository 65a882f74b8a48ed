import { uuidv7 } from "#kernel/ids";
import type { Tx } from "#platform/database";
import { itemAround, seenAt } from "./board.ts";
import { valueAt, type Variables } from "./condition.ts";
import { mapped } from "./decide-step.ts";
import { lockMessages, takeKeptMessage } from "./message-store.ts";
import { type Movement, moveOnce, type MoveOptions, type WorkflowDeps } from "./movement.ts";
import type { Node } from "./node.ts";
import { closePlacedTasks, insertPlacedTasks, type NewPlacedTask } from "./placed-store.ts";
import {
  type Instance,
  instanceByToken,
  instancesCalledBy,
  lockInstanceOfToken,
  type OpenedToken,
  type StoredToken,
} from "./store.ts";
import type { Advance, Trigger } from "./token.ts";

/** Work that waits for a person (`user`) or for a message (`receive`). */
export interface OpenTask {
  readonly id: string;
  readonly elementId: string;
  readonly name: string;
  readonly role: string;
  readonly kind: "user" | "receive";
  readonly openedAt: Date;
  /** The process it belongs to: the one that was moved, or one that it called or that called it. */
  readonly instanceId: string;
  /** For which of several items, as people call it. */
  readonly item: string | null;
}

/** What one act moved: the process itself, and all that followed in the same transaction. */
export interface Moved {
  readonly instanceId: string;
  /** The version this movement made; a caller that shows a form hands it back as `expectedVersion`. */
  readonly version: number;
  readonly opened: readonly OpenTask[];
  /** Ids of tasks that are no longer open: the one that was completed, and those that an event ended. */
  readonly closed: readonly string[];
  readonly calls: Advance["calls"];
  readonly state: Advance["state"];
  /** Tasks that were put into another tenant, to be told there. */
  readonly placed: readonly NewPlacedTask[];
  /** Tasks in another tenant that nobody waits for any more. */
  readonly withdrawn: readonly { readonly tenantId: string; readonly id: string }[];
  /** Other processes that moved with it: called ones, and those that called. */
  readonly others: readonly {
    readonly instanceId: string;
    readonly version: number;
    readonly state: Advance["state"];
  }[];
}

/** A process that moved by itself, and whose it is. */
export interface MovedSubject {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly moved: Moved;
}

/** Processes that call each other deeper than this go in circles. */
const MAX_DEPTH = 20;

/** Moves a process, and then what the movement causes elsewhere. A plain step causes nothing and asks nothing more. */
export async function move(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  instance: Instance,
  trigger: Trigger,
  options: MoveOptions & { readonly depth?: number } = {},
): Promise<Moved> {
  const depth = (options.depth ?? 0) + 1;
  if (depth > MAX_DEPTH)
    throw new Error(`process ${instance.id} calls others deeper than ${MAX_DEPTH}`);
  const movement = await moveOnce(tx, now, deps, instance, trigger, options);
  let moved = movedBy(movement);
  const goOn: GoOn = async (one, next, isNew = false) => {
    const by = options.by === undefined ? {} : { by: options.by };
    moved = joined(moved, await move(tx, now, deps, one, next, { ...by, isNew, depth }));
  };
  const placed = await placeTasks(tx, now, deps, movement);
  const withdrawn = await withdrawTasks(tx, now, movement);
  if (placed.length + withdrawn.length > 0) moved = { ...moved, placed, withdrawn };
  await cancelCalled(tx, movement, goOn);
  for (const token of movement.opened) {
    if (token.kind === "call") await callProcess(tx, now, deps, { movement, token }, goOn);
    if (token.messageKey !== null) await takeKept(tx, now, movement.after, token, goOn);
  }
  if (trigger.kind !== "cancel") await answerCaller(tx, movement, goOn);
  return moved;
}

type GoOn = (instance: Instance, trigger: Trigger, isNew?: boolean) => Promise<void>;

function movedBy(movement: Movement): Moved {
  const { after, opened, left, calls } = movement;
  return {
    instanceId: after.id,
    version: after.version,
    opened: opened.flatMap((token) => taskOf(movement, token)),
    closed: left.filter(({ token }) => isTask(token)).map(({ token }) => token.id),
    calls,
    state: after.state,
    placed: [],
    withdrawn: [],
    others: [],
  };
}

function taskOf(movement: Movement, token: StoredToken): OpenTask[] {
  const { id, nodeId, name, role, kind, since } = token;
  if (kind !== "user" && kind !== "receive") return [];
  const item = itemLabel(movement, token);
  const instanceId = movement.after.id;
  return [{ id, elementId: nodeId, name, role, kind, openedAt: since, instanceId, item }];
}

function isTask({ kind }: StoredToken): boolean {
  return kind === "user" || kind === "receive";
}

function itemLabel({ after }: Movement, token: StoredToken): string | null {
  return itemAround(liveIn(after), token.scopeId)?.name ?? null;
}

function liveIn(instance: Instance): ReadonlyMap<string, StoredToken> {
  return new Map(instance.tokens.map((token) => [token.id, token]));
}

/** Two movements of one act, with the latest word on every process that moved. */
export function joined(first: Moved, next: Moved): Moved {
  const words = [first, ...first.others, next, ...next.others].map(
    ({ instanceId, version, state }) => [instanceId, { instanceId, version, state }] as const,
  );
  const { [first.instanceId]: own, ...others } = Object.fromEntries(words);
  const closed = new Set(next.closed);
  return {
    ...first,
    ...own,
    opened: [...first.opened.filter((task) => !closed.has(task.id)), ...next.opened],
    closed: [...first.closed, ...next.closed],
    calls: [...first.calls, ...next.calls],
    placed: [...first.placed, ...next.placed],
    withdrawn: [...first.withdrawn, ...next.withdrawn],
    others: Object.values(others),
  };
}

/** Puts tasks into the tenants that work them, with what the process tells there and nothing else of it. */
async function placeTasks(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  movement: Movement,
): Promise<readonly NewPlacedTask[]> {
  const { after, definition, opened } = movement;
  const placed: NewPlacedTask[] = [];
  for (const token of opened) {
    const node = token.kind === "placed" ? definition.nodes.get(token.nodeId) : undefined;
    if (node === undefined) continue;
    const known = seenAt({ live: liveIn(after), variables: after.variables }, token.scopeId);
    const tenantId = tenantOf(node, known);
    placed.push({
      tenantId,
      id: token.id,
      subjectKind: after.subjectKind,
      subjectId: after.subjectId,
      elementId: node.id,
      name: node.name,
      role: node.role,
      item: itemLabel(movement, token),
      input: node.told === undefined ? {} : mapped(node.told, known),
      since: now,
      dueAt: node.due === undefined ? null : await deps.dueMoment(tx, now, node.due, tenantId),
    });
  }
  if (placed.length > 0) await insertPlacedTasks(tx, after.id, placed);
  return placed;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

function tenantOf(node: Node, known: Variables): string {
  const tenantId = valueAt(node.tenant ?? "", known);
  if (typeof tenantId === "string" && UUID.test(tenantId)) return tenantId;
  throw new Error(`${node.name} (${node.id}) finds no tenant in "${node.tenant}"`);
}

/** Nobody waits any more for tasks that an event or an end took away; one that was answered is closed by its collector. */
async function withdrawTasks(tx: Tx, now: Date, movement: Movement): Promise<Moved["withdrawn"]> {
  const ids = movement.left
    .map(({ token }) => token)
    .filter((token) => token.kind === "placed" && token.id !== movement.triggerId)
    .map((token) => token.id);
  return ids.length === 0 ? [] : closePlacedTasks(tx, now, ids, "withdrawn");
}

/** Processes that were called end with the step that called them. */
async function cancelCalled(tx: Tx, movement: Movement, goOn: GoOn): Promise<void> {
  const ids = movement.left
    .map(({ token }) => token)
    .filter((token) => token.kind === "call" && token.id !== movement.triggerId)
    .map((token) => token.id);
  if (ids.length === 0) return;
  for (const called of await instancesCalledBy(tx, ids))
    if (called.state === "running") await goOn(called, { kind: "cancel" });
}

async function callProcess(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  from: { readonly movement: Movement; readonly token: OpenedToken },
  goOn: GoOn,
): Promise<void> {
  const { token, movement } = from;
  const { after, definition } = movement;
  const node = definition.nodes.get(token.nodeId);
  const definitionHash = deps.resolveCalled?.(node?.called ?? "");
  if (node === undefined || definitionHash === undefined)
    throw new Error(`there is no process "${node?.called}" for ${token.name} (${token.nodeId})`);
  if ((await instanceByToken(tx, token.id)) === undefined) return; // the first of several ended the step already
  const known = seenAt({ live: liveIn(after), variables: after.variables }, token.scopeId);
  const called: Instance = {
    id: uuidv7(now.getTime()),
    definitionHash,
    subjectKind: after.subjectKind,
    subjectId: after.subjectId,
    state: "running",
    variables: mapped(node.told, known),
    version: 1,
    callerTokenId: token.id,
    migratedFrom: null,
    tokens: [],
  };
  await goOn(called, { kind: "start" }, true);
}

/** A process that was called is over: the step that waits for it goes on, with what it tells or with its error. */
async function answerCaller(tx: Tx, movement: Movement, goOn: GoOn): Promise<void> {
  const { after, errorCode } = movement;
  const tokenId = after.callerTokenId;
  if (tokenId === null || after.state === "running") return;
  await lockInstanceOfToken(tx, tokenId);
  const caller = await instanceByToken(tx, tokenId);
  if (caller === undefined) return; // it no longer waits
  await goOn(
    caller,
    after.state === "error"
      ? { kind: "error", tokenId, code: errorCode ?? "" }
      : { kind: "complete", tokenId, variables: after.variables },
  );
}

/** A message may have come before its process began to wait. */
async function takeKept(
  tx: Tx,
  now: Date,
  after: Instance,
  token: OpenedToken,
  goOn: GoOn,
): Promise<void> {
  const address = { message: token.message ?? "", key: token.messageKey ?? "" };
  await lockMessages(tx, address);
  const instance = await instanceByToken(tx, token.id);
  if (instance === undefined) return;
  const kept = await takeKeptMessage(tx, now, address, after.id);
  if (kept === undefined) return;
  await goOn(instance, { kind: "fire", tokenId: token.id, variables: kept.variables });
}

import type { Tx } from "#platform/database";
import { itemAround } from "./board.ts";
import { labelOf, placeOf } from "./multi-instance.ts";
import { type PlacedTask, placedTasksOfInstance } from "./placed-store.ts";
import {
  type HistoryStep,
  historySteps,
  type Instance,
  instanceOfSubject,
  instancesCalledBy,
  stepsOfEndedCalls,
  type StoredToken,
} from "./store.ts";
import type { TokenKind } from "./token.ts";
import { type VersionChange, versionChanges } from "./version-store.ts";

/**
 * Where a process stands: what waits for a person, a message or a time, who holds it since when, and the steps that were
 * left. A finished branch at its join waits for nobody, and the frame of a subprocess is no step of its own.
 */
export interface ProcessView {
  readonly instanceId: string;
  readonly definitionHash: string;
  readonly waiting: readonly WaitingStep[];
  /** Activities that run for several items at once or in turn: who of five has answered. */
  readonly consultations: readonly Consultation[];
  /** Other processes that steps of this one called and wait for. */
  readonly called: readonly CalledProcess[];
  /** Steps of processes that it called and that are over. */
  readonly calledBefore: readonly HistoryStep[];
  readonly history: readonly HistoryStep[];
  /** The versions it moved away from, by whom and why. */
  readonly versions: readonly VersionChange[];
}

export interface WaitingStep {
  readonly nodeId: string;
  readonly name: string;
  readonly role: string;
  readonly holderId: string | null;
  readonly since: Date;
  /** For which of several items. */
  readonly item: string | null;
  /** When it fires by itself, or is due in the tenant that works it. */
  readonly dueAt: Date | null;
}

export interface Consultation {
  readonly nodeId: string;
  readonly name: string;
  readonly total: number;
  readonly answered: number;
  readonly items: readonly ConsultedItem[];
}

export interface ConsultedItem {
  readonly place: number;
  readonly label: string;
  /** `next` has not been asked yet: they go one after another. */
  readonly state: "answered" | "open" | "next";
  readonly holderId: string | null;
  readonly dueAt: Date | null;
  readonly answeredAt: Date | null;
  readonly byRef: string | null;
  readonly outcome: string | null;
}

export interface CalledProcess {
  readonly nodeId: string;
  readonly name: string;
  readonly item: string | null;
  readonly process: ProcessView;
}

const STEPS: ReadonlySet<TokenKind> = new Set([
  "user",
  "receive",
  "message",
  "timer",
  "placed",
  "call",
]);

export async function processOf(
  tx: Tx,
  subjectKind: string,
  subjectId: string,
): Promise<ProcessView | undefined> {
  const instance = await instanceOfSubject(tx, subjectKind, subjectId);
  return instance === undefined ? undefined : viewOf(tx, instance);
}

/** A plain process is two questions; items, called processes and moves to another version ask for their own. */
async function viewOf(tx: Tx, instance: Instance): Promise<ProcessView> {
  const { tokens } = instance;
  const history = await historySteps(tx, instance.id);
  const calls = tokens.filter((token) => token.kind === "call");
  const hasPlaced = tokens.some((token) => token.kind === "placed");
  const placed = hasPlaced ? await placedTasksOfInstance(tx, instance.id) : [];
  const isCaller = instance.callerTokenId === null && history.some(isOfNoRole);
  const versions = instance.migratedFrom === null ? [] : await versionChanges(tx, instance.id);
  const placedById = new Map(placed.map((task) => [task.id, task]));
  const labels = labelsIn(instance);
  return {
    instanceId: instance.id,
    definitionHash: instance.definitionHash,
    waiting: tokens
      .filter((token) => STEPS.has(token.kind) && placedById.get(token.id)?.answeredAt == null)
      .map((token) => waitingStep(token, placedById.get(token.id), labels.get(token.id) ?? null)),
    consultations: tokens
      .filter((token) => token.kind === "multi")
      .map((token) => consultationOf(token, { tokens, placedById, history })),
    called: calls.length === 0 ? [] : await calledProcesses(tx, calls, labels),
    calledBefore: isCaller ? await stepsOfEndedCalls(tx, instance) : [],
    history,
    versions,
  };
}

/** A step that called another process: nobody's own work. */
function isOfNoRole(step: Pick<HistoryStep, "role">): boolean {
  return step.role === "";
}

/** Who worked when, with the steps of every called process in place of the step that called it. */
export function workedSteps(
  process: Pick<ProcessView, "history" | "waiting" | "called" | "calledBefore">,
): Pick<ProcessView, "history" | "waiting"> {
  const { history, waiting, called, calledBefore } = process;
  const inside = called.map((one) => workedSteps(one.process));
  const calling = new Set(called.map((one) => one.nodeId));
  return {
    history: [
      ...(calledBefore.length === 0 ? history : history.filter((step) => !isOfNoRole(step))),
      ...calledBefore,
      ...inside.flatMap((one) => one.history),
    ],
    waiting: [
      ...waiting.filter((step) => !calling.has(step.nodeId)),
      ...inside.flatMap((one) => one.waiting),
    ],
  };
}

/** The name of the item that each token works for. */
function labelsIn({ tokens }: Instance): ReadonlyMap<string, string> {
  const live = new Map(tokens.map((token) => [token.id, token]));
  return new Map(
    tokens.flatMap((token) => {
      const item = itemAround(live, token.scopeId);
      return item === undefined ? [] : [[token.id, item.name] as const];
    }),
  );
}

function waitingStep(
  token: StoredToken,
  placed: PlacedTask | undefined,
  item: string | null,
): WaitingStep {
  const { nodeId, name, role, since } = token;
  const holderId = placed?.holderId ?? token.holderId;
  return { nodeId, name, role, holderId, since, item, dueAt: placed?.dueAt ?? token.dueAt };
}

interface Seen {
  readonly tokens: readonly StoredToken[];
  readonly placedById: ReadonlyMap<string, PlacedTask>;
  readonly history: readonly HistoryStep[];
}

function consultationOf(multi: StoredToken, seen: Seen): Consultation {
  const begun = seen.tokens
    .filter((one) => one.scopeId === multi.id && (one.kind === "item" || one.kind === "answered"))
    .map((item) => consultedItem(multi, item, seen));
  const total = Number(multi.local?.["total"]);
  const values = multi.local?.["items"];
  const rest = Array.from({ length: total }, (_, index) => index + 1)
    .filter((place) => !begun.some((item) => item.place === place))
    .map((place): ConsultedItem => {
      const label = labelOf(Array.isArray(values) ? values[place - 1] : undefined, place);
      return { place, label, state: "next", ...NOTHING_YET };
    });
  const items = [...begun, ...rest].toSorted((one, other) => one.place - other.place);
  const answered = items.filter((item) => item.state === "answered").length;
  return { nodeId: multi.nodeId, name: multi.name, total, answered, items };
}

const NOTHING_YET = {
  holderId: null,
  dueAt: null,
  answeredAt: null,
  byRef: null,
  outcome: null,
} as const;

/** An answer is seen as soon as it was given, before it has gone into the process. */
function consultedItem(multi: StoredToken, item: StoredToken, seen: Seen): ConsultedItem {
  const [place, label] = [placeOf(item), item.name];
  const task = seen.tokens.find((token) => token.scopeId === item.id);
  const placed = seen.placedById.get(task?.id ?? "");
  if (item.kind === "item" && placed?.answeredAt == null) {
    const holderId = placed?.holderId ?? task?.holderId ?? null;
    const dueAt = placed?.dueAt ?? task?.dueAt ?? null;
    return { place, label, state: "open", ...NOTHING_YET, holderId, dueAt };
  }
  const step = seen.history.findLast(
    (one) => one.itemPlace === place && one.item === label && one.leftAt >= multi.since,
  );
  const outcome = placed?.answer?.["outcome"];
  return {
    place,
    label,
    state: "answered",
    holderId: step?.holderId ?? placed?.holderId ?? null,
    dueAt: placed?.dueAt ?? null,
    answeredAt: placed?.answeredAt ?? step?.leftAt ?? null,
    byRef: placed?.byRef ?? step?.byRef ?? null,
    outcome: typeof outcome === "string" ? outcome : (step?.outcome ?? null),
  };
}

async function calledProcesses(
  tx: Tx,
  calls: readonly StoredToken[],
  labels: ReadonlyMap<string, string>,
): Promise<CalledProcess[]> {
  const called = await instancesCalledBy(
    tx,
    calls.map((token) => token.id),
  );
  const views: CalledProcess[] = [];
  for (const token of calls) {
    const instance = called.find((one) => one.callerTokenId === token.id);
    if (instance === undefined) continue;
    const process = await viewOf(tx, instance);
    const { nodeId, name, id } = token;
    views.push({ nodeId, name, item: labels.get(id) ?? null, process });
  }
  return views;
}

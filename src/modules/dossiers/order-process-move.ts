import { type Definition, instancesOfVersion, waitingInVersion } from "#engines/workflow";
import { actorRef } from "#kernel/actor";
import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import { appendLeaf } from "#platform/audit-log";
import { theTenant, type Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import type { DossierDeps } from "./deps.ts";
import { type Caller, mayMoveProcesses } from "./policy.ts";
import { judgeMove, type MoveAsked, type NoPlace } from "./process-move.ts";
import { insertMove, latestMoves } from "./process-move-store.ts";
import { dossierById } from "./store.ts";

/** Processes that are walked to say where dossiers wait. */
export const MOST_WALKED = 1_000;
export const MOVE_PAGE = 50;
const MOST_REMEMBERED = 20;

export type MoveOrderRefusal =
  | "missing"
  | "target-unknown"
  | "step-unmapped"
  | "decision-missing"
  | "reason-missing"
  | "runs-already";

/** A step that running dossiers wait at, and what of the new process may take its place. */
export interface WaitingStep {
  readonly id: string;
  readonly name: string;
  readonly waiting: number;
  readonly places: readonly { readonly id: string; readonly name: string }[];
  /** What was chosen, or the step of the same id; absent where there is neither. */
  readonly place: string | undefined;
}

/** Whether both are processes that editions of the procedure brought. */
export function areOfOneLine(deps: DossierDeps, asked: MoveAsked): boolean {
  const hashes = [...(deps.apps.get(asked.appId)?.processes.values() ?? [])];
  const { fromHash, toHash } = asked;
  return fromHash !== toHash && hashes.includes(fromHash) && hashes.includes(toHash);
}

export async function waitingSteps(
  tx: Tx,
  deps: DossierDeps,
  asked: MoveAsked,
): Promise<readonly WaitingStep[]> {
  const { definitions } = deps.workflow;
  const from = await definitions.get(tx, asked.fromHash);
  const to = await definitions.get(tx, asked.toHash);
  const found = await waitingInVersion(tx, { definitionHash: asked.fromHash, limit: MOST_WALKED });
  return found.map(({ nodeId, waiting }) => {
    const places = placesFor(from, to, nodeId);
    const place = places.find(({ id }) => id === (asked.mapping[nodeId] ?? nodeId))?.id;
    return { id: nodeId, name: nameIn(from, nodeId), waiting, places, place };
  });
}

function placesFor(from: Definition, to: Definition, id: string): WaitingStep["places"] {
  const kind = from.nodes.get(id)?.kind;
  return [...to.nodes.values()]
    .filter((node) => node.kind === kind)
    .map((node) => ({ id: node.id, name: nameIn(to, node.id) }));
}

function nameIn(definition: Definition, id: string): string {
  const name = definition.nodes.get(id)?.name ?? "";
  return name === "" ? id : name;
}

/** A page of running dossiers with those of them that have no place; nothing is written. */
export async function tryMove(
  tx: Tx,
  deps: DossierDeps,
  asked: MoveAsked,
  after: string | undefined,
): Promise<{
  readonly seen: number;
  readonly without: readonly { readonly code: string; readonly steps: readonly NoPlace[] }[];
  readonly next: string | undefined;
}> {
  const definitionHash = asked.fromHash;
  const found = await instancesOfVersion(tx, { definitionHash, after, limit: MOVE_PAGE + 1 });
  const page = found.slice(0, MOVE_PAGE);
  const without = [];
  for (const { id, subjectId } of page) {
    const dossier = await dossierById(tx, theTenant(tx), subjectId);
    if (dossier?.instanceId !== id) continue;
    const judged = await judgeMove(tx, deps, asked, dossier);
    if (!judged.ok) without.push({ code: dossier.code, steps: judged.error });
  }
  const next = found.length > MOVE_PAGE ? page.at(-1)?.id : undefined;
  return { seen: page.length, without, next };
}

/**
 * An administrator orders by a decision that running dossiers go on in another process. It is written down here and done by
 * a job, dossier by dossier; nothing moves by itself because an edition was published.
 */
export async function orderProcessMove(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  asked: MoveAsked & { readonly decision: string; readonly reason: string },
): Promise<Result<string, MoveOrderRefusal>> {
  const tenantId = theTenant(tx);
  const { actor } = caller;
  if (!mayMoveProcesses(caller, tenantId, asked.appId) || actor.kind !== "official")
    return refused("missing");
  if (!areOfOneLine(deps, asked)) return refused("target-unknown");
  const steps = await waitingSteps(tx, deps, asked);
  if (steps.some((step) => step.place === undefined)) return refused("step-unmapped");
  const [decision, reason] = [asked.decision.trim(), asked.reason.trim()];
  if (decision === "") return refused("decision-missing");
  if (reason === "") return refused("reason-missing");
  const running = await latestMoves(tx, asked.appId, MOST_REMEMBERED);
  if (running.some((one) => one.finishedAt === null && one.fromHash === asked.fromHash))
    return refused("runs-already");
  const id = uuidv7(now.getTime());
  const { appId, fromHash, toHash } = asked;
  const mapping = Object.fromEntries(
    steps.flatMap(({ id: old, place }) =>
      place === undefined || place === old ? [] : [[old, place]],
    ),
  );
  const order = { appId, fromHash, toHash, mapping, decision, reason };
  const orderedBy = actorRef(actor);
  await insertMove(tx, {
    ...order,
    tenantId,
    id,
    orderedBy,
    orderedName: actor.name,
    orderedAt: now,
  });
  const subject = { subjectKind: "process-move", subjectId: id };
  await appendLeaf(tx, now, { ...subject, action: "process-move-ordered", payload: order });
  await emit(tx, now, {
    ...subject,
    name: "process-move-ordered",
    sequence: 1,
    body: { appId, fromHash, toHash, decision },
  });
  return ok(id);
}

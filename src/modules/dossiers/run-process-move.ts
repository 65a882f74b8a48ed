import { instancesOfVersion, migrateInstance, releaseTask } from "#engines/workflow";
import { appendLeaf } from "#platform/audit-log";
import { type Database, StaleVersion, type Tx, withTenant } from "#platform/database";
import { emit } from "#platform/outbox";
import type { DossierDeps } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import { stepAfter } from "./load-for-act.ts";
import { judgeMove, type NoPlace, type StandsAt } from "./process-move.ts";
import { insertRefusal, lockedMove, type ProcessMove, saveProgress } from "./process-move-store.ts";
import { recordChange } from "./record-change.ts";
import { dossierById } from "./store.ts";

/** What the event of an order hands to the job. */
export interface OrderedMove {
  readonly tenantId: string;
  readonly moveId: string;
}

/** A dossier that officials keep changing at the same moment is judged so often before it is refused. */
const TRIES = 3;

/**
 * Goes on with an ordered move until nothing is left. Every dossier is a transaction of its own that also keeps the place, so
 * that a worker that was killed, or comes twice, goes on behind the last one.
 */
export async function runProcessMove(
  db: Database,
  now: () => Date,
  deps: DossierDeps,
  ordered: OrderedMove,
): Promise<void> {
  while (await moveNext(db, now(), deps, ordered));
}

/** Judges the next dossier and moves it or says why not; false when the order is done. */
export async function moveNext(
  db: Database,
  now: Date,
  deps: DossierDeps,
  ordered: OrderedMove,
): Promise<boolean> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await inTenant(db, ordered, (tx) => step(tx, now, deps, ordered, turn > TRIES));
    } catch (error) {
      if (!(error instanceof StaleVersion) || turn > TRIES) throw error;
    }
  }
}

function inTenant<T>(db: Database, { tenantId }: OrderedMove, work: (tx: Tx) => Promise<T>) {
  const actor = { kind: "system", job: "move-processes" } as const;
  return withTenant(db, { tenantIds: [tenantId], actor }, work);
}

async function step(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  ordered: OrderedMove,
  isBusy: boolean,
): Promise<boolean> {
  const move = await lockedMove(tx, ordered.moveId);
  if (move === undefined || move.finishedAt !== null) return false;
  const [next] = await instancesOfVersion(tx, {
    definitionHash: move.fromHash,
    after: move.place ?? undefined,
    limit: 1,
  });
  if (next === undefined) {
    await finish(tx, now, move);
    return false;
  }
  const dossier = await dossierById(tx, move.tenantId, next.subjectId);
  const isOwn = dossier?.instanceId === next.id && dossier.appId === move.appId;
  if (!isOwn) {
    await saveProgress(tx, { ...move, place: next.id });
    return true;
  }
  const without = isBusy ? busy(dossier) : await moved(tx, now, deps, move, dossier);
  if (without.length > 0)
    await insertRefusal(tx, now, move.id, {
      instanceId: next.id,
      dossierCode: dossier.code,
      steps: without,
    });
  const counts = without.length > 0 ? { refused: move.refused + 1 } : { moved: move.moved + 1 };
  await saveProgress(tx, { ...move, ...counts, place: next.id });
  return true;
}

function busy({ step: at }: Dossier): NoPlace[] {
  return [{ step: at ?? "", name: at ?? "", why: "busy" }];
}

/** Moves one dossier; gives the steps that have no place where it has to stay. */
async function moved(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  move: ProcessMove,
  dossier: Dossier,
): Promise<readonly NoPlace[]> {
  const judged = await judgeMove(tx, deps, move, dossier);
  if (!judged.ok) return judged.error;
  const done = await migrateInstance(tx, now, deps.workflow, {
    instanceId: dossier.instanceId,
    toHash: move.toHash,
    mapping: move.mapping,
    by: move.orderedBy,
    reason: `${move.decision}: ${move.reason}`,
  });
  if (!done.ok) throw new Error(`dossier ${dossier.code} was judged otherwise a moment ago`);
  const isOpen = dossier.taskId === null || !done.value.closed.includes(dossier.taskId);
  const next = isOpen ? judged.value : stepAfter(done.value, now);
  await freeTask(tx, dossier, next);
  await recordChange(tx, now, {
    before: dossier,
    next: { ...dossier, ...next },
    name: "process-version-moved",
    detail: {
      note: `Quyết định số ${move.decision}`,
      decision: move.decision,
      orderedBy: move.orderedBy,
      from: dossier.step,
      to: next.step,
      moveId: move.id,
    },
  });
  return [];
}

/** A step that is now another role's is nobody's until one of them takes it. */
async function freeTask(tx: Tx, dossier: Dossier, next: StandsAt): Promise<void> {
  const { taskId, holderId } = dossier;
  if (taskId !== null && holderId !== null && next.holderId === null)
    await releaseTask(tx, { taskId, officialId: holderId });
}

async function finish(tx: Tx, now: Date, move: ProcessMove): Promise<void> {
  await saveProgress(tx, { ...move, finishedAt: now });
  const { moved: went, refused: stayed, decision } = move;
  const subject = { subjectKind: "process-move", subjectId: move.id };
  const payload = { decision, moved: went, refused: stayed };
  await appendLeaf(tx, now, { ...subject, action: "process-move-finished", payload });
  await emit(tx, now, { ...subject, name: "process-move-finished", sequence: 2, body: payload });
}

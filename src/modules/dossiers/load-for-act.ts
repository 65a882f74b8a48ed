import { ok, refused, type Result } from "#kernel/result";
import type { Moved } from "#engines/workflow";
import type { Tx } from "#platform/database";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { type Caller, type DossierAction, may } from "./policy.ts";
import { dossierByPublicId } from "./store.ts";

/** What an official's form says: which dossier, and the version that was on the screen. */
export interface ActOn {
  readonly publicId: string;
  readonly version: number;
}

/**
 * Loads a dossier for an act at a step. Forbidden looks like missing; a dossier that moved on since the form was shown
 * is stale; a task held by a colleague is left to the colleague.
 */
export async function loadForAct(
  tx: Tx,
  caller: Caller,
  act: ActOn,
  need: { readonly action: DossierAction; readonly step?: string },
): Promise<Result<Dossier, DossierRefusal>> {
  const dossier = await dossierByPublicId(tx, act.publicId);
  if (dossier === undefined || !may(caller, need.action, dossier)) return refused("missing");
  if (dossier.version !== act.version) return refused("stale");
  if (need.step !== undefined && dossier.step !== need.step) return refused("wrong-state");
  if (need.step !== undefined && isHeldByOther(caller, dossier)) return refused("not-the-holder");
  return ok(dossier);
}

function isHeldByOther(caller: Caller, dossier: Dossier): boolean {
  return (
    dossier.holderId !== null &&
    caller.actor.kind === "official" &&
    dossier.holderId !== caller.actor.officialId
  );
}

/** Where the process stands after a move: the dossier's row carries it, so that a work list reads one index. While other agencies are asked, no role here has work. */
export function stepAfter(
  moved: Moved,
  now: Date,
): Pick<Dossier, "taskId" | "step" | "stepRole" | "holderId" | "stepSince"> {
  const task = moved.opened[0];
  const step = task?.elementId ?? moved.placed[0]?.elementId ?? null;
  return {
    taskId: task?.id ?? null,
    step,
    stepRole: task?.role ?? null,
    holderId: null,
    stepSince: step === null ? null : now,
  };
}

import { completeTask } from "#engines/workflow";
import { actorRef } from "#kernel/actor";
import { StaleVersion, type Tx } from "#platform/database";
import { consulted, tellPlaced } from "./consult.ts";
import type { DossierDeps } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import { linkedTo } from "./linked-parts.ts";
import { stepAfter } from "./load-for-act.ts";
import { toldAnswers } from "./told-answers.ts";

/** Completes the dossier's open task with an outcome and gives the step that follows. */
export async function completeStep(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  dossier: Dossier,
  outcome: string,
): Promise<ReturnType<typeof stepAfter>> {
  if (dossier.taskId === null) throw new Error(`dossier ${dossier.code} has no open task`);
  const moved = await completeTask(tx, now, deps.workflow, {
    taskId: dossier.taskId,
    by: actorRef(tx.actor),
    variables: {
      outcome,
      ...(await toldAnswers(tx, deps, dossier)),
      ...(await consulted(tx, now, deps, dossier)),
      ...(await linkedTo(tx, now, deps, dossier)),
    },
  });
  if (!moved.ok) throw new StaleVersion(`the task of dossier ${dossier.code} is ${moved.error}`);
  await tellPlaced(tx, now, dossier, moved.value);
  return stepAfter(moved.value, now);
}

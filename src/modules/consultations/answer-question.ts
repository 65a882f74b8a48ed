import { answerTask, placedTaskById } from "#engines/workflow";
import { actorRef } from "#kernel/actor";
import { ok, refused, type Result } from "#kernel/result";
import type { DossierDeps } from "#modules/dossiers";
import { appendLeaf } from "#platform/audit-log";
import type { Tx } from "#platform/database";
import { emit } from "#platform/outbox";
import type { ConsultationEventName } from "./events.ts";
import { type Caller, mayAnswer } from "./policy.ts";
import { questionOf } from "./question.ts";

/** Every expected refusal of this module; the message key is `refused.<code>`. */
export const REFUSALS = {
  missing: 404,
  answered: 409,
  "outcome-missing": 422,
  "opinion-missing": 422,
} as const;
export type ConsultationRefusal = keyof typeof REFUSALS;

/** Two printed pages; a longer opinion is a paper of its own. */
const LONGEST_OPINION = 4000;

/** An asked agency answers, once. The answer, its leaf and its event are one transaction of the asked tenant. */
export async function answerQuestion(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  caller: Caller,
  given: { readonly taskId: string; readonly outcome: string; readonly opinion: string },
): Promise<Result<null, ConsultationRefusal>> {
  const task = await placedTaskById(tx, given.taskId);
  const question = task === undefined ? undefined : questionOf(deps, task);
  if (task === undefined || question === undefined || !mayAnswer(caller, task))
    return refused("missing");
  if (task.closedAs === "withdrawn") return refused("missing");
  const outcome = question.consultation.outcomes.find((one) => one.id === given.outcome);
  if (outcome === undefined) return refused("outcome-missing");
  const opinion = given.opinion.normalize("NFC").trim().slice(0, LONGEST_OPINION);
  if (outcome.needsReason && opinion === "") return refused("opinion-missing");
  const { actor } = caller;
  if (actor.kind !== "official") return refused("missing");
  const answered = await answerTask(tx, now, {
    taskId: task.id,
    by: actorRef(actor),
    officialId: actor.officialId,
    variables: { outcome: outcome.id, opinion, by: actor.name },
  });
  if (!answered.ok) return refused("answered");
  const name: ConsultationEventName = "consultation-answered";
  await appendLeaf(tx, now, {
    subjectKind: "consultation",
    subjectId: task.id,
    action: name,
    payload: { code: question.about.code, outcome: outcome.id, opinion },
  });
  await emit(tx, now, {
    name,
    subjectKind: "consultation",
    subjectId: task.id,
    sequence: 2,
    body: { code: question.about.code, outcome: outcome.id },
  });
  return ok(null);
}

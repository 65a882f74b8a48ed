import { deliverMessage } from "#engines/workflow";
import { ok, refused, type Result } from "#kernel/result";
import { resumeClock } from "#modules/deadlines";
import type { Tx } from "#platform/database";
import { feeFor, rechargeFee } from "./charge-fee.ts";
import { type DossierDeps, editionOf } from "./deps.ts";
import type { Dossier, DossierRefusal } from "./dossier.ts";
import { stepAfter } from "./load-for-act.ts";
import { recordChange } from "./record-change.ts";
import { dossierByPublicId } from "./store.ts";
import { markSupplementAnswered } from "./supplement-store.ts";

/** The applicant answers a supplement request: corrected answers replace the old ones, and the clock goes on. */
export async function answerSupplement(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  answer: {
    readonly publicId: string;
    readonly accountId: string;
    readonly answers: Dossier["answers"];
  },
): Promise<Result<Dossier, DossierRefusal>> {
  const before = await dossierByPublicId(tx, answer.publicId);
  if (before === undefined || before.accountId !== answer.accountId) return refused("missing");
  if (before.state !== "supplement") return refused("wrong-state");
  const fee = await feeFor(deps, editionOf(deps, before.appId, before.edition), answer.answers);
  if (!fee.ok) return refused("no-fee");
  const resumed = await resumeClock(
    tx,
    now,
    deps.calendars,
    before.processingClockId ?? before.answerClockId,
  );
  if (!resumed.ok) throw new Error(`clock of ${before.code}: ${resumed.error}`);
  const moved = await deliverMessage(tx, now, deps.workflow, {
    instanceId: before.instanceId,
    message: "supplemented",
    variables: {},
  });
  if (!moved.ok) throw new Error(`process of ${before.code}: ${moved.error}`);
  await rechargeFee(tx, now, deps, before, fee.value);
  await markSupplementAnswered(tx, now, before);
  const dueAt = resumed.value.dueAt;
  const next: Dossier = {
    ...before,
    ...stepAfter(moved.value, now),
    answers: answer.answers,
    state: before.acceptedAt === null ? "submitted" : "processing",
    ...(before.acceptedAt === null ? { answerDueAt: dueAt } : { dueAt }),
  };
  const saved = await recordChange(tx, now, {
    before,
    next,
    name: "supplement-answered",
    detail: { dueAt: dueAt.toISOString() },
  });
  return ok(saved);
}

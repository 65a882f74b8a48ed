import { cancelInstance } from "#engines/workflow";
import { actorRef } from "#kernel/actor";
import { stopClock } from "#modules/deadlines";
import { cancelCharges } from "#modules/payments";
import type { Tx } from "#platform/database";
import { feeOfDossier } from "./charge-fee.ts";
import { counted } from "./counters.ts";
import type { DossierDeps } from "./deps.ts";
import type { Dossier } from "./dossier.ts";
import type { DossierEventName } from "./events.ts";
import { answerLead, withdrawParts } from "./linked-parts.ts";
import { recordChange } from "./record-change.ts";

/** The ends that bring no result; each is counted under its own name. */
export type EndWithoutResult = "withdrawn" | "stopped" | "transferred";

/**
 * Ends a dossier without a result: its process is cancelled (tasks at other agencies are withdrawn), its clocks stop, and
 * what is not paid is owed no more. No outcome is set, so that no figure of on-time is touched (R43).
 */
export async function endDossier(
  tx: Tx,
  now: Date,
  deps: DossierDeps,
  end: {
    readonly before: Dossier;
    readonly state: EndWithoutResult;
    readonly name: DossierEventName;
    readonly detail: Readonly<Record<string, unknown>>;
    /** Why nothing is owed any more. */
    readonly owesNothing: string;
  },
): Promise<Dossier> {
  const { before, state } = end;
  const by = actorRef(tx.actor);
  const cancelled = await cancelInstance(tx, now, deps.workflow, {
    instanceId: before.instanceId,
    by,
  });
  if (!cancelled.ok) throw new Error(`process of ${before.code}: ${cancelled.error}`);
  await withdrawParts(tx, now, deps, before, cancelled.value.withdrawn);
  const { reason } = end.detail;
  await answerLead(tx, now, before, {
    outcome: "stopped",
    ...(typeof reason === "string" ? { reason } : {}),
  });
  await stopClock(tx, now, before.answerClockId);
  if (before.processingClockId !== null) await stopClock(tx, now, before.processingClockId);
  await cancelCharges(tx, now, feeOfDossier(before), end.owesNothing);
  return recordChange(tx, now, {
    before,
    next: {
      ...before,
      state,
      taskId: null,
      step: null,
      stepRole: null,
      holderId: null,
      stepSince: null,
    },
    name: end.name,
    detail: end.detail,
    counters: counted(now, state),
  });
}

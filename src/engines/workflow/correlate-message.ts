import { uuidv7 } from "#kernel/ids";
import { ok, refused, type Result } from "#kernel/result";
import type { Tx } from "#platform/database";
import { move, type MovedSubject } from "./cascade.ts";
import type { Variables } from "./condition.ts";
import { insertMessage, lockMessages, messageStanding } from "./message-store.ts";
import type { WorkflowDeps } from "./movement.ts";
import { instanceByToken, lockInstanceOfToken } from "./store.ts";

export interface SentMessage {
  readonly message: string;
  /** The value by which the process is found that waits for it: a dossier's code, a payment's reference. */
  readonly key: string;
  /** The sender's own name for this message. A second one of the same name is the same message, and changes nothing. */
  readonly sentRef: string;
  readonly variables: Variables;
  /** Until when it is kept where nobody waits for it yet; without it an early message is refused. */
  readonly keptUntil?: Date;
}

export type Delivery =
  | ({ readonly kind: "delivered" } & MovedSubject)
  | { readonly kind: "kept" }
  | { readonly kind: "known" };

/**
 * Delivers a message to the process of this tenant that waits for it by name and key: to the one that has waited longest,
 * and to no other. Exactly once, whatever the sender repeats; early ones are kept or refused as the sender asked.
 */
export async function correlateMessage(
  tx: Tx,
  now: Date,
  deps: WorkflowDeps,
  sent: SentMessage,
): Promise<Result<Delivery, "not-waiting">> {
  await lockMessages(tx, sent);
  const { isKnown, tokenId } = await messageStanding(tx, sent);
  if (isKnown) return ok({ kind: "known" });
  const { keptUntil = null } = sent;
  const message = { ...sent, id: uuidv7(now.getTime()), keptUntil };
  if (tokenId !== null) {
    await lockInstanceOfToken(tx, tokenId);
    const instance = await instanceByToken(tx, tokenId);
    if (instance !== undefined) {
      await insertMessage(tx, now, { ...message, instanceId: instance.id });
      const { variables } = sent;
      const moved = await move(tx, now, deps, instance, { kind: "fire", tokenId, variables });
      const { subjectKind, subjectId } = instance;
      return ok({ kind: "delivered", subjectKind, subjectId, moved });
    }
  }
  if (keptUntil === null || keptUntil <= now) return refused("not-waiting");
  await insertMessage(tx, now, { ...message, instanceId: null });
  return ok({ kind: "kept" });
}

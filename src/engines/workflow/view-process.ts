import type { Tx } from "#platform/database";
import { type HistoryStep, historySteps, instanceOfSubject } from "./store.ts";

/** Where a process stands: what waits and who holds it since when, and the steps that were left. */
export interface ProcessView {
  readonly instanceId: string;
  readonly definitionHash: string;
  readonly waiting: readonly {
    readonly nodeId: string;
    readonly name: string;
    readonly role: string;
    readonly holderId: string | null;
    readonly since: Date;
  }[];
  readonly history: readonly HistoryStep[];
}

export async function processOf(
  tx: Tx,
  subjectKind: string,
  subjectId: string,
): Promise<ProcessView | undefined> {
  const instance = await instanceOfSubject(tx, subjectKind, subjectId);
  if (instance === undefined) return undefined;
  return {
    instanceId: instance.id,
    definitionHash: instance.definitionHash,
    waiting: instance.tokens.filter((token) => token.kind !== "boundary"),
    history: await historySteps(tx, instance.id),
  };
}

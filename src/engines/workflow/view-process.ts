import type { Tx } from "#platform/database";
import { type HistoryStep, historySteps, instanceOfSubject } from "./store.ts";
import type { TokenKind } from "./token-engine.ts";

/**
 * Where a process stands: what waits for a person, a message or a time, who holds it since when, and the steps that were
 * left. A finished branch at its join waits for nobody, and the frame of a subprocess is no step of its own.
 */
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

const STEPS: ReadonlySet<TokenKind> = new Set(["user", "receive", "message", "timer"]);

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
    waiting: instance.tokens.filter((token) => STEPS.has(token.kind)),
    history: await historySteps(tx, instance.id),
  };
}

import { parseDefinition } from "./definition.ts";
import type { Variables } from "./condition.ts";
import { placeOf } from "./multi-instance.ts";
import type { Definition } from "./node.ts";
import type { Advance, Decider, Token, TokenKind, Trigger } from "./token.ts";
import { advance } from "./token-engine.ts";

/** What the tests of this room share; nothing else imports it. */
export const START = `<bpmn:startEvent id="start" />`;
export const END = `<bpmn:endEvent id="end" />`;

/** The definition of a diagram that must be readable. */
export async function definitionOf(xml: string): Promise<Definition> {
  const parsed = await parseDefinition(xml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

/** Where somebody or something is waited for; the other tokens are frames around those, and what hangs on them. */
const WAITING: ReadonlySet<TokenKind> = new Set([
  "user",
  "placed",
  "receive",
  "message",
  "timer",
  "call",
  "join",
]);

/** Plays a process by naming what happens at which node. */
export class Play {
  state: Advance;
  readonly #definition: Definition;
  #next = 0;

  constructor(definition: Definition, variables: Variables = {}) {
    this.#definition = definition;
    this.state = advance(definition, { tokens: [], variables }, { kind: "start" }, this.#decider());
  }

  waiting(): string[] {
    return this.state.tokens
      .filter((token) => WAITING.has(token.kind))
      .map((token) => token.nodeId);
  }

  complete(nodeId: string, variables: Variables = {}): this {
    return this.#step(nodeId, (tokenId) => ({ kind: "complete", tokenId, variables }));
  }

  /** Completes what waits there for one item of several. */
  answer(nodeId: string, place: number, variables: Variables = {}): this {
    const item = this.state.tokens.find(
      (one) => one.nodeId === nodeId && one.kind === "item" && placeOf(one) === place,
    );
    const token = this.state.tokens.find((one) => one.scopeId === item?.id);
    if (token === undefined) throw new Error(`item ${place} of ${nodeId} does not wait`);
    return this.move({ kind: "complete", tokenId: token.id, variables });
  }

  fire(nodeId: string, variables: Variables = {}): this {
    return this.#step(nodeId, (tokenId) => ({ kind: "fire", tokenId, variables }));
  }

  fail(nodeId: string, code: string): this {
    return this.#step(nodeId, (tokenId) => ({ kind: "error", tokenId, code }));
  }

  move(trigger: Trigger): this {
    this.state = advance(this.#definition, this.state, trigger, this.#decider());
    return this;
  }

  #step(nodeId: string, triggerAt: (tokenId: string) => Trigger): this {
    const token = this.state.tokens.find(
      (one: Token) => one.nodeId === nodeId && (WAITING.has(one.kind) || one.kind === "boundary"),
    );
    if (token === undefined) throw new Error(`nothing waits at ${nodeId}`);
    return this.move(triggerAt(token.id));
  }

  #decider(): Decider {
    return {
      newId: () => `t${(this.#next += 1)}`,
      decide: { double: (known: Variables) => ({ fee: Number(known["fee"] ?? 1) * 2 }) },
      rule: (decision, known) => ({
        [decision]: Number(known["area"] ?? 0) > 100 ? "high" : "low",
      }),
    };
  }
}

export const errorEnd = (id: string): string =>
  `<bpmn:endEvent id="${id}"><bpmn:errorEventDefinition errorRef="e_missing" /></bpmn:endEvent>`;
export const catches = (id: string, at: string, code: "e_missing" | "any"): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${at}"><bpmn:errorEventDefinition ${code === "any" ? "" : `errorRef="${code}" `}/></bpmn:boundaryEvent>`;

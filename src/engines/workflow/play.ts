import { type Definition, parseDefinition } from "./definition.ts";
import type { Variables } from "./condition.ts";
import { advance, type Advance, type Token } from "./token-engine.ts";

/** What the tests of this room share; nothing else imports it. */
export const START = `<bpmn:startEvent id="start" />`;
export const END = `<bpmn:endEvent id="end" />`;

/** The definition of a diagram that must be readable. */
export async function definitionOf(xml: string): Promise<Definition> {
  const parsed = await parseDefinition(xml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

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
      .filter((token) => token.kind !== "boundary" && token.kind !== "scope")
      .map((token) => token.nodeId);
  }

  complete(nodeId: string, variables: Variables = {}): this {
    return this.#step("complete", nodeId, variables);
  }

  fire(nodeId: string): this {
    return this.#step("fire", nodeId, {});
  }

  fail(nodeId: string, code: string): this {
    return this.#step("error", nodeId, {}, code);
  }

  #step(
    kind: "complete" | "fire" | "error",
    nodeId: string,
    variables: Variables,
    code = "",
  ): this {
    const token = this.state.tokens.find((one: Token) => one.nodeId === nodeId);
    if (token === undefined) throw new Error(`nothing waits at ${nodeId}`);
    const before = { ...this.state, variables: { ...this.state.variables, ...variables } };
    const trigger = { kind, tokenId: token.id, code };
    this.state = advance(this.#definition, before, trigger, this.#decider());
    return this;
  }

  #decider() {
    return {
      newId: () => `t${(this.#next += 1)}`,
      decide: { double: (known: Variables) => ({ fee: Number(known["fee"] ?? 1) * 2 }) },
    };
  }
}

export const errorEnd = (id: string): string =>
  `<bpmn:endEvent id="${id}"><bpmn:errorEventDefinition errorRef="e_missing" /></bpmn:endEvent>`;
export const catches = (id: string, at: string, code: "e_missing" | "any"): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${at}"><bpmn:errorEventDefinition ${code === "any" ? "" : `errorRef="${code}" `}/></bpmn:boundaryEvent>`;

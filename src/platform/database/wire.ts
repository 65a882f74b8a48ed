import { performance } from "node:perf_hooks";
import type { PoolClient } from "pg";
import { type Answer, journey, type Statement } from "./journey.ts";

/**
 * One connection during one transaction. Statements are answered in the order they were sent, so those whose rows
 * nobody needs wait here and travel with the next question or the commit: three journeys an act instead of fifteen.
 * A statement that fails makes PostgreSQL refuse all that follow it, the commit included; the first failure is kept.
 */
export class Wire {
  readonly #client: PoolClient;
  readonly #options: { readonly keepsPlans: boolean };
  #waiting: Statement[] = [];
  #departing: Promise<readonly Answer[]> | undefined;
  #failure: unknown;
  #underWay = 0;
  #restingSince = loopIdleMs();
  #waitedMs = 0;

  constructor(client: PoolClient, options: { readonly keepsPlans: boolean }) {
    this.#client = client;
    this.#options = options;
  }

  /**
   * How long the event loop slept while the connection was held and asked nothing: the work waited for something that
   * is not the database. Computing does not count, nor does a busy machine.
   */
  get waitedMs(): number {
    return this.#waitedMs + (this.#underWay === 0 ? loopIdleMs() - this.#restingSince : 0);
  }

  /** Lays a statement aside; nobody is told of its rows. */
  lay(text: string, values: readonly unknown[] = []): void {
    this.#waiting.push({ text, values, isAsked: false });
  }

  /** Sends what waits and then this, and gives its rows. Questions asked at once travel together. */
  async ask(text: string, values: readonly unknown[] = []): Promise<unknown[]> {
    return [...(await this.#answerTo({ text, values, isAsked: true })).rows];
  }

  /** Ends the transaction. Throws the first failure of anything that was sent; then nothing was written. */
  async commit(): Promise<void> {
    const ended = await this.#answerTo({ text: "COMMIT", values: [], isAsked: false });
    if (this.#failure !== undefined) throw this.#failure;
    if (ended.command !== "COMMIT") throw new Error("the transaction was rolled back");
  }

  async rollback(): Promise<void> {
    this.#waiting = [{ text: "ROLLBACK", values: [], isAsked: false }];
    await (this.#departing ?? this.#depart());
  }

  async #answerTo(statement: Statement): Promise<Answer> {
    const index = this.#waiting.push(statement) - 1;
    this.#departing ??= Promise.resolve().then(() => this.#depart());
    try {
      const answer = (await this.#departing)[index];
      if (answer === undefined) throw new Error(`nothing was answered to ${statement.text}`);
      return answer;
    } catch (error) {
      throw this.#failure ?? error;
    }
  }

  async #depart(): Promise<readonly Answer[]> {
    const statements = this.#waiting;
    this.#waiting = [];
    this.#departing = undefined;
    if (this.#underWay === 0) this.#waitedMs += loopIdleMs() - this.#restingSince;
    this.#underWay += 1;
    try {
      return await journey(this.#client, statements, this.#options);
    } catch (error) {
      this.#failure ??= error;
      throw error;
    } finally {
      this.#underWay -= 1;
      this.#restingSince = loopIdleMs();
    }
  }
}

function loopIdleMs(): number {
  return performance.eventLoopUtilization().idle;
}

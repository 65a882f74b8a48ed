import { createHash } from "node:crypto";
import type { PoolClient, QueryResult } from "pg";

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * One connection during one transaction. Statements are answered in the order they were sent, so those whose rows
 * nobody needs wait here and travel with the next question or the commit: three journeys an act instead of fifteen.
 * A statement that fails makes PostgreSQL refuse all that follow it, the commit included; the first failure is kept.
 */
export class Wire {
  readonly #client: PoolClient;
  #waiting: Statement[] = [];
  #failure: unknown;
  readonly #keepsPlans: boolean;
  #isCorked = false;

  constructor(client: PoolClient, options: { readonly keepsPlans: boolean }) {
    this.#client = client;
    this.#keepsPlans = options.keepsPlans;
  }

  /** Lays a statement aside; nobody is told of its rows. */
  lay(text: string, values: readonly unknown[] = []): void {
    this.#waiting.push({ text, values });
  }

  /** Sends what waits and then this, and gives its rows. */
  async ask(text: string, values: readonly unknown[] = []): Promise<unknown[]> {
    this.#sendWaiting();
    return (await this.#seen(this.#send({ text, values }))).rows;
  }

  /** Ends the transaction. Throws the first failure of anything that was sent; then nothing was written. */
  async commit(): Promise<void> {
    this.#sendWaiting();
    const ended = await this.#seen(this.#send({ text: "COMMIT", values: [] }));
    if (this.#failure !== undefined) throw this.#failure;
    if (ended.command !== "COMMIT") throw new Error("the transaction was rolled back");
  }

  async rollback(): Promise<void> {
    this.#waiting = [];
    await this.#send({ text: "ROLLBACK", values: [] });
  }

  #sendWaiting(): void {
    const statements = this.#waiting;
    this.#waiting = [];
    for (const statement of statements) void this.#send(statement);
  }

  #send({ text, values }: Statement): Promise<QueryResult> {
    this.#cork();
    const answer = this.#client.query({
      ...(this.#keepsPlans && values.length > 0 ? { name: planOf(text) } : {}),
      text,
      values: [...values],
    });
    answer.catch((error: unknown) => (this.#failure ??= error));
    return answer;
  }

  async #seen(answer: Promise<QueryResult>): Promise<QueryResult> {
    try {
      return await answer;
    } catch (error) {
      throw this.#failure ?? error;
    }
  }

  /** What is sent in one go leaves in one packet: each packet wakes the server once. */
  #cork(): void {
    const { stream } = (this.#client as unknown as { connection: { stream: Corkable } }).connection; // not in its types
    if (this.#isCorked || stream.cork === undefined) return;
    this.#isCorked = true;
    stream.cork();
    queueMicrotask(() => {
      this.#isCorked = false;
      stream.uncork?.();
    });
  }
}

interface Corkable {
  readonly cork?: () => void;
  readonly uncork?: () => void;
}

const plans = new Map<string, string>();

/** The name under which a connection keeps a statement's plan: parsing and planning cost more than most statements. */
function planOf(text: string): string {
  const known = plans.get(text);
  if (known !== undefined) return known;
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 24);
  plans.set(text, name);
  return name;
}

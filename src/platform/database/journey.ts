import { createHash } from "node:crypto";
import pg, { type FieldDef, type PoolClient } from "pg";

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** False where nobody looks at the rows: then they are not even described. */
  readonly isAsked: boolean;
}

export interface Answer {
  readonly command: string;
  readonly rows: readonly unknown[];
}

/**
 * Sends statements in one packet with one Sync at their end, so the server wakes once, answers once, and skips what
 * follows a statement that failed; node-postgres alone lets it answer each. Fails with the first error of any of them.
 */
export function journey(
  client: PoolClient,
  statements: readonly Statement[],
  options: { readonly keepsPlans: boolean },
): Promise<readonly Answer[]> {
  return new Promise((resolve, reject) => {
    const plans = options.keepsPlans ? plansOf(client) : undefined;
    client.query(new Journey(statements, plans, { resolve, reject }) as unknown as pg.Query); // it is one by its prototype
  });
}

interface Plan {
  /** How to read its rows, once they were described. A kept plan never changes its columns: the server refuses. */
  reader?: Reader;
}

const plansByClient = new WeakMap<PoolClient, Map<string, Plan>>();

function plansOf(client: PoolClient): Map<string, Plan> {
  const known = plansByClient.get(client);
  if (known !== undefined) return known;
  const plans = new Map<string, Plan>();
  plansByClient.set(client, plans);
  return plans;
}

const names = new Map<string, string>();

/** The name under which a connection keeps a statement's plan: parsing and planning cost more than most statements. */
function planName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 24);
  names.set(text, name);
  return name;
}

/** What @types/pg leaves out of node-postgres: the messages a query may send, its row reader and its value writer. */
interface Messages {
  readonly stream: { readonly cork?: () => void; readonly uncork?: () => void };
  close(statement: { type: "S"; name: string }): void;
  parse(statement: { text: string; name: string }): void;
  bind(portal: { statement: string; values: readonly unknown[] }): void;
  describe(portal: { type: "P" }): void;
  execute(): void;
  sync(): void;
}
interface Reader {
  addFields(fields: readonly FieldDef[]): void;
  parseRow(values: readonly unknown[]): unknown;
}
const { Query, Result, utils } = pg as unknown as {
  readonly Query: new (text: string) => object;
  readonly Result: new () => Reader;
  readonly utils: { prepareValue(value: unknown): unknown };
};

interface End {
  readonly resolve: (answers: readonly Answer[]) => void;
  readonly reject: (error: unknown) => void;
}

/** node-postgres takes a query of one's own, and in its pipeline only one that descends from its own class. */
class Journey extends Query {
  readonly #statements: readonly Statement[];
  readonly #plans: Map<string, Plan> | undefined;
  readonly #end: End;
  readonly #answers: Answer[] = [];
  #reader: Reader | undefined;
  #rows: unknown[] = [];
  #unreadable: unknown;

  constructor(statements: readonly Statement[], plans: Map<string, Plan> | undefined, end: End) {
    super("");
    this.#statements = statements;
    this.#plans = plans;
    this.#end = end;
  }

  submit(wire: Messages): unknown {
    let bound: readonly (readonly unknown[])[];
    try {
      bound = this.#statements.map(({ values }) => values.map((one) => utils.prepareValue(one)));
    } catch (error) {
      return error;
    }
    wire.stream.cork?.();
    for (const [index, statement] of this.#statements.entries())
      this.#send(wire, statement, bound[index] ?? []);
    wire.sync();
    wire.stream.uncork?.();
    return null;
  }

  #send(wire: Messages, { text, isAsked }: Statement, values: readonly unknown[]): void {
    const name = this.#plans === undefined ? "" : planName(text);
    const plan = this.#plans?.get(name);
    if (plan === undefined) {
      // It may be known to the server from a journey that failed before it was answered.
      if (name !== "") wire.close({ type: "S", name });
      wire.parse({ text, name });
    }
    wire.bind({ statement: name, values });
    if (isAsked && plan?.reader === undefined) wire.describe({ type: "P" });
    wire.execute();
  }

  handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }): void {
    this.#reader = new Result();
    this.#reader.addFields(fields);
  }

  handleDataRow({ fields }: { readonly fields: readonly unknown[] }): void {
    const statement = this.#statements[this.#answers.length];
    if (statement?.isAsked !== true) return;
    this.#reader ??= this.#plans?.get(planName(statement.text))?.reader;
    try {
      this.#rows.push(this.#reader?.parseRow(fields));
    } catch (error) {
      this.#unreadable ??= error;
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const statement = this.#statements[this.#answers.length];
    if (statement !== undefined) this.#keepPlan(statement);
    this.#answers.push({ command: text, rows: this.#rows });
    this.#rows = [];
    this.#reader = undefined;
  }

  /** Two of the same in one journey: the second had no plan yet when it was sent, and replaces the first. */
  #keepPlan({ text }: Statement): void {
    if (this.#plans === undefined) return;
    const name = planName(text);
    const plan = this.#plans.get(name) ?? {};
    if (this.#reader !== undefined) plan.reader = this.#reader;
    this.#plans.set(name, plan);
  }

  handleReadyForQuery(): void {
    if (this.#unreadable === undefined) this.#end.resolve(this.#answers);
    else this.#end.reject(this.#unreadable);
  }

  handleError(error: unknown): void {
    this.#end.reject(error);
  }
}

import { type App, type Edition, processesOf } from "#app-kit";
import { deciderOf, FEE, type RuleBook, type Rules } from "#engines/rules";
import { definitionHash, type WorkflowDeps } from "#engines/workflow";

/** What the processes of all editions may ask the house for: decisions of their tables, and processes that they call. */
export interface ProcessBook extends Pick<WorkflowDeps, "decideRule" | "resolveCalled"> {
  /**
   * Reads the tables, with those of editions that were published on screen. Done before anything runs, because a decision in
   * the middle of a movement waits for nothing.
   */
  load(learned?: readonly Edition[]): Promise<void>;
}

export function createProcessBook(apps: readonly App[], rules: RuleBook): ProcessBook {
  const own = apps.flatMap((app) => app.editions);
  const state = { called: calledIn(own) };
  const read = new Map<string, { readonly rules: Rules; readonly edition: Edition }>();
  return {
    load: async (learned = []) => {
      const editions = [...own, ...learned];
      for (const edition of editions) {
        const found = await rules.of(edition);
        if (found === undefined) continue;
        for (const hash of processesOf(edition).map(definitionHash)) {
          const known = read.get(hash)?.edition ?? edition;
          if (decisionsOf(known) !== decisionsOf(edition))
            throw new Error(`process ${hash} has other decision tables in another edition`);
          read.set(hash, { rules: found, edition });
        }
      }
      state.called = calledIn(editions);
    },
    decideRule: (decision, variables, hash) => {
      const found = read.get(hash);
      if (found === undefined) throw new Error(`no decision tables are read for process ${hash}`);
      return deciderOf(found.rules)(decision, variables);
    },
    resolveCalled: (id) => state.called.get(id),
  };
}

/** A called procedure has one meaning in the whole house. */
function calledIn(editions: readonly Edition[]): ReadonlyMap<string, string> {
  const called = new Map<string, string>();
  for (const { id, process } of editions.flatMap((edition) => edition.calls ?? [])) {
    const hash = definitionHash(process);
    if ((called.get(id) ?? hash) !== hash)
      throw new Error(`two different processes are called "${id}"`);
    called.set(id, hash);
  }
  return called;
}

/** The tables that a process asks by name. The fee is not among them: it is charged before a process moves. */
function decisionsOf({ rules = {} }: Edition): string {
  return JSON.stringify(Object.entries(rules).filter(([name]) => name !== FEE));
}

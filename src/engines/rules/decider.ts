import type { Edition, Text } from "#app-kit";
import { ok, refused, type Result } from "#kernel/result";
import { type Decision, decideBy } from "./decide.ts";
import { readTable } from "./read-table.ts";
import { type DecisionTable, problem, type RuleProblem, type Variables } from "./table.ts";

/** Tables by the name that a process or an edition calls them. */
export interface Rules {
  readonly tables: ReadonlyMap<string, DecisionTable>;
  decide(name: string, variables: Variables): Result<Decision, RuleProblem>;
}

/** Reads the tables of an edition once; all that is wrong with any of them at once. */
export async function readRules(
  texts: Readonly<Record<string, string>>,
): Promise<Result<Rules, readonly RuleProblem[]>> {
  const tables = new Map<string, DecisionTable>();
  const problems: RuleProblem[] = [];
  for (const [name, xml] of Object.entries(texts)) {
    const read = await readTable(xml);
    if (read.ok) tables.set(name, read.value);
    else problems.push(...read.error.map((one) => ({ ...one, at: `${name}: ${one.at}` })));
  }
  if (problems.length > 0) return refused(problems);
  return ok({
    tables,
    decide: (name, variables) => {
      const table = tables.get(name);
      return table === undefined
        ? refused(problem(name, "không có bảng quyết định này", "there is no such decision"))
        : decideBy(table, variables);
    },
  });
}

/** The rules of published editions, read once each; an edition without rules has none. */
export interface RuleBook {
  of(edition: Pick<Edition, "rules">): Promise<Rules | undefined>;
}

export function createRuleBook(): RuleBook {
  const read = new WeakMap<object, Promise<Rules>>();
  return {
    of: async ({ rules: texts }) => {
      if (texts === undefined) return undefined;
      const known = read.get(texts) ?? readRules(texts).then(mustRead);
      read.set(texts, known);
      return known;
    },
  };
}

/** An edition was proven before it was published. */
function mustRead(read: Result<Rules, readonly RuleProblem[]>): Rules {
  if (read.ok) return read.value;
  const reasons = read.error.map(({ at, words }) => `${at}: ${words.en}`);
  throw new Error(`rules not published: ${reasons.join("; ")}`);
}

/**
 * For a business rule task: what the decision adds to the variables of a process. A decision that is refused stops the
 * movement with its reason, because a process must not go on with half a fee.
 */
export function deciderOf(rules: Rules): (name: string, variables: Variables) => Variables {
  return (name, variables) => {
    const decision = rules.decide(name, variables);
    if (!decision.ok)
      throw new Error(`decision ${name}: ${decision.error.at}: ${decision.error.words.en}`);
    return decision.value.outputs;
  };
}

/** The edition's table for its fee; its output is `feeVnd`. */
export const FEE = "fee";

export interface Fee {
  readonly amountVnd: number;
  /** The decision behind it; undefined for a fixed fee. */
  readonly decision: Decision | undefined;
}

/** The fee of a dossier under an edition, in whole dong: by its table where it has one, else the fixed amount. */
export function feeOf(
  edition: Pick<Edition, "feeVnd">,
  rules: Rules | undefined,
  answers: Variables,
): Result<Fee, RuleProblem> {
  if (rules?.tables.has(FEE) !== true)
    return ok({ amountVnd: edition.feeVnd, decision: undefined });
  const decided = rules.decide(FEE, answers);
  if (!decided.ok) return decided;
  const amount = decided.value.outputs["feeVnd"];
  if (typeof amount !== "number" || !Number.isSafeInteger(amount) || amount < 0)
    return refused(
      problem(
        FEE,
        `lệ phí ${String(amount)} không phải là số đồng nguyên, không âm`,
        `the fee ${String(amount)} is no whole amount of dong`,
      ),
    );
  return ok({ amountVnd: amount, decision: decided.value });
}

/** Why it came out so, a sentence each: the inputs, then the rows that fitted. */
export function explainDecision(decision: Decision): readonly Text[] {
  const inputs = decision.inputs.map(({ label, value }) => ({
    vi: `${label}: ${value ?? "không có"}.`,
    en: `${label}: ${value ?? "none"}.`,
  }));
  const rows = decision.rows.map(({ row, results }) => {
    const came = results.map(String).join(", ");
    const note = row.note === "" ? "" : ` (${row.note})`;
    return { vi: `Dòng ${row.number}${note}: ${came}.`, en: `Row ${row.number}${note}: ${came}.` };
  });
  const otherwise = {
    vi: "Không dòng nào đúng; áp dụng giá trị mặc định của bảng.",
    en: "No row fits; the table's own default applies.",
  };
  return rows.length > 0 ? [...inputs, ...rows] : [...inputs, otherwise];
}

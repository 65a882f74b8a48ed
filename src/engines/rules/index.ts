export { checkTable } from "./check-table.ts";
export { type Decision, decideBy } from "./decide.ts";
export {
  createRuleBook,
  deciderOf,
  explainDecision,
  FEE,
  type Fee,
  feeOf,
  readRules,
  type RuleBook,
  type Rules,
} from "./decider.ts";
export { readTable } from "./read-table.ts";
export { type TypedRow, writeTable } from "./write-table.ts";
export type { DecisionTable, RuleProblem, Value, Variables } from "./table.ts";

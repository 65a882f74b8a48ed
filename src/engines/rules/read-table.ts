import { DmnModdle } from "dmn-moddle";
import { ok, refused, type Result } from "#kernel/result";
import { expressionFault } from "./feel.ts";
import { readCell } from "./read-cell.ts";
import {
  type Cell,
  type DecisionTable,
  type HitPolicy,
  type InputColumn,
  type OutputColumn,
  problem,
  type Row,
  type RuleProblem,
  VALUE_TYPES,
  type ValueType,
} from "./table.ts";

interface Raw {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  readonly label?: string;
  readonly [key: string]: unknown;
}

/** Elements beside the one decision that say where it is drawn or what data it is given; they decide nothing. */
const SILENT = new Set(["dmn:InputData", "dmn:KnowledgeSource", "dmn:TextAnnotation"]);

/** Reads DMN 1.3 with one decision table, or says everything that is wrong with it at once, by name. */
export async function readTable(
  xml: string,
): Promise<Result<DecisionTable, readonly RuleProblem[]>> {
  const root = await rootOf(xml);
  if ("at" in root) return refused([root]);
  const decisions = list(root.element, "drgElement").filter((one) => !SILENT.has(one.$type));
  const [decision] = decisions;
  const problems = [...root.lost];
  for (const one of decisions)
    if (one.$type !== "dmn:Decision") problems.push(notDecided(one, one.$type));
  if (decision === undefined || decisions.length > 1)
    problems.push(
      problem("DMN", "phải có đúng một quyết định", "exactly one decision is expected"),
    );
  if (decision === undefined || problems.length > 0) return refused(problems);
  const table = tableOf(decision, problems);
  return table === undefined || problems.length > 0 ? refused(problems) : ok(table);
}

async function rootOf(
  xml: string,
): Promise<{ element: Raw; lost: readonly RuleProblem[] } | RuleProblem> {
  try {
    const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
    const lost = warnings
      .filter((one) => one.error !== undefined)
      .map((one) => lostIn(one.message));
    return { element: rootElement as unknown as Raw, lost }; // moddle's elements are open records with a $type
  } catch (error) {
    return lostIn(error instanceof Error ? error.message : String(error));
  }
}

function lostIn(message: string): RuleProblem {
  const flat = message.replaceAll(/\s+/gu, " ");
  return problem("DMN", `không đọc được: ${flat}`, `cannot be read: ${flat}`);
}

function notDecided(element: Raw, what: string): RuleProblem {
  const at = element.name ?? element.id ?? element.$type;
  return problem(at, `${what} không được hỗ trợ`, `${what} is not decided here`);
}

function tableOf(decision: Raw, problems: RuleProblem[]): DecisionTable | undefined {
  const at = decision.name ?? decision.id ?? "";
  const logic = one(decision, "decisionLogic");
  if (logic?.$type !== "dmn:DecisionTable") {
    problems.push(notDecided(decision, logic?.$type ?? "a decision without a table"));
    return undefined;
  }
  for (const requirement of list(decision, "informationRequirement"))
    if (requirement["requiredDecision"] !== undefined)
      problems.push(notDecided(decision, "dmn:requiredDecision"));
  if (list(decision, "knowledgeRequirement").length > 0)
    problems.push(notDecided(decision, "dmn:knowledgeRequirement"));
  const hitPolicy = hitPolicyOf(logic, at, problems);
  const inputs = list(logic, "input").map((input, index) =>
    inputOf(input, `${at}, ${input.label ?? `input ${index + 1}`}`, problems),
  );
  const outputs = list(logic, "output").map((output, index) =>
    outputOf(output, `${at}, ${output.name ?? `output ${index + 1}`}`, problems),
  );
  const rows = list(logic, "rule").map((rule, index) =>
    rowOf(rule, { at: `${at}, row ${index + 1}`, number: index + 1, inputs, outputs }, problems),
  );
  if (outputs.length === 0 || rows.length === 0)
    problems.push(
      problem(at, "bảng không có kết quả hoặc không có dòng", "has no output or no row"),
    );
  const isAggregated = hitPolicy !== "unique" && hitPolicy !== "first" && hitPolicy !== "any";
  if (isAggregated && (outputs.length !== 1 || outputs[0]?.type !== "number"))
    problems.push(
      problem(
        at,
        "chỉ gộp được một cột kết quả kiểu số",
        "only a single column of numbers can be collected",
      ),
    );
  if (new Set(outputs.map((output) => output.name)).size < outputs.length)
    problems.push(problem(at, "hai cột kết quả trùng tên", "two outputs have the same name"));
  return { id: decision.id ?? "", name: at, hitPolicy, inputs, outputs, rows };
}

const COLLECTED: Readonly<Record<string, HitPolicy>> = { SUM: "sum", MIN: "min", MAX: "max" };
const SINGLE: Readonly<Record<string, HitPolicy>> = {
  UNIQUE: "unique",
  FIRST: "first",
  ANY: "any",
};

function hitPolicyOf(logic: Raw, at: string, problems: RuleProblem[]): HitPolicy {
  const policy = typeof logic["hitPolicy"] === "string" ? logic["hitPolicy"] : "UNIQUE";
  const aggregation = typeof logic["aggregation"] === "string" ? logic["aggregation"] : "";
  const known = policy === "COLLECT" ? COLLECTED[aggregation] : SINGLE[policy];
  if (known !== undefined) return known;
  const name = `${policy} ${aggregation}`.trim();
  problems.push(
    problem(
      at,
      `chính sách chọn dòng ${name} không được hỗ trợ`,
      `hit policy ${name} is not decided here`,
    ),
  );
  return "unique";
}

function inputOf(input: Raw, at: string, problems: RuleProblem[]): InputColumn {
  const head = one(input, "inputExpression");
  const expression = textOf(head);
  const type = typeOf(head?.["typeRef"], at, problems);
  checkExpression(expression, at, problems);
  const label = input.label ?? expression;
  const values = one(input, "inputValues");
  const allowed = values === undefined ? undefined : cellOf(textOf(values), type, at, problems);
  return { label, expression, type, allowed };
}

function outputOf(output: Raw, at: string, problems: RuleProblem[]): OutputColumn {
  const type = typeOf(output["typeRef"], at, problems);
  if (output.name === undefined || output.name === "")
    problems.push(problem(at, "cột kết quả không có tên", "the output has no name"));
  const values = one(output, "outputValues");
  const allowed = values === undefined ? undefined : cellOf(textOf(values), type, at, problems);
  const entry = one(output, "defaultOutputEntry");
  const otherwise = entry === undefined ? undefined : textOf(entry);
  if (otherwise !== undefined) checkExpression(otherwise, at, problems);
  return { name: output.name ?? "", type, allowed, otherwise };
}

interface RowPlace {
  readonly at: string;
  readonly number: number;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
}

function rowOf(rule: Raw, place: RowPlace, problems: RuleProblem[]): Row {
  const { at, number, inputs, outputs } = place;
  const conditions = list(rule, "inputEntry");
  const entries = list(rule, "outputEntry");
  if (conditions.length !== inputs.length || entries.length !== outputs.length)
    problems.push(
      problem(at, "số ô không khớp số cột", "has another number of cells than columns"),
    );
  const cells = inputs.map((input, index) =>
    cellOf(textOf(conditions[index]), input.type, `${at}, ${input.label}`, problems),
  );
  const results = outputs.map((output, index) => {
    const text = textOf(entries[index]);
    checkExpression(text, `${at}, ${output.name}`, problems);
    return text;
  });
  const notes = list(rule, "annotationEntry").map(textOf);
  const note = [rule["description"], ...notes].find(
    (words): words is string => typeof words === "string" && words.trim() !== "",
  );
  return { number, note: note?.trim() ?? "", cells, results };
}

function cellOf(text: string, type: ValueType, at: string, problems: RuleProblem[]): Cell {
  const cell = readCell(text, type);
  if (cell !== undefined) return cell;
  problems.push(
    problem(
      at,
      `ô “${text}” không phải là phép so sánh với giá trị cố định kiểu ${type}`,
      `the cell "${text}" is no comparison with fixed values of type ${type}`,
    ),
  );
  return { text: "-", isAny: true, literals: [] };
}

function typeOf(written: unknown, at: string, problems: RuleProblem[]): ValueType {
  const type = VALUE_TYPES.find((known) => known === written);
  if (type !== undefined) return type;
  const name = typeof written === "string" ? written : "";
  problems.push(
    problem(
      at,
      `kiểu “${name}” không được hỗ trợ`,
      `type "${name}" is none of ${VALUE_TYPES.join(", ")}`,
    ),
  );
  return "string";
}

function checkExpression(text: string, at: string, problems: RuleProblem[]): void {
  const fault = text === "" ? "is empty" : expressionFault(text);
  if (fault !== undefined)
    problems.push(
      problem(at, `biểu thức “${text}” sai: ${fault}`, `the expression "${text}": ${fault}`),
    );
}

function textOf(element: Raw | undefined): string {
  const text = element?.["text"];
  return typeof text === "string" ? text.trim() : "";
}

function one(element: Raw, key: string): Raw | undefined {
  const value = element[key];
  return typeof value === "object" && value !== null ? (value as Raw) : undefined; // moddle nests elements
}

function list(element: Raw, key: string): readonly Raw[] {
  const value = element[key];
  return Array.isArray(value) ? (value as Raw[]) : []; // moddle's collections hold elements
}

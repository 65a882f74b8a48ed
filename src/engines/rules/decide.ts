import { ok, refused, type Result } from "#kernel/result";
import { FeelFailed, passes, valueOf } from "./feel.ts";
import {
  type Cell,
  type DecisionTable,
  type InputColumn,
  problem,
  type Row,
  type RuleProblem,
  type Value,
  type ValueType,
  type Variables,
} from "./table.ts";

/** What came out, and why: the inputs as they were read, and the rows that fit. */
export interface Decision {
  readonly table: DecisionTable;
  readonly inputs: readonly { readonly label: string; readonly value: Value }[];
  /** Empty where no row fitted and the outputs are what the table says otherwise. */
  readonly rows: readonly { readonly row: Row; readonly results: readonly Value[] }[];
  readonly outputs: Readonly<Record<string, Value>>;
}

/**
 * Decides by a table. Whatever is doubtful is refused in words: an input that is missing or of another type, no row,
 * two rows where one was promised, a result that is nothing.
 */
export function decideBy(
  table: DecisionTable,
  variables: Variables,
): Result<Decision, RuleProblem> {
  try {
    return ok(decided(table, variables));
  } catch (error) {
    if (error instanceof Refused) return refused(error.problem);
    throw error;
  }
}

class Refused extends Error {
  readonly problem: RuleProblem;
  constructor(at: string, vi: string, en: string) {
    super(`${at}: ${en}`);
    this.problem = problem(at, vi, en);
  }
}

function decided(table: DecisionTable, variables: Variables): Decision {
  const values = table.inputs.map((input, index) => inputValue(table, input, index, variables));
  const inputs = table.inputs.map(({ label }, index) => ({ label, value: values[index] ?? null }));
  const fitting = table.rows.filter((row) =>
    table.inputs.every((input, index) => fits(row.cells[index], input.type, values[index] ?? null)),
  );
  if (fitting.length === 0)
    return { table, inputs, rows: [], outputs: otherwise(table, variables) };
  if (table.hitPolicy === "unique" && fitting.length > 1)
    throw new Refused(
      table.name,
      `các dòng ${numbers(fitting)} cùng đúng, trong khi chỉ được một`,
      `rows ${numbers(fitting)} fit where only one may`,
    );
  const used = table.hitPolicy === "first" ? fitting.slice(0, 1) : fitting;
  const rows = used.map((row) => ({ row, results: resultsOf(table, row, variables) }));
  return { table, inputs, rows, outputs: gathered(table, rows) };
}

function numbers(rows: readonly Row[]): string {
  return rows.map((row) => row.number).join(", ");
}

/**
 * A value that is missing is refused unless a cell of the column names `null`: the author then thought of it. Otherwise
 * a forgotten answer would fall into the last row.
 */
function inputValue(
  table: DecisionTable,
  input: InputColumn,
  index: number,
  variables: Variables,
): Value {
  const at = `${table.name}, ${input.label}`;
  const mayBeMissing = table.rows.some((row) => namesNull(row.cells[index]));
  const isUnknown = isName(input.expression) && !Object.hasOwn(variables, input.expression);
  const value = isUnknown ? null : read(at, input.expression, input.type, variables);
  if (value === null && !mayBeMissing) throw new Refused(at, "không có giá trị", "has no value");
  if (value !== null && input.allowed !== undefined && !fits(input.allowed, input.type, value))
    throw new Refused(
      at,
      `giá trị ${shown(value)} nằm ngoài ${input.allowed.text}`,
      `the value ${shown(value)} is outside of ${input.allowed.text}`,
    );
  return value;
}

export function namesNull(cell: Cell | undefined): boolean {
  return cell?.literals.some((literal) => literal.type === "null") ?? false;
}

function isName(expression: string): boolean {
  return /^[A-Za-z_]\w*$/u.test(expression);
}

export function fits(cell: Cell | undefined, type: ValueType, value: Value): boolean {
  return cell === undefined || cell.isAny || passes(cell.text, type, value);
}

function resultsOf(table: DecisionTable, row: Row, variables: Variables): Value[] {
  return table.outputs.map((output, index) => {
    const at = `${table.name}, row ${row.number}, ${output.name}`;
    return result(table, index, at, row.results[index] ?? "", variables);
  });
}

function otherwise(table: DecisionTable, variables: Variables): Record<string, Value> {
  return Object.fromEntries(
    table.outputs.map((output, index) => {
      if (output.otherwise === undefined)
        throw new Refused(table.name, "không có dòng nào đúng", "no row fits");
      const at = `${table.name}, ${output.name}`;
      return [output.name, result(table, index, at, output.otherwise, variables)];
    }),
  );
}

function result(
  table: DecisionTable,
  index: number,
  at: string,
  text: string,
  variables: Variables,
): Value {
  const output = table.outputs[index];
  if (output === undefined) throw new Error(`${at}: no such output`);
  const value = read(at, text, output.type, variables);
  if (value === null) throw new Refused(at, "không ra giá trị nào", "comes to nothing");
  if (output.allowed !== undefined && !fits(output.allowed, output.type, value))
    throw new Refused(
      at,
      `kết quả ${shown(value)} nằm ngoài ${output.allowed.text}`,
      `the result ${shown(value)} is outside of ${output.allowed.text}`,
    );
  return value;
}

function read(at: string, text: string, type: ValueType, variables: Variables): Value {
  try {
    return valueOf(text, type, variables);
  } catch (error) {
    if (!(error instanceof FeelFailed)) throw error;
    throw new Refused(
      at,
      `không tính được “${text}”: ${error.message}`,
      `"${text}": ${error.message}`,
    );
  }
}

function gathered(table: DecisionTable, rows: Decision["rows"]): Record<string, Value> {
  const columns = table.outputs.map((output, index) => {
    const values = rows.map(({ results }) => results[index] ?? null);
    return [output.name, oneOf(table, values, rows)] as const;
  });
  return Object.fromEntries(columns);
}

function oneOf(table: DecisionTable, values: readonly Value[], rows: Decision["rows"]): Value {
  const amounts = values.filter((value) => typeof value === "number");
  switch (table.hitPolicy) {
    case "sum":
      return amounts.reduce((sum, amount) => sum + amount, 0);
    case "min":
      return Math.min(...amounts);
    case "max":
      return Math.max(...amounts);
    case "any": {
      const which = numbers(rows.map(({ row }) => row));
      if (new Set(values).size > 1)
        throw new Refused(
          table.name,
          `các dòng ${which} cùng đúng nhưng ra kết quả khác nhau`,
          `rows ${which} fit and disagree`,
        );
      return values[0] ?? null;
    }
    case "unique":
    case "first":
      return values[0] ?? null;
  }
}

function shown(value: Value): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}

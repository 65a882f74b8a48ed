import { ok, refused, type Result } from "#kernel/result";

/** What a process knows: plain values by name. */
export type Variables = Readonly<Record<string, unknown>>;

/** A condition on a flow, parsed once. Nothing is evaluated as program text. */
export type Condition =
  | { readonly op: "or" | "and"; readonly left: Condition; readonly right: Condition }
  | { readonly op: "not"; readonly of: Condition }
  | {
      readonly op: "==" | "!=" | "<" | "<=" | ">" | ">=";
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly op: "is"; readonly of: Operand };

type Operand =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "name"; readonly path: readonly string[] };

const TOKEN =
  /\s*(?:(?<text>"[^"]*"|'[^']*')|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_][\w.]*)|(?<op>==|!=|<=|>=|&&|\|\||[<>!()]))/uy;

/** A reviewer reads a condition at a glance; also bounds how deep the reader can be sent. */
const LONGEST_CONDITION = 500;

/** Reads `outcome == "accept" && fee.vnd > 0`; refuses anything else with the place where it stopped understanding. */
export function parseCondition(source: string): Result<Condition, string> {
  if (source.length > LONGEST_CONDITION)
    return refused(`longer than ${LONGEST_CONDITION} characters`);
  const tokens = tokensOf(source.trim().replace(/^\$\{|\}$/gu, ""));
  if (typeof tokens === "string") return refused(tokens);
  const reader = { tokens, at: 0 };
  try {
    const condition = readOr(reader);
    if (reader.at < tokens.length) return refused(`unexpected "${tokens[reader.at]?.text ?? ""}"`);
    return ok(condition);
  } catch (error) {
    if (error instanceof Unreadable) return refused(error.message);
    throw error;
  }
}

export function holds(condition: Condition, variables: Variables): boolean {
  switch (condition.op) {
    case "or":
      return holds(condition.left, variables) || holds(condition.right, variables);
    case "and":
      return holds(condition.left, variables) && holds(condition.right, variables);
    case "not":
      return !holds(condition.of, variables);
    case "is":
      return valueOf(condition.of, variables) === true;
    case "==":
      return valueOf(condition.left, variables) === valueOf(condition.right, variables);
    case "!=":
      return valueOf(condition.left, variables) !== valueOf(condition.right, variables);
    default:
      return compared(condition.op, condition.left, condition.right, variables);
  }
}

/** What lies at a path such as `agency.tenantId`; null where nothing does. */
export function valueAt(path: string, variables: Variables): unknown {
  return valueOf({ kind: "name", path: path.split(".") }, variables);
}

interface Lexeme {
  readonly kind: "text" | "number" | "name" | "op";
  readonly text: string;
}

interface Reader {
  readonly tokens: readonly Lexeme[];
  at: number;
}

class Unreadable extends Error {}

function tokensOf(source: string): Lexeme[] | string {
  const found: Lexeme[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(source);
    if (match?.groups === undefined) {
      if (source.slice(at).trim() === "") break;
      return `cannot read "${source.slice(at)}"`;
    }
    for (const kind of ["text", "number", "name", "op"] as const) {
      const text = match.groups[kind];
      if (text !== undefined) found.push({ kind, text });
    }
  }
  return found.length === 0 ? "the condition is empty" : found;
}

function readOr(reader: Reader): Condition {
  let left = readAnd(reader);
  while (take(reader, "||")) left = { op: "or", left, right: readAnd(reader) };
  return left;
}

function readAnd(reader: Reader): Condition {
  let left = readNot(reader);
  while (take(reader, "&&")) left = { op: "and", left, right: readNot(reader) };
  return left;
}

function readNot(reader: Reader): Condition {
  if (take(reader, "!")) return { op: "not", of: readNot(reader) };
  if (take(reader, "(")) {
    const inner = readOr(reader);
    if (!take(reader, ")")) throw new Unreadable('a ")" is missing');
    return inner;
  }
  const left = readOperand(reader);
  for (const op of ["==", "!=", "<=", ">=", "<", ">"] as const)
    if (take(reader, op)) return { op, left, right: readOperand(reader) };
  return { op: "is", of: left };
}

function readOperand(reader: Reader): Operand {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  if (token === undefined) throw new Unreadable("the condition ends too early");
  switch (token.kind) {
    case "text":
      return { kind: "literal", value: token.text.slice(1, -1) };
    case "number":
      return { kind: "literal", value: Number(token.text) };
    case "name":
      return named(token.text);
    case "op":
      throw new Unreadable(`unexpected "${token.text}"`);
  }
}

function named(text: string): Operand {
  if (text === "true" || text === "false") return { kind: "literal", value: text === "true" };
  if (text === "null") return { kind: "literal", value: null };
  return { kind: "name", path: text.split(".") };
}

function take(reader: Reader, op: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== "op" || token.text !== op) return false;
  reader.at += 1;
  return true;
}

function valueOf(operand: Operand, variables: Variables): unknown {
  if (operand.kind === "literal") return operand.value;
  let value: unknown = variables;
  for (const part of operand.path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return null;
    value = (value as Record<string, unknown>)[part]; // an object with this own key, just checked
  }
  return value;
}

function compared(
  op: "<" | "<=" | ">" | ">=",
  left: Operand,
  right: Operand,
  variables: Variables,
): boolean {
  const one = valueOf(left, variables);
  const other = valueOf(right, variables);
  if (typeof one !== "number" || typeof other !== "number") return false;
  switch (op) {
    case "<":
      return one < other;
    case "<=":
      return one <= other;
    case ">":
      return one > other;
    case ">=":
      return one >= other;
  }
}

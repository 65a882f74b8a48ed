import type { Text } from "#app-kit";

/** The types of FEEL that a table may ask for and give. */
export const VALUE_TYPES = ["number", "string", "boolean", "date"] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** A value as a form, a process or a fee knows it; a date is its ISO text. */
export type Value = number | string | boolean | null;
export type Variables = Readonly<Record<string, unknown>>;

export const AGGREGATIONS = ["sum", "min", "max"] as const;
export type HitPolicy = "unique" | "first" | "any" | (typeof AGGREGATIONS)[number];

export interface InputColumn {
  /** What the column is called where a decision explains itself. */
  readonly label: string;
  readonly expression: string;
  readonly type: ValueType;
  /** The only values that may come; undefined for every value of the type. */
  readonly allowed: Cell | undefined;
}

export interface OutputColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly allowed: Cell | undefined;
  /** What comes out where no row fits. */
  readonly otherwise: string | undefined;
}

/** One condition: FEEL, and the fixed values that it compares with, so that a table can be checked for gaps. */
export interface Cell {
  readonly text: string;
  readonly isAny: boolean;
  readonly literals: readonly Literal[];
}

export interface Literal {
  readonly type: ValueType | "null";
  readonly value: Value;
}

export interface Row {
  /** Counted from 1, as people see the table. */
  readonly number: number;
  readonly note: string;
  readonly cells: readonly Cell[];
  readonly results: readonly string[];
}

export interface DecisionTable {
  readonly id: string;
  readonly name: string;
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
  readonly rows: readonly Row[];
}

/** What is wrong with a table or with what it was given, where, in words. */
export interface RuleProblem {
  readonly at: string;
  readonly words: Text;
}

export function problem(at: string, vi: string, en: string): RuleProblem {
  return { at, words: { vi, en } };
}

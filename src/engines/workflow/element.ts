import type { UnsupportedElement } from "./node.ts";

/** An element as the XML reader gives it: an open record with a type. */
export interface Raw {
  readonly $type: string;
  readonly $attrs?: Readonly<Record<string, string>>;
  readonly id?: string;
  readonly name?: string;
  readonly [key: string]: unknown;
}

export function attribute(element: Raw, name: string): string {
  return element.$attrs?.[`egov:${name}`] ?? "";
}

export function one(element: Raw, key: string): Raw | undefined {
  const value = element[key];
  return typeof value === "object" && value !== null ? (value as Raw) : undefined; // moddle nests elements
}

export function list(element: Raw, key: string): readonly Raw[] {
  const value = element[key];
  return Array.isArray(value) ? (value as Raw[]) : []; // moddle's collections hold elements
}

/** The text of an expression such as a condition, a duration or a number. */
export function textOf(element: Raw, key: string): string | undefined {
  const body = one(element, key)?.["body"];
  return typeof body === "string" && body.trim() !== "" ? body.trim() : undefined;
}

export function problem(element: Raw, reason: string): UnsupportedElement {
  return { id: element.id ?? "", name: element.name ?? "", type: element.$type, reason };
}

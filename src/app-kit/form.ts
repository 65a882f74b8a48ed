import type { Condition } from "./condition.ts";
import type { Text } from "./text.ts";

export type FieldKind =
  | "text"
  | "long-text"
  | "citizen-id"
  | "tax-code"
  | "phone"
  | "email"
  /** From the house upwards in one line, a comma between the levels. */
  | "address"
  | "money"
  | "count"
  /** A measure with a decimal comma: an area in m², a depth in m. */
  | "decimal"
  | "date"
  | "choice"
  /** Latitude and longitude in degrees (WGS 84): where an inspection was. */
  | "position";

/** One question. Its id is the property of the record. */
export interface FieldDefinition {
  readonly id: string;
  readonly kind: FieldKind;
  readonly label: Text;
  readonly hint?: Text;
  readonly isRequired: boolean;
  readonly when?: Condition;
  readonly options?: readonly { readonly value: string; readonly label: Text }[];
  /** Longest answer in characters. */
  readonly maxLength: number;
  /** What the browser may fill in, by the names of the HTML standard. */
  readonly autocomplete?: string;
}

/** A group that repeats: members, trades. */
export interface GroupDefinition {
  readonly id: string;
  readonly label: Text;
  readonly itemLabel: Text;
  readonly min: number;
  readonly max: number;
  readonly fields: readonly FieldDefinition[];
  readonly when?: Condition;
}

/** One page of the form. */
export interface StepDefinition {
  readonly id: string;
  readonly title: Text;
  readonly lead?: Text;
  readonly items: readonly (FieldDefinition | GroupDefinition)[];
  readonly when?: Condition;
}

export interface FormDefinition {
  /** The field whose answer names the dossier in lists. */
  readonly titleField: string;
  readonly steps: readonly StepDefinition[];
}

export function isGroup(item: FieldDefinition | GroupDefinition): item is GroupDefinition {
  return "fields" in item;
}

type FieldOptions = Partial<Omit<FieldDefinition, "id" | "kind" | "label">>;

/** `field("businessName", "text", text("Tên hộ kinh doanh", "Business name"))`: required and up to 200 characters unless said otherwise. */
export function field(
  id: string,
  kind: FieldKind,
  label: Text,
  options: FieldOptions = {},
): FieldDefinition {
  return { id, kind, label, isRequired: true, maxLength: 200, ...options };
}

export function group(
  id: string,
  label: Text,
  rest: Omit<GroupDefinition, "id" | "label">,
): GroupDefinition {
  return { id, label, ...rest };
}

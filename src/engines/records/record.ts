import { createHash } from "node:crypto";
import { type Answers, type FormDefinition, type JsonSchema, recordSchema } from "#app-kit";
import type { CalendarDay } from "#kernel/calendar-day";
import { canonicalJson } from "#kernel/canonical-json";

export const RECORD_STATES = ["valid", "corrected", "revoked"] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** An exact number that a person or an organisation is found by. */
export interface PersonKey {
  readonly kind: "citizen-number" | "tax-code";
  readonly value: string;
}

/** What a record of a type may hold: the same form and the same judge as an application's. */
export interface RecordType {
  readonly id: string;
  readonly form: FormDefinition;
  readonly schema: JsonSchema;
  /** Of the schema; a version names the one it was judged by. */
  readonly hash: string;
}

export interface RegisterRecord {
  readonly tenantId: string;
  readonly id: string;
  readonly publicId: string;
  readonly typeId: string;
  readonly originKind: string;
  readonly originId: string;
  readonly number: string;
  readonly title: string;
  readonly issuedOn: CalendarDay;
  readonly state: RecordState;
  readonly version: number;
  readonly content: Answers;
}

export interface RecordVersion {
  readonly version: number;
  readonly act: string;
  readonly decision: string;
  readonly state: RecordState;
  readonly content: Answers;
  readonly validFrom: CalendarDay;
  readonly recordedAt: Date;
  readonly byName: string;
}

export function recordType(id: string, form: FormDefinition): RecordType {
  const schema = recordSchema(form);
  const hash = createHash("sha256").update(canonicalJson(schema), "utf8").digest("hex");
  return { id, form, schema, hash };
}

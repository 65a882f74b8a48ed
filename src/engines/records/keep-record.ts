import { type Answers, isGroup } from "#app-kit";
import { validateAll } from "#engines/forms";
import type { CalendarDay } from "#kernel/calendar-day";
import { publicId, uuidv7 } from "#kernel/ids";
import { theTenant, type Tx } from "#platform/database";
import type { PersonKey, RecordState, RecordType, RegisterRecord } from "./record.ts";
import { changeRecord, insertRecords, insertType, type NewRecord } from "./store.ts";

/** Makes a type known; the same fields again change nothing. */
export async function publishRecordType(tx: Tx, now: Date, type: RecordType): Promise<void> {
  await insertType(tx, now, type);
}

export interface RecordEntry {
  readonly id: string;
  readonly originId: string;
  readonly number: string;
  readonly issuedOn: CalendarDay;
  readonly content: Answers;
  readonly persons: readonly PersonKey[];
  readonly recordedAt: Date;
}

/**
 * Enters records with their first version. What is not a record of the type throws: whoever hands it over has judged it.
 * An origin that has its record keeps it, so that entering twice is entering once.
 */
export async function enterRecords(
  tx: Tx,
  type: RecordType,
  by: {
    readonly originKind: string;
    readonly act: string;
    readonly ref: string;
    readonly name: string;
  },
  entries: readonly RecordEntry[],
): Promise<void> {
  const rows = entries.map((entry): NewRecord => {
    assertFits(type, entry.content);
    return {
      ...entry,
      versionId: uuidv7(entry.recordedAt.getTime()),
      publicId: publicId(),
      title: titleIn(type, entry.content),
      searchText: searchTextOf(type, entry.number, entry.content),
    };
  });
  await insertRecords(tx, theTenant(tx), type, by, rows);
}

export interface RecordChange {
  readonly act: string;
  readonly decision: string;
  readonly state: RecordState;
  readonly number: string;
  readonly content: Answers;
  readonly persons: readonly PersonKey[];
  readonly validFrom: CalendarDay;
}

/** The next version. Throws `StaleVersion` when another act changed the record since it was read. */
export async function amendRecord(
  tx: Tx,
  now: Date,
  type: RecordType,
  {
    before,
    change,
    by,
  }: {
    readonly before: RegisterRecord;
    readonly change: RecordChange;
    readonly by: { readonly ref: string; readonly name: string };
  },
): Promise<RegisterRecord> {
  assertFits(type, change.content);
  const next: RegisterRecord = {
    ...before,
    number: change.number,
    state: change.state,
    content: change.content,
    title: titleIn(type, change.content),
    version: before.version + 1,
  };
  await changeRecord(tx, now, type, {
    before,
    next,
    change,
    by,
    searchText: searchTextOf(type, change.number, change.content),
  });
  return next;
}

function assertFits(type: RecordType, content: Answers): void {
  const wrong = validateAll(type.form, type.schema, content).map((one) => one.fieldId);
  if (wrong.length > 0) throw new Error(`no record of ${type.id}: ${wrong.join()}`);
}

function titleIn(type: RecordType, content: Answers): string {
  return String(content[type.form.titleField]);
}

/** Found by its number and by every name in it; personal numbers are found exactly or not at all. */
function searchTextOf(type: RecordType, number: string, content: Answers): string {
  const words = type.form.steps
    .flatMap((step) => step.items)
    .flatMap((item) => (isGroup(item) || item.kind !== "text" ? [] : [content[item.id]]))
    .filter((value) => typeof value === "string");
  return [number, ...words].join(" ");
}

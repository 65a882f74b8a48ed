import {
  type PersonKey,
  recordNumbered,
  recordsWithKey,
  type RegisterRecord,
} from "#engines/records";
import { appendLeaf } from "#platform/audit-log";
import { theTenant, type Tx } from "#platform/database";

/** Whom to look for: by one number, exactly. */
export type Person = { readonly citizenNumber: string } | { readonly taxCode: string };

/** Who asks, for what. */
export interface Reader {
  readonly ref: string;
  readonly name: string;
  readonly agencyName: string;
  readonly purpose: string;
  readonly dossierCode?: string | undefined;
}

/**
 * Every result that any agency keeps about a person, of the types that are named or of all. Door `registers`, opened with the one tenant that asks:
 * `withDoor(db, "registers", work, [tenantId])`; the asking is in that tenant's log. Law or consent must have been judged
 * before, and whoever shows or uses what was found notes it in the access log.
 */
export async function recordsOfPerson(
  tx: Tx,
  now: Date,
  person: Person,
  reader: Reader,
  typeIds?: readonly string[],
): Promise<readonly RegisterRecord[]> {
  const found = await recordsWithKey(tx, keyOf(person), typeIds);
  await noteAsking(tx, now, { ...person, ...reader, typeIds }, found);
  return found;
}

/** The latest result of a register with this number: in one's own records, or through the door as above. */
export async function recordByNumber(
  tx: Tx,
  now: Date,
  asked: { readonly typeId: string; readonly number: string },
  reader: Reader,
): Promise<RegisterRecord | undefined> {
  const found = await recordNumbered(tx, asked.typeId, asked.number);
  await noteAsking(tx, now, { ...asked, ...reader }, found === undefined ? [] : [found]);
  return found;
}

async function noteAsking(
  tx: Tx,
  now: Date,
  asked: Readonly<Record<string, unknown>>,
  found: readonly RegisterRecord[],
): Promise<void> {
  await appendLeaf(tx, now, {
    action: "records-asked",
    subjectKind: "records",
    subjectId: theTenant(tx),
    payload: { ...asked, found: found.map(({ number, typeId }) => ({ typeId, number })) },
  });
}

function keyOf(person: Person): PersonKey {
  return "citizenNumber" in person
    ? { kind: "citizen-number", value: person.citizenNumber }
    : { kind: "tax-code", value: person.taxCode };
}

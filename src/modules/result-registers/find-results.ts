import {
  noteReadings,
  type PersonKey,
  type Reader,
  recordNumbered,
  recordsWithKey,
  type RegisterRecord,
} from "#engines/records";
import { theTenant, type Tx } from "#platform/database";
import { appendLeaf } from "#platform/audit-log";

/** Whom to look for: by one number, exactly. */
export type Person = { readonly citizenNumber: string } | { readonly taxCode: string };

/**
 * Every result that any agency keeps about a person. Door `registers`, opened with the one tenant that asks:
 * `withDoor(db, "registers", work, [tenantId])`. Each record read is kept where the person sees it, and the asking is in
 * the log of the tenant that asks. Law or consent must have been judged before.
 */
export async function recordsOfPerson(
  tx: Tx,
  now: Date,
  person: Person,
  reader: Reader,
): Promise<readonly RegisterRecord[]> {
  const found = await recordsWithKey(tx, keyOf(person));
  await noteReadings(tx, now, found, reader);
  await appendLeaf(tx, now, {
    action: "records-of-person-read",
    subjectKind: "records",
    subjectId: theTenant(tx),
    payload: {
      ...person,
      ...reader,
      found: found.map(({ number, typeId }) => ({ typeId, number })),
    },
  });
  return found;
}

/** The latest result of a register with this number, where the transaction may look; the reading is kept with it. */
export async function recordByNumber(
  tx: Tx,
  now: Date,
  asked: { readonly typeId: string; readonly number: string },
  reader: Reader,
): Promise<RegisterRecord | undefined> {
  const found = await recordNumbered(tx, asked.typeId, asked.number);
  if (found !== undefined) await noteReadings(tx, now, [found], reader);
  return found;
}

function keyOf(person: Person): PersonKey {
  return "citizenNumber" in person
    ? { kind: "citizen-number", value: person.citizenNumber }
    : { kind: "tax-code", value: person.taxCode };
}
